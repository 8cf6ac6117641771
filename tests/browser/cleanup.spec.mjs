// A tour leaves no trace on the page.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("pages");

const TARGETS = ["#intro", "#agree", "#comment", "#link"];

/** The page's markup without the bubble's texts. */
const markup = (page) =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("#dj-tutorial-bubble *").forEach((part) => {
      if (!part.children.length) part.textContent = "";
    });
    return copy.outerHTML;
  });

/** Opens the page and waits until docent has started. */
const openStill = async (open) => {
  const page = await open("/still");
  await page.getByRole("button", { name: "Agree" }).click();
  await page.getByText("1 event").waitFor();
  return page;
};

test("a finished tour leaves every attribute byte for byte", async ({ open }) => {
  const page = await openStill(open);
  const tour = new Tour(page, TARGETS);
  const before = await markup(page);
  await tour.start();
  for (const number of [1, 2, 3, 4]) {
    await tour.reaches(number);
    assert.notEqual(await markup(page), before, "the tour shows");
    await tour.skip();
  }
  await tour.isGone();
  assert.equal(await markup(page), before);
});

test("a closed tour leaves every attribute byte for byte", async ({ open }) => {
  const page = await openStill(open);
  const tour = new Tour(page, TARGETS);
  const before = await markup(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  await tour.close();
  await tour.isGone();
  assert.equal(await markup(page), before);
});

test("a non-blocking last step is narrated and leaves no attribute", async ({ open }) => {
  const page = await openStill(open);
  const before = await markup(page);
  await page.evaluate(() => {
    window.glimpse = new Promise((resolve) => {
      const target = document.querySelector("#agree");
      const seen = [];
      new MutationObserver(() => seen.push(target.title)).observe(target, { attributeFilter: ["title"] });
      document.addEventListener("tour:narrate", ({ detail }) => seen.push(detail.text));
      document.addEventListener("tour:hide", () => resolve(seen));
    });
  });
  await page.getByRole("button", { name: "At a glance" }).click();
  const seen = await page.evaluate(() => window.glimpse);
  assert.deepEqual(seen.slice(0, 2), ["Gone in a moment, after 1.", "At a glance"]);
  assert.equal(await markup(page), before);
});

test("the focus returns to the element that started the tour", async ({ open }) => {
  const page = await openStill(open);
  const tour = new Tour(page, TARGETS);
  await tour.start();
  await tour.reaches(1);
  await tour.close();
  await tour.isGone();
  await page.locator('[dj-click="start_tutorial"]:focus').waitFor();
});

test(
  "an event without a handler is refused in the console",
  { expects: [/console warning: .*no_such_handler/] },
  async ({ open }) => {
    const page = await openStill(open);
    await Promise.all([
      page.waitForEvent("console", (message) => message.text().includes("no_such_handler")),
      page.getByRole("button", { name: "Broken" }).click(),
    ]);
    await page.getByRole("button", { name: "Agree" }).click();
    await page.getByText("2 events").waitFor();
  },
);
