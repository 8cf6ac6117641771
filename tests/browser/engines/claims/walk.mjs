// The main job: a person follows the onboarding tour.

import assert from "node:assert/strict";

import { Tour } from "../tour.mjs";

const MESSAGES = [
  "This is your dashboard — your home base.",
  "Click here to create your first project.",
  "Give it a title — anything works.",
  "Save your project to continue.",
];

export function walk(test) {
  test("completing each step completes the tour and saves", async ({ open, picture }) => {
    const page = await open("onboarding", "/");
    const tour = new Tour(page);
    const shows = async (number) => {
      await tour.reaches(number);
      assert.equal(await tour.text(), MESSAGES[number - 1]);
    };
    await tour.start();
    await shows(1);
    await picture("first-step");
    await shows(2);
    await page.click("#btn-new-project");
    await shows(3);
    await page.type("Apollo");
    await shows(4);
    await page.click("#btn-save");
    await tour.isGone();
    await page.shows("#projects li", "Apollo");
    await page.shows("#activity li", "You saved Apollo");
    assert.equal(await page.value("#project-form [name=title]"), "", "the form is ready for the next one");
  });

  test("the whole tour works by keyboard", async ({ open }) => {
    const page = await open("onboarding", "/");
    const tour = new Tour(page);
    const hasFocus = (selector) =>
      page.until(`${selector} has the focus`, (selector) => document.activeElement.matches(selector) || document.activeElement.outerHTML, selector);
    const tabTo = async (selector) => {
      for (let presses = 0; presses < 20; presses++) {
        if (await page.evaluate((selector) => document.activeElement.matches(selector), selector)) return;
        await page.press("Tab");
      }
      assert.fail(`20 presses of Tab do not reach ${selector}`);
    };
    await page.isLive();
    await tabTo("[dj-click=start_tutorial]");
    await page.press("Enter");
    await tour.reaches(1);
    await hasFocus("#nav-dashboard");
    await tour.reaches(2);
    await hasFocus("#btn-new-project");
    await page.press("Enter");
    await tour.reaches(3);
    await hasFocus("#project-form [name=title]");
    await page.type("Apollo");
    await tour.reaches(4);
    await hasFocus("#project-form [name=title]");
    await tabTo("#btn-save");
    await page.press("Enter");
    await tour.isGone();
    await page.shows("#projects li", "Apollo");
  });

  test("Skip and Back move through the steps, and Close ends them", async ({ open }) => {
    const page = await open("onboarding", "/");
    const tour = new Tour(page);
    await tour.start();
    await tour.reaches(1);
    await tour.skip();
    await tour.reaches(2);
    await tour.skip();
    await tour.reaches(3);
    await tour.back();
    await tour.reaches(2);
    await tour.close();
    await tour.isGone();
    await tour.start();
    await tour.reaches(1);
  });

  test("a refused title holds the step, and is shown", async ({ open }) => {
    const page = await open("onboarding", "/");
    const tour = new Tour(page);
    await tour.start();
    for (const number of [1, 2, 3]) {
      await tour.reaches(number);
      await tour.skip();
    }
    await tour.reaches(4);
    await page.click("#btn-save");
    await page.shows("body", "Give the project a title first.");
    await tour.reaches(4);
    await page.click("#project-form [name=title]");
    await page.type("Apollo");
    await page.click("#btn-save");
    await tour.isGone();
    await page.shows("#projects li", "Apollo");
  });
}
