// What the default stylesheet does.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

test("neither the bubble nor the dimming is printed", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  const parts = stage.page.locator("#dj-tutorial-bubble,.dj-tutorial-spotlight");
  assert.equal(await parts.count(), 2);
  await stage.page.emulateMedia({ media: "print" });
  assert.deepEqual(await parts.evaluateAll((parts) => parts.map((part) => getComputedStyle(part).display)), ["none", "none"]);
  await stage.page.emulateMedia({ media: "screen" });
  await stage.isBeside("#target");
});

const WHITE = "rgb(255, 255, 255)";

for (const [declared, preferred, isDark] of [
  ["nothing", "dark", true],
  ["nothing", "light", false],
  ["light", "dark", false],
  ["dark", "light", true],
  ["a meta of light", "dark", false],
]) {
  test(`a page that declares ${declared} has the ${isDark ? "dark" : "light"} bubble for ${preferred}`, async (visit) => {
    const stage = await openWithFakeServer(visit, "/stage", { colorScheme: preferred });
    await stage.page.evaluate((declared) => {
      if (declared.includes("meta")) {
        const meta = Object.assign(document.createElement("meta"), { name: "color-scheme", content: "light" });
        document.head.append(meta);
      } else if (declared !== "nothing") {
        document.documentElement.style.colorScheme = declared;
      }
    }, declared);
    await stage.step("#target");
    await stage.isBeside("#target");
    const surface = await stage.bubble.evaluate((bubble) => getComputedStyle(bubble).backgroundColor);
    assert.equal(surface !== WHITE, isDark, surface);
    await stage.end();
    await stage.isHidden();
    assert.equal(await stage.bubble.getAttribute("data-scheme"), null);
  });
}
