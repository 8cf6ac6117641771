// What a form shows: what the person has entered, or what the server has rendered.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

/** A page whose live part is this markup. */
async function show(visit, markup) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [markup] });
  return stage;
}

// The policy of the page forbids the inline styles of these tests, which are set all the same.
const tolerates = [/style-src/];

const event = (stage, number) => stage.receives("e", ([, c]) => c === number);
const lastEvent = (stage) => stage.received.filter(([kind]) => kind === "e").at(-1);
const refuse = (stage, number, code = "handler_failed") => stage.send(["x", number, code, "no"]);
const value = (stage, selector) => stage.page.locator(selector).inputValue();
const leave = (stage) => stage.page.evaluate(() => document.activeElement.blur());

/** Waits until the page has handled everything that was sent to it. */
async function handled(stage) {
  await stage.frame();
}

for (const [type, keys, expected] of [
  ["date", "05062026", "2026-05-06"],
  ["datetime-local", "05062026\t0304PM", "2026-05-06T15:04"],
  ["time", "0304PM", "15:04"],
  ["month", "May\t2026", "2026-05"],
  ["week", "072026", "2026-W07"],
]) {
  test(`a ${type} typed by key survives a render at every key`, async (visit) => {
    const page = (n, value) => `<main><p>${n}</p><input type="${type}" id="d" name="d" value="${value}" dj-input="set"></main>`;
    const stage = await show(visit, page(0, ""));
    await stage.page.locator("#d").focus();
    let n = 0;
    for (const key of keys) {
      await stage.page.keyboard.press(key === "\t" ? "Tab" : key);
      await stage.frame({ patches: [page(++n, lastEvent(stage)?.[3].value ?? "")] });
    }
    assert.equal(await value(stage, "#d"), expected);
  });
}

test("a render takes no key from a frame or a nested shadow root", async (visit) => {
  const page = (n) => `<main><p>${n}</p><iframe id="frame" srcdoc="<input id='in'>"></iframe><div id="host"></div></main>`;
  const stage = await show(visit, page(0));
  const inFrame = stage.page.frameLocator("#frame").locator("#in");
  await inFrame.click();
  await stage.page.keyboard.type("ab");
  await stage.frame({ patches: [page(1)] });
  await stage.page.keyboard.type("cd");
  assert.equal(await inFrame.inputValue(), "abcd");
  await stage.page.evaluate(() => {
    const outer = document.querySelector("#host").attachShadow({ mode: "open" });
    const middle = outer.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    window.deep = middle.appendChild(document.createElement("input"));
    deep.type = "date";
    deep.focus();
  });
  for (const [n, key] of [..."05062026"].entries()) {
    await stage.page.keyboard.press(key);
    await stage.frame({ patches: [page(n + 2)] });
  }
  assert.equal(await stage.page.evaluate(() => deep.value), "2026-05-06");
});

test("a select keeps what was chosen when its options change", async (visit) => {
  const page = (options, more = "") => `<main><select id="city" name="city"${more}>${options}</select></main>`;
  const list = (...names) => names.map((name) => `<option>${name}</option>`).join("");
  const stage = await show(visit, page(list("Aachen", "Berlin", "Celle")));
  const chosen = () => stage.page.evaluate(() => [...document.querySelector("#city").selectedOptions].map((option) => option.value));
  await stage.page.locator("#city").selectOption("Berlin");
  await leave(stage);
  for (const [claim, options] of [
    ["one is added first", list("Aalen", "Aachen", "Berlin", "Celle")],
    ["two are removed", list("Berlin", "Celle")],
    ["they are sorted", list("Celle", "Bonn", "Berlin")],
    ["they are grouped", `<optgroup label="N">${list("Celle")}</optgroup><optgroup label="O">${list("Aachen", "Berlin")}</optgroup>`],
  ]) {
    await stage.frame({ patches: [page(options)] });
    assert.deepEqual(await chosen(), ["Berlin"], claim);
  }
  await stage.frame({ patches: [page(list("Dresden", "Celle", "Aachen"))] });
  assert.deepEqual(await chosen(), ["Dresden"], "it is gone, so the server's choice counts");
});

