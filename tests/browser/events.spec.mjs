// What the person does becomes events: one for each press, and the last value of
// each control, no faster than the server takes them.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

/** Opens a page whose live part is this markup. */
async function show(visit, markup) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [`<main>${markup}</main>`] });
  return stage;
}

/** The names of the events that the page has sent, in order. */
const sent = (stage) => stage.received.filter(([kind]) => kind === "e").map(([, , name]) => name);

let marks = 0;

/** Waits until all that was done is sent, and returns the names of all events so far. */
async function settle(stage) {
  const mark = `mark_${++marks}`;
  await stage.page.evaluate((mark) => {
    const button = document.createElement("button");
    button.setAttribute("dj-click", mark);
    document.body.append(button);
    button.click();
    button.remove();
  }, mark);
  await stage.receives("e", ([, , name]) => name === mark);
  return sent(stage).filter((name) => !name.startsWith("mark_"));
}

/** Types or drags: sets the value of a control `times` times in one task. */
const set = (stage, selector, values) =>
  stage.page.locator(selector).evaluate((control, values) => {
    for (const value of values) {
      control.value = value;
      control.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
  }, values);

test("of a control one value is on its way, and the newest waits", async (visit) => {
  const stage = await show(visit, `<input id="a" dj-input="set"><input id="b" dj-input="set">`);
  const values = () => stage.received.filter(([kind]) => kind === "e").map(([, , , params]) => params.value);
  await set(stage, "#a", ["1", "12", "123"]);
  await set(stage, "#b", ["x", "xy"]);
  await stage.receives("e", ([, , , params]) => params.value === "x");
  assert.deepEqual(values(), ["1", "x"]);
  // Answers both.
  await stage.frame();
  await stage.receives("e", ([, , , params]) => params.value === "xy");
  assert.deepEqual(values(), ["1", "x", "123", "xy"]);
});

test("a submit does not overtake a value that waits", async (visit) => {
  const stage = await show(visit, `<form dj-submit="save"><input id="a" name="a" dj-input="set"><button>Save</button></form>`);
  await set(stage, "#a", ["1", "12"]);
  await stage.page.locator("form button").click();
  await stage.receives("e", ([, , name]) => name === "save");
  assert.deepEqual(
    stage.received.filter(([kind]) => kind === "e").map(([, , , params]) => params.value ?? params.a),
    ["1", "12", "12"],
  );
});

test("two fields of one binding each keep their last value", async (visit) => {
  const stage = await show(visit, `<form dj-input="set" dj-debounce="50"><input id="a" name="a"><input id="b" name="b"></form>`);
  await set(stage, "#a", ["last of a"]);
  await set(stage, "#b", ["last of b"]);
  for (const value of ["last of a", "last of b"]) await stage.receives("e", ([, , , params]) => params.value === value);
});

test("a value refused as busy is sent again as it is by then", { expects: [/refused: busy too many/] }, async (visit) => {
  const stage = await show(visit, `<input id="a" dj-input="set">`);
  await stage.page.clock.install();
  await set(stage, "#a", ["1"]);
  const [, c] = await stage.receives("e");
  stage.send(["x", c, "busy", "too many events are waiting"]);
  await stage.frame();
  await stage.page.clock.runFor(1_100);
  await stage.receives("e", ([, number, , params]) => number > c && params.value === "1");
});

test("sixty presses at once come no faster than the server takes", async (visit) => {
  const stage = await show(visit, Array.from({ length: 60 }, (_, n) => `<button class="box" dj-click="tick" dj-value-n="${n}">${n}</button>`).join(""));
  await stage.page.clock.install();
  await stage.page.clock.pauseAt(Date.now() + 1_000);
  await stage.page.evaluate(() => document.querySelectorAll(".box").forEach((box) => box.click()));
  // Half of the burst of 40.
  await stage.receives("e", ([, c]) => c === 20);
  await stage.frame();
  assert.equal(sent(stage).length, 20);
  await stage.page.clock.runFor(1_010);
  await stage.receives("e", ([, c]) => c === 40);
  await stage.frame();
  assert.equal(sent(stage).length, 40);
  await stage.page.clock.runFor(1_010);
  const [, , , params] = await stage.receives("e", ([, c]) => c === 60);
  assert.equal(params.n, "59");
});

test("no more events are unanswered than the server lets wait", async (visit) => {
  const stage = await openWithFakeServer(visit);
  stage.limits = { ...stage.limits, events: [1000, 1000, 3] };
  await stage.close(1012);
  await stage.receives("h", () => stage.hellos === 2);
  await stage.page.waitForFunction(() => window.docent.connected);
  await stage.frame({ patches: [`<main><button id="b" dj-click="go">Go</button></main>`] });
  await stage.page.evaluate(() => {
    for (let n = 0; n < 5; n++) document.querySelector("#b").click();
  });
  await stage.receives("e", ([, c]) => c === 3);
  const answered = stage.received.length;
  stage.send(["p"]);
  await stage.receives("k", () => stage.received.length > answered);
  assert.equal(sent(stage).length, 3);
  await stage.frame();
  await stage.receives("e", ([, c]) => c === 5);
});

test("a slider's last value arrives at the view", async ({ open }) => {
  const page = await open("/values");
  await page.waitForFunction(() => window.docent.connected);
  await page.locator("#slider").evaluate(
    (slider) =>
      new Promise((done) => {
        let n = 0;
        const move = () => {
          slider.value = ++n * 4;
          slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
          if (n < 150) requestAnimationFrame(move);
          else done();
        };
        move();
      }),
  );
  await page.locator("#given", { hasText: /^600$/ }).waitFor();
});

test("letters typed faster than the server takes them all arrive", async ({ open }) => {
  const text = "All of these ninety-three letters are typed as fast as a browser can, and none may be missing";
  const page = await open("/values");
  await page.waitForFunction(() => window.docent.connected);
  await page.locator("#line").pressSequentially(text);
  await page.locator("#given", { hasText: `${text.length} characters, ${text}` }).waitFor();
});

test("sixty boxes ticked by one script are sixty at the view", async ({ open }) => {
  const page = await open("/values");
  await page.waitForFunction(() => window.docent.connected);
  await page.evaluate(() => document.querySelectorAll(".box").forEach((box) => box.click()));
  await page.locator("#ticked", { hasText: /^60$/ }).waitFor();
});

for (const [claim, markup] of [
  ["a label with a binding", `<label id="label" dj-click="toggle"><input type="checkbox"> <b>Text</b></label>`],
  ["a label in something with a binding", `<div dj-click="toggle"><label><b>Text</b> <input type="checkbox"></label></div>`],
  ["a label for a control beside it", `<div dj-click="toggle"><label for="c"><b>Text</b></label><input id="c" type="radio"></div>`],
  ["a label of a button", `<div dj-click="toggle"><label><b>Text</b> <button type="button">Button</button></label></div>`],
]) {
  test(`a press of ${claim} is one event`, async (visit) => {
    const stage = await show(visit, markup);
    const { page } = stage;
    await page.locator("b").click();
    assert.deepEqual(await settle(stage), ["toggle"], "the text");
    await page.locator("input, main button").first().click();
    assert.deepEqual(await settle(stage), ["toggle", "toggle"], "the control");
    await page.locator("b").click();
    await page.locator("b").click();
    assert.equal((await settle(stage)).length, 4, "the text again, twice");
  });
}

test("a label's press reaches what is bound at its control alone", async (visit) => {
  const stage = await show(visit, `<label dj-click="outer"><b>Text</b> <input type="checkbox" dj-click="inner"></label>`);
  await stage.page.locator("input").click();
  assert.deepEqual(await settle(stage), ["inner"]);
});

test("a label for a control elsewhere fires, its control does not", async (visit) => {
  const stage = await show(visit, `<label dj-click="go" for="c"><b>Text</b></label><input id="c" type="checkbox">`);
  await stage.page.locator("b").click();
  assert.deepEqual(await settle(stage), ["go"]);
  await stage.page.locator("#c").click();
  assert.deepEqual(await settle(stage), ["go"]);
});

test("a double submit is one record, the form is busy meanwhile", async (visit) => {
  const stage = await show(visit, `<form dj-submit="save"><input name="title" value="x"><button>Save</button></form>`);
  const { page } = stage;
  const busy = () => page.locator("form").getAttribute("aria-busy");
  await page.locator("form button").dblclick();
  await page.locator("[name=title]").press("Enter");
  assert.deepEqual(await settle(stage), ["save"]);
  assert.equal(await busy(), "true");
  assert.equal(new URL(page.url()).pathname, "/stage", "it does not navigate");
  await stage.frame();
  assert.equal(await busy(), null);
  await page.locator("form button").click();
  assert.deepEqual(await settle(stage), ["save", "save"]);
  // A refusal ends it too.
  const [, c] = stage.received.findLast(([kind, , name]) => kind === "e" && name === "save");
  stage.send(["x", c, "handler_failed", "no"]);
  await stage.frame();
  assert.equal(await busy(), null);
});

test("a submit while there is no connection is one record", async (visit) => {
  const stage = await show(visit, `<form dj-submit="save"><input name="title"><button>Save</button></form>`);
  stage.welcomes = false;
  await stage.close(1012);
  await stage.page.waitForFunction(() => !window.docent.connected);
  await stage.page.locator("form button").click();
  await stage.page.locator("form button").click();
  stage.welcomes = true;
  await stage.close(1012);
  await stage.page.waitForFunction(() => window.docent.connected);
  assert.deepEqual(await settle(stage), ["save"]);
});

test("two submits of one form by a hasty person are one record", async ({ open }) => {
  const page = await open("/values");
  await page.waitForFunction(() => window.docent.connected);
  await page.locator("[name=amount]").fill("3");
  await page.locator("form button").dblclick();
  await page.locator("#given", { hasText: "3 None false [] 0" }).waitFor();
  await page.locator("[name=amount]").fill("4");
  await page.locator("form button").click();
  await page.locator("#given", { hasText: /^4 / }).waitFor();
  // A double click that is slower than the answer may be two.
  assert.ok(Number(await page.locator("#saves").innerText()) <= 3);
});

/** Gives an element an open shadow root with a button and an input in it. */
const attach = (page, selector, html) =>
  page.evaluate(
    ([selector, html]) => {
      const host = document.querySelector(selector);
      const root = host.attachShadow({ mode: "open" });
      for (const [tag, attributes] of html) {
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.textContent = tag === "b" ? "icon" : "";
        root.append(element);
      }
    },
    [selector, html],
  );

test("a click in an open shadow root counts for what is around it", async (visit) => {
  const stage = await show(visit, `<button dj-click="go"><x-icon></x-icon> Save</button><x-host dj-click="host"></x-host><form dj-submit="save"><button id="submit" dj-click="also"><x-in></x-in></button></form>`);
  for (const host of ["x-icon", "x-host", "x-in"]) await attach(stage.page, host, [["b", {}]]);
  await stage.page.locator("x-icon b").click();
  await stage.page.locator("x-host b").click();
  await stage.page.locator("x-in b").click();
  assert.deepEqual(await settle(stage), ["go", "host", "also", "save"]);
});

test("a click in a nested shadow root finds bindings on each level", async (visit) => {
  const stage = await show(visit, `<div dj-click="outer"><x-a></x-a></div>`);
  const { page } = stage;
  await page.evaluate(() => {
    const outer = document.querySelector("x-a").attachShadow({ mode: "open" });
    const inner = document.createElement("x-b");
    outer.append(inner);
    inner.attachShadow({ mode: "open" }).append(document.createElement("button"));
    inner.shadowRoot.firstChild.textContent = "Deep";
  });
  const deep = page.locator("x-b button");
  await deep.click();
  await page.evaluate(() => document.querySelector("x-a").shadowRoot.firstChild.setAttribute("dj-click", "inner"));
  await deep.click();
  assert.deepEqual(await settle(stage), ["outer", "inner"]);
});

test("what is slotted is in the component around the slot", async (visit) => {
  const stage = await show(visit, `<x-card><b>Slotted</b></x-card>`);
  await stage.page.evaluate(() => {
    const frame = document.createElement("div");
    frame.setAttribute("dj-click", "card");
    frame.append(document.createElement("slot"));
    document.querySelector("x-card").attachShadow({ mode: "open" }).append(frame);
  });
  await stage.page.locator("b").click();
  assert.deepEqual(await settle(stage), ["card"]);
});

test("input, keys and focus in open shadow roots reach their host", async (visit) => {
  const stage = await show(visit, `<x-field dj-input="typed" dj-keydown.enter="entered" dj-focus="came" dj-blur="left"></x-field><button id="other">Other</button>`);
  const { page } = stage;
  await attach(page, "x-field", [["input", { name: "inside" }]]);
  await page.locator("x-field input").click();
  await page.keyboard.type("a");
  const [, , , params] = await stage.receives("e", ([, , name]) => name === "typed");
  assert.deepEqual(params, { name: "inside", value: "a" });
  await page.keyboard.press("Enter");
  await page.locator("#other").click();
  assert.deepEqual(await settle(stage), ["came", "typed", "entered", "left"]);
});

const press = (page, selector, steps) =>
  page.locator(selector).evaluate((element, steps) => {
    for (const [type, options] of steps) {
      const event = new KeyboardEvent(type, { bubbles: true, composed: true, cancelable: true, key: "Enter", code: "Enter", ...options });
      // The constructor of the event ignores it in some browsers.
      if (options.keyCode) Object.defineProperty(event, "keyCode", { value: options.keyCode });
      element.dispatchEvent(event);
    }
  }, steps);

for (const [claim, steps] of [
  ["Chromium", [["keydown", { isComposing: true, keyCode: 229 }], ["keyup", {}]]],
  ["Safari", [["keydown", { keyCode: 229 }], ["keyup", {}]]],
  ["Firefox", [["keydown", { isComposing: true }], ["keyup", { isComposing: true }]]],
]) {
  test(`the Enter that confirms a composition is no key, as in ${claim}`, async (visit) => {
    const stage = await show(visit, `<textarea id="t" dj-keydown.enter="send" dj-keyup.enter="sent"></textarea>`);
    await press(stage.page, "#t", steps);
    assert.deepEqual(await settle(stage), []);
    await press(stage.page, "#t", [["keydown", {}], ["keyup", {}]]);
    assert.deepEqual(await settle(stage), ["send", "sent"]);
  });
}

test("a phone's key without a place on the keyboard is a key", async (visit) => {
  const stage = await show(visit, `<textarea id="t" dj-keydown.enter="send" dj-keyup.enter="sent"></textarea>`);
  await press(stage.page, "#t", [["keydown", { code: "" }], ["keyup", { code: "" }]]);
  assert.deepEqual(await settle(stage), ["send", "sent"]);
});

test("the Escape that ends a composition does not close the tour", async (visit) => {
  const stage = await show(visit, `<textarea id="t">x</textarea>`);
  await stage.step("#t");
  await stage.isBeside("#t");
  await press(stage.page, "#t", [["keydown", { key: "Escape", code: "Escape", keyCode: 229 }]]);
  stage.send(["p"]);
  await settle(stage);
  assert.deepEqual(stage.received.filter(([kind]) => kind === "t"), []);
});

test("a key that is held down fires as often as it is answered", async (visit) => {
  const stage = await show(visit, `<div id="d" tabindex="0" dj-keydown.right="forward">x</div>`);
  const right = (repeat) => ["keydown", { key: "ArrowRight", code: "ArrowRight", repeat }];
  await press(stage.page, "#d", [right(false), right(true), right(true)]);
  assert.deepEqual(await settle(stage), ["forward"]);
  await stage.frame();
  await press(stage.page, "#d", [right(true)]);
  assert.deepEqual(await settle(stage), ["forward", "forward"]);
});

test("in a dj-ignore there is no binding, bubble or live part", async (visit) => {
  const planted = `<b id="b" dj-click="planted" dj-focus="planted" tabindex="0">press</b>
    <input id="i" dj-input="planted" dj-keydown="planted" dj-debounce="blur"><form id="f" dj-submit="planted"><button id="s">Send</button></form>
    <div dj-keydown.f2="planted"></div><div id="dj-tutorial-bubble"><p class="dj-tutorial-bubble__text"></p></div><div dj-root></div><a id="a" href="#" dj-click="planted">link</a>`;
  const markup = (n) => `<p>${n}</p><div dj-click="outer"><div dj-ignore dj-click="own">${planted}</div></div>`;
  const stage = await show(visit, markup(1));
  const { page } = stage;
  await page.locator("#b").click();
  await page.locator("#i").fill("x");
  await page.locator("#i").press("F2");
  await page.locator("#i").blur();
  await page.locator("#a").click();
  await page.evaluate(() => {
    document.querySelector("#f").addEventListener("submit", (event) => event.preventDefault());
    document.querySelector("#s").click();
  });
  assert.deepEqual((await settle(stage)).filter((name) => !name.startsWith("mark_")), ["own", "own", "own"]);
  // A step is shown in docent's own bubble, and a render goes to the live part.
  await stage.step("#b", { patches: [`<main>${markup(2)}</main>`] });
  assert.equal(await page.locator("main > p").textContent(), "2");
  assert.equal(await page.evaluate(() => [...document.querySelectorAll("#dj-tutorial-bubble")].map(({ dataset }) => dataset.visible ?? "").join("|")), "|true");
});
