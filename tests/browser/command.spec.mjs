// Every command against its documented meaning, on a real page.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

const attribute = (stage, selector, name) => stage.page.locator(selector).getAttribute(name);

/** Runs commands. Returns the outcome of each: `done` or its code. */
async function run(stage, ...ops) {
  const failures = await stage.frame({ ops });
  return ops.map((_, index) => failures.find(([, at]) => at === index)?.[2] ?? "done");
}

test("hide, show and toggle leave no trace if they cancel out", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const target = stage.page.locator("#target");
  assert.deepEqual(await run(stage, ["hide", { to: "#target" }]), ["done"]);
  assert.equal(await target.isVisible(), false);
  assert.deepEqual(await run(stage, ["show", { to: "#target" }]), ["done"]);
  assert.equal(await target.isVisible(), true);
  await run(stage, ["toggle", { to: "#target" }]);
  assert.equal(await target.isVisible(), false);
  await run(stage, ["toggle", { to: "#target" }]);
  assert.equal(await target.isVisible(), true);
  assert.equal(await attribute(stage, "#target", "hidden"), null);
  await stage.page.evaluate(() => (document.querySelector("#target").style.display = "none"));
  await run(stage, ["show", { to: "#target" }]);
  assert.equal(await target.isVisible(), true);
});

test("add_class and remove_class change only their names", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await run(stage, ["add_class", { to: "#target", names: " new\n wide other " }]);
  assert.equal(await attribute(stage, "#target", "class"), "wide loud new other");
  await run(stage, ["remove_class", { to: "#target", names: "new other" }]);
  assert.equal(await attribute(stage, "#target", "class"), "wide  loud");
  await run(stage, ["remove_class", { to: "#target", names: "loud absent" }]);
  assert.equal(await attribute(stage, "#target", "class"), "wide");
});

test("transition adds its classes for its duration", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const target = document.querySelector("#target");
    window.seen = [];
    new MutationObserver(() => seen.push([target.className, performance.now()])).observe(target, { attributeFilter: ["class"] });
  });
  await run(stage, ["transition", { to: "#target", names: "fading", time: 300 }]);
  await stage.page.waitForFunction(() => seen.length === 2);
  const [[during, from], [after, to]] = await stage.page.evaluate(() => seen);
  assert.deepEqual([during, after], ["wide loud fading", "wide  loud"]);
  assert.ok(to - from >= 299, `${to - from} ms`);
});

test("set_attr and remove_attr change one attribute", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await run(stage, ["set_attr", { to: "#field", name: "placeholder", value: "x < \"y\"" }], ["remove_attr", { to: "#field", name: "value" }]);
  assert.equal(await attribute(stage, "#field", "placeholder"), 'x < "y"');
  assert.equal(await attribute(stage, "#field", "value"), null);
});

test("set_attr refuses every spelling that would run a script", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const refused = [
    ["onclick", "x"],
    ["ONCLICK", "x"],
    [" onclick", "x"],
    ["onfocusin", ""],
    ["srcdoc", "<p>"],
    ["SrcDoc", "<p>"],
    ["href", "javascript:x"],
    ["href", " \u0001JavaScript:x"],
    ["href", "java\nscript:x"],
    ["href", "\tj\ta\rvascript:x"],
    ["xlink:href", "javascript:x"],
    ["formaction", "javascript:x"],
  ];
  const ends = await run(stage, ...refused.map(([name, value]) => ["set_attr", { to: "#target", name, value }]));
  assert.deepEqual(ends, refused.map(() => "refused"));
  assert.equal(await stage.page.locator("#target").evaluate((target) => target.getAttributeNames().join()), "id,class,dj-click");
});

test("focus goes to the element or its first focusable descendant", async (visit) => {
  const stage = await openWithFakeServer(visit);
  assert.deepEqual(await run(stage, ["focus", { to: "#second" }]), ["done"]);
  await stage.page.locator("#second:focus").waitFor();
  assert.deepEqual(await run(stage, ["focus", { to: "#frame" }]), ["done"]);
  await stage.page.locator("#target:focus").waitFor();
  assert.deepEqual(await run(stage, ["focus", { to: "#intro" }]), ["refused"]);
  assert.deepEqual(await run(stage, ["focus", { to: "#in-dialog" }]), ["hidden"]);
});

