// The example of a form: its errors, its tour, its file, and a restart of the server.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";

const test = browserTests("signup_form");

const shows = (page, selector, hasText) => page.locator(selector, { hasText }).first().waitFor();
const bubble = (page, text) => shows(page, ".dj-tutorial-bubble__text", text);

async function openForm({ open }) {
  const page = await open("/");
  await page.waitForFunction(() => window.docent?.connected);
  return page;
}

test("a form is filled in by keyboard, and wrong fields say so", async (visit) => {
  const page = await openForm(visit);
  await page.locator("#signup-title").focus();
  await page.keyboard.type("Engines");
  await page.keyboard.press("Tab");
  await page.keyboard.type("ada");
  await page.keyboard.press("Tab");
  await shows(page, "#signup-email-error", "Write an address");
  assert.equal(await page.locator("#signup-terms-error").textContent(), "");
  assert.equal(await page.locator("#signup-email").getAttribute("aria-invalid"), "true");
  // The radio buttons, of which one is checked.
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.type("few");
  await page.keyboard.press("Enter");
  await shows(page, "#signup-seats-error", "Write a number");
  await page.locator("#signup-seats").fill("3");
  await page.locator("#signup-topics--tips").check();
  await page.locator("#signup-languages").selectOption(["de", "ja"]);
  await page.locator("#signup button").click();
  await shows(page, "#signup-terms-error", "accept");
  await page.locator("#signup-terms--on").check();
  await page.locator("#signup-email").fill("ada@example.org");
  await page.locator("#signup button").click();
  await shows(page, "#signup-email-error", "taken");
  assert.deepEqual(await page.locator("#signup-languages").evaluate((list) => [...list.selectedOptions].map(({ value }) => value)), ["de", "ja"], "it is all still there");
  await page.locator("#signup-email").fill("ben@example.org");
  await page.locator("#signup button").click();
  await shows(page, "#member", "Welcome to Engines. We have written to ben@example.org.");
  assert.equal(await page.locator("#signup-title").inputValue(), "");
});

test("the tour waits for a picture that a route of the app takes", async (visit) => {
  const page = await openForm(visit);
  await page.locator("[dj-click=start_tutorial]").click();
  await bubble(page, "What is your workspace called?");
  await page.locator("#signup-title").fill("Engines");
  await page.keyboard.press("Tab");
  await bubble(page, "Alone, or a team?");
  await page.locator(".dj-tutorial-bubble__skip").click();
  await bubble(page, "A picture helps");
  await page.locator("#picture-file").setInputFiles({ name: "a.png", mimeType: "image/png", buffer: Buffer.from("x") });
  await page.locator("#picture button").click();
  await bubble(page, "Fill in the rest");
  assert.equal(await page.locator("#signup-title").inputValue(), "Engines");
});

// Chromium writes these while there is no server; a script cannot prevent it.
const tolerates = [/WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/' failed: /, /Failed to load resource: net::ERR_CONNECTION_REFUSED/, /WebSocket is already in CLOSING or CLOSED state/];

test("a restart of the server loses nothing that was entered", { tolerates }, async (visit) => {
  const page = await openForm(visit);
  await page.locator("#signup-title").fill("Engines");
  await page.locator("#signup-plan--team").check();
  await page.locator("#signup-topics--news").check();
  await page.locator("#signup-topics--tips").check();
  await page.locator("#signup-topics--news").uncheck();
  await page.locator("#signup-languages").selectOption(["fr", "ja"]);
  await page.locator("#signup-email").fill("ada");
  await page.evaluate(() => document.activeElement.blur());
  await shows(page, "#signup-email-error", "Write an address");
  await page.locator("#signup-title").evaluate((field) => {
    const isRestored = (records) => records.some(({ oldValue }) => oldValue === "");
    window.isRestored = new Promise((resolve) => new MutationObserver((records) => isRestored(records) && resolve()).observe(field, { attributeFilter: ["value"], attributeOldValue: true }));
  });
  await visit.server.restart();
  // The new view knows nothing at first, and then renders what the page has sent it.
  await page.evaluate(() => window.isRestored);
  await shows(page, "#signup-email-error", "Write an address");
  await page.locator("#signup-title[value=Engines]").waitFor();
  await page.locator("#signup-plan--team[checked]").waitFor();
  await page.locator("#signup-languages option[value=ja][selected]").waitFor({ state: "attached" });
  assert.deepEqual(
    await page.locator("#signup").evaluate((form) => [...new FormData(form)].map(([name, value]) => `${name}=${value}`)),
    ["title=Engines", "email=ada", "plan=team", "seats=", "topics=tips", "languages=fr", "languages=ja"],
  );
});
