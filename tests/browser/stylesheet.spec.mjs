// What the default stylesheet does.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

test("neither the bubble nor the dimming is printed", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  const parts = stage.page.locator("#dj-tutorial-bubble,.dj-tutorial-spotlight");
  assert.equal(await parts.count(), 2);
  await stage.page.emulateMedia({ media: "print" });
  assert.deepEqual(await parts.evaluateAll((parts) => parts.map((part) => getComputedStyle(part).display)), ["none", "none"]);
  await stage.page.emulateMedia({ media: "screen" });
  await stage.isBeside("#target");
});

/** Whether the parts of the bubble and the dimming are as on a dark page. */
const isDark = (stage) =>
  stage.page.evaluate(() => {
    const part = document.querySelector("#dj-tutorial-bubble");
    return getComputedStyle(part).backgroundColor === "rgb(31, 37, 51)";
  });

test("without a scheme the bubble is as the person prefers", async (visit) => {
  const stage = await openWithFakeServer(visit, "/stage", { colorScheme: "dark" });
  const before = await stage.bubble.evaluate((element) => element.outerHTML);
  await stage.step("#target");
  await stage.isBeside("#target");
  assert.equal(await isDark(stage), true);
  await stage.page.emulateMedia({ colorScheme: "light" });
  assert.equal(await isDark(stage), false);
  await stage.page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await isDark(stage), true);
  await stage.end();
  assert.equal(await stage.bubble.evaluate((element) => element.outerHTML), before);
});

for (const [how, set] of [
  ["its styles", () => (document.documentElement.style.colorScheme = "light")],
  ["the styles of its body", () => (document.body.style.colorScheme = "light")],
  ["a meta element", () => document.head.append(Object.assign(document.createElement("meta"), { name: "color-scheme", content: "light" }))],
  ["docent's own property", () => document.documentElement.style.setProperty("--docent-scheme", "light")],
]) {
  test(`a page that is light by ${how} has a light bubble`, async (visit) => {
    const stage = await openWithFakeServer(visit, "/stage", { colorScheme: "dark" });
    await stage.page.evaluate(set);
    await stage.step("#target");
    await stage.isBeside("#target");
    assert.equal(await isDark(stage), false);
  });
}

test("a page that is light and dark has the bubble that it shows", async (visit) => {
  const stage = await openWithFakeServer(visit, "/stage", { colorScheme: "light" });
  await stage.page.evaluate(() => (document.documentElement.style.colorScheme = "dark"));
  await stage.step("#target");
  await stage.isBeside("#target");
  assert.equal(await isDark(stage), true);
});

test("an app's styles for buttons show none that is hidden", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const styles = () => stage.page.evaluate(() => [...document.querySelectorAll("#dj-tutorial-bubble button")].map((button) => button.getAttribute("style")));
  const before = await styles();
  await stage.page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("button { display: inline-block }");
    document.adoptedStyleSheets = [sheet];
  });
  await stage.step("#target");
  await stage.isBeside("#target");
  const names = () => stage.bubble.getByRole("button").allInnerTexts();
  assert.deepEqual(await names(), ["Skip", "Close"]);
  await stage.step("#target", { timeout: 60_000, back: true });
  await stage.bubble.getByRole("button", { name: "Pause" }).waitFor();
  assert.deepEqual(await names(), ["Pause", "Back", "Skip", "Close"]);
  await stage.frame();
  await stage.isHidden();
  assert.deepEqual(await styles(), before);
});

test("a rule with two classes wins over docent's rules", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const parts = ["text", "progress", "pause", "skip", "cancel"];
    const sheet = new CSSStyleSheet();
    for (const part of parts) {
      sheet.insertRule(`.dj-tutorial-bubble .dj-tutorial-bubble__${part} { color: rgb(1, 2, 3); background: rgb(4, 5, 6); font-size: 7px }`);
    }
    document.adoptedStyleSheets = [sheet];
  });
  for (const next of [false, true]) {
    await stage.step("#target", { timeout: 60_000, next });
    await stage.bubble.getByRole("button", { name: next ? "Next" : "Skip" }).waitFor();
    const looks = await stage.bubble.locator("p[class*=text],p[class*=progress],button:visible").evaluateAll((parts) =>
      parts.map((part) => getComputedStyle(part)).map(({ color, backgroundColor, fontSize }) => `${color} ${backgroundColor} ${fontSize}`),
    );
    assert.deepEqual(looks, Array(5).fill("rgb(1, 2, 3) rgb(4, 5, 6) 7px"));
  }
});