test("an option that is renamed stays chosen", async (visit) => {
  const page = (chosen) => `<main><select id="city" name="city"><option value="a">Aachen</option>${chosen}<option value="c">Celle</option></select></main>`;
  const stage = await show(visit, page('<option id="o" value="b">Berlin</option>'));
  await stage.page.locator("#city").selectOption("b");
  await leave(stage);
  for (const [claim, option, value] of [
    ["its text", '<option id="o" value="b">Berlin (D)</option>', "b"],
    ["its value", '<option id="o" value="b2">Berlin (D)</option>', "b2"],
    ["both, with an id", '<option id="o" value="m">Mitte</option>', "m"],
    ["its value, without an id", '<option value="m2">Mitte</option>', "m2"],
  ]) {
    await stage.frame({ patches: [page(option)] });
    assert.equal(await stage.page.locator("#city").inputValue(), value, claim);
  }
  await stage.frame({ patches: [page("<option value='x'>Xanten</option>")] });
  assert.equal(await stage.page.locator("#city").inputValue(), "a", "it is another option");
});

test("a list for several keeps its choices", async (visit) => {
  const page = (names) => `<main><select id="a" name="a" multiple>${names.map((name) => `<option>${name}</option>`).join("")}</select></main>`;
  const stage = await show(visit, page(["1", "2", "3", "4"]));
  const chosen = () => stage.page.evaluate(() => [...document.querySelector("#a").selectedOptions].map((option) => option.value));
  await stage.page.locator("#a").selectOption(["2", "4"]);
  await stage.frame({ patches: [page(["0", "1", "4", "2"])] });
  assert.deepEqual(await chosen(), ["4", "2"]);
  await stage.frame({ patches: [page(["4", "5", "6"])] });
  assert.deepEqual(await chosen(), ["4"]);
});

test("a select that nobody has used follows the server", async (visit) => {
  const page = (names) => `<main><select id="a" name="a">${names.map((name) => `<option>${name}</option>`).join("")}</select></main>`;
  const stage = await show(visit, page(["Loading"]));
  await stage.frame({ patches: [page(["1", "2"])] });
  await stage.frame({ patches: [page(["0", "1", "2"])] });
  assert.equal(await value(stage, "#a"), "0");
});

test("ticks and radio choices stay with their rows", async (visit) => {
  const box = (name) => `<li><label><input type="checkbox"> ${name}</label></li>`;
  const radio = (name) => `<li><label><input type="radio" name="r" value="${name}"> ${name}</label></li>`;
  const page = (...names) => `<main><ul>${names.map(box).join("")}</ul><ol>${names.map(radio).join("")}</ol></main>`;
  const stage = await show(visit, page("a", "b", "c"));
  const on = () => stage.page.evaluate(() => [...document.querySelectorAll(":checked")].map((box) => box.parentNode.textContent.trim()));
  await stage.page.locator("ul input").nth(1).check();
  await stage.page.locator("ol input").nth(1).check();
  for (const names of [["x", "a", "b", "c"], ["x", "y", "a", "b", "c"], ["b", "c"], ["c", "b"], ["c", "d", "b", "e"]]) {
    await stage.frame({ patches: [page(...names)] });
    assert.deepEqual(await on(), ["b", "b"], names.join());
  }
});

test("the answer to a choice shows the server's state", { expects: [/event "pick" refused/] }, async (visit) => {
  const markup = `<main><input type="checkbox" id="box" dj-change="pick"><select id="add" dj-change="add"><option>Add …</option><option>A</option></select>
    <input type="radio" name="r" id="one" value="1" checked dj-change="set"><input type="radio" name="r" id="two" value="2" dj-change="set"></main>`;
  const stage = await show(visit, markup);
  const state = () => stage.page.evaluate(() => [document.querySelector("#box").checked, document.querySelector("#add").value, document.querySelector("#one").checked]);
  await stage.page.locator("#box").check();
  await stage.page.locator("#add").selectOption("A");
  await stage.page.locator("#two").check();
  await event(stage, 3);
  assert.deepEqual(await state(), [true, "A", false]);
  await stage.frame();
  assert.deepEqual(await state(), [false, "Add …", true], "an answer without a patch");
  await stage.page.locator("#box").check();
  await stage.page.locator("#two").check();
  await event(stage, 5);
  refuse(stage, 4, "ill_typed");
  refuse(stage, 5);
  await handled(stage);
  assert.deepEqual(await state(), [false, "Add …", true], "a refusal takes the choice back");
});

