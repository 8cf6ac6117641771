// Updates from outside a page, in the two examples: a job, and a list that others change too.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";

const job = browserTests("background_job");
const list = browserTests("shared_list");

/** Waits for a text in the page. */
const shows = (page, selector, hasText) => page.locator(selector, { hasText }).first().waitFor();

const isConnected = (page) => page.waitForFunction(() => window.docent?.connected);

job("a job reports to both tabs, and survives a reload", async ({ open }) => {
  const [page, other] = [await open("/"), await open("/")];
  await isConnected(other);
  await isConnected(page);
  await page.locator("#start").click();
  for (const tab of [page, other]) await shows(tab, "output", /[1-9]\d* of 250/);
  await other.reload();
  await shows(other, "output", /of 250 customers/);
  for (const tab of [page, other]) await shows(tab, "output", "All 250 customers are here.");
  assert.equal(await page.locator("#start").isEnabled(), true);
});

job("the step of the tour ends when the job does", async ({ open }) => {
  const page = await open("/");
  await page.getByRole("button", { name: "Take the tour" }).click();
  await shows(page, ".dj-tutorial-bubble__text", "Start the import");
  await page.locator("#start").click();
  await shows(page, ".dj-tutorial-bubble__text", "so does the tour");
  await page.reload();
  await shows(page, ".dj-tutorial-bubble__text", "so does the tour");
  await shows(page, ".dj-tutorial-bubble__text", "all of them are here");
  assert.equal(await page.locator("output").textContent(), "All 250 customers are here.");
});

list("a list changes in two tabs and for two people", async ({ open, openAsAnother }) => {
  const [ada, tab, ben] = [await open("/?name=Ada"), await open("/?name=Ada"), await openAsAnother("/?name=Ben")];
  for (const page of [ada, tab, ben]) await isConnected(page);
  await ada.getByLabel("To buy").fill("Bread");
  await ada.getByRole("button", { name: "Add" }).click();
  for (const page of [ada, tab, ben]) await shows(page, "#item-1", "Bread");
  await tab.getByLabel("To buy").fill("half a w");
  await ben.getByRole("checkbox").check();
  for (const page of [ada, tab]) await page.locator("#item-1 :checked").waitFor();
  assert.equal(await tab.getByLabel("To buy").inputValue(), "half a w", "what somebody types stays");
  await ben.getByRole("button", { name: "Add" }).click();
  await shows(ben, "[role=alert]", "Write what to buy.");
  await ada.getByRole("button", { name: "Clear" }).click();
  for (const page of [tab, ben]) await page.locator("#item-1").waitFor({ state: "detached" });
});
