// People who reload, open a second tab, or lose the server in the middle.

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

test("a reload in the middle resumes at the step", async ({ open }) => {
  const page = await open("/guide-in-use");
  const tour = await startAtStepTwo(page);
  await page.reload();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
});

test("a reload after the tour shows none", async ({ open }) => {
  const page = await open("/guide-in-use");
  const tour = await startAtStepTwo(page);
  await tour.close();
  await tour.isGone();
  await page.reload();
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByText("1 project made").waitFor();
  await tour.isGone();
});

test("of two tabs the newest run wins, and the other tab is left clean", async ({ open }) => {
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

test("a duplicated tab gets a session of its own", async ({ open }) => {
  const page = await open("/guide-in-use");
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByText("1 project made").waitFor();

  // What a browser does for "duplicate tab": a new page with a copy of the session storage.
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

// Chromium itself writes these while nothing listens; no script can keep it from that.
const tolerates = [
  /WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/guide-in-use' failed: /,
  /Failed to load resource: net::ERR_CONNECTION_REFUSED/,
  // What is sent between the server's word that it closes and the browser's is sent again on the next connection.
  /WebSocket is already in CLOSING or CLOSED state/,
];

test(
  "when the server restarts, the page reconnects and the tour resumes",
  { tolerates },
  async ({ open, server }) => {
    const page = await open("/guide-in-use");
    const tour = await startAtStepTwo(page);

    await server.restart();

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
  "the buttons act at the first step after the server restarts, though they were pressed at the first before",
  { tolerates },
  async ({ open, server }) => {
    const page = await open("/guide-in-use");
    // Of the new session; a long one comes in parts.
    const snapshot = new Promise((resolve) => {
      page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => /^\["[s+]"/.test(payload) && resolve()),
      );
    });
    const tour = await startAtStepTwo(page);

    await server.restart();

    // Waiting for a close that never comes has a limit.
    await Promise.race([snapshot, page.waitForEvent("close")]);
    await tour.reaches(2);
    await tour.skip();
    await tour.reaches(3);
  },
);

test(
  "when another build takes the server's place, the page reloads once and the tour resumes",
  { tolerates },
  async ({ open, server }) => {
    const page = await open("/guide-in-use");
    const tour = await startAtStepTwo(page);
    // The page picks its moment to reload at random: half of the longest delay leaves time to read.
    await page.evaluate(() => (Math.random = () => 0.5));
    const said = page.locator(".docent-notice").filter({ hasText: "Out of date" }).waitFor();
    const loaded = page.waitForEvent("load");
    let loads = 0;
    page.on("load", () => loads++);

    await server.restart({ BUILD: "next" });

    await said;
    await loaded;
    await page.waitForFunction(() => window.docent?.connected);
    await tour.reaches(2);
    await tour.target(2).click();
    await tour.reaches(3);
    assert.equal(loads, 1);
  },
);
