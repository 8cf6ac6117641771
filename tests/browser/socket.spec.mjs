// Lost connections: what the page shows, and what it sends again.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

const notice = (page) => page.locator(".docent-notice");

test("a short loss of the connection shows nothing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.announced = "";
    const note = () => (window.announced += document.querySelector(".docent-notice")?.textContent ?? "");
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
  });
  await stage.close(1012);
  await stage.receives("h", () => stage.hellos === 2);
  await stage.page.waitForFunction(() => window.docent.connected);
  assert.equal(await stage.page.evaluate(() => announced), "");
  assert.equal(await notice(stage.page).count(), 0);
});

test("a lost connection is shown until the server is back", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const before = await stage.page.evaluate(() => document.body.outerHTML);
  stage.welcomes = false;
  await stage.close(1012);
  await notice(stage.page).filter({ hasText: "Connection lost" }).waitFor();
  assert.equal(await notice(stage.page).getAttribute("role"), "status");
  stage.welcomes = true;
  // The next attempt is answered; the current one never is.
  await stage.close(1012);
  await stage.page.waitForFunction(() => window.docent.connected);
  await notice(stage.page).waitFor({ state: "detached" });
  assert.equal(await stage.page.evaluate(() => document.body.outerHTML), before);
});

test("events during a loss are sent when the server is back", async (visit) => {
  const stage = await openWithFakeServer(visit);
  stage.welcomes = false;
  await stage.close(1012);
  await stage.page.waitForFunction(() => !window.docent.connected);
  await stage.page.locator("#target").click();
  await stage.receives("h", () => stage.hellos > 1);
  stage.welcomes = true;
  await stage.close(1012);
  await stage.receives("e", ([, , name]) => name === "agree");
});

test("a lost event is sent again with its original frame number", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const seconds = () => stage.received.filter(([kind, c]) => kind === "e" && c === 2);
  await stage.step("#target");
  await stage.page.locator("#target").click();
  await stage.receives("e");
  stage.takes = false;
  await stage.page.locator("#target").click();
  await stage.receives("e", ([, c]) => c === 2);
  await stage.step("#target");
  stage.takes = true;
  await stage.close(1012);
  await stage.receives("e", () => seconds().length === 2);
  const [first, again] = seconds();
  assert.deepEqual(again, first);
});

test("a control is repeated only to the session it was meant for", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const skips = () => stage.received.filter(([kind]) => kind === "t").length;
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
  await stage.receives("t");
  await stage.close(1012);
  await stage.receives("t", () => skips() === 2);
  stage.session = "after a restart";
  await stage.close(1012);
  await stage.receives("h", () => stage.hellos === 3);
  await stage.page.waitForFunction(() => window.docent.connected);
  const acks = () => stage.received.filter(([kind]) => kind === "k").length;
  const before = acks();
  stage.send(["p"]);
  // Frames are in order: the page would have sent the Skip before this.
  await stage.receives("k", () => acks() > before);
  assert.equal(skips(), 2);
});

test("a taken-over tab shows it, drops the tour, never reconnects", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target");
  await page.clock.install();
  await page.evaluate(() => {
    window.announced = [];
    const note = () => announced.push(document.querySelector(".docent-notice")?.textContent);
    new MutationObserver(note).observe(document.body, { childList: true, subtree: true });
    window.connections = 0;
    window.WebSocket = class extends WebSocket {
      constructor(...args) {
        super(...args);
        connections++;
      }
    };
  });
  await stage.close(4409);
  await page.waitForFunction(() => !window.docent.connected);
  await page.clock.runFor(1_000);
  await page.getByRole("status").filter({ hasText: "another tab" }).waitFor();
  const announced = await page.evaluate(() => window.announced);
  assert.equal(announced.filter((text) => text?.includes("another tab")).length, 1, "it is announced once");
  assert.ok(announced.includes(""), "the region is there before its text, or it would not be read");
  await stage.isHidden();
  assert.equal(await page.locator(".tour-highlight").count(), 0);
  // Everything that makes a lost connection try again.
  await page.evaluate(() => {
    dispatchEvent(new Event("offline"));
    dispatchEvent(new Event("online"));
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await page.clock.runFor(120_000);
  assert.equal(await page.evaluate(() => connections), 0);
  assert.match(await notice(page).textContent(), /another tab/, "the notice stays");
});

/** Answers every connection of a page as a server of another build does. */
async function alwaysStale(page) {
  const seen = { hellos: 0 };
  await page.routeWebSocket(/.*/, (socket) =>
    socket.onMessage(() => {
      seen.hellos++;
      socket.close({ code: 4410 });
    }),
  );
  return seen;
}

test("a page of another build shows a notice and reloads", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const reloaded = stage.page.waitForEvent("load");
  await stage.close(4410);
  await notice(stage.page).filter({ hasText: "Out of date" }).waitFor();
  assert.equal(await notice(stage.page).getAttribute("role"), "status");
  await reloaded;
  await stage.page.waitForFunction(() => window.docent.connected);
  assert.equal(await notice(stage.page).count(), 0);
});

