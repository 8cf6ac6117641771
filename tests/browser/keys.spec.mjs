// Arrow keys: by the direction of the text, and never taken from an input.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { standIn } from "./stand-in.mjs";

const test = browserTests("stage");

async function withKeys(visit, direction) {
  const stage = await standIn(visit);
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
  test(`dj-keydown.right is onward where the text runs ${direction}`, async (visit) => {
    const stage = await withKeys(visit, direction);
    await stage.page.keyboard.press(onward);
    const [, , , params] = await stage.hears("e", ([, , name]) => name === "forward");
    assert.equal(params.key, onward, "the handler learns which key it was");
    await stage.page.keyboard.press(back);
    await stage.hears("e", ([, , name]) => name === "backward");
    assert.equal(stage.heard.filter(([kind]) => kind === "e").length, 2);
  });
}

test("a page's shortcut on an arrow leaves the arrows to whoever types", async (visit) => {
  const stage = await standIn(visit);
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
  assert.deepEqual(stage.heard.filter(([kind]) => kind === "e"), []);
  await field.evaluate((field) => field.blur());
  await stage.page.keyboard.press("ArrowLeft");
  await stage.hears("e", ([, , name]) => name === "backward");
});
