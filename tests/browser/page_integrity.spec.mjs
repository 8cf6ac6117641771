// docent changes nothing of the page that it does not need to.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

const tour = (page) => ({
  start: () => page.getByRole("button", { name: "Take the tour" }).click(),
  at: (number) =>
    page.locator('#dj-tutorial-bubble[data-visible="true"]').filter({ hasText: `Step ${number} of 2` }).waitFor(),
  skip: () => page.locator(".dj-tutorial-bubble__skip").click(),
  close: () => page.locator(".dj-tutorial-bubble__cancel").click(),
  isGone: () => page.locator("#dj-tutorial-bubble").waitFor({ state: "hidden" }),
});

for (const place of ["head", "defer", "module", "async", "end", "twice", "two-roots"]) {
  test(`a tour runs with the script as in ${place}`, async ({ open }) => {
    const page = await open(`/script/${place}`);
    const { start, at, skip, isGone } = tour(page);
    await start();
    await at(1);
    await page.locator("#target").click();
    await at(2);
    await page.getByText("1 agreed").waitFor();
    await skip();
    await isGone();
  });
}

test("a tour runs with a script that is inserted later", async ({ open }) => {
  const page = await open("/script/late");
  await page.waitForLoadState("load");
  await page.evaluate(() => document.body.append(document.importNode(document.querySelector("#later").content, true)));
  const { start, at } = tour(page);
  await page.waitForFunction(() => window.docent?.connected);
  await start();
  await at(1);
});

test("a page without live part and bubble is unchanged", async ({ open }) => {
  const page = await open("/script/no-root");
  await page.waitForFunction(() => window.docent.connected);
  await page.getByRole("heading", { name: "No live part" }).click();
});

test("window.docent is the only global", async ({ open }) => {
  const page = await open("/blank");
  const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
  await page.goto(page.url().replace("/blank", "/script/twice"));
  await page.waitForFunction(() => window.docent.connected);
  const after = await page.evaluate(() => Object.getOwnPropertyNames(window));
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
  assert.deepEqual(
    after.filter((name) => !before.includes(name) && !ids.includes(name)),
    ["docent"],
  );
});

test("clicks, typing, selection and scrolling work during a step", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  // Beside the button the bubble covers nothing that is used below.
  await stage.step("#start", { position: "right" });
  await stage.isBeside("#start", "right");
  await page.evaluate(() => {
    window.clicked = [];
    document.addEventListener("click", ({ target }) => clicked.push(target.id), true);
  });
  // Everything that the bubble does not cover can be clicked, also the dimmed part.
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  for (const id of ["intro", "start", "count", "target"]) await page.locator(`#${id}`).click();
  assert.deepEqual(await page.evaluate(() => clicked), ["intro", "start", "count", "target"]);

  await page.locator("#field").click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("typed");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Home");
  await page.keyboard.type(">");
  assert.equal(await page.locator("#field").inputValue(), ">typed");

  await page.locator("#intro").dblclick({ position: { x: 20, y: 20 } });
  assert.equal(await page.evaluate(() => getSelection().toString().trim()), "Stage");

  await page.mouse.move(600, 500);
  await page.mouse.wheel(0, 300);
  await page.waitForFunction(() => scrollY > 0);
  assert.deepEqual(
    stage.received.filter(([kind]) => kind === "t"),
    [],
    "nothing of it moved the tour",
  );
});

test("a hundred tours leave no byte and no listener", async ({ open }) => {
  const page = await open("/stage");
  await page.waitForFunction(() => window.docent.connected);
  const { start, at, close, isGone, skip } = tour(page);
  const protocol = await page.context().newCDPSession(page);
  // One collection may leave what only the next one can see to be garbage.
  const listeners = async () => {
    for (let before; ; ) {
      await protocol.send("HeapProfiler.collectGarbage");
      const { metrics } = await protocol.send("Performance.getMetrics");
      const { value } = metrics.find(({ name }) => name === "JSEventListeners");
      if (value === before) return value;
      before = value;
    }
  };
  await protocol.send("Performance.enable");
  const run = async () => {
    await start();
    await at(1);
    await skip();
    await at(2);
    await close();
    await isGone();
  };
  await run();
  const markup = await page.evaluate(() => document.documentElement.outerHTML);
  const before = await listeners();
  // Runs in the page: a hundred tours by clicks of the test take a minute.
  await page.evaluate(async () => {
    const bubble = document.querySelector("#dj-tutorial-bubble");
    const until = (isSo) =>
      new Promise((resolve) => {
        const look = () => (isSo() ? resolve() : requestAnimationFrame(look));
        look();
      });
    for (let round = 0; round < 99; round++) {
      document.querySelector("#start").click();
      await until(() => bubble.dataset.visible === "true");
      bubble.querySelector(".dj-tutorial-bubble__cancel").click();
      await until(() => bubble.dataset.visible === "false");
      // A server accepts 20 events a second.
      await new Promise((resolve) => setTimeout(resolve, 55));
    }
  });
  await isGone();
  assert.equal(await page.evaluate(() => document.documentElement.outerHTML), markup);
  const after = await listeners();
  assert.ok(after <= before, `${before} listeners have become ${after}`);
});

/** The types of docent's listeners on an object of the page. */
async function listenersOn(protocol, scripts, expression) {
  const { result } = await protocol.send("Runtime.evaluate", { expression });
  const { listeners } = await protocol.send("DOMDebugger.getEventListeners", { objectId: result.objectId });
  return listeners.filter(({ scriptId }) => scripts.has(scriptId)).map(({ type }) => type).sort();
}

test("tours and reconnects add no permanent listener", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  const protocol = await page.context().newCDPSession(page);
  const scripts = new Set();
  const parsed = new Promise((resolve) =>
    protocol.on("Debugger.scriptParsed", ({ url, scriptId }) => {
      if (/docent[^/]*\.js/.test(url) && scripts.add(scriptId).size === 2) resolve();
    }),
  );
  await protocol.send("Debugger.enable");
  await parsed;
  const listeners = async () => [await listenersOn(protocol, scripts, "document"), await listenersOn(protocol, scripts, "window")];
  const forLife = [
    ["blur", "change", "click", "focus", "input", "keydown", "keyup", "submit", "tour:hide", "tour:narrate", "visibilitychange"],
    ["beforeunload", "offline", "online", "pageshow", "pageshow", "popstate"],
  ];
  assert.deepEqual(await listeners(), forLife);
  for (let round = 1; round <= 5; round++) {
    await stage.step("#target");
    await stage.isBeside("#target");
    assert.notDeepEqual(await listeners(), forLife, "a step has its own");
    await stage.end();
    await stage.isHidden();
    await stage.close(1012);
    await stage.receives("h", () => stage.hellos > round);
    await page.waitForFunction(() => window.docent.connected);
  }
  assert.deepEqual(await listeners(), forLife);
});
