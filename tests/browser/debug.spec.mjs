// The debug panel (Ctrl+Shift+D): what it shows, and that closing it leaves nothing.

import assert from "node:assert/strict";
import { test as plainTest } from "node:test";

import { checkAccessibility } from "./axe.mjs";
import { browserTests } from "./harness.mjs";
import { startServer } from "./servers.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage", { DEBUG_PANEL: "on" });

/** High enough for the panel to cover nothing that a test uses. */
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

  /** Waits until the state contains this text. */
  showsState(text) {
    return this.state.filter({ hasText: text }).waitFor();
  }

  /** Waits until a line of the timeline contains this text. */
  showsMoment(text) {
    return this.moments.filter({ hasText: text }).first().waitFor();
  }

  /** The rows of the frames, the newest first, by direction, kind and summary. */
  listed() {
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => ["way", "kind", "summary"].map((part) => row.querySelector(`.${part}`).textContent).join(" ")),
    );
  }

  /** The result of “Copy as JSON”, from the field that is shown if the clipboard is refused. */
  async copied() {
    await this.page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("refused"))));
    await this.press("Copy as JSON");
    await this.status.filter({ hasText: "copy it from the field" }).waitFor();
    return JSON.parse(await this.host.getByRole("textbox", { name: "The JSON, to be copied by hand" }).inputValue());
  }
}

/** A page of the fake server with its panel, which is not open yet. */
async function watched(visit, options = { viewport: HIGH }) {
  const stage = await openWithFakeServer(visit, "/stage", options);
  return { stage, page: stage.page, panel: new Panel(stage.page) };
}

/** The page's markup, and the listeners on window, document and body. */
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

test("the panel is not in the page before it is opened", async ({ open }) => {
  const page = await open("/stage");
  assert.equal(await page.locator("docent-panel").count(), 0);
  await page.keyboard.press("Control+D");
  await page.keyboard.press("Shift+KeyD");
  await page.keyboard.press("Control+Alt+Shift+KeyD");
  assert.equal(await page.locator("docent-panel").count(), 0);
});

test("Ctrl+Shift+D opens and focuses it; Esc returns the focus", async (visit) => {
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

test("Ctrl+Shift+D closes it and leaves a focus outside of it", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.locator("#second").focus();
  await panel.open();
  await page.locator("#start").focus();
  await page.keyboard.press("Control+Shift+KeyD");
  await panel.host.waitFor({ state: "detached" });
  await focusIs(page, "start");
});

test("closing it leaves no byte and no listener", async (visit) => {
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
  // A frame does not reopen it.
  await stage.frame();
  assert.equal(await panel.host.count(), 0);
});

test("it shows received and sent frames, also earlier ones", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await panel.open();
  await panel.rows.filter({ hasText: "hello" }).waitFor();
  const before = await panel.listed();
  assert.ok(before.at(-1).startsWith("↑ sent hello"), before.at(-1));
  assert.ok(before.at(-2).startsWith("↓ received welcome a new session"), before.at(-2));
  await stage.send(["p"]);
  await panel.rows.first().filter({ hasText: "ack" }).waitFor();
  const [ack, heartbeat] = await panel.listed();
  assert.equal(ack, "↑ sent ack up to #1");
  assert.equal(heartbeat, "↓ received heartbeat ");

  // A line opens to show its frame.
  const step = panel.rows.filter({ hasText: "step #target" });
  await step.locator("summary").click();
  await step.getByRole("group", { name: "The frame" }).filter({ hasText: '"text": "Look here."' }).waitFor();
});

