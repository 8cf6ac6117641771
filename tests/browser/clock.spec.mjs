// A timed step, on a real server: its clock pauses while the page
// holds it, and then continues with the time that was left.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("stage");

const TARGETS = ["#first", "#second"];

/** The tour at its first step, which lasts two seconds unless `hold` pauses its time. */
async function held(page, hold) {
  const tour = new Tour(page, TARGETS);
  await tour.start();
  await tour.reaches(1);
  await hold?.act(tour);
  return tour;
}

/** Waits until another visitor's step of the same length has started and ended. */
async function aStepGoesBy(page) {
  const context = await page.context().browser().newContext();
  const other = await context.newPage();
  await other.goto(page.url());
  const tour = await held(other);
  await tour.reaches(2);
  await context.close();
}

const leave = async ({ page }) => {
  await page.evaluate(() => document.activeElement.blur());
  await page.mouse.move(0, 0);
};

const hide = ({ page }, isHidden) =>
  page.evaluate((isHidden) => {
    Object.defineProperty(document, "hidden", { value: isHidden, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, isHidden);

const HOLDS = {
  "the button Pause": {
    act: ({ bubble }) => bubble.getByRole("button", { name: "Pause", exact: true }).click(),
    release: async (tour) => {
      await leave(tour);
      await tour.bubble.getByRole("button", { name: "Resume", exact: true }).click();
      await leave(tour);
    },
  },
  "the pointer on the bubble": { act: ({ bubble }) => bubble.hover(), release: leave },
  "the focus in the bubble": {
    act: ({ bubble }) => bubble.locator(".dj-tutorial-bubble__cancel").focus(),
    release: leave,
  },
  "a hidden tab": { act: (tour) => hide(tour, true), release: (tour) => hide(tour, false) },
};

for (const [name, hold] of Object.entries(HOLDS)) {
  test(`${name} pauses the server's clock, which continues afterwards`, async ({ open }) => {
    const tour = await held(await open("/timed"), hold);
    await aStepGoesBy(tour.page);
    await tour.reaches(1);
    await hold.release(tour);
    await tour.reaches(2);
  });
}
