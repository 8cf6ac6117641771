// The debug panel (Ctrl+Shift+D): what it shows, and that nothing of it stays.

import assert from "node:assert/strict";
import { test as plainTest } from "node:test";

import { checkAccessibility } from "./axe.mjs";
import { browserTests } from "./harness.mjs";
import { startServer } from "./servers.mjs";
import { standIn } from "./stand-in.mjs";

const test = browserTests("stage", { DEBUG_PANEL: "on" });

/** High enough for the panel to lie on nothing that a test uses. */
const HIGH = { width: 1280, height: 1200 };
const DESK = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

/** The debug panel of a page, as a person uses it. */
class Panel {
  constructor(page) {
    this.page = page;
    this.host = page.locator("docent-panel");
    this.state = this.host.getByRole("region", { name: "Why it waits" });
    this.timeline = this.host.getByRole("region", { name: "Timeline, newest first" });
    this.moments = this.timeline.getByRole("listitem");
    this.frames = this.host.getByRole("region", { name: "Frames, newest first" });
    this.rows = this.host.locator(".frames > li:not([hidden])");
    this.status = this.host.getByRole("status");
    this.filter = this.host.getByRole("searchbox", { name: "Filter by text" });
  }

  async open() {
    await this.page.keyboard.press("Control+Shift+KeyD");
    await this.host.waitFor();
  }

  press(name) {
    return this.host.getByRole("button", { name, exact: true }).click();
  }

  /** Waits until the state says this. */
  says(text) {
    return this.state.filter({ hasText: text }).waitFor();
  }

  /** Waits until a line of the timeline says this. */
  tells(text) {
    return this.moments.filter({ hasText: text }).first().waitFor();
  }

  /** The rows of the frames, the newest first, as their kinds and what is said of them. */
  listed() {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => ["way", "kind", "summary"].map((part) => row.querySelector(`.${part}`).textContent).join(" ")),
    );
  }

  /** What “Copy as JSON” gives, from the field that stands in for a clipboard that is refused. */
  async copied() {
    await this.page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))));
    await this.press("Copy as JSON");
    await this.status.filter({ hasText: "copy it from the field" }).waitFor();
    return JSON.parse(await this.host.getByRole("textbox", { name: "The JSON, to be copied by hand" }).inputValue());
  }
}

/** A page of the stand-in's with its panel, which is not open yet. */
async function watched(visit, options = { viewport: HIGH }) {
  const stage = await standIn(visit, "/stage", options);
  return { stage, page: stage.page, panel: new Panel(stage.page) };
}

/** The page as it is written down, and how many listeners stand on what everything is heard by. */
async function traces(page) {
  const html = await page.evaluate(() => document.documentElement.outerHTML);
  const session = await page.context().newCDPSession(page);
  const listeners = [];
  for (const expression of ["window", "document", "document.body"]) {
    const { result } = await session.send("Runtime.evaluate", { expression });
    const found = await session.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
    listeners.push(...found.listeners.map(({ type, useCapture }) => `${expression} ${type} ${useCapture}`));
  }
  await session.detach();
  return { html, listeners: listeners.sort() };
}

const focusIs = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

test("a page that is being debugged has nothing of the panel until it is asked for", async ({ open }) => {
  const page = await open("/stage");
  assert.equal(await page.locator("docent-panel").count(), 0);
  await page.keyboard.press("Control+D");
  await page.keyboard.press("Shift+KeyD");
  await page.keyboard.press("Control+Alt+Shift+KeyD");
  assert.equal(await page.locator("docent-panel").count(), 0);
});

test("Ctrl+Shift+D opens the panel and puts the focus into it; Esc closes it and puts the focus back", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.locator("#second").focus();
  await panel.open();
  const dialog = page.getByRole("dialog", { name: "docent: debug panel" });
  assert.ok(await dialog.evaluate((host) => document.activeElement === host));
  await page.keyboard.press("Tab");
  assert.equal(await dialog.evaluate((host) => host.shadowRoot.activeElement.textContent), "Pause");
  await page.keyboard.press("Escape");
  await panel.host.waitFor({ state: "detached" });
  await focusIs(page, "second");
});

test("Ctrl+Shift+D closes it too, and leaves the focus where the person has taken it", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.locator("#second").focus();
  await panel.open();
  await page.locator("#start").focus();
  await page.keyboard.press("Control+Shift+KeyD");
  await panel.host.waitFor({ state: "detached" });
  await focusIs(page, "start");
});

