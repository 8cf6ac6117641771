// What lies under the bubble can be reached: the bubble steps aside for it.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { standIn } from "./stand-in.mjs";

const test = browserTests("stage");

/** A target in the middle of the window, with `#field` where the bubble wants to stand, and `#second` left of that. */
async function withFieldBelow(visit) {
  const stage = await standIn(visit);
  await stage.page.evaluate(() => {
    const put = (id, left, top) => Object.assign(document.querySelector(id).style, { position: "fixed", zIndex: 1, left: `${left}px`, top: `${top}px` });
    put("#frame", 600, 300);
    put("#field", 580, 370);
    put("#second", 560, 400);
  });
  return stage;
}

/** Whether a click at the middle of the element reaches it. */
const isFree = (page, id) =>
  page.locator(id).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

test("a field under the bubble that gets the focus is typed in where it is seen: the bubble takes another side", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target", "bottom");
  assert.equal(await isFree(page, "#field"), false, "the bubble lies on the field");
  await page.locator("#second").focus();
  await page.keyboard.press("Tab");
  await stage.isBeside("#target", "top");
  assert.ok(await isFree(page, "#field"));
  await page.keyboard.type("typed");
  assert.equal(await page.locator("#field").inputValue(), "typed");
  assert.deepEqual(await page.evaluate(() => scrollY), 0, "nothing had to scroll");
});

test("for a button under the bubble that the keyboard reaches it steps aside too", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target", "bottom");
  assert.equal(await isFree(page, "#second"), false, "the bubble lies on the button");
  await page.locator("#target").focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "second");
  await stage.isBeside("#target", "top");
});

test("a step that comes while the person types does not lie down on the field", async (visit) => {
  const stage = await withFieldBelow(visit);
  await stage.page.locator("#field").focus();
  await stage.step("#target");
  await stage.isBeside("#target", "top");
});

test("the bubble stays where it has stepped to, so that it comes under no pointer, until the next step", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  await page.locator("#field").focus();
  await stage.step("#target");
  await stage.isBeside("#target", "top");
  await page.locator("#intro").click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "");
  await stage.frame({ run: [1, 1, []] });
  await stage.isBeside("#target", "top");
  await stage.step("#target");
  await stage.isBeside("#target", "bottom");
});

test("a press on the bubble, beside its buttons, sends it to another side, and a double click no further", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target", "bottom");
  await stage.text.click();
  await stage.isBeside("#target", "top");
  await page.locator("#field").click();
  await page.keyboard.type("!");
  assert.match(await page.locator("#field").inputValue(), /!/);
  await page.evaluate(() => {
    window.strays = 0;
    document.addEventListener("click", ({ target }) => (strays += !target.closest("#dj-tutorial-bubble")), true);
  });
  await stage.text.dblclick();
  await stage.isBeside("#target", "right");
  assert.equal(await page.evaluate(() => strays), 0, "the second click went where the first one did");
  assert.deepEqual(stage.heard.filter(([kind]) => kind === "t"), [], "the tour did not move");
});

test("pressed where the next side has no room, the bubble takes the one after it", async (visit) => {
  const stage = await withFieldBelow(visit);
  await stage.page.evaluate(() => (document.querySelector("#frame").style.top = "0px"));
  await stage.step("#target");
  await stage.isBeside("#target", "bottom");
  await stage.text.click();
  await stage.isBeside("#target", "right");
  await stage.text.click();
  await stage.isBeside("#target", "left");
});

test("a press on a button of the bubble leaves it where it is", async (visit) => {
  const stage = await withFieldBelow(visit);
  await stage.step("#target", { timeout: 60_000 });
  await stage.isBeside("#target", "bottom");
  await stage.page.clock.install();
  await stage.bubble.locator(".dj-tutorial-bubble__pause").click();
  await stage.page.clock.runFor(5_000);
  await stage.isBeside("#target", "bottom");
});

test("on what is larger than any side can clear the bubble stays where it is", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  await stage.step("#target", { position: "right" });
  await page.evaluate(() => {
    const { style } = document.querySelector("#outer");
    Object.assign(style, { position: "fixed", inset: "0", inlineSize: "auto", blockSize: "auto" });
  });
  await page.locator("#outer").focus();
  await stage.frame({ run: [1, 1, []] });
  await stage.isBeside("#target", "right");
});

test("what the target is in has the focus, and the bubble stays where it was wished", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  // Narrower than the window: on the right the bubble would lie beside the body.
  await page.evaluate(() => Object.assign(document.body.style, { inlineSize: "700px" }));
  await stage.step("#target", { position: "left" });
  await stage.isBeside("#target", "left");
  await page.evaluate(() => {
    const frame = document.querySelector("#frame");
    Object.assign(frame, { tabIndex: -1 });
    Object.assign(frame.style, { left: "400px", padding: "0 20px 0 300px" });
    frame.focus();
  });
  await stage.frame({ run: [1, 1, []] });
  await stage.isBeside("#target", "left");
});

test("where no side is clear, the page scrolls once for what the keyboard has come to, and not for what is pressed", async (visit) => {
  const stage = await standIn(visit, "/stage", { viewport: { width: 320, height: 420 } });
  const { page } = stage;
  await page.emulateMedia({ reducedMotion: "reduce" });
  const covered = () =>
    page.evaluate(() => {
      const bubble = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
      const button = document.querySelector("#second").getBoundingClientRect();
      return bubble.bottom > button.top && bubble.top < button.bottom;
    });
  await page.evaluate(() => {
    document.querySelector("header").remove();
    document.querySelector("#gap").style.height = "120px";
    // Above the target is no room, nor beside it.
    scrollTo({ top: 240, behavior: "instant" });
  });
  await stage.step("#target", { text: "A text that needs some lines. ".repeat(3) });
  await stage.isBeside("#target", "bottom");
  assert.ok(await covered());
  await page.evaluate(() => document.querySelector("#second").focus({ focusVisible: false, preventScroll: true }));
  const before = await page.evaluate(() => scrollY);
  await stage.frame({ run: [1, 1, []] });
  assert.equal(await page.evaluate(() => scrollY), before, "a press is not led astray");
  await page.locator("#target").focus();
  await page.keyboard.press("Tab");
  await page.waitForFunction((before) => scrollY > before, before);
  await page.evaluate((before) => scrollTo(0, before), before);
  await stage.frame({ run: [1, 1, []] });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.evaluate(() => scrollY), before, "the person may scroll it back");
});
