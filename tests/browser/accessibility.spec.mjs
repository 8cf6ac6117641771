// axe finds nothing on the page, with and without a tour.

import assert from "node:assert/strict";

import { checkAccessibility } from "./axe.mjs";
import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("onboarding");

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

test("on a phone the bubble never covers the field in use", async ({ open }) => {
  const page = await open("/", { viewport: PHONE });
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
  await page.keyboard.type("Apollo");
  await tour.reaches(4);
  // The page may have to scroll first.
  await page.waitForFunction(() => {
    const bubble = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
    const field = document.activeElement.getBoundingClientRect();
    return document.activeElement.name === "title" && (bubble.top >= field.bottom || bubble.bottom <= field.top);
  });
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESK, PHONE]) {
    test(`axe finds nothing at any step: ${colorScheme}, ${viewport.width} px`, async ({ open }) => {
      const page = await open("/", { colorScheme, viewport });
      const tour = new Tour(page);
      await checkAccessibility(page, "before the tour");

      await tour.start();
      await tour.reaches(1);
      await checkAccessibility(page, "step 1");
      await tour.reaches(2);
      await checkAccessibility(page, "step 2");
      await tour.target(2).click();
      await tour.reaches(3);
      await checkAccessibility(page, "step 3");
      await page.keyboard.type("Apollo");
      await tour.reaches(4);
      await checkAccessibility(page, "step 4");
      await tour.target(4).click();
      await tour.isGone();
      await checkAccessibility(page, "after the tour");
    });

    test(`nothing is wider than the page: ${colorScheme}, ${viewport.width} px`, async ({ open }) => {
      const page = await open("/", { colorScheme, viewport });
      const tour = new Tour(page);
      const fits = async (moment) => {
        const { scrollWidth, clientWidth } = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return { scrollWidth, clientWidth };
        });
        assert.ok(scrollWidth <= clientWidth, `${moment}: ${scrollWidth} px of content`);
        if (!(await tour.bubble.isVisible())) return;
        const { x, y, width, height } = await tour.bubble.boundingBox();
        assert.ok(x >= 0 && x + width <= viewport.width, `${moment}: the bubble is in view, sideways`);
        assert.ok(y >= 0 && y + height <= viewport.height, `${moment}: the bubble is in view, upright`);
      };
      await fits("before the tour");
      await tour.start();
      for (const number of [1, 2, 3, 4]) {
        await tour.reaches(number);
        await fits(`step ${number}`);
        await tour.skip();
      }
      await tour.isGone();
    });
  }
}

test("a refused title is announced with its field", async ({ open }) => {
  const page = await open("/");
  await page.getByRole("button", { name: "Save project" }).click();
  await page.getByRole("alert").filter({ hasText: "Give the project a title first." }).waitFor();
  const title = page.getByLabel("Title");
  assert.equal(await title.getAttribute("aria-invalid"), "true");
  await checkAccessibility(page, "with a refused title");
});