test("after it is closed the page is as it was, to the byte and to the listener", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await page.locator(".dj-tutorial-announcer").filter({ hasText: "Look here." }).waitFor();
  await page.evaluate(() => {
    const { setInterval, clearInterval } = window;
    window.timers = new Set();
    window.setInterval = (...rest) => {
      const id = setInterval(...rest);
      window.timers.add(id);
      return id;
    };
    window.clearInterval = (id) => {
      window.timers.delete(id);
      clearInterval(id);
    };
  });
  const timers = () => page.evaluate(() => window.timers.size);
  const before = await traces(page);
  for (const close of ["Close", "Close", "Escape"]) {
    await panel.open();
    await panel.press("To the top");
    await panel.filter.fill("hello");
    assert.notDeepEqual(await traces(page), before, "an open panel is seen");
    assert.equal(await timers(), 1);
    if (close === "Close") await panel.press("Close");
    else await page.keyboard.press("Escape");
    await panel.host.waitFor({ state: "detached" });
    assert.deepEqual(await traces(page), before);
    assert.equal(await timers(), 0);
  }
  // What comes while it is closed does not bring it back.
  await stage.frame();
  assert.equal(await panel.host.count(), 0);
});

test("frames of both ways are shown, from before it was opened and while it is open", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await panel.open();
  await panel.rows.filter({ hasText: "hello" }).waitFor();
  const before = await panel.listed();
  assert.ok(before.at(-1).startsWith("↑ sent hello"), before.at(-1));
  assert.ok(before.at(-2).startsWith("↓ received welcome a new session"), before.at(-2));
  await stage.say(["p"]);
  await panel.rows.first().filter({ hasText: "ack" }).waitFor();
  const [ack, heartbeat] = await panel.listed();
  assert.equal(ack, "↑ sent ack up to #1");
  assert.equal(heartbeat, "↓ received heartbeat ");

  // A line opens on its frame.
  const step = panel.rows.filter({ hasText: "step #target" });
  await step.locator("summary").click();
  await step.getByRole("group", { name: "The frame" }).filter({ hasText: '"text": "Look here."' }).waitFor();
});

test("the timeline names the steps of a run and says why each ended", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await stage.step("#target");
  await panel.tells("stage: step 1 of 3 shown at #target (visit 1)");
  await panel.tells("Run 1 started");
  await page.locator("#target").click();
  await stage.hears("e");
  await stage.step("#field", { index: 1, name: "title", timeout: 60_000 });
  await panel.tells("stage: step 1 of 3 ended: completed");
  await panel.tells("stage: step 2 of 3 (title) shown at #field, for 60 s at most (visit 2)");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.hears("t", ([, , , name]) => name === "skip");
  await panel.tells("skip was chosen");
  await stage.step("#second", { index: 2, cause: "skipped" });
  await panel.tells("stage: step 2 of 3 (title) ended: skipped");
  await stage.end("failed", "failed");
  await panel.tells("stage: step 3 of 3 ended: failed");
  await panel.tells("Run 1 of stage ended: failed");
  await stage.close(1012);
  await panel.tells("The connection was lost; there is a new one");
  await panel.tells("Connected again: the same session");
});

for (const [cause, words] of [
  ["timed_out", "its time was over"],
  ["satisfied", "the visitor had done it already"],
  ["back", "back to the step before"],
  ["cancelled", "cancelled"],
  ["missing", "its target is missing"],
  ["superseded", "a newer run took its place"],
]) {
  test(`the timeline takes a step's end from the server: ${cause}`, async (visit) => {
    const { stage, panel } = await watched(visit);
    await panel.open();
    // Neither a control nor an event of the page's says anything of it.
    await stage.step("#target");
    await stage.step("#second", { index: 1, cause });
    await panel.tells(`stage: step 1 of 3 ended: ${words}`);
  });
}

