// A step that ends by itself: its time can be stopped, by a button that shows
// and by simply being at the bubble, and stops while nobody can see it.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { standIn } from "./stand-in.mjs";

const test = browserTests("stage");

const TIMED = { timeout: 4000, only_timeout: true };

/** A step with a time, with the pointer far from the bubble. */
async function timedStep(visit, detail = TIMED) {
  const stage = await standIn(visit);
  await stage.page.mouse.move(1, 1);
  await stage.step("#target", detail);
  await stage.isBeside("#target");
  return stage;
}

/** What the page has said about the step's time. */
function said(stage) {
  return stage.heard.filter(([kind, , , name]) => kind === "t" && /^(hold|resume)$/.test(name)).map(([, , visit, name]) => `${visit} ${name}`);
}

/** Lets the page look at the pointer and the focus once more. */
function look({ page }) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

function button(stage, name) {
  return stage.bubble.getByRole("button", { name, exact: true });
}

test("Pause is there for a step that ends by itself, and for no other", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").waitFor();
  await stage.step("#second");
  await stage.isBeside("#second");
  assert.equal(await button(stage, "Pause").count(), 0);
});

test("Pause stops the time whatever the pointer does, and Resume lets it run", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").click();
  await button(stage, "Resume").waitFor();
  await stage.page.mouse.move(1, 1);
  await stage.page.evaluate(() => document.activeElement.blur());
  await look(stage);
  assert.deepEqual(said(stage), ["1 hold"]);
  // The pointer and the focus are on the button again: pressing it says that the time shall run all the same.
  await button(stage, "Resume").click();
  await button(stage, "Pause").waitFor();
  await stage.hears("t", ([, , , name]) => name === "resume");
  assert.deepEqual(said(stage), ["1 hold", "1 resume"]);
  // Who leaves the bubble and comes back is reading again.
  await stage.page.mouse.move(1, 1);
  await stage.page.evaluate(() => document.activeElement.blur());
  await look(stage);
  await stage.bubble.hover();
  await stage.page.waitForFunction(() => document.querySelector("#dj-tutorial-bubble").matches(":hover"));
  await look(stage);
  assert.deepEqual(said(stage), ["1 hold", "1 resume", "1 hold"]);
});

test("what is paused stays paused at the next step", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").click();
  await stage.hears("t", ([, , , name]) => name === "hold");
  await stage.step("#second", TIMED);
  await stage.isBeside("#second");
  await button(stage, "Resume").waitFor();
  await stage.hears("t", ([, , number, name]) => number === 2 && name === "hold");
});

test("the pointer on the bubble holds the time", async (visit) => {
  const stage = await timedStep(visit);
  await stage.bubble.hover();
  await stage.hears("t", ([, , , name]) => name === "hold");
  await stage.page.mouse.move(1, 1);
  await stage.hears("t", ([, , , name]) => name === "resume");
  assert.deepEqual(said(stage), ["1 hold", "1 resume"]);
});

test("the focus in the bubble holds the time, together with the pointer once", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Skip").focus();
  await stage.hears("t", ([, , , name]) => name === "hold");
  await stage.bubble.hover();
  await stage.page.mouse.move(1, 1);
  await look(stage);
  assert.deepEqual(said(stage), ["1 hold"]);
  await stage.page.locator("#field").focus();
  await stage.hears("t", ([, , , name]) => name === "resume");
  assert.deepEqual(said(stage), ["1 hold", "1 resume"]);
});

test("a tab that is hidden holds the time", async (visit) => {
  const stage = await timedStep(visit);
  const hide = (isHidden) =>
    stage.page.evaluate((isHidden) => {
      Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, isHidden);
  await hide(true);
  await stage.hears("t", ([, , , name]) => name === "hold");
  await hide(false);
  await stage.hears("t", ([, , , name]) => name === "resume");
  assert.deepEqual(said(stage), ["1 hold", "1 resume"]);
});

test("a step without a time is not held, and a bubble that docent has focused after a click is not either", async (visit) => {
  const stage = await timedStep(visit, {});
  await stage.bubble.hover();
  await stage.step("#second", TIMED);
  await stage.hears("t", ([, , number, name]) => number === 2 && name === "hold");
  await stage.end();
  await stage.page.mouse.move(1, 1);
  await stage.page.locator("#start").click();
  await stage.page.mouse.move(1, 1);
  await stage.step("#intro", TIMED);
  await stage.isBeside("#intro");
  await stage.page.waitForFunction(() => document.activeElement.id === "dj-tutorial-bubble");
  await look(stage);
  assert.deepEqual(said(stage), ["2 hold"]);
});

test("a page that comes back says again that it holds the time", async (visit) => {
  const stage = await timedStep(visit);
  await button(stage, "Pause").click();
  await stage.hears("t", ([, , , name]) => name === "hold");
  stage.heard.length = 0;
  await stage.close(1012);
  await stage.hears("t", ([, , , name]) => name === "hold");
});

test("on a server without timers a step that only has a time offers Next, and no Pause", async (visit) => {
  const stage = await standIn(visit, "/stage", { timers: false });
  await stage.step("#target", TIMED);
  await stage.isBeside("#target");
  assert.equal(await button(stage, "Skip").count(), 0);
  assert.equal(await button(stage, "Pause").count(), 0);
  assert.notEqual(await button(stage, "Next").getAttribute("data-next"), null, "a stylesheet can tell Next from Skip");
  await stage.bubble.hover();
  await button(stage, "Next").click();
  await stage.hears("t", ([, , , name]) => name === "skip");
  assert.deepEqual(said(stage), []);
  await stage.step("#second", { timeout: 4000 });
  await stage.isBeside("#second");
  await button(stage, "Skip").waitFor();
  assert.equal(await button(stage, "Skip").getAttribute("data-next"), null);
});

test("after the tour the bubble's markup is as before, byte for byte", async (visit) => {
  const stage = await standIn(visit, "/stage", { timers: false });
  const before = await stage.bubble.evaluate((bubble) => bubble.outerHTML);
  await stage.step("#target", TIMED);
  await stage.isBeside("#target");
  await stage.end();
  await stage.isHidden();
  assert.equal(await stage.bubble.evaluate((bubble) => bubble.outerHTML), before);
});
