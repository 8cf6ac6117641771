// A tour over live pages: one view on three routes, each loaded as a whole.

import assert from "node:assert/strict";
import { test as plain } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { browserTests } from "./harness.mjs";
import { startServer } from "./servers.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("page_tours");

const TARGETS = ["#tea", "#order", "#number"];
const next = (tour) => tour.bubble.getByRole("button", { name: "Next" }).click();
const link = (tour) => tour.bubble.getByRole("link", { name: "Go to that page" });

test("one view on several routes has one tour", async ({ open }) => {
  const page = await open("/shop");
  const tour = new Tour(page, TARGETS);
  await tour.reaches(1);
  await next(tour);
  await tour.text.filter({ hasText: "Order it." }).waitFor();
  await link(tour).click();
  await page.waitForURL("**/cart");
  await tour.reaches(2);
  await page.goBack();
  await link(tour).waitFor();
  await page.goForward();
  await tour.reaches(2);
  await page.locator("#order").click();
  await page.waitForURL("**/orders/7");
  await tour.reaches(3);
  await next(tour);
  await tour.isGone();
});

test("the next page's step takes one round trip more", async ({ open }) => {
  const page = await open("/shop");
  const tour = new Tour(page, TARGETS);
  await tour.reaches(1);
  await next(tour);
  await link(tour).waitFor();
  const sent = [];
  let beforeStep;
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => sent.push(JSON.parse(payload)[0]));
    socket.on("framereceived", ({ payload }) => {
      if (payload.includes('"step"')) beforeStep ??= [...sent];
    });
  });
  await page.goto(new URL("/cart", page.url()).href);
  await tour.reaches(2);
  // The hello alone: the welcome and the step are both its answer.
  assert.deepEqual(beforeStep, ["h"]);
});

test("of two tabs at two pages the newer one has the tour", async ({ open }) => {
  const first = new Tour(await open("/shop"), TARGETS);
  await first.reaches(1);
  await next(first);
  await link(first).waitFor();
  const second = new Tour(await open("/cart"), TARGETS);
  await second.reaches(2);
  await first.isGone();
});

plain("Back goes on with the tour in a browser that caches pages", async () => {
  const server = await startServer("page_tours");
  // Browsers have a cache for Back, which Playwright turns off. Chromium does not keep a page with an
  // open socket in it: what a cached page reports is in `pages.spec.mjs`.
  const browser = await launchChromium({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/shop`);
    const tour = new Tour(page, TARGETS);
    await tour.reaches(1);
    await next(tour);
    await link(tour).waitFor();
    await link(tour).click();
    await page.waitForURL("**/cart");
    await tour.reaches(2);
    await page.goBack();
    await page.waitForURL("**/shop");
    await link(tour).waitFor();
    await page.goForward();
    await tour.reaches(2);
  } finally {
    await Promise.all([browser.close(), server.stop()]);
  }
});