test("dispatch sends a bubbling event with its detail", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.events = [];
    document.addEventListener("app:news", ({ target, detail, bubbles }) => events.push([target.id, detail, bubbles]));
  });
  await run(stage, ["dispatch", { to: "#target", event: "app:news", detail: { a: [1, null] } }], ["dispatch", { to: "#field", event: "app:news" }]);
  assert.deepEqual(await stage.page.evaluate(() => events), [
    ["target", { a: [1, null] }, true],
    ["field", null, true],
  ]);
});

test("push sends one event, even if several elements match", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await run(stage, ["push", { to: "button", event: "agree", value: { n: 1 } }]);
  await stage.receives("e");
  await run(stage, ["push", { event: "agree", value: [2] }]);
  await stage.receives("e", ([, c]) => c === 2);
  const events = stage.received.filter(([kind]) => kind === "e").map(([, , name, params]) => [name, params]);
  assert.deepEqual(events, [
    ["agree", { n: 1 }],
    ["agree", [2]],
  ]);
});

test("of several matches focus takes the first that is visible", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const copy = document.querySelector("#second").cloneNode(true);
    Object.assign(copy, { id: "copy", className: "twice" });
    copy.hidden = true;
    document.querySelector("#gap").append(copy);
    document.querySelector("#second").classList.add("twice");
  });
  assert.deepEqual(await run(stage, ["focus", { to: ".twice" }], ["add_class", { to: ".twice", names: "seen" }]), ["done", "done"]);
  assert.equal(await stage.page.evaluate(() => document.activeElement.id), "second");
  assert.equal(await stage.page.locator(".twice.seen").count(), 2);
  assert.deepEqual(await run(stage, ["scroll_into_view", { to: "#copy, #far" }]), ["done"]);
  await stage.page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#far").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.deepEqual(await run(stage, ["focus", { to: "#copy, #in-dialog" }]), ["hidden"]);
  // One that can have the focus is taken only if no other can be seen.
  const ways = ["opacity: 0", "position: absolute; left: -9999px", "transform: scale(0)", "position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); border: 0"];
  for (const way of ways) {
    await stage.page.evaluate((way) => {
      const copy = document.querySelector("#copy");
      copy.hidden = false;
      copy.style.cssText = way;
      document.activeElement.blur();
    }, way);
    assert.deepEqual(await run(stage, ["focus", { to: ".twice" }]), ["done"]);
    assert.equal(await stage.page.evaluate(() => document.activeElement.id), "second", way);
    assert.deepEqual(await run(stage, ["focus", { to: "#copy" }]), ["done"]);
    assert.equal(await stage.page.evaluate(() => document.activeElement.id), "copy", way);
  }
  // The target of a step is one element, even if several match.
  assert.deepEqual(await stage.step("button"), []);
  // An event is sent once, even if several elements match.
  assert.deepEqual(await run(stage, ["push", { to: ".scroller", event: "agree" }]), ["done"]);
  assert.equal(stage.received.filter(([kind]) => kind === "e").length, 1);
});

test("hide and toggle hide what the app's styles display", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const target = stage.page.locator("#target");
  await stage.page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("#target { display: flex !important }");
    document.adoptedStyleSheets = [sheet];
  });
  const before = await target.evaluate((element) => element.outerHTML);
  for (const name of ["hide", "toggle"]) {
    await run(stage, [name, { to: "#target" }]);
    assert.equal(await target.isVisible(), false, name);
    await run(stage, ["show", { to: "#target" }]);
    assert.equal(await target.isVisible(), true, name);
  }
  assert.equal(await target.evaluate((element) => element.outerHTML), before);
});

