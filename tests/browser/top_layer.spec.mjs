// Targets in the app's own dialogs and popovers.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { put } from "./scenery.mjs";

const test = browserTests("stage");

const openDialog = (page) => page.evaluate(() => document.querySelector("#dialog").showModal());
const openPopover = (page) =>
  page.evaluate(() => {
    const popover = document.querySelector("#popover");
    popover.popover = "auto";
    popover.showPopover();
  });

/** Whether a click at the middle of the element would reach it. */
const isReachable = (locator) =>
  locator.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

for (const when of ["before", "during"]) {
  test(`a step in a modal dialog opened ${when} the step is usable`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    if (when === "before") await openDialog(stage.page);
    await stage.step("#in-dialog");
    if (when === "during") await openDialog(stage.page);
    await stage.isBeside("#in-dialog");
    await stage.page.locator("#in-dialog").click();
    await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
    await stage.receives("t", (frame) => frame[3] === "skip");
  });

  test(`the bubble does not close a popover opened ${when} the step`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    if (when === "before") await openPopover(stage.page);
    await stage.step("#in-popover");
    if (when === "during") await openPopover(stage.page);
    await stage.isBeside("#in-popover");
    await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
    await stage.receives("t", (frame) => frame[3] === "skip");
    assert.ok(await stage.page.locator("#popover").isVisible(), "the popover is open");
  });
}

test("Esc closes the tour, not the target's dialog", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await openDialog(stage.page);
  await stage.step("#in-dialog");
  await stage.isBeside("#in-dialog");
  await stage.page.locator("#in-dialog").focus();
  await stage.page.keyboard.press("Escape");
  await stage.receives("t", (frame) => frame[3] === "cancel");
  assert.ok(await stage.page.locator("#dialog").isVisible(), "the dialog is open");
});

test("Esc closes an unrelated dialog, not the tour", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await openDialog(stage.page);
  await stage.page.evaluate(() => document.activeElement.blur());
  await stage.page.keyboard.press("Escape");
  await stage.page.locator("#dialog").waitFor({ state: "hidden" });
  await stage.frame({ run: [1, 1, []] });
  assert.ok(!stage.received.some((frame) => frame[0] === "t"), "the tour goes on");
  await stage.isBeside("#target");
});

test("an unrelated dialog is above the spotlight and the bubble", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await openDialog(stage.page);
  await stage.page.locator("#in-dialog").click();
  assert.ok(await isReachable(stage.page.locator("#in-dialog")));
  assert.ok(
    await stage.page.evaluate(() => !document.querySelector("#dialog").contains(document.querySelector("#dj-tutorial-bubble"))),
  );
});

test("the bubble stays above a popover that opens later", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await openPopover(stage.page);
  await stage.page.evaluate(() => {
    const { left, top } = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
    Object.assign(document.querySelector("#popover").style, { inset: "auto", margin: 0, left: `${left}px`, top: `${top}px` });
  });
  assert.ok(await isReachable(stage.text));
});

test("a tour that ends in a dialog leaves the focus at its target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.locator("#start").focus();
  await stage.page.keyboard.press("Enter");
  await stage.receives("e");
  await openDialog(stage.page);
  await stage.step("#in-dialog");
  await stage.isBeside("#in-dialog");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").focus();
  await stage.end();
  await stage.isHidden();
  assert.equal(await stage.page.evaluate(() => document.activeElement.id), "in-dialog");
});

test("after a tour in a dialog the bubble is back in its place", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const before = await stage.page.evaluate(() => document.body.outerHTML);
  await openDialog(stage.page);
  await stage.step("#in-dialog");
  await stage.isBeside("#in-dialog");
  await stage.end();
  await stage.page.evaluate(() => document.querySelector("#dialog").close());
  assert.equal(await stage.page.evaluate(() => document.body.outerHTML), before);
});

test("the bubble leaves a dialog that closes, and enters it again", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await openDialog(stage.page);
  await stage.step("#in-dialog");
  await stage.isBeside("#in-dialog");
  await stage.page.evaluate(() => document.querySelector("#dialog").close());
  await stage.isHidden();
  await openDialog(stage.page);
  await stage.isBeside("#in-dialog");
});

