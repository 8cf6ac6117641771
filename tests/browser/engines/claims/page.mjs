// What docent leaves of the page, and what the page's policy leaves of docent.

import assert from "node:assert/strict";

import { Tour } from "../tour.mjs";

/** What an engine lacks of what docent uses where it is there; `ARCHITECTURE.md` says what follows. */
const LACKS = { Chromium: [], Firefox: [], WebKitGTK: ["moveBefore"] };

/** What each engine says of code that the policy forbids. */
const REFUSED = /content[ -]security[ -]policy|trusted ?(types|html|script)/i;

const markup = (page) =>
  page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelectorAll("#dj-tutorial-bubble *").forEach((part) => {
      if (!part.children.length) part.textContent = "";
    });
    return copy.outerHTML;
  });

export function page(test) {
  test("a finished tour leaves every attribute byte for byte", async ({ open }) => {
    const page = await open("pages", "/still");
    await page.isLive();
    await page.click("#agree");
    await page.shows("main", "1 event");
    const tour = new Tour(page, ["#intro", "#agree", "#comment", "#link"]);
    const before = await markup(page);
    await tour.start();
    for (const number of [1, 2, 3, 4]) {
      await tour.reaches(number);
      assert.notEqual(await markup(page), before);
      await tour.skip();
    }
    await tour.isGone();
    assert.equal(await markup(page), before);
  });

  test("commands change the page as written, and undo it", async ({ stage: openStage }) => {
    const stage = await openStage();
    const target = () => stage.page.evaluate(() => document.querySelector("#target").outerHTML);
    const before = await target();
    await stage.frame({ ops: [["add_class", { to: "#target", names: "a" }], ["set_attr", { to: "#target", name: "title", value: "x" }], ["hide", { to: "#target" }]] });
    await stage.page.hides("#target");
    await stage.frame({ ops: [["remove_class", { to: "#target", names: "a" }], ["remove_attr", { to: "#target", name: "title" }], ["show", { to: "#target" }]] });
    await stage.page.shows("#target");
    assert.equal(await target(), before);
  });

  test("window.docent is the only global", async ({ open, servers }) => {
    const page = await open("stage", "/blank");
    const before = await page.evaluate(() => Object.getOwnPropertyNames(window));
    await page.goto(`${servers.stage.url}/stage`);
    await page.isLive();
    const after = await page.evaluate(() => Object.getOwnPropertyNames(window));
    const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
    assert.deepEqual(after.filter((name) => !before.includes(name) && !ids.includes(name)), ["docent"]);
  });

  test("the page's policy is in force, markup with code is harmless", { expects: [REFUSED] }, async ({ stage: openStage }) => {
    const stage = await openStage();
    const code = "window.ran = true";
    const image = (url, more) => `<img id="img" src="${url}" alt="" onerror="${code}"${more}>`;
    await stage.frame({ patches: [`<main>${image("/favicon.ico", "")}<script>${code}</script><b id="last">Last</b></main>`] });
    await stage.frame({ patches: [`<main>${image("/favicon.ico?", ' title="t"')}<b id="last">Later</b></main>`] });
    await stage.page.shows("#last", "Later");
    const isRefused = await stage.page.evaluate(() => {
      try {
        document.querySelector("#last").innerHTML = "<i>x</i>";
        return false;
      } catch {
        return true;
      }
    });
    assert.ok(isRefused, "Trusted Types are enforced");
    assert.deepEqual(await stage.page.evaluate(() => [window.ran ?? null, document.querySelector("#img").title]), [null, "t"]);
  });

  test("the engine lacks nothing but what is documented", async ({ open, engine }) => {
    const page = await open("stage", "/blank");
    const lacks = await page.evaluate(() =>
      Object.entries({
        moveBefore: "moveBefore" in Element.prototype,
        popover: "popover" in HTMLElement.prototype,
        trustedTypes: "trustedTypes" in window,
        checkVisibility: "checkVisibility" in Element.prototype,
        toWellFormed: "toWellFormed" in String.prototype,
        inert: "inert" in HTMLElement.prototype,
        has: CSS.supports("selector(:has(*))"),
        "light-dark": CSS.supports("color: light-dark(red, red)"),
      })
        .filter(([, isThere]) => !isThere)
        .map(([name]) => name),
    );
    assert.deepEqual(lacks, LACKS[engine]);
  });
}
