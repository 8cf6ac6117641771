// Components: the markup around an element decides to whom its event goes.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("pages");

test("events go to their component, or else to the view", async ({ open }) => {
  const page = await open("/parts");
  await page.waitForFunction(() => window.docent.connected);
  const [first, second] = [0, 1].map((at) => page.locator(`[dj-component="card-${at}"]`));
  await second.locator("input").fill("Q3");
  await second.locator("output", { hasText: ": Q3" }).waitFor();
  await second.locator(".save").click();
  await second.locator("output", { hasText: "Q3: Q3" }).waitFor();
  await first.locator(".by-chain").click();
  await first.locator("output", { hasText: "by chain: " }).waitFor();
  await page.locator("#all").click();
  await second.locator(".outside").click();
  await page.locator("#saved", { hasText: "2" }).waitFor();
  assert.equal(await second.locator("output").textContent(), "Q3: Q3");
});

test("a step waits for one component, not its sibling or the view", async ({ open }) => {
  const page = await open("/parts");
  const text = page.locator(".dj-tutorial-bubble__text");
  await page.getByRole("button", { name: "Take the tour" }).click();
  await text.filter({ hasText: "Save the second card." }).waitFor();
  await page.locator("#all").click();
  await page.locator('[dj-component="card-0"] .by-chain').click();
  await page.locator('[dj-component="card-0"] output', { hasText: "by chain" }).waitFor();
  assert.equal(await text.textContent(), "Save the second card.");
  await page.locator('[dj-component="card-1"] .by-chain').click();
  await text.filter({ hasText: "Save all." }).waitFor();
  await page.locator("#all").click();
  await page.locator("#dj-tutorial-bubble").waitFor({ state: "hidden" });
});

test("an event has its component as a sixth element", async ({ open }) => {
  const page = await open("/parts");
  await page.waitForFunction(() => window.docent.connected);
  const sent = [];
  page.on("console", (message) => {
    const [, text] = /^docent out (\["e".*)$/.exec(message.text()) ?? [];
    if (text) sent.push(JSON.parse(text));
  });
  await page.evaluate(() => (window.docent.debug = true));
  await page.locator("#all").click();
  await page.locator("#saved", { hasText: "1" }).waitFor();
  await page.locator('[dj-component="card-0"] .by-chain').click();
  await page.locator('[dj-component="card-0"] output', { hasText: "by chain" }).waitFor();
  assert.deepEqual(sent.map(([, , name, params, , ...to]) => [name, params, ...to]), [
    ["save", {}],
    ["save", { title: "by chain" }, "card-0"],
  ]);
});

test("a step follows its component as it comes, moves and goes", async ({ open }) => {
  const page = await open("/board");
  const tour = new Tour(page, ["[dj-component=card-2] .save", "h1"]);
  const press = (name) => page.getByRole("button", { name, exact: true }).click();
  const card = page.locator('[dj-component="card-2"]');
  await tour.start();
  await press("Add 1");
  await page.locator('[dj-component="card-1"]').waitFor();
  await press("Add 2");
  await tour.reaches(1);
  await card.locator("input").fill("Q3");
  await card.locator("output", { hasText: ": Q3" }).waitFor();
  await press("Reverse");
  await page.locator("#place-2:first-child").waitFor();
  await tour.reaches(1);
  assert.equal(await card.locator("input").inputValue(), "Q3");
  assert.match(await card.locator("output").textContent(), /: Q3/);
  await press("Remove 2");
  await card.waitFor({ state: "detached" });
  await tour.highlighted.waitFor({ state: "detached" });
  await press("Add 2");
  await tour.reaches(1);
  await card.locator(".save").click();
  await tour.reaches(2);
  await press("Reverse");
  await tour.isGone();
});
