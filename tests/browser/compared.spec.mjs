// The same tour of five steps by docent and by driver.js, on the same page of htmx: what each
// does when its target is replaced, the page is reloaded, the server refuses, an id is renamed.
//
// The tours are in `tests/src/bin/compared/tour.rs` and `compared/driver_tour.js`.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after } from "node:test";

import { browserTests } from "./harness.mjs";

const FILES = [
  "compared/driver_tour.js",
  "node_modules/driver.js/dist/driver.css",
  "node_modules/driver.js/dist/driver.js.iife.js",
  "node_modules/htmx.org/dist/htmx.min.js",
];
const SCRIPTS = await mkdtemp(join(tmpdir(), "docent-compared-"));
after(() => rm(SCRIPTS, { recursive: true }));
for (const file of FILES) await cp(join(import.meta.dirname, file), join(SCRIPTS, basename(file)));
const test = browserTests("compared", { SCRIPTS });

const MESSAGES = ["Your projects are listed here.", "Create the first one.", "Give it a title.", "Save it.", "Here it is."];

/** How each of them shows its tour. */
const TOURS = {
  docent: { bubble: "#dj-tutorial-bubble", lit: ".tour-highlight", next: ".dj-tutorial-bubble__skip" },
  driver: { bubble: ".driver-popover", lit: ".driver-active-element", next: ".driver-popover-next-btn" },
};

for (const [name, { bubble, lit, next }] of Object.entries(TOURS)) {
  const start = async (open, path = `/${name}`) => {
    const page = await open(path);
    if (name === "docent") await page.waitForFunction(() => window.docent?.connected);
    await page.locator("#start").click();
    return page;
  };
  const reaches = (page, step) => page.locator(bubble).filter({ hasText: MESSAGES[step - 1] }).waitFor();
  const isLit = (page, target) => page.locator(target).and(page.locator(lit)).waitFor();
  const toToolbar = async (page) => {
    await reaches(page, 1);
    await page.locator(next).click();
    await reaches(page, 2);
    await isLit(page, "#new-project");
  };
  /** Presses the button of the second step once driver.js's animation is over, during which it sees no press. */
  const toForm = async (page) => {
    await toToolbar(page);
    if (name === "driver") await page.waitForFunction(() => !tour.getState("__transitionCallback"));
    await page.locator("#new-project").click();
    await reaches(page, 3);
  };
  const save = async (page, title) => {
    await page.locator("[name=title]").fill(title);
    await page.locator("[name=title]").press("Tab");
    await reaches(page, 4);
    await page.locator("#save").click();
  };

  test(`${name} leads through the five steps`, async ({ open }) => {
    const page = await start(open);
    await toForm(page);
    await save(page, "Apollo");
    await reaches(page, 5);
    await isLit(page, ".project");
    await page.locator(next).click();
    await page.locator(bubble).waitFor({ state: "hidden" });
  });

  test(`${name} stays at Save when the server refuses`, { tolerates: [/422/] }, async ({ open }) => {
    const page = await start(open);
    await toForm(page);
    await save(page, "taken");
    await page.locator("#problem").filter({ hasText: "There is one." }).waitFor();
    await reaches(page, 4);
    await page.locator("[name=title]").fill("Gemini");
    await page.locator("#save").click();
    await reaches(page, 5);
  });

  const replaced = async (open) => {
    const page = await start(open);
    await toToolbar(page);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          document.addEventListener("htmx:after:settle", resolve, { once: true });
          document.querySelector("#again").click();
        }),
    );
    return page;
  };
  const reloaded = async (open) => {
    const page = await start(open);
    await toToolbar(page);
    await page.reload();
    return page;
  };
  const renamed = async (open) => {
    const page = await start(open, `/${name}?renamed`);
    await page.locator(next).click();
    return page;
  };

  /** Presses in the frame in which the step is shown. */
  const early = async (open) => {
    const page = await start(open);
    await reaches(page, 1);
    await page.evaluate((next) => {
      const press = () => (document.querySelector("#new-project.tour-highlight, #new-project.driver-active-element") ?? void requestAnimationFrame(press))?.click();
      document.querySelector(next).click();
      press();
    }, next);
    await page.locator("#project-form").waitFor();
    return page;
  };

  if (name === "docent") {
    test("docent counts a press that comes with its step", async ({ open }) => {
      await reaches(await early(open), 3);
    });

    test("docent follows a target that htmx replaces", async ({ open }) => {
      const page = await replaced(open);
      await isLit(page, "#new-project");
      await page.locator("#new-project").click();
      await reaches(page, 3);
    });

    test("docent goes on at its step after a reload", async ({ open }) => {
      const page = await reloaded(open);
      await reaches(page, 2);
      await isLit(page, "#new-project");
    });

    test("docent tells the person of a target that is gone", { tolerates: [/docent/] }, async ({ open }) => {
      const page = await renamed(open);
      await reaches(page, 2);
      assert.match(await page.locator(bubble).innerText(), /Looking for/);
    });
  } else {
    test("driver.js loses a press during its animation", async ({ open }) => {
      const page = await early(open);
      await page.waitForFunction(() => !tour.getState("__transitionCallback"));
      await reaches(page, 2);
    });

    test("driver.js loses a target that htmx replaces", async ({ open }) => {
      const page = await replaced(open);
      assert.equal(await page.evaluate(() => tour.getActiveElement().isConnected), false);
      assert.equal(await page.locator("#new-project").and(page.locator(lit)).count(), 0);
      await page.evaluate(() => document.querySelector("#new-project").click());
      await page.locator("#project-form").waitFor();
      await reaches(page, 2);
    });

    test("driver.js has no tour after a reload", async ({ open }) => {
      const page = await reloaded(open);
      await page.waitForFunction(() => document.readyState === "complete" && window.driver);
      assert.equal(await page.locator(bubble).count(), 0);
    });

    test("driver.js shows a step without its target in silence", async ({ open }) => {
      const page = await renamed(open);
      await reaches(page, 2);
      assert.equal(await page.locator("#create-project").and(page.locator(lit)).count(), 0);
    });
  }
}

test("the README has how many lines each of the tours takes", async () => {
  const read = (path) => readFile(join(import.meta.dirname, path), "utf8");
  const isCode = (line) => line.trim() && !line.trim().startsWith("//");
  const lines = async (path, pattern = /./) => (await read(path)).split("\n").filter((line) => isCode(line) && pattern.test(line)).length;
  // The tour, and what the app has because of it: what names docent, and the style and the scripts of driver.js.
  const app = "../src/bin/compared/main.rs";
  const docent = (await lines("../src/bin/compared/tour.rs")) + (await lines(app, /docent::|Docent\b|data-docent|[Vv]isitor|ProjectCreated|mod tour/));
  const driver = (await lines("compared/driver_tour.js")) + (await lines(app, /driver[._].*(css|js)"/));
  const row = (await read("../../README.md")).split("\n").find((line) => line.startsWith("| a tour of five steps"));
  assert.deepEqual(row.match(/\d+ lines/g), [`${docent} lines`, `${driver} lines`]);
});
