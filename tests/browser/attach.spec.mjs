// Tours on pages that docent does not render.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("attached");

const TARGETS = ["#menu", "#item", "#note"];
const connected = (page) => page.waitForFunction(() => window.docent?.connected);
const start = async (page) => {
  await connected(page);
  await page.locator("#start").click();
  await page.mouse.move(0, 0);
  return new Tour(page, TARGETS);
};

/** Notes what the page's own scripts are told of tours. */
const listen = (page) =>
  page.evaluate(() => {
    window.told = [];
    for (const type of ["started", "step", "ended"]) document.addEventListener(`tour:${type}`, ({ detail }) => told.push([type, detail]));
  });

test("a tour runs on a page of the app's, and leaves nothing", async ({ open }) => {
  const page = await open("/");
  await connected(page);
  const before = await page.evaluate(() => document.body.outerHTML);
  const tour = await start(page);
  await tour.reaches(1);
  assert.equal(await page.evaluate(() => document.activeElement.id), "menu");
  await page.locator("#menu").click();
  await tour.reaches(2);
  await tour.close();
  await tour.isGone();
  assert.equal(await page.evaluate(() => document.body.outerHTML), before);
});

test("the tour goes on in the page that is opened next", async ({ open }) => {
  const page = await open("/");
  const tour = await start(page);
  await page.locator("#menu").click();
  await page.locator("#item").click();
  await tour.highlighted.waitFor({ state: "detached" });
  await page.locator("#next").click();
  await tour.reaches(3);
  await page.goBack();
  await page.goForward();
  await tour.reaches(3);
  // A refusal holds the step, and the page has no other place for its text.
  await page.getByRole("button", { name: "Send" }).click();
  await page.locator(".docent-notice").filter({ hasText: "Write a note first." }).waitFor();
  await tour.reaches(3);
  await page.locator("#note").fill("hello");
  await page.getByRole("button", { name: "Send" }).click();
  await tour.isGone();
});

for (const [what, path] of [["a static file", "/static"], ["a page of a template engine", "/template"]]) {
  test(`a tour runs on ${what}`, async ({ open }) => {
    const page = await open(path);
    const tour = await start(page);
    await tour.reaches(1);
    await page.locator("#menu").click();
    await tour.reaches(2);
    await page.locator("#item").click();
    await tour.highlighted.waitFor({ state: "detached" });
  });
}

test("a page whose URL turns tours off has none", async ({ open }) => {
  const start = async (path) => {
    const page = await open(path);
    await connected(page);
    // It is answered when the tour has begun, or is known not to.
    await page.evaluate(() => window.docent.push("start_tutorial"));
    return page;
  };
  const page = await start("/static?a=1&docent=off");
  assert.equal(await page.locator("#dj-tutorial-bubble, .tour-highlight").count(), 0);
  await new Tour(await start("/static?docent=on"), TARGETS).reaches(1);
});

test("a page loads what shows tours only for a tour", async ({ open }) => {
  const page = await open("/");
  const scripts = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  await connected(page);
  assert.deepEqual((await scripts()).filter((path) => path.endsWith(".js")), ["/docent/docent-attach.js"]);
  const tour = await start(page);
  await tour.reaches(1);
  assert.deepEqual((await scripts()).filter((path) => path.endsWith(".js")), ["/docent/docent-attach.js", "/docent/docent-attach-tour.js"]);
});

for (const [path, expects] of [
  ["/unreachable", [/404/]],
  ["/refused", [/401/]],
  ["/broken", [/500/]],
]) {
  test(`a page whose tours are ${path.slice(1)} works without them`, { expects }, async ({ open }) => {
    const page = await open(path);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /tours|nowhere/.test(name)));
    await page.locator("#start").click();
    await page.locator("#menu").click();
    await page.locator("#next").click();
    await page.waitForURL("**/more");
    assert.equal(await page.locator(".docent-notice, #dj-tutorial-bubble").count(), 0);
  });
}

test("a form that leaves the page sends its event first", async ({ open, server }) => {
  const page = await open("/leave");
  await connected(page);
  await page.locator("#word").pressSequentially("docent");
  await page.getByRole("button", { name: "Go" }).click();
  await page.waitForURL("**/more?word=docent");
  const words = async () => (await (await fetch(`${server.url}/words`)).text()).split(" ");
  await page.waitForFunction(async () => (await (await fetch("/words")).text()).endsWith("sent:docent"));
  assert.ok((await words()).includes("docent"), "the last value that was typed");
});

test("a lost connection is not shown while there is no tour", async ({ open, server }) => {
  const page = await open("/part");
  let lost = false;
  const sockets = [];
  await page.routeWebSocket(/.*/, (socket) => {
    sockets.push(socket);
    if (!lost) socket.connectToServer();
  });
  await page.goto(`${server.url}/`);
  await connected(page);
  await page.clock.install();
  lost = true;
  await sockets[0].close({ code: 1012 });
  await page.waitForFunction(() => !window.docent.connected);
  await page.clock.runFor(20_000);
  assert.equal(await page.locator(".docent-notice").count(), 0);
});

test("a page's own bubble is used, with its words", async ({ open }) => {
  const page = await open("/own");
  const tour = await start(page);
  await tour.bubble.getByRole("button", { name: "Weiter" }).waitFor();
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 0, "its styles are the page's own");
});

test("the page's scripts start and move a tour, and are told", async ({ open }) => {
  const page = await open("/");
  await connected(page);
  await listen(page);
  await page.evaluate(() => docent.start());
  const tour = new Tour(page, TARGETS);
  await tour.reaches(1);
  await page.evaluate(() => docent.skip());
  await tour.reaches(2);
  await page.evaluate(() => docent.back());
  await tour.reaches(1);
  await page.evaluate(() => docent.cancel());
  await tour.isGone();
  const menu = { tour: "onboarding", name: "menu", step: 0, total: 3 };
  const item = { ...menu, name: "item", step: 1 };
  assert.deepEqual(await page.evaluate(() => told), [
    ["started", menu],
    ["step", menu],
    ["step", item],
    ["step", menu],
    ["ended", { ...menu, reason: "cancelled" }],
  ]);
});

test("no listener of the page is replaced or stopped", async ({ open }) => {
  const page = await open("/");
  await connected(page);
  await page.evaluate(() => {
    window.seen = [];
    for (const type of ["pointerdown", "mousedown", "click", "keydown"]) {
      document.querySelector("#menu").addEventListener(type, () => seen.push(`menu ${type}`));
      window.addEventListener(type, ({ defaultPrevented }) => seen.push(`${type} ${defaultPrevented}`));
    }
  });
  const tour = await start(page);
  await tour.reaches(1);
  await page.evaluate(() => (seen.length = 0));
  await page.locator("#menu").click();
  await tour.reaches(2);
  await page.keyboard.press("a");
  assert.deepEqual(await page.evaluate(() => seen), ["pointerdown", "mousedown", "click"].flatMap((type) => [`menu ${type}`, `${type} false`]).concat("keydown false"));
});
