// Events that come earlier, later or more often than the tour expects.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("onboarding");

test("a click in the same tick as the narration counts", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await page.evaluate(() => {
    document.addEventListener("tour:narrate", ({ target }) => {
      if (target.id === "btn-new-project") target.click();
    });
  });
  for (let round = 0; round < 5; round++) {
    await tour.startOver();
    await tour.reaches(1);
    await tour.skip();
    await tour.reaches(3);
  }
});

test("Skip and the awaited event at once advance once", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await page.evaluate(() => {
    document.querySelector(".dj-tutorial-bubble__skip").click();
    document.querySelector("#btn-new-project").click();
  });
  await page.locator("#project-draft").waitFor();
  await tour.reaches(3);
});

test("the awaited event and Skip at once advance once", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await page.evaluate(() => {
    document.querySelector("#btn-new-project").click();
    document.querySelector(".dj-tutorial-bubble__skip").click();
  });
  await page.locator("#project-draft").waitFor();
  await tour.reaches(3);
});

test("a double click on a target answers one step", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.target(2).dblclick();
  await tour.reaches(3);
});

test("slow typing into the title is saved exactly", async ({ open }) => {
  const title = "My own first project";
  const page = await open("/");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);

  await page.keyboard.type(title, { delay: 450 });

  await tour.reaches(4);
  assert.equal(await page.getByLabel("Title").inputValue(), title);
  assert.equal(await page.locator("#project-form [name=title]:focus").count(), 1, "the focus stayed");
  await page.getByRole("button", { name: "Save project" }).click();
  await tour.isGone();
  assert.equal(await page.locator("#projects li .title").first().innerText(), title);
  await page.getByText(`You saved ${title}`).waitFor();
});

test("fast typing loses no letter", async ({ open }) => {
  const title = "The quick brown fox jumps over the lazy dog";
  const page = await open("/");
  await page.getByLabel("Title").click();
  // 16 letters a second: fast for a person, and below the 20 events a second that a server takes.
  await page.keyboard.type(title, { delay: 60 });
  await page.keyboard.press("Enter");
  await page.getByText(`You saved ${title}`).waitFor();
  assert.equal(await page.locator("#projects li .title").first().innerText(), title);
});
