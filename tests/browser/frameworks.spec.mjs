// A tour on pages whose elements belong to a framework in the browser.

import assert from "node:assert/strict";
import { after } from "node:test";
import { rm } from "node:fs/promises";

import { FRAMEWORKS, buildFrameworks } from "./frameworks/build.mjs";
import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const SCRIPTS = await buildFrameworks();
after(() => rm(SCRIPTS, { recursive: true }));
const test = browserTests("attached", { SCRIPTS });

for (const name of FRAMEWORKS) {
  test(`a tour goes on while ${name} replaces its targets`, async ({ open }) => {
    const page = await open(`/app/${name}`);
    const press = (id) => page.locator(`#${id}`).click();
    /** Presses one of the page's own buttons, and waits until the framework is done. */
    const change = async (id) => {
      const renders = await page.evaluate(() => window.renders);
      await press(id);
      await page.waitForFunction((renders) => window.renders > renders, renders);
    };
    await page.waitForFunction(() => window.docent?.connected);
    await page.locator("#item").waitFor();
    await press("start");
    const tour = new Tour(page, ["#menu", "#item", "#note"]);
    await tour.reaches(1);
    await change("again");
    await tour.reaches(1);
    await press("menu");
    await tour.reaches(2);
    const first = await page.locator("#item").elementHandle();
    await change("replace");
    assert.equal(await first.evaluate((first) => first.isConnected), false);
    await tour.reaches(2);
    await change("again");
    await tour.reaches(2);
    // While its target is gone nothing is lit, and the bubble does not point into nothing.
    await change("toggle");
    assert.equal(await page.locator("#item").count(), 0);
    await tour.bubble.waitFor({ state: "hidden" });
    await change("toggle");
    await tour.reaches(2);
    await press("item");
    await tour.reaches(3);
    await page.locator("#note").fill("hello");
    await page.getByRole("button", { name: "Send" }).click();
    await tour.isGone();
  });
}
