// A tour over several pages, as the browser sees it: the path that a page reports, and when it shows or follows a link to another.

import assert from "node:assert/strict";

import { openWithFakeServer } from "./fake_server.mjs";
import { browserTests } from "./harness.mjs";

const test = browserTests("stage");

const ELSEWHERE = { tour: "stage", step: 0, total: 3, target: "", class: "", event: "tour:narrate", elsewhere: true, text: "Create it." };

/** Shows a step that goes on at another page than `path`. */
const away = (stage, { path = "/stage", visit = 1, ...options } = {}) => {
  const step = { ...ELSEWHERE, href: "/blank?next", ...options };
  return stage.frame({ run: [1, visit, [["at", { path }], ["step", step]]] });
};
/** Shows a step of the same tour that is at this page. */
const onPage = (stage) => stage.frame({ run: [1, 1, [["at", { path: "/stage" }], ["step", { ...ELSEWHERE, elsewhere: undefined, target: "#target" }]]] });
const here = (stage, path) => stage.receives("t", ([, , , name, at]) => name === "here" && at === path);
const link = (stage) => stage.bubble.getByRole("link", { name: "Go to that page" });

/** Notes whether the bubble is shown from now on, also for a moment. */
const watchBubble = (page) =>
  page.evaluate(() => {
    window.wasShown = false;
    const bubble = document.querySelector("#dj-tutorial-bubble");
    new MutationObserver(() => (window.wasShown ||= bubble.dataset.visible === "true")).observe(bubble, { attributes: true });
  });
const frames = (page, count) =>
  page.evaluate(async (count) => {
    for (let n = 0; n < count; n++) await new Promise(requestAnimationFrame);
  }, count);

test("the hello of a page has its path", async (context) => {
  const stage = await openWithFakeServer(context, "/stage?a=b");
  const [, { path }] = await stage.receives("h");
  assert.equal(path, "/stage");
});

test("a step of another page is a text and a link", async (context) => {
  const stage = await openWithFakeServer(context);
  await away(stage);
  await link(stage).waitFor();
  await stage.isCentered();
  assert.match(await stage.text.textContent(), /^Create it\.\s+This continues on another page\.$/);
  assert.equal(stage.missing.length, 0);
  await stage.page.keyboard.press("Escape");
  await link(stage).click();
  await stage.page.waitForURL("**/blank?next");
});

test("the link is reached by Tab, and gone with the step", async (context) => {
  const stage = await openWithFakeServer(context);
  await away(stage);
  await link(stage).waitFor();
  await stage.bubble.focus();
  await stage.page.keyboard.press("Tab");
  assert.equal(await stage.page.evaluate(() => document.activeElement.textContent), "Go to that page");
  const markup = await stage.page.evaluate(() => document.querySelector(".dj-tutorial-bubble__visit").outerHTML);
  assert.match(markup, /href=/);
  await stage.end();
  await stage.isHidden();
  assert.doesNotMatch(await stage.page.evaluate(() => document.querySelector(".dj-tutorial-bubble__visit").outerHTML), /href=/);
});

test("a path that a script changes is reported, and hides the link", async (context) => {
  const stage = await openWithFakeServer(context);
  await away(stage);
  await link(stage).waitFor();
  await stage.page.evaluate(() => history.pushState({}, "", "/stage/other"));
  await here(stage, "/stage/other");
  await stage.isHidden();
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.page.goBack();
  await here(stage, "/stage");
});

test("a step that waits elsewhere shows nothing, and looks on", async (context) => {
  const stage = await openWithFakeServer(context);
  await watchBubble(stage.page);
  await stage.page.clock.install();
  await away(stage, { href: undefined });
  // A link would be there by now.
  await stage.page.clock.runFor(1_000);
  await stage.page.evaluate(() => history.replaceState({}, "", "/stage/other"));
  await here(stage, "/stage/other");
  assert.equal(await stage.page.evaluate(() => window.wasShown), false);
});

test("of a step without pages no path is reported", async (context) => {
  const stage = await openWithFakeServer(context);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.page.evaluate(() => history.pushState({}, "", "/stage/other"));
  await frames(stage.page, 30);
  assert.ok(!stage.received.some(([, , , name]) => name === "here"));
});

test("a page goes to a step's page once, and then links to it", async (context) => {
  const stage = await openWithFakeServer(context);
  await away(stage, { href: "/stage?again", go: "7.1" });
  await stage.page.waitForURL("**/stage?again");
  await stage.receives("h", () => stage.hellos === 2);
  await stage.page.waitForFunction(() => window.docent?.connected);
  stage.restart();
  await away(stage, { href: "/stage?again", go: "7.1" });
  await link(stage).waitFor();
  assert.equal(new URL(stage.page.url()).search, "?again");
  await away(stage, { href: "/stage?other", go: "7.2", visit: 2 });
  await stage.page.waitForURL("**/stage?other");
});

test("a step whose page cannot be gone to has its link", async (context) => {
  const stage = await openWithFakeServer(context);
  await away(stage, { href: "https://example.org/", go: "7.1" });
  await link(stage).waitFor();
});

test("a frame that leaves the page shows no link", async (context) => {
  const stage = await openWithFakeServer(context);
  const { page } = stage;
  await onPage(stage);
  await stage.isBeside("#target");
  let leave;
  const wasShown = new Promise((resolve) => (leave = resolve));
  await page.exposeFunction("leave", leave);
  await page.evaluate(() => {
    const link = document.querySelector(".dj-tutorial-bubble__visit");
    let wasShown = false;
    addEventListener("beforeunload", ({ timeStamp }) => {
      const look = () => {
        wasShown ||= link.checkVisibility({ opacityProperty: true, visibilityProperty: true });
        // A link is held back for 250 ms.
        performance.now() - timeStamp > 500 ? window.leave(wasShown) : requestAnimationFrame(look);
      };
      look();
    });
  });
  // The other page answers when this one has looked for long enough.
  await page.route("**/blank?gone", async (route) => {
    await wasShown;
    await route.continue();
  });
  stage.post({ ops: [["navigate", { url: "/blank?gone" }]], run: [1, 2, [["end", { cause: "completed" }], ["at", { path: "/stage" }], ["step", { ...ELSEWHERE, href: "/x" }]]] });
  await page.waitForURL("**/blank?gone");
  assert.equal(await wasShown, false);
});

test("a page that Back restores reports it", async (context) => {
  const stage = await openWithFakeServer(context);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await stage.receives("t", ([, run, , name]) => run === 1 && name === "again");
});

for (const colorScheme of ["light", "dark"]) {
  test(`the link fits a narrow page, ${colorScheme}`, async ({ open, server }) => {
    const stage = await openWithFakeServer({ open, server }, "/stage", { viewport: { width: 360, height: 640 }, colorScheme });
    await away(stage, { back: true });
    await link(stage).waitFor();
    const { x, width, height } = await link(stage).boundingBox();
    assert.ok(x >= 0 && x + width <= 360 && height >= 24);
    if (process.env.PICTURES) await stage.page.screenshot({ path: `${process.env.PICTURES}/pages-${colorScheme}.png` });
  });
}