test("the timeline names the steps of a run and why each ended", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await stage.step("#target");
  await panel.showsMoment("stage: step 1 of 3 shown at #target (visit 1)");
  await panel.showsMoment("Run 1 started");
  await page.locator("#target").click();
  await stage.receives("e");
  await stage.step("#field", { index: 1, name: "title", timeout: 60_000 });
  await panel.showsMoment("stage: step 1 of 3 ended: completed");
  await panel.showsMoment("stage: step 2 of 3 (title) shown at #field, for 60 s at most (visit 2)");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.receives("t", ([, , , name]) => name === "skip");
  await panel.showsMoment("skip was chosen");
  await stage.step("#second", { index: 2, cause: "skipped" });
  await panel.showsMoment("stage: step 2 of 3 (title) ended: skipped");
  await stage.end("failed", "failed");
  await panel.showsMoment("stage: step 3 of 3 ended: failed");
  await panel.showsMoment("Run 1 of stage ended: failed");
  await stage.close(1012);
  await panel.showsMoment("The connection was lost; there is a new one");
  await panel.showsMoment("Connected again: the same session");
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
    // The page has sent no control and no event that would explain it.
    await stage.step("#target");
    await stage.step("#second", { index: 1, cause });
    await panel.showsMoment(`stage: step 1 of 3 ended: ${words}`);
  });
}

test("the timeline shows steps that end unseen, in order", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  const step = { tour: "stage", step: 1, total: 3, target: "#second", position: "top", class: "on", event: "tour:narrate", text: "Seen." };
  const brief = { ...step, step: 0, target: "#target", text: "Not seen." };
  const end = (cause) => ["end", { cause }];
  await stage.frame({ run: [7, 3, [end("satisfied"), ["step", brief], end("completed"), ["step", step]]] });
  await panel.showsMoment("stage: step 2 of 3 shown at #second (visit 3)");
  await stage.frame({ ops: [end("superseded"), ["over", { outcome: "superseded" }]], run: [8, 1, []] });
  await panel.showsMoment("Run 8 started");
  const moments = await panel.moments.locator("span:last-child").allInnerTexts();
  assert.deepEqual(moments.reverse().slice(1), [
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

test("after a snapshot the timeline has no cause of a step's end", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await stage.step("#target");
  const html = await page.evaluate(() => document.querySelector("[dj-root]").innerHTML);
  const step = { tour: "stage", step: 0, total: 3, target: "#target", position: "top", class: "on", event: "tour:narrate", text: "Look." };
  stage.send(["s", 2, 0, html, [1, 1, [["step", step]]], []]);
  stage.send(["s", 3, 0, html, [1, 2, [["step", { ...step, step: 1 }]]], []]);
  await panel.showsMoment("stage: step 1 of 3 ended: the page missed why");
  await panel.showsMoment("stage: step 2 of 3 shown at #target (visit 2)");
  assert.equal(await panel.moments.filter({ hasText: "step 1 of 3" }).count(), 2, "the same visit is not listed again");
  stage.send(["s", 4, 0, html, 0, []]);
  await panel.showsMoment("Run 1 of stage ended: the page missed how");
});

test("the timeline shows that a real server's step timed out", async ({ open }) => {
  const page = await open("/timed");
  const panel = new Panel(page);
  await page.getByRole("button", { name: "Take the tour" }).click();
  await page.mouse.move(0, 0);
  await panel.open();
  await panel.showsState("s left of 2 s");
  await panel.showsMoment("step 1 of 2 ended: its time was over");
  await panel.showsState("Step 2 of 2, at #second.");
  await panel.showsState("Its target calls agree (dj-click).");
});

test("it shows what the page looks for while the step waits", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  await stage.step("#target", { next: true, until: [["dom", "click", "#second"], ["absent", "#busy"]] });
  await panel.showsState('The page looks for dom("click", "#second").');
  await panel.showsState('The page looks for absent("#busy").');
  await panel.showsState(
    "It ends by Next, or when the page sees what it looks for, or by a handler or a flow of the server, or by another button of the bubble.",
  );
});

test("it shows why the step waits and what holds its time", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await panel.showsState("No step is on the page.");
  await stage.step("#target", { timeout: 60_000 });
  await panel.showsState("Step 1 of 3, at #target.");
  await panel.showsState("It ends when its time is over, or by a handler or a flow of the server, or by a button of the bubble.");
  await stage.bubble.locator(".dj-tutorial-bubble__text").hover();
  await panel.showsState("held: the pointer is at the bubble");
  await stage.bubble.locator(".dj-tutorial-bubble__pause").click();
  await page.mouse.move(1, 1);
  await page.locator("#second").focus();
  await panel.showsState("held: it was paused");
  stage.takes = false;
  await page.locator("#target").click();
  await panel.showsState("Not answered yet: agree.");
  stage.welcomes = false;
  await stage.close(1012);
  await panel.showsState("The connection is lost: nothing happens until the server is back.");
});