test("the timeline shows steps that end unseen, in order", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  const step = { tour: "stage", step: 1, total: 3, target: "#second", position: "top", class: "on", event: "tour:narrate", text: "Seen." };
  const brief = { ...step, step: 0, target: "#target", text: "Not seen." };
  const end = (cause) => ["end", { cause }];
  await stage.frame({ run: [7, 3, [end("satisfied"), ["step", brief], end("completed"), ["step", step]]] });
  await panel.tells("stage: step 2 of 3 shown at #second (visit 3)");
  await stage.frame({ ops: [end("superseded"), ["over", { outcome: "superseded" }]], run: [8, 1, []] });
  await panel.tells("Run 8 started");
  const told = await panel.moments.locator("span:last-child").allInnerTexts();
  assert.deepEqual(told.reverse().slice(1), [
    "Run 7 started",
    "A step that was not shown ended: the visitor had done it already",
    "stage: step 1 of 3 shown at #target (visit 3)",
    "stage: step 1 of 3 ended: completed",
    "stage: step 2 of 3 shown at #second (visit 3)",
    "stage: step 2 of 3 ended: a newer run took its place",
    "Run 7 of stage ended: superseded",
    "Run 8 started",
  ]);
});

test("after a snapshot the timeline does not claim why a step ended", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await stage.step("#target");
  const html = await page.evaluate(() => document.querySelector("[dj-root]").innerHTML);
  const step = { tour: "stage", step: 0, total: 3, target: "#target", position: "top", class: "on", event: "tour:narrate", text: "Look." };
  stage.say(["s", 2, 0, html, [1, 1, [["step", step]]], []]);
  stage.say(["s", 3, 0, html, [1, 2, [["step", { ...step, step: 1 }]]], []]);
  await panel.tells("stage: step 1 of 3 ended: the page missed why");
  await panel.tells("stage: step 2 of 3 shown at #target (visit 2)");
  assert.equal(await panel.moments.filter({ hasText: "step 1 of 3" }).count(), 2, "the same visit is not told again");
  stage.say(["s", 4, 0, html, 0, []]);
  await panel.tells("Run 1 of stage ended: the page missed how");
});

test("a step that ends by itself is told to have, by a real server", async ({ open }) => {
  const page = await open("/timed");
  const panel = new Panel(page);
  await page.getByRole("button", { name: "Take the tour" }).click();
  await page.mouse.move(0, 0);
  await panel.open();
  await panel.says("s left of 2 s");
  await panel.tells("step 1 of 2 ended: its time was over");
  await panel.says("Step 2 of 2, at #second.");
  await panel.says("Its target calls agree (dj-click).");
});

test("it says why the step waits, and what holds its time", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await panel.says("No step is on the page.");
  await stage.step("#target", { timeout: 60_000 });
  await panel.says("Step 1 of 3, at #target.");
  await panel.says("It ends when its time is over, or by a handler or a flow of the server, or by a button of the bubble.");
  await stage.bubble.locator(".dj-tutorial-bubble__text").hover();
  await panel.says("held: the pointer is at the bubble");
  await stage.bubble.locator(".dj-tutorial-bubble__pause").click();
  await page.mouse.move(1, 1);
  await page.locator("#second").focus();
  await panel.says("held: it was paused");
  stage.takes = false;
  await page.locator("#target").click();
  await panel.says("Not answered yet: agree.");
  stage.welcomes = false;
  await stage.close(1012);
  await panel.says("The connection is lost: nothing happens until the server is back.");
});

test("it opens while the server is gone", async (visit) => {
  const { stage, panel } = await watched(visit);
  stage.welcomes = false;
  await stage.close(1012);
  await panel.open();
  await panel.says("The connection is lost");
});

test("a welcome that is cut short is shown, and dropped as without the panel", { expects: [/docent: bad frame/] }, async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  stage.say(["w"]);
  await stage.hears("h", ([, hello]) => hello.session);
  await panel.tells("Connected again: the same session");
  const listed = await panel.listed();
  assert.ok(listed.includes("↓ received welcome not a frame that this panel knows"), listed.join("\n"));
});

test("frames of any shape are shown, and none is an error that the client would not make", { expects: [/docent: bad frame/] }, async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  const hellos = () => stage.heard.filter(([kind]) => kind === "h").length;
  const step = (options) => [["step", options], ["end", options], ["over", options]];
  const shapes = [
    ...[null, ["w", 1], ["f"], ["x", {}], ["z", 1], ["+", {}, 1, 2], ["s", [], [], [], [], []]],
    ["f", null, {}, "x", 5, [{}]],
    ["f", 1, 0, {}, step(null), 0],
    ["f", 1, 0, [], [null, 5], [1, 1, step({ target: "#a", step: {}, total: null })]],
    ["f", 1, 0, [], [], [{}, [], step({ target: "#a", timeout: "soon" })]],
  ];
  for (const shape of shapes) {
    const before = hellos();
    stage.say(shape);
    await stage.hears("h", () => hellos() > before);
    // The next connection is tried at once.
    stage.say(["p"]);
  }
  await panel.tells("Connected again");
  await panel.rows.filter({ hasText: "not a frame that this panel knows" }).first().waitFor();
});