for (const when of ["before", "during"]) {
  for (const part of ["#outer", "#target", "body"]) {
    test(`a step at ${part} in fullscreen ${when} the step is usable`, async (visit) => {
      const stage = await openWithFakeServer(visit);
      const enter = async () => {
        await stage.page.evaluate((part) => {
          const fills = document.querySelector(part);
          // Fullscreen needs a press.
          addEventListener("keydown", () => fills.requestFullscreen(), { capture: true, once: true });
        }, part);
        await stage.page.keyboard.press("f");
        await stage.page.waitForFunction(() => document.fullscreenElement);
      };
      const target = part === "#outer" ? "#deep" : "#target";
      if (when === "before") await enter();
      await stage.step(target);
      await stage.bubble.waitFor();
      if (when === "during") await enter();
      await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
      await stage.receives("t", (frame) => frame[3] === "skip");
      await stage.page.evaluate(() => document.exitFullscreen());
      await stage.page.locator("body > #dj-tutorial-bubble").waitFor();
    });
  }
}

test("a step in an app-made modal dialog is usable", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await put(stage.page, "body", ["div", { id: "modal", style: "position:fixed; inset:100px; pointer-events:auto; background:white" }, ["button", { id: "in-modal" }, "In it"]]);
  const open = () =>
    stage.page.evaluate(() => {
      document.body.style.pointerEvents = "none";
      for (const child of document.body.children) child.inert = child.id !== "modal";
    });
  await open();
  await stage.step("#in-modal");
  await stage.isBeside("#in-modal");
  await stage.page.locator("#dj-tutorial-bubble:not([inert])").waitFor();
  // The app opens another one, and makes everything else inert again.
  await open();
  await stage.page.locator("#dj-tutorial-bubble:not([inert])").waitFor();
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.receives("t", (frame) => frame[3] === "skip");
});

for (const [kind, type, isCapturing] of [
  ["pointerdown outside", "pointerdown", true],
  ["mousedown outside", "mousedown", false],
  ["click outside", "click", true],
  ["focus outside", "focusin", true],
]) {
  test(`the bubble does not close a menu that closes on ${kind}`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await put(stage.page, "#gap", ["div", { id: "menu", role: "menu", style: "position:absolute" }, ["button", { id: "item", role: "menuitem" }, "Item"]]);
    await stage.page.evaluate(
      ([type, isCapturing]) => {
        const menu = document.querySelector("#menu");
        window.chosen = 0;
        menu.addEventListener("click", () => chosen++);
        menu.addEventListener("focusout", ({ relatedTarget }) => (menu.hidden ||= relatedTarget && !menu.contains(relatedTarget)));
        document.addEventListener(type, ({ target }) => (menu.hidden ||= !menu.contains(target)), isCapturing);
        document.querySelector("#item").focus();
      },
      [type, isCapturing],
    );
    await stage.step("#item");
    await stage.isBeside("#item");
    await stage.text.click();
    await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
    await stage.receives("t", (frame) => frame[3] === "skip");
    assert.deepEqual(await stage.page.evaluate(() => [document.querySelector("#menu").hidden, chosen]), [false, 0]);
  });
}

test("a press in the bubble does not bubble to the page", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await put(stage.page, "#gap", ["div", { id: "menu", style: "position:absolute" }, ["button", { id: "item" }, "Item"]]);
  await stage.page.evaluate(() => {
    const menu = document.querySelector("#menu");
    for (const type of ["pointerdown", "mousedown", "click"]) {
      document.addEventListener(type, ({ target }) => (menu.hidden ||= !menu.contains(target)));
    }
  });
  await stage.step("#item");
  await stage.isBeside("#item");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.receives("t", (frame) => frame[3] === "skip");
  assert.equal(await stage.page.evaluate(() => document.querySelector("#menu").hidden), false);
});

test("a popover in a box that clips it is no missing target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const clip = document.createElement("div");
    clip.style.cssText = "overflow:hidden; height:0; opacity:0; transform:translateX(-9999px)";
    document.querySelector("main").append(clip);
    clip.append(document.querySelector("#popover"));
  });
  await openPopover(stage.page);
  await stage.step("#in-popover");
  await stage.isBeside("#in-popover");
  assert.deepEqual(stage.missing, []);
});