test("it opens while there is no server", async (visit) => {
  const { stage, panel } = await watched(visit);
  stage.welcomes = false;
  await stage.close(1012);
  await panel.open();
  await panel.showsState("The connection is lost");
});

test("a malformed welcome is shown and rejected as usual", { expects: [/docent: frame/] }, async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  stage.send(["w"]);
  await stage.receives("h", ([, hello]) => hello.session);
  await panel.showsMoment("Connected again: the same session");
  const listed = await panel.listed();
  assert.ok(listed.includes("↓ received welcome not a frame that this panel knows"), listed.join("\n"));
});

test("malformed frames are shown and cause no errors of the panel", { expects: [/docent: frame/] }, async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  const hellos = () => stage.received.filter(([kind]) => kind === "h").length;
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
    stage.send(shape);
    await stage.receives("h", () => hellos() > before);
    // The page reconnects.
    stage.send(["p"]);
  }
  await panel.showsMoment("Connected again");
  await panel.rows.filter({ hasText: "not a frame that this panel knows" }).first().waitFor();
});

test("it shows a missing target and a failed operation", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  await stage.step("#nowhere");
  await panel.showsState("Its target is missing: nothing on the page matches; the step waits for it");
  await panel.showsMoment("The step's target is missing: #nowhere");
  await stage.frame({ ops: [["add_class", { to: "#nothing", names: "x" }]], run: [1, 1, []] });
  await panel.showsMoment("An operation failed: add_class #nothing: missing");
});

test("it shows a refused event with its reason", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await page.locator("#target").click();
  await stage.receives("e");
  stage.send(["x", 1, "refused", "the title is taken"]);
  await panel.showsMoment("agree was refused: the title is taken (refused)");
  stage.send(["x", 1, "handler_failed", "a long story ".repeat(1000)]);
  await panel.showsMoment("a long story");
  assert.ok((await panel.moments.first().innerText()).length < 500, "the raw frame has the rest");
});

test("it shows the latency of each event", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await panel.open();
  await panel.showsState("No event has been answered yet.");
  await page.locator("#target").click();
  await page.locator("#target").click();
  await stage.receives("e", ([, c]) => c === 2);
  // Both have been received by now: the first frame is the first event's.
  await stage.frame();
  await panel.showsState("median of 1.");
  await panel.showsState("Not answered yet: agree.");
  await stage.frame();
  await panel.showsState("median of 2.");
  assert.match(await panel.state.innerText(), /From an event to its answer: [\d.]+ ms last, [\d.]+ ms median of 2\./);
});

test("a control's frame does not answer a pending event", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await panel.open();
  await page.locator("#target").click();
  await stage.receives("e");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.receives("t");
  await stage.step("#field", { index: 1, cause: "skipped" });
  await panel.showsMoment("step 1 of 3 ended: skipped");
  await panel.showsState("Not answered yet: agree.");
});

test("frames are filtered by text, direction and kind", async (visit) => {
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
  // New frames are filtered too.
  await stage.frame();
  await panel.frames.filter({ hasText: /1 of \d\d? frames/ }).waitFor();
  assert.equal((await panel.listed()).length, 1);
});

test("pausing it freezes the lists and loses nothing", async (visit) => {
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
  await panel.showsMoment("Step 1 of 3 shown at #target");
});