test("a missing target is told, and a command that did not happen", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  await stage.step("#nowhere");
  await panel.says("Its target is missing: nothing on the page matches; the step waits for it");
  await panel.tells("The step's target is missing: #nowhere");
  await stage.frame({ ops: [["add_class", { to: "#nothing", names: "x" }]], run: [1, 1, []] });
  await panel.tells("An operation failed: add_class #nothing: missing");
});

test("a refused event is told with its reason", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await page.locator("#target").click();
  await stage.hears("e");
  stage.say(["x", 1, "handler_failed", "the title is taken"]);
  await panel.tells("agree was refused: the title is taken (handler_failed)");
  stage.say(["x", 1, "handler_failed", "a long story ".repeat(1000)]);
  await panel.tells("a long story");
  assert.ok((await panel.moments.first().innerText()).length < 500, "the raw frame has the rest");
});

test("the time from an event to its answer is told, and each answer is its own event's", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await panel.says("No event has been answered yet.");
  await page.locator("#target").click();
  await page.locator("#target").click();
  await stage.hears("e", ([, c]) => c === 2);
  // Both have been received by now: the first frame is the first event's.
  await stage.frame();
  await panel.says("median of 1.");
  await panel.says("Not answered yet: agree.");
  await stage.frame();
  await panel.says("median of 2.");
  assert.match(await panel.state.innerText(), /From an event to its answer: [\d.]+ ms last, [\d.]+ ms median of 2\./);
});

test("a frame that follows a control is not taken for the answer of a handler that hangs", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await panel.open();
  await page.locator("#target").click();
  await stage.hears("e");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.hears("t");
  await stage.step("#field", { index: 1, cause: "skipped" });
  await panel.tells("step 1 of 3 ended: skipped");
  await panel.says("Not answered yet: agree.");
});

test("the filter is by text, direction and kind", async (visit) => {
  const { stage, panel } = await watched(visit);
  await stage.frame({ ops: [["focus", { to: "#second" }]] });
  await panel.open();
  await panel.filter.fill("#SECOND");
  assert.deepEqual(await panel.listed(), ["↓ received frame #1 · focus #second"]);
  await panel.filter.fill("");
  await panel.host.getByRole("combobox", { name: "Direction" }).selectOption("Sent");
  assert.ok((await panel.listed()).every((row) => row.startsWith("↑ sent")));
  await panel.host.getByRole("combobox", { name: "Kind" }).selectOption("hello");
  assert.equal((await panel.listed()).length, 1);
  await panel.frames.filter({ hasText: /1 of \d+ frames/ }).waitFor();
  // What comes is filtered too.
  await stage.frame();
  await panel.frames.filter({ hasText: /1 of \d\d? frames/ }).waitFor();
  assert.equal((await panel.listed()).length, 1);
});

test("while it is paused the lists stand still, and nothing is lost", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  await panel.rows.filter({ hasText: "welcome" }).waitFor();
  await panel.press("Pause");
  const before = await panel.listed();
  await stage.step("#target");
  await panel.frames.filter({ hasText: "paused, 3 more have come" }).waitFor();
  assert.deepEqual(await panel.listed(), before);
  await panel.press("Resume");
  await panel.rows.filter({ hasText: "step #target" }).waitFor();
  await panel.tells("Step 1 of 3 shown at #target");
});

test("Clear forgets what has come, and not where the tour is", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await page.locator("#target").click();
  await stage.hears("e");
  await stage.step("#target");
  await panel.open();
  await panel.says("median of 1.");
  await panel.press("Clear");
  assert.deepEqual(await panel.listed(), []);
  assert.equal(await panel.moments.count(), 0);
  await panel.says("No event has been answered yet.");
  await panel.says("Step 1 of 3, at #target.");
});