test("a page that stays stale reloads only once", async ({ open, server }) => {
  const page = await open("/blank");
  const seen = await alwaysStale(page);
  let loads = 0;
  page.on("load", () => loads++);
  // A reload would be immediate.
  await page.addInitScript(() => (Math.random = () => 0));
  const reloaded = page.waitForEvent("load", () => loads === 2);
  await page.goto(`${server.url}/stage`);
  await reloaded;
  // The text is inserted a moment after the element.
  await notice(page).filter({ hasText: "Out of date" }).waitFor();
  assert.deepEqual([loads, seen.hellos], [2, 2]);
});

test("a page that goes offline shows it at once, with its step", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  stage.welcomes = false;
  await stage.page.context().setOffline(true);
  await stage.page.waitForFunction(() => !window.docent.connected);
  await notice(stage.page).filter({ hasText: "Connection lost" }).waitFor();
  await stage.isBeside("#target");
});

test("a page that is online again connects without delay", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.context().setOffline(true);
  await page.waitForFunction(() => !window.docent.connected);
  await page.context().setOffline(false);
  await stage.receives("h", () => stage.hellos === 2);
  await page.waitForFunction(() => window.docent.connected);
  // The time of the attempt that was brought forward.
  await page.clock.runFor(40_000);
  assert.equal(stage.hellos, 2, "one connection, and no more");
});

test("going offline while disconnected does not connect twice", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.evaluate(() => {
    // The longest delay, and then the shortest: of two attempts the second would come first.
    const chances = [0.999, 0];
    Math.random = () => chances.shift() ?? 0.999;
  });
  await stage.close(1012);
  await page.waitForFunction(() => !window.docent.connected);
  await page.context().setOffline(true);
  await page.clock.runFor(40_000);
  await page.waitForFunction(() => window.docent.connected);
  assert.equal(stage.hellos, 2);
});

test("an online event connects at once during any delay", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    // The longest possible delay.
    Math.random = () => 0.999;
  });
  stage.welcomes = false;
  for (let losses = 1; losses <= 3; losses++) {
    await stage.close(1012);
    await stage.receives("h", () => stage.hellos > losses);
  }
  stage.welcomes = true;
  await stage.close(1012);
  await stage.page.waitForFunction(() => !window.docent.connected);
  const reconnected = stage.page.evaluate(
    () =>
      new Promise((resolve) => {
        const from = performance.now();
        const look = () => (window.docent.connected ? resolve(performance.now() - from) : requestAnimationFrame(look));
        requestAnimationFrame(() => {
          dispatchEvent(new Event("online"));
          look();
        });
      }),
  );
  assert.ok((await reconnected) < 1000);
});

test(
  "without a server for thirty seconds no tour is left",
  async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.clock.install();
    await stage.step("#target");
    await stage.page.clock.runFor(100);
    await stage.bubble.waitFor();
    stage.welcomes = false;
    await stage.close(1012);
    await stage.page.waitForFunction(() => !window.docent.connected);
    await stage.page.clock.runFor(31_000);
    await stage.isHidden();
    assert.equal(await stage.page.locator(".tour-highlight").count(), 0);
  },
);
