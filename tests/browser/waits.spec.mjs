// What a step waits for besides a handler: Next, and what the page sees.

import assert from "node:assert/strict";

import { openWithFakeServer } from "./fake_server.mjs";
import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("stage");
const TARGETS = ["#read", "#plain", "#summary", "#summary", "#summary", "#good", "#later", "#later"];

/** The reports that what is waited for has happened. */
const done = (stage) => stage.received.filter(([kind, , , name]) => kind === "t" && name === "done");

/** The app does something, by a request that has nothing to do with the page. Returns how many pages it has reached. */
const create = (page, id) => page.evaluate((id) => fetch("/waits/create", { method: "POST", body: id }).then((answer) => answer.text()), `${id}`);

/** Lets the page look, and report to the server. */
const look = (stage) => stage.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2 * 250)));

test("a tour goes on by Next, the page and the app", async ({ open }) => {
  const page = await open("/waits");
  const tour = new Tour(page, TARGETS);
  await tour.start();
  await tour.reaches(1);
  await tour.bubble.getByRole("button", { name: "Next", exact: true }).click();
  await tour.reaches(2);
  assert.equal(await tour.bubble.getByRole("button", { name: "Skip", exact: true }).count(), 1);
  await page.locator("#plain").click();
  await tour.reaches(3);
  // Its `toggle` does not bubble.
  await page.locator("#summary").click();
  // It is open already: the fourth step passes at once.
  await tour.reaches(5);
  await page.locator("#summary").click();
  await tour.reaches(6);
  await page.locator("#bad").click();
  await page.locator("#good").click();
  await tour.reaches(7);
  assert.equal(await page.locator("#saves").innerText(), "1 saved");
  assert.equal(await create(page, 3), "1");
  assert.equal(await create(page, 4), "1");
  await tour.reaches(8);
  await page.locator("#later").press("Enter");
  await tour.isGone();
});

test("Next is pressed by keyboard; any of several waits will do", async ({ open }) => {
  const page = await open("/waits");
  const tour = new Tour(page, TARGETS);
  await tour.start();
  await tour.reaches(1);
  const next = tour.bubble.getByRole("button", { name: "Next", exact: true });
  await tour.bubble.focus();
  while (!(await next.evaluate((button) => button === document.activeElement))) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await tour.reaches(2);
  await tour.skip();
  await tour.reaches(3);
  await tour.skip();
  await tour.reaches(4);
  await tour.skip();
  // The fifth passes at once: nothing of the menu can be seen.
  await tour.reaches(6);
  await page.locator("#later").click();
  await tour.reaches(7);
  await tour.skip();
  await tour.reaches(8);
  await next.click();
  await tour.isGone();
});

test("an event counts at the target or inside of it, once", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => document.querySelector("#target").append(document.createElement("i")));
  await stage.step("#target", { until: [["dom", "click"]] });
  await stage.page.evaluate(() => {
    document.querySelector("#second").click();
    // One that does not bubble is of the element that it is fired at.
    document.querySelector("#target i").dispatchEvent(new Event("click"));
  });
  await look(stage);
  assert.deepEqual(done(stage), []);
  await stage.page.evaluate(() => document.querySelector("#target i").click());
  await stage.receives("t", ([, , , name]) => name === "done");
  await stage.page.evaluate(() => document.querySelector("#target").click());
  await look(stage);
  assert.deepEqual(done(stage), [["t", 1, 1, "done"]]);
});

test("the app's listeners get the event, also those that stop it", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.received = [];
    document.querySelector("#target").addEventListener("click", (event) => {
      received.push([event.type, event.defaultPrevented]);
      event.stopImmediatePropagation();
    });
  });
  await stage.step("#target", { until: [["dom", "click"]] });
  await stage.page.locator("#target").click();
  await stage.receives("t", ([, , , name]) => name === "done");
  assert.deepEqual(await stage.page.evaluate(() => received), [["click", false]]);
});

test("events and matches in open shadow roots count", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const root = document.querySelector("#host").attachShadow({ mode: "open" });
    const inner = document.createElement("button");
    inner.id = "inner";
    inner.textContent = "Inner";
    root.append(inner);
  });
  const inner = "#host >>> #inner";
  await stage.step("#target", { until: [["dom", "app:done", inner]] });
  // It stays in its shadow tree.
  await stage.page.evaluate(() => document.querySelector("#host").shadowRoot.querySelector("#inner").dispatchEvent(new CustomEvent("app:done")));
  await stage.receives("t", ([, , visitNumber, name]) => visitNumber === 1 && name === "done");
  await stage.step("#target", { until: [["absent", inner]] });
  await look(stage);
  assert.equal(done(stage).length, 1);
  await stage.page.evaluate(() => (document.querySelector("#host").shadowRoot.querySelector("#inner").hidden = true));
  await stage.receives("t", ([, , visitNumber, name]) => visitNumber === 2 && name === "done");
});

test("what is there but cannot be seen is not present", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.querySelector("#second").style.opacity = "0"));
  await stage.step("#target", { until: [["present", "#second"]] });
  await look(stage);
  assert.deepEqual(done(stage), []);
  await stage.page.evaluate(() => (document.querySelector("#second").style.opacity = ""));
  await stage.receives("t", ([, , , name]) => name === "done");
});

test("after a step nothing is left that listens", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { until: [["dom", "click"], ["present", "#late"]] });
  await stage.step("#target", { until: [["dom", "keydown"]] });
  await stage.page.locator("#target").click();
  await stage.end();
  await stage.page.evaluate(() => {
    document.querySelector("#target").dispatchEvent(new Event("keydown", { bubbles: true }));
    const late = document.createElement("button");
    late.id = "late";
    late.textContent = "Late";
    document.querySelector("#gap").append(late);
  });
  await look(stage);
  assert.deepEqual(done(stage), []);
});

test("what happens during a lost connection is reported after it", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { until: [["dom", "click", "#second"]] });
  stage.welcomes = false;
  await stage.close(1012);
  await stage.receives("h", ([, hello]) => hello.epoch === 1);
  await stage.page.evaluate(() => document.querySelector("#second").click());
  await look(stage);
  assert.deepEqual(done(stage), []);
  stage.send(["w", stage.session, 2, 0, stage.limits]);
  await stage.receives("t", ([, , , name]) => name === "done");
});
