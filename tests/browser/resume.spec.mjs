// A tour resumes after a reload, in a second tab, and after a restart of the server.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("pages");

const startAtStepTwo = async (page) => {
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  return tour;
};

/** Resolves once the next connection has its session's first frame; a long one comes in parts. */
function nextSnapshot(page) {
  const snapshot = new Promise((resolve) => {
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => /^\["[s+]"/.test(payload) && resolve()),
    );
  });
  // Bounds the wait for a close that never comes.
  return Promise.race([snapshot, page.waitForEvent("close")]);
}

test("a reload resumes at the same step", async ({ open }) => {
  const page = await open("/guide-in-use");
  const tour = await startAtStepTwo(page);
  await page.reload();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
});

test("Back works after a reload, and is shown only where it can go", async ({ open }) => {
  const page = await open("/guide-in-use");
  const tour = await startAtStepTwo(page);
  await page.reload();
  await tour.reaches(2);
  await tour.back();
  await tour.reaches(1);
  const button = tour.bubble.locator(".dj-tutorial-bubble__back");
  await button.waitFor({ state: "hidden" });
  await page.reload();
  await tour.reaches(1);
  await button.waitFor({ state: "hidden" });
  await tour.skip();
  await tour.reaches(2);
  await button.waitFor({ state: "visible" });
});

test("a reload after the tour shows no step", async ({ open }) => {
  const page = await open("/guide-in-use");
  const tour = await startAtStepTwo(page);
  await tour.close();
  await tour.isGone();
  await page.reload();
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByText("1 project made").waitFor();
  await tour.isGone();
});

test("of two tabs the newest run wins and the other is cleaned up", async ({ open }) => {
  const first = await startAtStepTwo(await open("/guide-in-use"));

  const second = new Tour(await open("/guide-in-use"));
  await second.reaches(2);
  await first.isGone();

  await first.page.bringToFront();
  await first.start();
  await first.reaches(1);
  await second.isGone();

  await first.skip();
  await first.reaches(2);
  await first.target(2).click();
  await first.reaches(3);
  await second.isGone();
});

test("a duplicated tab gets its own session", async ({ open }) => {
  const page = await open("/guide-in-use");
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByText("1 project made").waitFor();

  // "Duplicate tab" in a browser: a new page with a copy of the session storage.
  const [copy] = await Promise.all([
    page.waitForEvent("popup"),
    page.evaluate(() => void window.open(location.href, "_blank")),
  ]);
  await copy.getByRole("button", { name: "New project" }).click();
  await copy.getByText("1 project made").waitFor();
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByText("2 projects made").waitFor();
  assert.equal(await copy.getByText("1 project made").count(), 1);
});

// Chromium writes these while there is no server; a script cannot prevent it.
const tolerates = [
  /WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/guide-in-use' failed: /,
  /Failed to load resource: net::ERR_CONNECTION_REFUSED/,
  // A frame sent while the connection is being closed is sent again on the next one.
  /WebSocket is already in CLOSING or CLOSED state/,
];

test(
  "the page reconnects and resumes when the server restarts",
  { tolerates },
  async ({ open, server }) => {
    const page = await open("/guide-in-use");
    const tour = await startAtStepTwo(page);
    const snapshot = nextSnapshot(page);

    await server.restart();

    // A press before it would be the old session's.
    await snapshot;
    await tour.reaches(2);
    await tour.target(2).click();
    await tour.reaches(3);
    await page.keyboard.type("Apollo");
    await tour.reaches(4);
    await tour.target(4).click();
    await tour.isGone();
    await page.getByText("Saved: Apollo").waitFor();
  },
);

test(
  "the buttons act again at the first step after a restart",
  { tolerates },
  async ({ open, server }) => {
    const page = await open("/guide-in-use");
    const tour = await startAtStepTwo(page);
    const snapshot = nextSnapshot(page);

    await server.restart();

    await snapshot;
    await tour.reaches(2);
    await tour.skip();
    await tour.reaches(3);
  },
);

test(
  "a page of another build reloads once and resumes",
  { tolerates },
  async ({ open, server }) => {
    const page = await open("/guide-in-use");
    const tour = await startAtStepTwo(page);
    // The page reloads at a random moment: half of the longest delay leaves time to read.
    await page.evaluate(() => (Math.random = () => 0.5));
    const shown = page.locator(".docent-notice").filter({ hasText: "Out of date" }).waitFor();
    const loaded = page.waitForEvent("load");
    let loads = 0;
    page.on("load", () => loads++);

    await server.restart({ BUILD: "next" });

    await shown;
    await loaded;
    await page.waitForFunction(() => window.docent?.connected);
    await tour.reaches(2);
    await tour.target(2).click();
    await tour.reaches(3);
    assert.equal(loads, 1);
  },
);
