// The gallery: every variant of the bubble, in every scheme and look, by pointer and by keyboard.

import assert from "node:assert/strict";

import { checkAccessibility } from "./axe.mjs";
import { variants, walk } from "./gallery.mjs";
import { browserTests } from "./harness.mjs";

const test = browserTests("gallery");

const SCHEMES = {
  light: {},
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
};

/** Nothing here is about motion, and without it nothing has to be waited for. */
async function openStill(open, path, media = {}, options = {}) {
  const page = await open(path, options);
  await page.emulateMedia({ ...media, reducedMotion: "reduce" });
  return page;
}

for (const [scheme, media] of Object.entries(SCHEMES)) {
  test(`axe reports nothing at any step of any variant: ${scheme}`, async ({ open }) => {
    const page = await openStill(open, "/", media);
    await checkAccessibility(page, "before the tours");
    for (const variant of await variants(page)) {
      // The other cards are as they were before the tours.
      const context = { exclude: [`.card:not(#${variant})`] };
      for await (const { number } of walk(page, variant)) await checkAccessibility(page, `${variant}, step ${number}`, context);
    }
    // The looks change nothing but the bubble.
    for (const look of ["compact", "brand", "ink"]) {
      await page.locator(`label:has(#look-${look})`).click();
      for await (const { number } of walk(page, "timed")) await checkAccessibility(page, `${look}, step ${number}`, "#dj-tutorial-bubble");
    }
    for (const edition of ["/guide", "/no-timers"]) {
      await page.goto(new URL(edition, page.url()).href);
      for await (const { number } of walk(page, "timed")) await checkAccessibility(page, `${edition}, step ${number}`, "#dj-tutorial-bubble");
    }
  });
}

/** What of the bubble is cut off, out of the window, or too small to hit. */
function faults(bubble) {
  return bubble.evaluate((bubble) => {
    const faults = [];
    const { left, top, right, bottom } = bubble.getBoundingClientRect();
    const { width, height } = visualViewport;
    if (left < 0 || top < 0 || right > width + 1 || bottom > height + 1) faults.push("out of the window");
    if (bubble.scrollWidth > bubble.clientWidth) faults.push("cut off");
    for (const button of bubble.querySelectorAll("button:not([hidden])")) {
      const box = button.getBoundingClientRect();
      if (box.width < 24 || box.height < 24) faults.push(`${button.textContent}: ${box.width} × ${box.height}`);
      if (button.scrollWidth > button.clientWidth) faults.push(`${button.textContent}: cut off`);
    }
    return faults;
  });
}

test("with text twice as large, and spaced out, every variant is whole and its buttons can be hit", async ({ open }) => {
  const page = await openStill(open, "/", {}, { viewport: { width: 640, height: 700 } });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
    // What WCAG 1.4.12 asks a page to bear.
    window.spaced = new CSSStyleSheet();
    spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  });
  const space = (isSpaced) =>
    page.evaluate((isSpaced) => {
      document.adoptedStyleSheets = isSpaced ? [spaced] : [];
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, isSpaced);
  for (const variant of await variants(page)) {
    for await (const { number } of walk(page, variant)) {
      const bubble = page.locator("#dj-tutorial-bubble");
      assert.deepEqual(await faults(bubble), [], `${variant}, step ${number}, large`);
      await space(true);
      assert.deepEqual(await faults(bubble), [], `${variant}, step ${number}, large and spaced out`);
      await space(false);
    }
  }
});
