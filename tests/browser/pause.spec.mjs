// A timed step: its time pauses by a button, while the pointer or
// the focus is in the bubble, and while the tab is hidden.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

const TIMED = { timeout: 4000, only_timeout: true };

/** A step with a time, with the pointer far from the bubble. */
async function timedStep(visit, detail = TIMED) {
  const stage = await openWithFakeServer(visit);
  await stage.page.mouse.move(1, 1);
  await stage.step("#target", detail);
  await stage.isBeside("#target");
  return stage;
}

/** The holds and resumes that the page has sent. */
function holds(stage) {
  return stage.received.filter(([kind, , , name]) => kind === "t" && /^(hold|resume)$/.test(name)).map(([, , visit, name]) => `${visit} ${name}`);
}

/** Waits until the page has checked the pointer and the focus again. */
function twoFrames({ page }) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function button(stage, name) {
  return stage.bubble.getByRole("button", { name, exact: true });
}

test("only a timed step has Pause", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").waitFor();
  await stage.step("#second");
  await stage.isBeside("#second");
  assert.equal(await button(stage, "Pause").count(), 0);
});

test("Pause holds the time until Resume, wherever the pointer is", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").click();
  await button(stage, "Resume").waitFor();
  await stage.page.mouse.move(1, 1);
  await stage.page.evaluate(() => document.activeElement.blur());
  await twoFrames(stage);
  assert.deepEqual(holds(stage), ["1 hold"]);
  // Pointer and focus are on the button again, but pressing it lets the time run.
  await button(stage, "Resume").click();
  await button(stage, "Pause").waitFor();
  await stage.receives("t", ([, , , name]) => name === "resume");
  assert.deepEqual(holds(stage), ["1 hold", "1 resume"]);
  // Leaving the bubble and returning holds the time again.
  await stage.page.mouse.move(1, 1);
  await stage.page.evaluate(() => document.activeElement.blur());
  await twoFrames(stage);
  await stage.bubble.hover();
  await stage.page.waitForFunction(() => document.querySelector("#dj-tutorial-bubble").matches(":hover"));
  await twoFrames(stage);
  assert.deepEqual(holds(stage), ["1 hold", "1 resume", "1 hold"]);
});

test("a paused tour stays paused at the next step", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").click();
  await stage.receives("t", ([, , , name]) => name === "hold");
  await stage.step("#second", TIMED);
  await stage.isBeside("#second");
  await button(stage, "Resume").waitFor();
  await stage.receives("t", ([, , number, name]) => number === 2 && name === "hold");
});

test("the pointer on the bubble holds the time", async (visit) => {
  const stage = await timedStep(visit);
  await stage.bubble.hover();
  await stage.receives("t", ([, , , name]) => name === "hold");
  await stage.page.mouse.move(1, 1);
  await stage.receives("t", ([, , , name]) => name === "resume");
  assert.deepEqual(holds(stage), ["1 hold", "1 resume"]);
});

test("focus and pointer in the bubble hold the time once", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Skip").focus();
  await stage.receives("t", ([, , , name]) => name === "hold");
  await stage.bubble.hover();
  await stage.page.mouse.move(1, 1);
  await twoFrames(stage);
  assert.deepEqual(holds(stage), ["1 hold"]);
  await stage.page.locator("#field").focus();
  await stage.receives("t", ([, , , name]) => name === "resume");
  assert.deepEqual(holds(stage), ["1 hold", "1 resume"]);
});

test("a hidden tab holds the time", async (visit) => {
  const stage = await timedStep(visit);
  const hide = (isHidden) =>
    stage.page.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await hide(true);
  await stage.receives("t", ([, , , name]) => name === "hold");
  await hide(false);
  await stage.receives("t", ([, , , name]) => name === "resume");
  assert.deepEqual(holds(stage), ["1 hold", "1 resume"]);
});

test("neither an untimed step nor a focus by docent is a hold", async (visit) => {
  const stage = await timedStep(visit, {});
  await stage.bubble.hover();
  await stage.step("#second", TIMED);
  await stage.receives("t", ([, , number, name]) => number === 2 && name === "hold");
  await stage.end();
  await stage.page.mouse.move(1, 1);
  await stage.page.locator("#start").click();
  await stage.page.mouse.move(1, 1);
  await stage.step("#intro", TIMED);
  await stage.isBeside("#intro");
  await stage.page.waitForFunction(() => document.activeElement.id === "dj-tutorial-bubble");
  await twoFrames(stage);
  assert.deepEqual(holds(stage), ["2 hold"]);
});

test("a reconnected page sends its hold again", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").click();
  await stage.receives("t", ([, , , name]) => name === "hold");
  stage.received.length = 0;
  await stage.close(1012);
  await stage.receives("t", ([, , , name]) => name === "hold");
});

test("without timers a step that only has a time offers Next", async (visit) => {
  const stage = await openWithFakeServer(visit, "/stage", { timers: false });
  await stage.step("#target", TIMED);
  await stage.isBeside("#target");
  assert.equal(await button(stage, "Skip").count(), 0);
  assert.equal(await button(stage, "Pause").count(), 0);
  assert.notEqual(await button(stage, "Next").getAttribute("data-next"), null, "a stylesheet can distinguish Next from Skip");
  await stage.bubble.hover();
  await button(stage, "Next").click();
  await stage.receives("t", ([, , , name]) => name === "skip");
  assert.deepEqual(holds(stage), []);
  await stage.step("#second", { timeout: 4000 });
  await stage.isBeside("#second");
  await button(stage, "Skip").waitFor();
  assert.equal(await button(stage, "Skip").getAttribute("data-next"), null);
});

test("a tour with Pause leaves the bubble byte for byte", async (visit) => {
  const stage = await openWithFakeServer(visit, "/stage", { timers: false });
  const before = await stage.bubble.evaluate((bubble) => bubble.outerHTML);
  await stage.step("#target", TIMED);
  await stage.isBeside("#target");
  await stage.end();
  await stage.isHidden();
  assert.equal(await stage.bubble.evaluate((bubble) => bubble.outerHTML), before);
});