test("a clamped number shows the limit each time", async (visit) => {
  const page = (n) => `<main><input type="number" id="n" name="n" value="${n}" dj-change="set"></main>`;
  const stage = await show(visit, page(1));
  for (const number of [1, 2]) {
    await stage.page.locator("#n").fill("500");
    await stage.page.keyboard.press("Enter");
    await event(stage, number);
    await stage.frame(number === 1 ? { patches: [page(10)] } : {});
    assert.equal(await value(stage, "#n"), "10");
  }
});

test("a text is the person's until it is committed", async (visit) => {
  const page = (text) => `<main><input id="t" name="t" value="${text}" dj-input="set"></main>`;
  const stage = await show(visit, page(""));
  await stage.page.locator("#t").click();
  await stage.page.keyboard.type("1.");
  await event(stage, 1);
  await stage.frame({ patches: [page("1")] });
  assert.equal(await value(stage, "#t"), "1.", "while it is typed");
  await event(stage, 2);
  await stage.page.keyboard.type("5");
  await stage.frame({ patches: [page("1.0")] });
  assert.equal(await value(stage, "#t"), "1.5", "while it is typed");
  await event(stage, 3);
  await stage.frame({ patches: [page("1.5 €")] });
  await leave(stage);
  assert.equal(await value(stage, "#t"), "1.5 €", "once it is left");
});

test("fast events do not flicker", async (visit) => {
  const page = (on, at) =>
    `<main><input type="checkbox" id="box" dj-change="set"${on ? " checked" : ""}>${[1, 2, 3].map((n) => `<input type="radio" name="r" id="r${n}" value="${n}" dj-change="go"${n === at ? " checked" : ""}>`).join("")}</main>`;
  const stage = await show(visit, page(false, 1));
  const state = () => stage.page.evaluate(() => [document.querySelector("#box").checked, document.querySelector("[name=r]:checked")?.value]);
  stage.takes = false;
  await stage.page.evaluate(() => {
    for (const id of ["box", "box", "box", "r2", "r3"]) document.getElementById(id).click();
  });
  await event(stage, 5);
  for (const [c, on, at] of [[1, true, 1], [2, false, 1], [3, true, 1], [4, true, 2], [5, true, 3]]) {
    stage.answers(c);
    await stage.frame({ patches: [page(on, at)] });
    assert.deepEqual(await state(), [true, "3"], `after answer ${c}`);
  }
});

const FORM = `<form id="f" dj-submit="save"><input name="a"><input name="b" value=""><textarea name="c"></textarea><input type="checkbox" name="d">
  <input type="radio" name="e" value="1"><select name="g"><option>1</option><option>2</option></select><select name="h" multiple><option>1</option></select>
  <input type="number" name="i"><input type="date" name="j"><input type="file" name="k"><input name="l" value="as it was"><button>Save</button></form>`;

const fields = (stage) => stage.page.evaluate(() => [...new FormData(document.querySelector("form"))].map(([name, value]) => `${name}=${value.name ?? value}`).join("&"));
const EMPTY = "a=&b=&c=&g=1&i=&j=&k=&l=as it was";
const FILLED = "a=A&b=B&c=C&d=on&e=1&g=2&h=1&i=7&j=2026-05-06&k=note.txt&l=L";

