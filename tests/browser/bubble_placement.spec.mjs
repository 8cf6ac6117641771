// The bubble moves to another side if it covers what the person uses.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { put } from "./scenery.mjs";

const test = browserTests("stage");

/** A target in the middle of the window, with `#field` at the bubble's preferred place, and `#second` left of that. */
async function withFieldBelow(visit) {
  const stage = await openWithFakeServer(visit);
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

test("the bubble changes sides if it covers the focused field", async (visit) => {
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

test("the bubble changes sides for a button focused by keyboard", async (visit) => {
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

test("a step shown during typing does not cover the field", async (visit) => {
  const stage = await withFieldBelow(visit);
  await stage.page.locator("#field").focus();
  await stage.step("#target");
  await stage.isBeside("#target", "top");
});

test("the bubble keeps its new side until the next step", async (visit) => {
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

test("a press or double click on the bubble moves it one side on", async (visit) => {
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
  assert.deepEqual(stage.received.filter(([kind]) => kind === "t"), [], "the tour did not move");
});

test("a pressed bubble skips a side without room", async (visit) => {
  const stage = await withFieldBelow(visit);
  await stage.page.evaluate(() => (document.querySelector("#frame").style.top = "0px"));
  await stage.step("#target");
  await stage.isBeside("#target", "bottom");
  await stage.text.click();
  await stage.isBeside("#target", "right");
  await stage.text.click();
  await stage.isBeside("#target", "left");
});

test("a press on a button does not move the bubble", async (visit) => {
  const stage = await withFieldBelow(visit);
  await stage.step("#target", { timeout: 60_000 });
  await stage.isBeside("#target", "bottom");
  await stage.page.clock.install();
  await stage.bubble.locator(".dj-tutorial-bubble__pause").click();
  await stage.page.clock.runFor(5_000);
  await stage.isBeside("#target", "bottom");
});

test("a bubble that covers the focus at every side does not move", async (visit) => {
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

test("a focused ancestor of the target does not move the bubble", async (visit) => {
  const stage = await withFieldBelow(visit);
  const { page } = stage;
  // Narrower than the window: on the right the bubble would be beside the body.
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

test("if no side is clear the page scrolls once for keyboard focus", async (visit) => {
  const stage = await openWithFakeServer(visit, "/stage", { viewport: { width: 320, height: 420 } });
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
    // There is no room above the target, nor beside it.
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

/** A form in the middle of the window, whose buttons are at the field's given side. */
const withForm = async (visit, place) => {
  const stage = await openWithFakeServer(visit);
  await put(
    stage.page,
    "#gap",
    [
      "form",
      { id: "form", style: "position:fixed; left:600px; top:300px" },
      ["input", { id: "title", "aria-label": "Title", style: "width:200px" }],
      ["div", { style: `position:absolute; ${place}` }, ["button", { id: "save", type: "button" }, "Save"], ["button", { type: "button" }, "Cancel"]],
    ],
  );
  return stage;
};

for (const [side, place, other] of [
  ["bottom", "left:0; top:60px", "top"],
  ["top", "left:0; bottom:60px", "bottom"],
  ["right", "left:240px; top:0", "left"],
]) {
  test(`a bubble that would lie on its form's buttons goes to the ${other}`, async (visit) => {
    const stage = await withForm(visit, place);
    await stage.step("#title", { position: side });
    await stage.isBeside("#title", other);
    assert.ok(await isFree(stage.page, "#save"));
    // The person may send it elsewhere all the same.
    await stage.text.click();
    await stage.page.waitForFunction((other) => document.querySelector("#dj-tutorial-bubble").dataset.side !== other, other);
  });
}

test("the buttons of another form do not move the bubble", async (visit) => {
  const stage = await withForm(visit, "left:0; top:60px");
  await stage.page.evaluate(() => {
    const other = document.createElement("form");
    document.querySelector("#gap").append(other);
    other.append(document.querySelector("#title"));
    Object.assign(document.querySelector("#title").style, { position: "fixed", left: "600px", top: "300px" });
  });
  await stage.step("#title");
  await stage.isBeside("#title", "bottom");
});

test("the bubble stays if all sides lie on buttons or have no room", async (visit) => {
  const stage = await withForm(visit, "left:0; top:60px");
  await stage.page.setViewportSize({ width: 360, height: 640 });
  await stage.page.evaluate(() => Object.assign(document.querySelector("#form").style, { left: "20px", top: "8px" }));
  await stage.step("#title");
  await stage.isBeside("#title", "bottom");
});