test("show takes a display and a transition, hide a transition", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const target = stage.page.locator("#target");
  await stage.page.clock.install();
  await run(stage, ["hide", { to: "#target", transition: "fading  out", time: 30_000 }]);
  assert.equal(await target.isVisible(), true);
  assert.equal(await attribute(stage, "#target", "class"), "wide loud fading out");
  await stage.page.clock.runFor(30_000);
  assert.equal(await target.isVisible(), false);
  assert.equal(await attribute(stage, "#target", "class"), "wide  loud");
  await run(stage, ["toggle", { to: "#target", display: "inline-grid", transition: "in", time: 20_000 }]);
  assert.equal(await target.evaluate((element) => getComputedStyle(element).display), "inline-grid");
  assert.equal(await attribute(stage, "#target", "class"), "wide loud in");
  await stage.page.clock.runFor(20_000);
  assert.equal(await attribute(stage, "#target", "class"), "wide  loud");
});

test("dispatch need not bubble", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.events = [];
    for (const element of [document, document.querySelector("#target")]) element.addEventListener("app:news", ({ bubbles }) => events.push(bubbles));
  });
  await run(stage, ["dispatch", { to: "#target", event: "app:news", bubbles: false }]);
  assert.deepEqual(await stage.page.evaluate(() => events), [false]);
});

test("scroll_into_view scrolls to visible elements only", async (visit) => {
  const stage = await openWithFakeServer(visit);
  assert.deepEqual(await run(stage, ["scroll_into_view", { to: "#far" }], ["scroll_into_view", { to: "#in-dialog" }]), ["done", "hidden"]);
  await stage.page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#far").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
});

test("to is page-wide; inner and closest start at the element", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const chain = JSON.stringify([
    ["add_class", { names: "self" }],
    ["add_class", { to: "main p", names: "everywhere" }],
    ["add_class", { inner: "b", names: "inside" }],
    ["add_class", { closest: "section", names: "around" }],
    ["push", { event: "agree" }],
  ]);
  const page = (attributes) => `<main><section><div id="source" ${attributes}><b>1</b><b>2</b></div></section><p>3</p><b>4</b><p>5</p></main>`;
  await stage.frame({ patches: [page(`dj-click='${chain}'`)] });
  await stage.page.locator("#source").click();
  await stage.receives("e");
  for (const [selector, count] of [["#source.self", 1], ["p.everywhere", 2], ["#source b.inside", 2], ["b.inside", 2], ["section.around", 1]]) {
    assert.equal(await stage.page.locator(selector).count(), count, selector);
  }
  const ends = await run(stage, ["add_class", { to: "#nothing", names: "x" }], ["add_class", { closest: "table", names: "x" }], ["add_class", { to: "b[", names: "x" }]);
  assert.deepEqual(ends, ["missing", "missing", "threw"]);
});

test("to looks into open shadow roots; inner and closest do not", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const inside = document.createElement("b");
    inside.id = "inside";
    document.querySelector("#host").attachShadow({ mode: "open" }).append(inside);
  });
  const ends = await run(
    stage,
    ["add_class", { to: "#host >>> #inside", names: "found" }],
    ["add_class", { to: "#inside", names: "x" }],
    ["add_class", { to: "#target >>> b", names: "x" }],
    ["add_class", { inner: "#inside", names: "x" }],
  );
  assert.deepEqual(ends, ["done", "missing", "missing", "missing"]);
  assert.equal(await stage.page.locator("#inside").getAttribute("class"), "found");
});

test("unknown commands are refused, also prototype keys", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const names = ["eval", "constructor", "__proto__", "toString", "hasOwnProperty", "", "ADD_CLASS"];
  assert.deepEqual(await run(stage, ...names.map((name) => [name, { to: "#target" }])), names.map(() => "refused"));
});

test("effects of commands survive a render and can be reverted", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const page = (text) => `<main><button id="target" class="wide">${text}</button></main>`;
  await stage.frame({ patches: [page("Before")] });
  await run(stage, ["add_class", { to: "#target", names: "seen" }], ["set_attr", { to: "#target", name: "title", value: "Mine" }]);
  await stage.frame({ patches: [page("After")] });
  assert.equal(await stage.page.locator("#target").evaluate((target) => target.outerHTML), '<button id="target" class="wide seen" title="Mine">After</button>');
  await run(stage, ["remove_class", { to: "#target", names: "seen" }], ["remove_attr", { to: "#target", name: "title" }]);
  assert.equal(await stage.page.locator("#target").evaluate((target) => target.outerHTML), '<button id="target" class="wide">After</button>');
});

