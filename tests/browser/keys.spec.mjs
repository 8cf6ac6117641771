// Arrow keys: by the direction of the text, and never taken from an input.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

async function withKeys(visit, direction) {
  const stage = await openWithFakeServer(visit);
  await stage.page.locator("#frame").evaluate((frame, direction) => {
    frame.style.direction = direction;
    frame.setAttribute("dj-keydown.right", "forward");
    frame.setAttribute("dj-keydown.left", "backward");
  }, direction);
  await stage.page.locator("#target").focus();
  return stage;
}

for (const [direction, onward, back] of [
  ["ltr", "ArrowRight", "ArrowLeft"],
  ["rtl", "ArrowLeft", "ArrowRight"],
]) {
  test(`dj-keydown.right means forward in text that runs ${direction}`, async (visit) => {
    const stage = await withKeys(visit, direction);
    await stage.page.keyboard.press(onward);
    const [, , , params] = await stage.receives("e", ([, , name]) => name === "forward");
    assert.equal(params.key, onward, "the handler learns which key it was");
    await stage.page.keyboard.press(back);
    await stage.receives("e", ([, , name]) => name === "backward");
    assert.equal(stage.received.filter(([kind]) => kind === "e").length, 2);
  });
}

test("a shortcut on an arrow key does not act while typing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const shortcut = document.createElement("div");
    shortcut.setAttribute("dj-keydown.left", "backward");
    document.body.append(shortcut);
  });
  const field = stage.page.locator("#field");
  await field.focus();
  await stage.page.keyboard.press("End");
  await stage.page.keyboard.press("ArrowLeft");
  assert.equal(await field.evaluate((field) => field.selectionStart), "as it was".length - 1);
  assert.deepEqual(stage.received.filter(([kind]) => kind === "e"), []);
  await field.evaluate((field) => field.blur());
  await stage.page.keyboard.press("ArrowLeft");
  await stage.receives("e", ([, , name]) => name === "backward");
});

test("the highlighted input keeps the arrow keys, Home and Enter", async (visit) => {
  const stage = await openWithFakeServer(visit);
  // The page has a shortcut on each of them.
  await stage.page.evaluate(() => {
    const shortcuts = document.createElement("div");
    for (const key of ["left", "right", "up", "down", "enter"]) shortcuts.setAttribute(`dj-keydown.${key}`, "skip_tutorial");
    document.body.append(shortcuts);
  });
  await stage.step("#field", { position: "right" });
  await stage.isBeside("#field");
  const field = stage.page.locator("#field");
  await field.focus();
  const caret = () => field.evaluate((field) => field.selectionStart);
  await stage.page.keyboard.press("End");
  assert.equal(await caret(), 9);
  await stage.page.keyboard.press("ArrowLeft");
  assert.equal(await caret(), 8);
  await stage.page.keyboard.press("ArrowRight");
  assert.equal(await caret(), 9);
  await stage.page.keyboard.press("ArrowUp");
  assert.equal(await caret(), 0);
  await stage.page.keyboard.press("ArrowDown");
  assert.equal(await caret(), 9);
  await stage.page.keyboard.press("Enter");
  await stage.page.keyboard.type("!");
  assert.equal(await field.inputValue(), "as it was!");
  await stage.isBeside("#field");
  assert.deepEqual(stage.received.filter(([kind]) => kind === "t"), [], "the tour did not move");
});

test("Tab goes from page to bubble to target and on without a trap", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { index: 1 });
  await stage.isBeside("#target");
  const name = () =>
    stage.page.evaluate(() => document.activeElement.id || document.activeElement.className.replace("dj-tutorial-bubble__", ""));
  const walk = async (key, presses) => {
    const passed = [];
    for (let press = 0; press < presses; press++) {
      await stage.page.keyboard.press(key);
      passed.push(await name());
    }
    return passed;
  };
  await stage.page.locator("#start").focus();
  assert.deepEqual(await walk("Tab", 6), ["back", "skip", "cancel", "target", "second", "field"]);
  assert.deepEqual(await walk("Shift+Tab", 6), ["second", "target", "cancel", "skip", "back", "start"]);
});

for (const [place, focus, closes] of [
  ["in the bubble", (page) => page.locator(".dj-tutorial-bubble__skip").focus(), true],
  ["at the target", (page) => page.locator("#target").focus(), true],
  ["nowhere", (page) => page.evaluate(() => document.activeElement.blur()), true],
  ["in a field that the step is not about", (page) => page.locator("#field").focus(), false],
]) {
  test(`Esc with the focus ${place} ${closes ? "closes the tour" : "goes to the page"}`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.evaluate(() => {
      window.escapes = 0;
      document.addEventListener("keydown", ({ key }) => (escapes += key === "Escape"));
    });
    await stage.step("#target");
    await stage.isBeside("#target");
    await focus(stage.page);
    await stage.page.keyboard.press("Escape");
    if (closes) await stage.receives("t", (frame) => frame[3] === "cancel");
    else await stage.isBeside("#target");
    assert.equal(await stage.page.evaluate(() => escapes), closes ? 0 : 1);
    assert.equal(stage.received.filter(([kind]) => kind === "t").length, closes ? 1 : 0);
  });
}
