// Someone is typing when the connection is lost, when the server restarts, when
// another build or another tab takes over: not a letter is lost, nor the caret.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { standIn } from "./stand-in.mjs";

const test = browserTests("pages");
const onStage = browserTests("stage");

const TITLE = "#project-form [name=title]";

// Chromium itself writes these while nothing listens; no script can keep it from that.
const tolerates = [
  /WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/guide-in-use' failed: /,
  /Failed to load resource: net::ERR_CONNECTION_REFUSED/,
  // What is sent between the server's word that it closes and the browser's is sent again on the next connection.
  /WebSocket is already in CLOSING or CLOSED state/,
  // What was on its way to the session that is gone; the next letter brings all of it to the next one.
  /event "form_input_title" refused: session over/,
];

/** The page with its field, in which `text` has been typed and has reached the view. */
async function typed(page, text) {
  await page.locator(TITLE).click();
  await page.keyboard.type(text);
  await reachesView(page, text);
}

/** Waits until the view has rendered the field with this text. */
const reachesView = (page, text) => page.locator(`${TITLE}[value="${text}"]`).waitFor();

/** What the person sees of the field: its text, and their caret if they are in it. */
const field = (page) =>
  page.locator(TITLE).evaluate((field) => [field.value, document.activeElement === field && field.selectionStart]);

test("a connection that is lost under someone who types loses no letter", async ({ open, server }) => {
  const page = await open("/guide.css");
  let cut;
  await page.routeWebSocket(/.*/, (socket) => {
    socket.connectToServer();
    cut = () => socket.close({ code: 1012 });
  });
  await page.goto(`${server.url}/guide-in-use`);
  await typed(page, "Apo");
  await cut();
  await page.waitForFunction(() => !window.docent.connected);
  await page.keyboard.type("llo");
  await page.keyboard.press("ArrowLeft");
  await page.waitForFunction(() => window.docent.connected);
  await reachesView(page, "Apollo");
  assert.deepEqual(await field(page), ["Apollo", 5]);
});

test("a server that restarts under someone who types takes no letter, nor the caret, and hears of all with the next one", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  await typed(page, "Apolo");
  await page.keyboard.press("ArrowLeft");
  await server.restart();
  // The new view knows nothing of it yet.
  await reachesView(page, "");
  assert.deepEqual(await field(page), ["Apolo", 4]);
  await page.keyboard.type("l");
  await reachesView(page, "Apollo");
  assert.deepEqual(await field(page), ["Apollo", 5]);
});

test("what is typed while the server restarts arrives, with what was there before", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  await typed(page, "Apo");
  await Promise.all([server.restart(), page.keyboard.type("llo 11", { delay: 40 })]);
  await reachesView(page, "Apollo 11");
  assert.deepEqual(await field(page), ["Apollo 11", 9]);
});

test("a field that nobody is in is as the new view says when the server has restarted", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  await typed(page, "Apollo");
  await page.evaluate(() => document.activeElement.blur());
  await server.restart();
  await reachesView(page, "");
  assert.deepEqual(await field(page), ["", false]);
});

test("a page of another build says so, and does not reload under someone who types", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  // It picks its moment to reload at random: at once, if it does.
  await page.evaluate(() => (Math.random = () => 0));
  await typed(page, "Apollo");
  let loads = 0;
  page.on("framenavigated", () => loads++);
  await server.restart({ BUILD: "next" });
  await page.locator(".docent-notice").filter({ hasText: "Out of date" }).waitFor();
  await page.keyboard.type(" 11");
  // The word is out 100 ms after the moment at which it would have reloaded.
  assert.equal(loads, 0);
  assert.deepEqual(await field(page), ["Apollo 11", 9]);
});

onStage("a tab that is taken over, or left without a server, keeps the text and the caret of someone who types", async (visit) => {
  for (const code of [4409, 1012]) {
    const stage = await standIn(visit);
    const { page } = stage;
    await page.clock.install();
    await stage.step("#field");
    await page.clock.runFor(100);
    await stage.bubble.waitFor();
    await page.locator("#field").focus();
    await page.keyboard.press("End");
    await page.keyboard.type(", and more");
    stage.welcomes = false;
    await stage.close(code);
    await page.waitForFunction(() => !window.docent.connected);
    await page.clock.runFor(31_000);
    await stage.isHidden();
    assert.deepEqual(
      await page.locator("#field").evaluate((field) => [document.activeElement === field, field.className, field.value, field.selectionStart]),
      [true, "", "as it was, and more", 19],
    );
  }
});