test("10,000 generated commands run no script and throw nothing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.ran = 0;
    window.hit = () => window.ran++;
  });
  const random = generator(20_260);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const names = ["show", "hide", "toggle", "add_class", "remove_class", "transition", "set_attr", "remove_attr", "focus", "dispatch", "scroll_into_view", "push"];
  const attributes = ["onclick", "ONLOAD", " onfocus", "srcdoc", "href", "xlink:href", "src", "formaction", "style", "class", "title", "a b", "", "1"];
  const keys = ["to", "inner", "closest", "names", "name", "value", "event", "detail", "time", "__proto__", "constructor"];
  const values = [
    "javascript:hit()", " JAVASCRIPT:hit()", "java\tscript:hit()", "data:text/html,<script>hit()</script>", "onclick", "ONLOAD", "onerror", "srcdoc", "href", "src",
    "style", "class", "dj-click", "hit()", "<img src=x onerror=hit()>", "<script>hit()</script>", '"><svg onload=hit()>', "#target", "#field", "p", "*:not(html *)", "[", ":has(", "a,,b",
    "", " ", "__proto__", "constructor", "prototype", "x".repeat(3000), "\u0000", "\ud800", "é日本", "0", "-1", null, true, false, 0, -1, 1e308, [], {}, [[]], { toString: 1 },
  ];
  const failures = new Map();
  // Of a frame at most 64 failures are reported.
  for (let batch = 0; batch < 200; batch++) {
    const ops = Array.from({ length: 50 }, (_, index) => {
      const options = {};
      for (const key of keys) if (random() < 0.45) Object.defineProperty(options, key, { value: pick(values), enumerable: true, writable: true, configurable: true });
      // The next commands need the bubble and the root; and an event for each command would fill the queue.
      if (typeof options.to !== "string" || random() < 0.7) options.to = pick(["#target", "#field", "#second", "#far"]);
      const name = names[(index + batch) % names.length];
      if (name === "set_attr") Object.assign(options, { name: pick(attributes), value: pick(values.slice(0, 18)) });
      return [name === "push" && random() < 0.99 ? "dispatch" : name, options];
    });
    for (const [, , code] of await stage.frame({ ops })) failures.set(code, (failures.get(code) ?? 0) + 1);
  }
  for (const id of ["target", "second", "field"]) await stage.page.evaluate((id) => document.getElementById(id)?.click(), id);
  assert.equal(await stage.page.evaluate(() => ran), 0, "no script ran");
  assert.ok(await stage.page.evaluate(() => window.docent.connected && Object.prototype.to === undefined));
  assert.ok(failures.get("refused") > 50 && failures.get("threw") > 500, JSON.stringify([...failures]));
});

test("a failure names command and selector, also in the console", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const lines = [];
  stage.page.on("console", (message) => lines.push(message.text()));
  const ops = [
    ["focus", { to: "#nowhere" }],
    ["show", { inner: "b.none" }],
    ["hide", { closest: "li" }],
    ["set_attr", { name: "onclick", value: "hit()" }],
    ["show", { to: `#${"\u{1f600}".repeat(300)}` }],
  ];
  const failures = await stage.frame({ ops });
  const cut = `#${"\u{1f600}".repeat(255)}`;
  assert.deepEqual(failures.map(([, ...failure]) => failure), [
    [0, "missing", "focus", "#nowhere"],
    [1, "missing", "show", "b.none"],
    [2, "missing", "hide", "li"],
    [3, "refused", "set_attr", ""],
    [4, "missing", "show", cut],
  ]);
  assert.deepEqual(lines.slice(0, 2), ["docent: focus #nowhere: missing", "docent: show b.none: missing"]);
});

test("a report has at most 64 failures and fits into a frame", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const failing = (selector) => ({ ops: Array.from({ length: 100 }, () => ["show", { to: selector }]) });
  assert.equal((await stage.frame(failing("#nowhere"))).length, 64);
  const long = await stage.frame(failing(`#${"\u00e9".repeat(255)}`));
  assert.equal(long.length, 16);
  assert.ok(Buffer.byteLength(JSON.stringify(["k", 2, long])) < 16384);
});

/** Numbers in [0, 1) that are the same in every run. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
