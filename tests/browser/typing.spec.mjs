// A lost connection, a restart, another build or another tab while someone types:
// neither a letter nor the caret is lost.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("pages");
const onStage = browserTests("stage");

const TITLE = "#project-form [name=title]";

// Chromium writes these while there is no server; a script cannot prevent it.
const tolerates = [
  /WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/guide-in-use' failed: /,
  /Failed to load resource: net::ERR_CONNECTION_REFUSED/,
  // A frame sent while the connection is being closed is sent again on the next one.
  /WebSocket is already in CLOSING or CLOSED state/,
  // Events to the session that is gone are dropped; the next letter sends the whole text.
  /event "form_input_title" refused: session_over/,
];

/** The page with its field, in which `text` has been typed and has reached the view. */
async function typed(page, text) {
  await page.locator(TITLE).click();
  await page.keyboard.type(text);
  await reachesView(page, text);
}

/** Waits until the view has rendered the field with this text. */
const reachesView = (page, text) => page.locator(`${TITLE}[value="${text}"]`).waitFor();

/** Restarts the server, and waits until the new view has rendered the field, of which it knows nothing. */
async function restarted(page, server) {
  await page.locator(TITLE).evaluate((field) => {
    window.isForgotten = new Promise((resolve) => new MutationObserver((records) => records.some(({ oldValue }) => oldValue === "") && resolve()).observe(field, { attributes: true, attributeFilter: ["value"], attributeOldValue: true }));
  });
  await server.restart();
  // It is only there for as long as the answer takes.
  await page.evaluate(() => window.isForgotten);
}

/** The field's text, and the caret if the field is focused. */
const field = (page) =>
  page.locator(TITLE).evaluate((field) => [field.value, document.activeElement === field && field.selectionStart]);

test("a lost connection loses no typed letter", async ({ open, server }) => {
  const page = await open("/guide.css");
  let cut, held, letConnect;
  await page.routeWebSocket(/.*/, async (socket) => {
    cut = () => socket.close({ code: 1012 });
    await held;
    socket.connectToServer();
  });
  await page.goto(`${server.url}/guide-in-use`);
  await typed(page, "Apo");
  // The next connection waits for what is typed without one.
  held = new Promise((resolve) => (letConnect = resolve));
  await cut();
  await page.waitForFunction(() => !window.docent.connected);
  await page.keyboard.type("llo");
  await page.keyboard.press("ArrowLeft");
  letConnect();
  await page.waitForFunction(() => window.docent.connected);
  await reachesView(page, "Apollo");
  assert.deepEqual(await field(page), ["Apollo", 5]);
});

test("a restart of the server keeps typed letters and the caret", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  await typed(page, "Apolo");
  await page.keyboard.press("ArrowLeft");
  await restarted(page, server);
  await reachesView(page, "Apolo");
  assert.deepEqual(await field(page), ["Apolo", 4]);
  await page.keyboard.type("l");
  await reachesView(page, "Apollo");
  assert.deepEqual(await field(page), ["Apollo", 5]);
});

test("text typed during a restart arrives with the text before it", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  await typed(page, "Apo");
  await Promise.all([server.restart(), page.keyboard.type("llo 11", { delay: 40 })]);
  await reachesView(page, "Apollo 11");
  assert.deepEqual(await field(page), ["Apollo 11", 9]);
});

test("after a restart the view gets what an unfocused field keeps", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  await typed(page, "Apollo");
  await page.evaluate(() => document.activeElement.blur());
  await restarted(page, server);
  await reachesView(page, "Apollo");
  assert.deepEqual(await field(page), ["Apollo", false]);
});

test("a stale page shows a notice and does not reload while typing", { tolerates }, async ({ open, server }) => {
  const page = await open("/guide-in-use");
  // The page would reload at a random moment: at once.
  await page.evaluate(() => (Math.random = () => 0));
  await typed(page, "Apollo");
  let loads = 0;
  page.on("framenavigated", () => loads++);
  await server.restart({ BUILD: "next" });
  await page.locator(".docent-notice").filter({ hasText: "Out of date" }).waitFor();
  await page.keyboard.type(" 11");
  // The notice is shown 100 ms after the moment of a reload.
  assert.equal(loads, 0);
  assert.deepEqual(await field(page), ["Apollo 11", 9]);
});

onStage("a tab taken over or without a server keeps text and caret", async (visit) => {
  for (const code of [4409, 1012]) {
    const stage = await openWithFakeServer(visit);
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