test("Clear drops the recording, not the tour's state", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await page.locator("#target").click();
  await stage.receives("e");
  await stage.step("#target");
  await panel.open();
  await panel.showsState("median of 1.");
  await panel.press("Clear");
  assert.deepEqual(await panel.listed(), []);
  assert.equal(await panel.moments.count(), 0);
  await panel.showsState("No event has been answered yet.");
  await panel.showsState("Step 1 of 3, at #target.");
});

test("it copies what it shows as JSON, without secrets", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  const token = await page.locator("script[data-docent]").getAttribute("data-docent");
  await stage.step("#target");
  await stage.close(1012);
  await stage.receives("h", ([, hello]) => hello.session);
  await panel.open();
  await panel.showsMoment("Connected again");
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

test("it copies to the clipboard if that is allowed", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await panel.open();
  await panel.press("Copy as JSON");
  await panel.status.filter({ hasText: /^Copied: \d+ frames$/ }).waitFor();
  const report = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(report.frames[0].kind, "hello");
});

test("it keeps the last 500 frames and moments", async (visit) => {
  const { stage, panel } = await watched(visit);
  await panel.open();
  for (let number = 0; number < 600; number++) stage.send(["x", 1, "handler_failed", `refusal ${number}`]);
  await panel.frames.filter({ hasText: /500 of 500 frames, \d+ older ones are not kept/ }).waitFor();
  await panel.showsMoment("refusal 599");
  assert.equal(await panel.rows.count(), 500);
  assert.equal(await panel.moments.count(), 500);
});

test("it keeps 4 Mi characters and cuts long frames", async (visit) => {
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

test("it stays above the bubble and its spotlight", async (visit) => {
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

test("it can be used in a modal dialog and after it", async (visit) => {
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

test("a render that removes it inserts it again, with its focus", async (visit) => {
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

test("its input does not reach the page, and Esc ends no tour", async (visit) => {
  const { stage, page, panel } = await watched(visit);
  await stage.step("#target");
  await page.evaluate(() => {
    window.noticed = [];
    for (const type of ["keydown", "input", "click"]) document.addEventListener(type, () => window.noticed.push(type));
  });
  await panel.open();
  await page.evaluate(() => void (window.noticed.length = 0));
  await panel.filter.click();
  await page.keyboard.type("abc");
  assert.deepEqual(await page.evaluate(() => window.noticed), []);
  await page.keyboard.press("Escape");
  await panel.host.waitFor({ state: "detached" });
  await stage.step("#target");
  assert.ok(!stage.received.some(([kind]) => kind === "t"), "the tour goes on");
});

test("it is left-to-right on a right-to-left page", async (visit) => {
  const { page, panel } = await watched(visit);
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await panel.open();
  assert.equal(await panel.host.evaluate((host) => getComputedStyle(host.shadowRoot.querySelector("li")).direction), "ltr");
});

test("the page's styles do not affect it", async (visit) => {
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
  test(`it fits into the view and scrolls: ${viewport.width} px`, async (visit) => {
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
    test(`axe finds nothing: ${look}, ${viewport.width} px`, async (visit) => {
      const { stage, page, panel } = await watched(visit, { viewport });
      await page.emulateMedia(media);
      await stage.step("#target", { timeout: 60_000 });
      await page.locator("#target").click();
      await stage.receives("e");
      await panel.open();
      await panel.showsMoment("Step 1 of 3 shown");
      await checkAccessibility(page, "open", "docent-panel");
      await panel.rows.first().locator("summary").click();
      await panel.press("Pause");
      await panel.copied();
      await checkAccessibility(page, "with a frame and the JSON", "docent-panel");
    });
  }
}

for (const example of ["onboarding", "gallery"]) {
  plainTest(`the example ${example} has it in development builds`, async () => {
    const server = await startServer(example, { DEBUG_PANEL: undefined });
    try {
      const page = await (await fetch(server.url)).text();
      assert.match(page, /<script type="module" src="\/docent\/docent-debug\.js/);
    } finally {
      await server.stop();
    }
  });
}