test("what is copied is what is shown, as JSON, without the page's token and the session's id", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  const token = await page.locator("script[data-docent]").getAttribute("data-docent");
  await stage.step("#target");
  await stage.close(1012);
  await stage.hears("h", ([, hello]) => hello.session);
  await panel.open();
  await panel.tells("Connected again");
  const report = await panel.copied();
  const [hello, welcome] = report.frames;
  assert.deepEqual([hello.direction, hello.kind, hello.frame[1].page], ["out", "hello", "(left out)"]);
  assert.deepEqual([welcome.direction, welcome.kind, welcome.frame[1]], ["in", "welcome", "(left out)"]);
  assert.ok(report.frames.some(({ frame }) => frame[0] === "h" && frame[1].session === "(left out)"));
  assert.ok(report.frames.some(({ frame }) => frame[0] === "f" && frame[5][0] === 1), "the step's frame");
  assert.ok(report.timeline.some(({ text }) => text.startsWith("stage: step 1 of 3 shown at #target")));
  assert.ok(report.state.includes("stage: step 1 of 3, at #target."));
  const shown = await panel.host.evaluate((host) => host.shadowRoot.textContent);
  for (const text of [JSON.stringify(report), shown]) {
    assert.ok(!text.includes(token), "the token");
    assert.ok(!text.includes(stage.session), "the session");
  }

  await panel.filter.fill("welcome");
  const { frames } = await panel.copied();
  assert.deepEqual([...new Set(frames.map(({ kind }) => kind))], ["welcome"]);
});

test("where the page may use the clipboard, it is copied there", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await panel.open();
  await panel.press("Copy as JSON");
  await panel.status.filter({ hasText: /^Copied: \d+ frames$/ }).waitFor();
  const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(report.frames[0].kind, "hello");
});

test("it keeps the last 500 frames and lines of the timeline, and says how many frames are gone", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  for (let number = 0; number < 600; number++) stage.say(["x", 1, "handler_failed", `refusal ${number}`]);
  await panel.frames.filter({ hasText: /500 of 500 frames, \d+ older ones are not kept/ }).waitFor();
  await panel.tells("refusal 599");
  assert.equal(await panel.rows.count(), 500);
  assert.equal(await panel.moments.count(), 500);
});

test("it keeps 4 Mi characters of frames, and of a long frame its beginning", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  const long = "x".repeat(100_000);
  await stage.frame({ ops: [["set_attr", { to: "#second", name: "data-long", value: long }]] });
  const cut = panel.rows.filter({ hasText: "set_attr #second" }).first();
  await cut.locator("summary").click();
  await cut.getByText(/\d+ characters more were not kept/).waitFor();
  for (let number = 0; number < 80; number++) stage.post({ ops: [["set_attr", { to: "#second", name: "data-long", value: long }]] });
  await panel.frames.filter({ hasText: "older ones are not kept" }).waitFor();
  const { frames } = await panel.copied();
  const kept = frames.reduce((sum, { cut, frame }) => sum + (cut ?? JSON.stringify(frame)).length, 0);
  assert.ok(kept <= 4 * 2 ** 20, `${kept} characters`);
});

test("it is used above the bubble and its spotlight, however late they come", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  const isOnTop = () =>
    page.waitForFunction(() => {
      const { left, top } = document.querySelector("docent-panel").getBoundingClientRect();
      return document.elementFromPoint(left + 8, top + 8)?.localName === "docent-panel";
    });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    const all = "inset: 0 !important; inline-size: 100vw !important; block-size: 100vh !important; max-inline-size: none !important";
    sheet.replaceSync(`.dj-tutorial-spotlight, #dj-tutorial-bubble { ${all}; pointer-events: auto !important }`);
    document.adoptedStyleSheets = [sheet];
  });
  await stage.step("#target");
  await panel.open();
  await isOnTop();
  await panel.filter.focus();
  await stage.step("#second", { index: 1 });
  await isOnTop();
  await stage.end();
  await stage.isHidden();
  await stage.step("#second", { index: 1 });
  await stage.bubble.waitFor();
  await isOnTop();
  await page.evaluate(() => document.querySelector("#popover").showPopover());
  await isOnTop();
  await page.keyboard.type("hello");
  assert.equal(await panel.filter.inputValue(), "hello", "the focus has noticed nothing");
});

test("in the app's modal dialog it can be used, and after it as before", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.evaluate(() => document.querySelector("#dialog").showModal());
  await page.locator("#in-dialog").focus();
  await panel.open();
  await panel.press("Pause");
  await page.keyboard.press("Escape");
  await panel.host.waitFor({ state: "detached" });
  assert.ok(await page.locator("#dialog").isVisible(), "Esc has not closed the dialog");
  await focusIs(page, "in-dialog");

  await panel.open();
  await page.evaluate(() => document.querySelector("#dialog").close());
  await panel.press("Pause");
  await page.evaluate(() => document.querySelector("#dialog").showModal());
  await panel.press("Resume");
  await panel.press("Close");
  assert.equal(await panel.host.count(), 0);
});

