// A tour goes on after a reload, in another tab, and after a restart of the server.

import assert from "node:assert/strict";

import { Tour } from "../tour.mjs";

async function startAtStepTwo(page) {
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.skip();
  await tour.reaches(2);
  return tour;
}

/** Restarts the server, and waits until the page has the new session's first frame: a press before it is the old session's. */
async function restart(server, page) {
  await page.evaluate(() => {
    const Native = WebSocket;
    window.isBack = false;
    window.WebSocket = class extends Native {
      constructor(...given) {
        super(...given);
        // A long frame comes in parts.
        this.addEventListener("message", ({ data }) => (window.isBack ||= /^\["[s+]"/.test(data)));
      }
    };
  });
  await server.restart();
  await page.until("another session has begun", () => window.isBack);
}

// Each engine complains of the socket while there is no server, which a script cannot prevent.
const tolerates = [
  /WebSocket connection to 'ws:.*' failed/,
  /can’t establish a connection to the server at ws:/,
  /The connection to ws:.* was interrupted while the page was loading/,
  /WebSocket is already in CLOSING or CLOSED state/,
  /WebSocket network error/,
  /Failed to load resource: (net::ERR_CONNECTION_REFUSED|Could not connect)/,
];

export function resume(test) {
  test("a reload resumes at the same step", async ({ open }) => {
    const page = await open("pages", "/guide-in-use");
    const tour = await startAtStepTwo(page);
    await page.reload();
    await tour.reaches(2);
    await page.click(tour.target(2));
    await tour.reaches(3);
  });

  test("a reload keeps the draft in the form", async ({ open }) => {
    const page = await open("onboarding", "/");
    const tour = await startAtStepTwo(page);
    await page.click(tour.target(2));
    await tour.reaches(3);
    await page.type("Apollo");
    await tour.reaches(4);
    await page.shows("#project-draft", "Apollo");
    await page.reload();
    await tour.reaches(4);
    assert.equal(await page.value("#project-form [name=title]"), "Apollo");
    await page.click(tour.target(4));
    await page.shows("#projects li", "Apollo");
  });

  test("a page that is gone back to works", async ({ open, servers }) => {
    const page = await open("pages", "/guide-in-use");
    const tour = await startAtStepTwo(page);
    await page.goto(`${servers.pages.url}/still`);
    await page.isLive();
    await page.evaluate(() => void setTimeout(() => history.back()));
    await tour.reaches(2);
    await page.click(tour.target(2));
    await tour.reaches(3);
  });

  test("of two tabs the newest run wins, and the other is cleaned up", async ({ open }) => {
    const first = await startAtStepTwo(await open("pages", "/guide-in-use"));
    const second = new Tour(await open("pages", "/guide-in-use"));
    await second.reaches(2);
    await first.page.bringToFront();
    await first.isGone();
    await first.start();
    await first.reaches(1);
    await second.isGone();
  });

  test("the page reconnects and resumes when the server restarts", { tolerates }, async ({ open, servers }) => {
    const page = await open("pages", "/guide-in-use");
    const tour = await startAtStepTwo(page);
    await restart(servers.pages, page);
    await tour.reaches(2);
    await page.click(tour.target(2));
    await tour.reaches(3);
    await page.type("Apollo");
    await tour.reaches(4);
    await page.click(tour.target(4));
    await tour.isGone();
    await page.shows("body", "Saved: Apollo");
  });

  test("a lost connection is shown until it is back", { tolerates }, async ({ stage: openStage }) => {
    const stage = await openStage();
    const { page } = stage;
    stage.welcomes = false;
    await stage.close(1012);
    await page.shows(".docent-notice", "Connection lost");
    await page.click("#target");
    stage.welcomes = true;
    // The next attempt is answered; the current one never is.
    await stage.close(1012);
    await page.isLive();
    await page.hides(".docent-notice");
    await stage.receives("e", ([, , name]) => name === "agree");
  });
}