async function fill({ page }) {
  for (const [name, text] of [["a", "A"], ["b", "B"], ["c", "C"], ["i", "7"], ["j", "2026-05-06"], ["l", "L"]]) await page.locator(`[name=${name}]`).fill(text);
  await page.locator("[name=d]").check();
  await page.locator("[name=e]").check();
  await page.locator("[name=g]").selectOption("2");
  await page.locator("[name=h]").selectOption("1");
  await page.locator("[name=k]").setInputFiles({ name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
}

test("a form that was sent is as the server renders it", async (visit) => {
  const page = (n) => `<main><p>${n}</p>${FORM}</main>`;
  const stage = await show(visit, page(0));
  for (const number of [1, 2]) {
    await fill(stage);
    assert.equal(await fields(stage), FILLED);
    // Enter leaves the focus in the field, which is emptied too.
    await stage.page.locator("[name=a]").press("Enter");
    await event(stage, number);
    await stage.frame(number === 1 ? { patches: [page(1)] } : {});
    assert.equal(await fields(stage), EMPTY);
  }
});

test("what is entered after a submit is not emptied by its answer", async (visit) => {
  const stage = await show(visit, `<main>${FORM}</main>`);
  await fill(stage);
  await stage.page.locator("main button").click();
  await event(stage, 1);
  await stage.page.locator("[name=c]").fill("next");
  await stage.page.locator("[name=e]").check();
  await stage.page.locator("[name=g]").selectOption("1");
  await stage.page.locator("[name=g]").selectOption("2");
  await stage.frame();
  assert.equal(await fields(stage), EMPTY.replace("c=", "c=next").replace("g=1", "g=2"));
});

test("a form that was refused keeps everything that was entered", { expects: [/event "save" refused/] }, async (visit) => {
  const page = (form) => `<main>${form}</main>`;
  const other = FORM.replace('value="as it was"', 'value=""').replace('value=""', 'value="x"').replace("></textarea>", ">y</textarea>").replace("<option>2", "<option selected>0</option><option>2").replace('name="d"', 'name="d" checked');
  const stage = await show(visit, page(FORM));
  for (const [number, code] of [[1, "handler_failed"], [2, "bad_params"]]) {
    await fill(stage);
    await stage.page.locator("main button").click();
    await event(stage, number);
    await leave(stage);
    refuse(stage, number, code);
    // The handler has changed the view before it failed.
    await stage.frame({ patches: [page(number === 1 ? other : FORM)] });
    assert.equal(await fields(stage), FILLED);
  }
});

test("a typed text that is refused stays, to be corrected", { expects: [/event "set" refused/] }, async (visit) => {
  const stage = await show(visit, `<main><input id="n" name="n" value="1" dj-change="set"></main>`);
  await stage.page.locator("#n").fill("ten");
  await stage.page.keyboard.press("Enter");
  await event(stage, 1);
  refuse(stage, 1, "bad_params");
  await leave(stage);
  await handled(stage);
  assert.equal(await value(stage, "#n"), "ten");
});

test("sizes, scrolled boxes and editors are the person's", { tolerates }, async (visit) => {
  const page = (n, style = "", text = "") =>
    `<main><p>${n}</p><textarea id="t"${style}>${n}</textarea><div id="box" class="scroller ${n}"><div class="tall">${n}</div></div><div id="edit" contenteditable title="${n}">${text}</div></main>`;
  const stage = await show(visit, page(0));
  await stage.page.evaluate(() => {
    document.querySelector("#t").style.cssText = "width: 300px; height: 200px;";
    document.querySelector("#box").scrollTop = 50;
  });
  await stage.page.locator("#edit").click();
  await stage.page.keyboard.type("typed");
  await leave(stage);
  await stage.frame({ patches: [page(1)] });
  const state = () => stage.page.evaluate(() => [document.querySelector("#t").getAttribute("style"), document.querySelector("#box").scrollTop, document.querySelector("#edit").textContent]);
  assert.deepEqual(await state(), ["width: 300px; height: 200px;", 50, "typed"]);
  await stage.frame({ patches: [page(2, ' style="color: red"')] });
  assert.deepEqual(await state(), ["width: 300px; height: 200px; color: red;", 50, "typed"], "another property is the server's");
  await stage.frame({ patches: [page(3, ' style="color: blue; width: 90px"', "news")] });
  assert.deepEqual(await state(), ["width: 90px; height: 200px; color: blue;", 50, "news"], "what the server changes is the server's");
  await stage.frame({ patches: [page(4, "", "news")] });
  assert.deepEqual(await state(), ["height: 200px;", 50, "news"], "and what it takes back is gone");
});

test("details and a dialog open when the server first opens them", async (visit) => {
  const page = (n, open = "") => `<main><p>${n}</p><details id="d"${open}><summary>More</summary>Text</details><dialog id="g"${open}>Dialog</dialog></main>`;
  const stage = await show(visit, page(0));
  const state = () => stage.page.evaluate(() => [document.querySelector("#d").open, document.querySelector("#g").open]);
  await stage.frame({ patches: [page(1, " open")] });
  assert.deepEqual(await state(), [true, true]);
  await stage.page.evaluate(() => {
    document.querySelector("#d").open = false;
    document.querySelector("#g").close();
  });
  await stage.frame({ patches: [page(2, " open")] });
  assert.deepEqual(await state(), [false, false], "the person has closed them");
});

test("fields of one name are other fields in another place", async (visit) => {
  const pages = [
    ['<section id="one"><input name="x"></section>', '<section id="two"><input name="x"></section>'],
    ['<div dj-key="one"><input name="x"></div>', '<div dj-key="two"><input name="x"></div>'],
    ['<input name="x" dj-key="one">', '<input name="x" dj-key="two">'],
    ['<form dj-submit="one"><input name="x"></form>', '<form dj-submit="two"><input name="x"></form>'],
    ['<form id="one"><input name="x"></form>', '<form id="two"><input name="x"></form>'],
  ];
  const stage = await show(visit, "<main></main>");
  for (const [one, two] of pages) {
    await stage.frame({ patches: [`<main>${one}</main>`] });
    await stage.page.locator("[name=x]").fill("typed");
    await stage.frame({ patches: [`<main><p>1</p>${one}</main>`] });
    assert.equal(await value(stage, "[name=x]"), "typed", one);
    await stage.frame({ patches: [`<main>${two}</main>`] });
    assert.equal(await value(stage, "[name=x]"), "", two);
    await leave(stage);
  }
});

test("field names are not properties of the form", async (visit) => {
  const names = "matches contains remove attributes closest firstChild hasAttribute getAttribute getAttributeNames childNodes nextSibling parentNode nodeName localName isConnected children querySelectorAll elements style isEqualNode insertBefore checkVisibility getRootNode dataset id name classList shadowRoot";
  const page = (n) => `<main><p>${n}</p><form dj-submit="send" dj-value-n="${n}" class="c${n}">${names.split(" ").map((name) => `<select name="${name}"><option>1</option></select>`).join("")}<button>Send</button></form><p>${n}</p></main>`;
  const stage = await show(visit, page(0));
  for (const n of [1, 2]) await stage.frame({ patches: [page(n)] });
  await stage.page.evaluate(() => document.querySelector("main button").click());
  const [, , name, params] = await event(stage, 1);
  assert.deepEqual([name, params["n"], params["matches"]], ["send", "2", "1"]);
  await stage.frame({ patches: [page(3)] });
  assert.equal(await stage.page.evaluate(() => document.querySelectorAll("main form.c3").length), 1);
  assert.equal(stage.hellos, 1);
});

test("names of images are not properties of the document", async (visit) => {
  const page = (n) => `<main><p>${n}</p>${["querySelector", "body", "activeElement", "hidden", "createElement"].map((name) => `<img name="${name}" alt="">`).join("")}<button dj-click="go">Go</button></main>`;
  const stage = await show(visit, page(0));
  await stage.frame({ patches: [page(1)] });
  await stage.page.evaluate(() => Document.prototype.querySelector.call(document, "main button").click());
  await event(stage, 1);
  assert.equal(stage.hellos, 1);
});

test("autofocus in new markup focuses unless the person types", async (visit) => {
  const page = (n) => `<main><input id="a">${n ? `<input id="b${n}" autofocus>` : ""}</main>`;
  const stage = await show(visit, page(0));
  const focus = () => stage.page.evaluate(() => document.activeElement.id);
  await stage.page.locator("#a").focus();
  await stage.frame({ patches: [page(1)] });
  assert.equal(await focus(), "a");
  await leave(stage);
  await stage.frame({ patches: [page(2)] });
  assert.equal(await focus(), "b2");
});

test("controls that the browser restores show the view's state", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const form = '<p><input type="checkbox" id="box" dj-change="pick"><select id="list" dj-change="add"><option>1</option><option>2</option></select><input id="free"></p>';
  await stage.page.route("**/stage", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace('<div id="host"></div>', form) });
  });
  // A browser restores before scripts that are deferred.
  await stage.page.addInitScript(() =>
    document.addEventListener("readystatechange", () => {
      if (document.readyState !== "interactive") return;
      document.querySelector("#box").checked = true;
      document.querySelector("#list").value = "2";
      document.querySelector("#free").value = "draft";
    }),
  );
  await stage.page.reload();
  await stage.page.waitForFunction(() => window.docent?.connected);
  assert.deepEqual(
    await stage.page.evaluate(() => [document.querySelector("#box").checked, document.querySelector("#list").value, document.querySelector("#free").value]),
    [false, "1", "draft"],
  );
});
