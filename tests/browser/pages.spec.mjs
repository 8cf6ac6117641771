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

/** Sends a frame by which the page is left, for `/blank?gone`, and returns whether the bubble is shown in the page from then on. */
async function wasShownLeaving(stage, content) {
  const { page } = stage;
  let leave;
  const left = new Promise((resolve) => (leave = resolve));
  await page.exposeFunction("leave", leave);
  await page.evaluate(() => {
    const bubble = document.querySelector("#dj-tutorial-bubble");
    let leftAt;
    let wasShown = false;
    const look = () => {
      wasShown ||= bubble.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      // A link is held back for 250 ms.
      performance.now() - leftAt > 500 ? window.leave(wasShown) : requestAnimationFrame(look);
    };
    // It ends the frame that is posted.
    document.addEventListener("tour:step", look, { once: true });
    addEventListener("beforeunload", () => (leftAt = performance.now()));
  });
  // The other page answers when this one has looked for long enough.
  await page.route("**/blank?gone", async (route) => {
    await left;
    await route.continue();
  });
  stage.post(content);
  await page.waitForURL("**/blank?gone");
  return left;
}

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

/** What ends the step that is shown and shows one that goes on elsewhere. */
const next = (options) => [1, 2, [["end", { cause: "completed" }], ["at", { path: "/stage" }], ["step", { ...ELSEWHERE, ...options }]]];

test("a frame that leaves the page shows no bubble", async (context) => {
  const stage = await openWithFakeServer(context);
  await onPage(stage);
  await stage.isBeside("#target");
  assert.equal(await wasShownLeaving(stage, { ops: [["navigate", { url: "/blank?gone" }]], run: next({ href: "/x" }) }), false);
});

test("a page that is led to the next step's shows no bubble", async (context) => {
  const stage = await openWithFakeServer(context);
  await onPage(stage);
  await stage.isBeside("#target");
  assert.equal(await wasShownLeaving(stage, { run: next({ href: "/blank?gone", go: "7.1" }) }), false);
});

test("a page that is being left shows no link after a snapshot", async (context) => {
  const stage = await openWithFakeServer(context);
  const { page } = stage;
  await away(stage);
  await link(stage).waitFor();
  await page.evaluate(() => dispatchEvent(new Event("beforeunload")));
  await stage.snapshot("<main></main>", "", { ...ELSEWHERE, path: "/stage", href: "/x" });
  // A link is held back for 250 ms.
  const isShown = page.evaluate(
    () =>
      new Promise((resolve) => {
        const since = performance.now();
        const look = () => {
          const isShown = document.querySelector(".dj-tutorial-bubble__visit").checkVisibility();
          isShown || performance.now() - since > 500 ? resolve(isShown) : requestAnimationFrame(look);
        };
        look();
      }),
  );
  assert.equal(await isShown, false);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
  await link(stage).waitFor({ timeout: 5_000 });
});

test("a step that is over is not shown before the link", async (context) => {
  const stage = await openWithFakeServer(context);
  await onPage(stage);
  await stage.isBeside("#target");
  const isShown = stage.page.evaluate(
    () =>
      new Promise((resolve) => {
        const isShown = () => resolve(document.querySelector("#dj-tutorial-bubble").checkVisibility());
        document.addEventListener("tour:step", isShown, { once: true });
      }),
  );
  stage.post({ run: next({ href: "/x" }) });
  assert.equal(await isShown, false);
  await link(stage).waitFor();
});

test("a step that waits elsewhere takes the one before away", async (context) => {
  const stage = await openWithFakeServer(context);
  await onPage(stage);
  await stage.isBeside("#target");
  await stage.frame({ run: next() });
  assert.equal(await stage.bubble.isVisible(), false);
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
