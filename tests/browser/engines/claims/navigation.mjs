// URLs that commands change, Back and Forward, and dialogs.

import assert from "node:assert/strict";

/** Goes through the history, and lets the call return before the page is left. */
const go = (page, by) => page.evaluate((by) => void setTimeout(() => history.go(by)), by);

export function navigation(test) {
  test("Back and Forward reach the view, and Back its scroll", async ({ open }) => {
    const page = await open("navigation", "/list?page=2");
    await page.isLive();
    await page.click("#count");
    await page.click("#next");
    await page.shows("h1", "Page 3");
    await go(page, -1);
    await page.shows("h1", "Page 2");
    await page.until("it is where it was", () => scrollY > 1_000 || scrollY);
    await go(page, 1);
    await page.shows("h1", "Page 3");
    await page.shows("p", "1 clicks");
    await page.reload();
    await page.isLive();
    await page.shows("h1", "Page 3");
    await go(page, -1);
    await page.shows("h1", "Page 2");
  });

  test("what is typed is sent before a redirect, and Back is live", async ({ open }) => {
    const page = await open("navigation", "/list?page=1");
    await page.isLive();
    await page.click("[name=note]");
    await page.type("tea");
    await page.evaluate(() => void setTimeout(() => fetch("/poke")));
    await page.shows("h1", "The end");
    assert.equal(await page.evaluate(async () => (await fetch("/noted")).text()), "tea");
    await go(page, -1);
    await page.shows("h1", "Page 1");
    await page.isLive();
    await page.click("#count");
    await page.shows("p", "1 clicks");
  });

  test("a modal dialog opens, closes and leaves no inert page", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.focus("#target");
    await stage.frame({ ops: [["show_modal", { to: "#dialog" }]] });
    assert.equal(await stage.page.focused(), "in-dialog");
    await stage.frame({ ops: [["close", { to: "#dialog" }]] });
    assert.equal(await stage.page.focused(), "target");
    await stage.frame({ ops: [["show_modal", { to: "#dialog" }]] });
    await stage.frame({ ops: [["remove_attr", { to: "#dialog", name: "open" }]] });
    await stage.page.click("#target");
    await stage.receives("e", ([, , name]) => name === "agree");
  });
}
