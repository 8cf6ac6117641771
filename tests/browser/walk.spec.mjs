// The main job: a person follows the tour from the first step to the last.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("onboarding");

const MESSAGES = [
  "This is your dashboard — your home base.",
  "Click here to create your first project.",
  "Give it a title — anything works.",
  "Save your project to continue.",
];

test("completing each step completes the tour and saves", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  const shows = async (number) => assert.equal(await tour.text.innerText(), MESSAGES[number - 1]);

  await tour.start();
  await tour.reaches(1);
  await shows(1);

  await tour.reaches(2);
  await shows(2);
  await page.getByRole("button", { name: "New project" }).click();

  await tour.reaches(3);
  await shows(3);
  await page.getByLabel("Title").pressSequentially("Apollo");

  await tour.reaches(4);
  await shows(4);
  await page.getByRole("button", { name: "Save project" }).click();

  await tour.isGone();
  await page.locator("#projects li", { hasText: "Apollo" }).waitFor();
  await page.locator("#activity li", { hasText: "You saved Apollo" }).waitFor();
  assert.equal(await page.getByLabel("Title").inputValue(), "", "the form is ready for the next one");
});

test("the whole tour works by keyboard", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  const press = (key) => page.keyboard.press(key);
  const focused = (selector) => page.locator(`${selector}:focus`).waitFor();
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 20; presses++) {
      if (await page.locator(`${selector}:focus`).count()) return;
      await press("Tab");
    }
    assert.fail(`20 presses of Tab do not reach ${selector}`);
  };

  await tabTo('[dj-click="start_tutorial"]');
  await press("Enter");
  await tour.reaches(1);
  await focused("#nav-dashboard");

  await tour.reaches(2);
  await focused("#btn-new-project");
  await press("Enter");

  await tour.reaches(3);
  await focused("#project-form [name=title]");
  await page.keyboard.type("Apollo");

  await tour.reaches(4);
  await focused("#project-form [name=title]");
  await tabTo("#btn-save");
  await press("Enter");

  await tour.isGone();
  await page.locator("#projects li", { hasText: "Apollo" }).waitFor();
});

test("Skip shows the next step, and ends the tour after the last", async ({ open }) => {
  const tour = new Tour(await open("/"));
  await tour.start();
  for (const number of [1, 2, 3, 4]) {
    await tour.reaches(number);
    await tour.skip();
  }
  await tour.isGone();
});

test("Back shows the previous step", async ({ open }) => {
  const tour = new Tour(await open("/"));
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.skip();
  await tour.reaches(3);
  await tour.back();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
});

test("Close ends the tour, which can be started again", async ({ open }) => {
  const tour = new Tour(await open("/"));
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.close();
  await tour.isGone();
  await tour.start();
  await tour.reaches(1);
});

test("Esc ends the tour", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await page.keyboard.press("Escape");
  await tour.isGone();
});

test("Start over during a run restarts at the first step", async ({ open }) => {
  const tour = new Tour(await open("/"));
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.startOver();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
});

test("starting the tour during a run changes nothing", async ({ open }) => {
  const tour = new Tour(await open("/"));
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.start();
  await tour.target(2).click();
  await tour.reaches(3);
});

test("a reload keeps the draft and the step", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
  await page.keyboard.type("Apollo");
  await tour.reaches(4);
  await page.locator("#project-draft", { hasText: "Apollo" }).waitFor();

  await page.reload();
  await tour.reaches(4);
  assert.equal(await page.getByLabel("Title").inputValue(), "Apollo");
  await tour.target(4).click();
  await tour.isGone();
  await page.locator("#projects li", { hasText: "Apollo" }).waitFor();
});

test("the tour waits while a title is refused", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  for (const number of [1, 2, 3]) {
    await tour.reaches(number);
    await tour.skip();
  }
  await tour.reaches(4);
  await tour.target(4).click();
  await page.getByText("Give the project a title first.").waitFor();
  await tour.reaches(4);

  await page.getByLabel("Title").pressSequentially("Apollo");
  await tour.target(4).click();
  await tour.isGone();
  await page.locator("#projects li", { hasText: "Apollo" }).waitFor();
});
