// The script's second file, which shows tours: late, or never there.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

function defer() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

const TOUR_SCRIPT = "**/docent-tour.js*";

/** Opens the stage with a fake server, and does `answer` with each request for the tour's script. */
function openWith(visit, answer, opened = () => {}) {
  const open = async (...rest) => {
    const page = await visit.open(...rest);
    await page.route(TOUR_SCRIPT, answer);
    opened(page);
    return page;
  };
  return openWithFakeServer({ ...visit, open });
}

test("frames wait for the tour script, and the page does not", async (visit) => {
  const { promise: held, resolve: release } = defer();
  const { promise: page, resolve: opened } = defer();
  const opening = openWith(visit, (route) => held.then(() => route.continue()), opened);
  const early = await page;
  await early.waitForFunction(() => window.docent && document.querySelector("#target"));
  await early.locator("#target").click();
  assert.equal(await early.evaluate(() => window.docent.connected), false);
  release();
  const stage = await opening;
  await stage.receives("e", ([, , name]) => name === "agree");
  await stage.step("#target");
  await stage.isBeside("#target");
});

test("a page whose tour script is blocked works without tours", { expects: [/docent: tour:/], tolerates: [/ERR_FAILED|Failed to load/] }, async (visit) => {
  const stage = await openWith(visit, (route) => route.abort());
  await stage.page.locator("#target").click();
  await stage.receives("e", ([, , name]) => name === "agree");
  const failures = await stage.step("#target");
  assert.deepEqual(failures.map(([, , code, name]) => [code, name]), [["refused", "step"]]);
  assert.equal(await stage.bubble.isVisible(), false);
  await stage.frame({ patches: ["<p id=news>News</p>"] });
  await stage.page.locator("#news").waitFor();
});
