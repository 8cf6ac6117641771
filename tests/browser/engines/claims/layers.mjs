// Targets in what is above the page: dialogs, popovers, an element in fullscreen.

import assert from "node:assert/strict";

const openDialog = ({ page }) => page.evaluate(() => document.querySelector("#dialog").showModal());
const isOpen = ({ page }) => page.evaluate(() => document.querySelector("#dialog").open);
const skip = async (stage) => {
  await stage.page.click("#dj-tutorial-bubble .dj-tutorial-bubble__skip");
  await stage.receives("t", (frame) => frame[3] === "skip");
};

export function layers(test) {
  for (const when of ["before", "during"]) {
    test(`a step in a modal dialog opened ${when} the step is usable`, async ({ stage: openStage }) => {
      const stage = await openStage();
      if (when === "before") await openDialog(stage);
      await stage.step("#in-dialog");
      if (when === "during") await openDialog(stage);
      await stage.isBeside("#in-dialog");
      await stage.page.click("#in-dialog");
      await skip(stage);
      assert.ok(await isOpen(stage));
    });

    test(`the bubble does not close a popover opened ${when} the step`, async ({ stage: openStage }) => {
      const stage = await openStage();
      const openPopover = () =>
        stage.page.evaluate(() => {
          const popover = document.querySelector("#popover");
          popover.popover = "auto";
          popover.showPopover();
        });
      if (when === "before") await openPopover();
      await stage.step("#in-popover");
      if (when === "during") await openPopover();
      await stage.isBeside("#in-popover");
      await skip(stage);
      assert.ok(await stage.page.evaluate(() => document.querySelector("#popover").matches(":popover-open")));
    });
  }

  test("Esc closes the tour, and then the target's dialog", async ({ stage: openStage }) => {
    const stage = await openStage();
    await openDialog(stage);
    await stage.step("#in-dialog");
    await stage.isBeside("#in-dialog");
    await stage.page.focus("#in-dialog");
    await stage.page.press("Escape");
    await stage.receives("t", (frame) => frame[3] === "cancel");
    assert.ok(await isOpen(stage));
    await stage.end();
    await stage.page.press("Escape");
    await stage.page.until("the dialog is closed", () => !document.querySelector("#dialog").open);
  });

  test("an unrelated dialog is above the bubble, and Esc closes it", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#target");
    await stage.isBeside("#target");
    await openDialog(stage);
    await stage.page.click("#in-dialog");
    await stage.page.press("Escape");
    await stage.page.until("the dialog is closed", () => !document.querySelector("#dialog").open);
    await stage.isBeside("#target");
    assert.deepEqual(stage.received.filter(([kind]) => kind === "t"), []);
  });

  test("a step in an element in fullscreen is usable", async ({ stage: openStage }) => {
    const stage = await openStage();
    const { page } = stage;
    await stage.step("#deep");
    await stage.isBeside("#deep");
    await page.evaluate(() => {
      // Fullscreen needs a press.
      addEventListener("keydown", () => document.querySelector("#outer").requestFullscreen(), { capture: true, once: true });
    });
    await page.press("f");
    await page.until("an element is in fullscreen", () => !!document.fullscreenElement);
    await page.until("the bubble is in it", () => document.fullscreenElement.contains(document.querySelector("#dj-tutorial-bubble")));
    await skip(stage);
    await page.evaluate(() => document.exitFullscreen());
    await page.until("the bubble is back", () => document.querySelector("#dj-tutorial-bubble").parentNode === document.body);
  });

  test("a step in an app-made modal dialog is usable", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => {
      const modal = document.createElement("div");
      modal.id = "modal";
      modal.style.cssText = "position:fixed; inset:100px; pointer-events:auto; background:white";
      const button = document.createElement("button");
      button.id = "in-modal";
      button.textContent = "In it";
      modal.append(button);
      document.body.append(modal);
      document.body.style.pointerEvents = "none";
      for (const child of document.body.children) child.inert = child !== modal;
    });
    await stage.step("#in-modal");
    await stage.isBeside("#in-modal");
    await skip(stage);
  });
}