test("a render that takes it off the page with the dialog around it brings it back, with the focus", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await page.evaluate(() => document.querySelector("#dialog").showModal());
  await panel.open();
  await panel.filter.focus();
  const markup = await page.evaluate(() => {
    const root = document.querySelector("[dj-root]").cloneNode(true);
    root.querySelector("docent-panel").remove();
    return root.innerHTML;
  });
  await stage.frame({ patches: [markup] });
  await page.waitForFunction(() => document.querySelector("docent-panel")?.matches(":popover-open"));
  await page.keyboard.type("hello");
  assert.equal(await panel.filter.inputValue(), "hello");
});

test("what is typed in it the page does not hear, and Esc does not end the tour", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await page.evaluate(() => {
    window.heard = [];
    for (const type of ["keydown", "input", "click"]) document.addEventListener(type, () => window.heard.push(type));
  });
  await panel.open();
  await page.evaluate(() => void (window.heard.length = 0));
  await panel.filter.click();
  await page.keyboard.type("abc");
  assert.deepEqual(await page.evaluate(() => window.heard), []);
  await page.keyboard.press("Escape");
  await panel.host.waitFor({ state: "detached" });
  await stage.step("#target");
  assert.ok(!stage.heard.some(([kind]) => kind === "t"), "the tour goes on");
});

test("on a page that is read from right to left it is not", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await panel.open();
  assert.equal(await panel.host.evaluate((host) => getComputedStyle(host.shadowRoot.querySelector("li")).direction), "ltr");
});

test("the page's styles do not reach it", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("body > * { display: none !important; color: red !important; font-size: 40px !important } docent-panel { inset: auto !important }");
    document.adoptedStyleSheets = [sheet];
  });
  await panel.open();
  const { bottom, left } = await panel.host.evaluate((host) => host.getBoundingClientRect());
  assert.deepEqual([left, bottom], [0, HIGH.height]);
  assert.equal(await panel.host.evaluate((host) => getComputedStyle(host).fontSize), "13px");
});

for (const viewport of [DESK, PHONE]) {
  test(`nothing of it is wider than the view, and all of it can be reached: ${viewport.width} px`, async (visit) => {
    const { stage, page, panel } = await watched(visit, { viewport });
    await stage.step("#target", { timeout: 60_000 });
    await panel.open();
    await panel.rows.first().locator("summary").click();
    const box = await panel.host.boundingBox();
    assert.ok(box.x === 0 && box.width === viewport.width && box.y + box.height === viewport.height, JSON.stringify(box));
    const wide = await panel.host.evaluate((host) =>
      [...host.shadowRoot.querySelectorAll("*")].filter((part) => part.getBoundingClientRect().right > innerWidth + 1).map(({ outerHTML }) => outerHTML.slice(0, 80)),
    );
    assert.deepEqual(wide, []);
    await panel.rows.last().locator("summary").scrollIntoViewIfNeeded();
    await panel.rows.last().locator("summary").click();
    await panel.press("To the top");
    assert.equal((await panel.host.boundingBox()).y, 0);
  });
}

for (const [look, media] of [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["forced colours", { colorScheme: "dark", forcedColors: "active" }],
]) {
  for (const viewport of [DESK, PHONE]) {
    test(`axe reports nothing: ${look}, ${viewport.width} px`, async (visit) => {
      const { stage, page, panel } = await watched(visit, { viewport });
      await page.emulateMedia(media);
      await stage.step("#target", { timeout: 60_000 });
      await page.locator("#target").click();
      await stage.hears("e");
      await panel.open();
      await panel.tells("Step 1 of 3 shown");
      await checkAccessibility(page, "open", "docent-panel");
      await panel.rows.first().locator("summary").click();
      await panel.press("Pause");
      await panel.copied();
      await checkAccessibility(page, "with a frame and the JSON", "docent-panel");
    });
  }
}

for (const example of ["onboarding", "gallery"]) {
  plainTest(`the example ${example} has it in development`, async () => {
    const server = await startServer(example, { DEBUG_PANEL: undefined });
    try {
      const page = await (await fetch(server.url)).text();
      assert.match(page, /<script src="\/docent\/docent-debug\.js/);
    } finally {
      await server.stop();
    }
  });
}
