// Pages of an app with logins: where they go when a login ends.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";

const test = browserTests("logins");

/** What Chromium writes when an upgrade is answered with a redirect. */
const refused = [/WebSocket connection to .* failed/];

const signOut = (page) => page.evaluate(async () => (await fetch("/sign-out")).status);
const isConnected = (page) => page.waitForFunction(() => window.docent.connected);

test("at a logout every page of the user goes to the login", { expects: refused }, async ({ open }) => {
  const pages = [await open("/sign-in/alice"), await open("/account")];
  for (const page of pages) await isConnected(page);
  assert.equal(await signOut(pages[1]), 204);
  for (const page of pages) {
    await page.waitForURL("**/login");
    assert.equal(await page.locator("h1").innerText(), "Please sign in");
  }
});

test("a page in which someone types stays, and is told", { expects: refused }, async ({ open }) => {
  const page = await open("/sign-in/alice");
  await isConnected(page);
  await page.locator("[name=note]").pressSequentially("not sent yet");
  await page.clock.install();
  assert.equal(await signOut(page), 204);
  await page.locator(".docent-notice").filter({ hasText: "Reload" }).waitFor();
  // Longer than the page would take to reload.
  await page.clock.runFor(10_000);
  assert.equal(await page.locator("[name=note]").inputValue(), "not sent yet");
  assert.equal(new URL(page.url()).pathname, "/account");
});

test("another login at the same browser has its own page", { tolerates: refused }, async ({ open }) => {
  const page = await open("/sign-in/alice");
  await isConnected(page);
  await page.goto(new URL("/sign-in/bob", page.url()).href);
  await isConnected(page);
  assert.equal(await page.locator("h1").innerText(), "bob");
});
