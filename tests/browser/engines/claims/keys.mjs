// The tour by keyboard, and the keyboard outside of it.

import assert from "node:assert/strict";

export function keys(test) {
  test("Tab goes from page to bubble to target and on without a trap", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#target", { index: 1 });
    await stage.isBeside("#target");
    const walk = async (key, presses) => {
      const passed = [];
      for (let press = 0; press < presses; press++) {
        await stage.page.press(key);
        passed.push((await stage.page.focused()).replace("dj-tutorial-bubble__", ""));
      }
      return passed;
    };
    await stage.page.focus("#start");
    assert.deepEqual(await walk("Tab", 6), ["back", "skip", "cancel", "target", "second", "field"]);
    assert.deepEqual(await walk("Shift+Tab", 6), ["second", "target", "cancel", "skip", "back", "start"]);
  });

  test("Esc closes the tour, but not from a field elsewhere", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#target");
    await stage.isBeside("#target");
    await stage.page.focus("#field");
    await stage.page.press("Escape");
    await stage.frame({ run: [1, 1, []] });
    assert.deepEqual(stage.received.filter(([kind]) => kind === "t"), []);
    await stage.page.focus("#target");
    await stage.page.press("Escape");
    await stage.receives("t", (frame) => frame[3] === "cancel");
  });

  test("the highlighted input keeps the arrow keys, Home and End", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => {
      const shortcuts = document.createElement("div");
      for (const key of ["left", "right", "home", "end"]) shortcuts.setAttribute(`dj-keydown.${key}`, "skip_tutorial");
      document.body.append(shortcuts);
    });
    await stage.step("#field", { position: "right" });
    await stage.isBeside("#field");
    await stage.page.focus("#field");
    await stage.page.press("End", "ArrowLeft");
    await stage.page.type("!");
    await stage.page.press("Home", "ArrowRight");
    await stage.page.type("?");
    assert.equal(await stage.page.value("#field"), "a?s it wa!s");
    assert.deepEqual(stage.received.filter(([kind]) => kind === "e"), []);
  });

  test("a shortcut has its key's name, with Shift as without", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.frame({ patches: [`<div id="box" tabindex="0" dj-keydown.right="forward" dj-keydown.enter="enter" dj-keydown.tab="tab">Box</div><button>Next</button>`] });
    const { page } = stage;
    for (const [key, name, is] of [["ArrowRight", "forward", "ArrowRight"], ["Enter", "enter", "Enter"], ["Shift+Tab", "tab", "Tab"]]) {
      await page.focus("#box");
      await page.press(key);
      const [, , , params] = await stage.receives("e", ([, , event]) => event === name);
      assert.equal(params.key, is);
    }
  });

  test("the focus returns to what has started the tour", async ({ open }) => {
    const page = await open("pages", "/still");
    await page.isLive();
    await page.focus("[dj-click=start_tutorial]");
    await page.press("Enter");
    await page.shows("#dj-tutorial-bubble[data-visible=true]");
    await page.press("Escape");
    await page.hides("#dj-tutorial-bubble");
    await page.until("the button has the focus", () => document.activeElement.matches("[dj-click=start_tutorial]") || document.activeElement.outerHTML);
  });

  test("the pointer on the bubble holds a step's time", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.moveAway();
    await stage.step("#target", { timeout: 4000, only_timeout: true });
    await stage.isBeside("#target");
    await stage.page.hover("#dj-tutorial-bubble .dj-tutorial-bubble__text");
    await stage.receives("t", (frame) => frame[3] === "hold");
    await stage.page.moveAway();
    await stage.receives("t", (frame) => frame[3] === "resume");
  });
}
