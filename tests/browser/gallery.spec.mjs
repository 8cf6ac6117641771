// The gallery: every variant of the bubble, in every scheme and look, by pointer and by keyboard.

import assert from "node:assert/strict";

import { checkAccessibility } from "./axe.mjs";
import { variants, walk } from "./gallery.mjs";
import { browserTests } from "./harness.mjs";

const test = browserTests("gallery");

const SCHEMES = {
  light: {},
  dark: { colorScheme: "dark" },
  "forced colours": { forcedColors: "active" },
};

/** Without motion there are no transitions to wait for. */
async function openStill(open, path, media = {}, options = {}) {
  const page = await open(path, options);
  await page.emulateMedia({ ...media, reducedMotion: "reduce" });
  return page;
}

for (const [scheme, media] of Object.entries(SCHEMES)) {
  test(`axe finds nothing at any step of any variant: ${scheme}`, async ({ open }) => {
    const page = await openStill(open, "/", media);
    await checkAccessibility(page, "before the tours");
    for (const variant of await variants(page)) {
      // The other cards have not changed.
      const context = { exclude: [`.card:not(#${variant})`] };
      for await (const { number } of walk(page, variant)) await checkAccessibility(page, `${variant}, step ${number}`, context);
    }
    // The looks change only the bubble, and forced colours override them.
    for (const look of media.forcedColors ? [] : ["compact", "brand", "ink"]) {
      await page.locator(`label:has(#look-${look})`).click();
      for await (const { number } of walk(page, "timed")) await checkAccessibility(page, `${look}, step ${number}`, "#dj-tutorial-bubble");
    }
    for (const edition of ["/guide", "/no-timers"]) {
      await page.goto(new URL(edition, page.url()).href);
      for await (const { number } of walk(page, "timed")) await checkAccessibility(page, `${edition}, step ${number}`, "#dj-tutorial-bubble");
    }
  });
}

/** The parts of the bubble that are cut off, outside of the window, or too small. */
function faults(bubble) {
  return bubble.evaluate((bubble) => {
    const faults = [];
    const { left, top, right, bottom } = bubble.getBoundingClientRect();
    const { width, height } = visualViewport;
    if (left < 0 || top < 0 || right > width + 1 || bottom > height + 1) faults.push("out of the window");
    if (bubble.scrollWidth > bubble.clientWidth) faults.push("cut off");
    for (const button of bubble.querySelectorAll("button:not([hidden])")) {
      const box = button.getBoundingClientRect();
      if (box.width < 24 || box.height < 24) faults.push(`${button.textContent}: ${box.width} × ${box.height}`);
      if (button.scrollWidth > button.clientWidth) faults.push(`${button.textContent}: cut off`);
    }
    return faults;
  });
}

test("every variant works with large and spaced text", async ({ open }) => {
  const page = await openStill(open, "/", {}, { viewport: { width: 640, height: 700 } });
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
    // The text spacing of WCAG 1.4.12.
    window.spaced = new CSSStyleSheet();
    spaced.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  });
  const space = (isSpaced) =>
    page.evaluate((isSpaced) => {
      document.adoptedStyleSheets = isSpaced ? [spaced] : [];
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    }, isSpaced);
  for (const variant of await variants(page)) {
    for await (const { number } of walk(page, variant)) {
      const bubble = page.locator("#dj-tutorial-bubble");
      assert.deepEqual(await faults(bubble), [], `${variant}, step ${number}, large`);
      await space(true);
      assert.deepEqual(await faults(bubble), [], `${variant}, step ${number}, large and spaced out`);
      await space(false);
    }
  }
});

/** The focused element, also inside shadow roots. */
const focus = (page) =>
  page.evaluateHandle(() => {
    let active = document.activeElement;
    while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active;
  });

test("every variant works by keyboard with a visible focus", async ({ open }) => {
  const page = await openStill(open, "/");
  const bubble = page.locator("#dj-tutorial-bubble");
  for (const variant of await variants(page)) {
    await page.locator(`#${variant}-show`).focus();
    await page.keyboard.press("Enter");
    for (let number = 1, total = 1; number <= total; number++) {
      await bubble.filter({ hasText: `Step ${number} of ` }).waitFor();
      total = Number((await bubble.locator(".dj-tutorial-bubble__step").textContent()).match(/\d+$/)[0]);
      // The focus is at the target, or at the bubble, which is just before it.
      await page.waitForFunction(
        (highlight) => document.activeElement.shadowRoot || document.activeElement.matches(highlight),
        "#dj-tutorial-bubble, .tour-highlight, .danger",
      );
      const key = (await bubble.evaluate((bubble) => document.activeElement === bubble)) ? "Tab" : "Shift+Tab";
      for (let presses = 1; !(await bubble.locator(".dj-tutorial-bubble__skip:focus").count()); presses++) {
        assert.ok(presses < 6, `${variant}, step ${number}: Skip is ${key} away`);
        await page.keyboard.press(key);
        const isSeen = await (await focus(page)).evaluate((element) => {
          const { left, top, width, height } = element.getBoundingClientRect();
          const on = document.elementFromPoint(left + width / 2, top + height / 2);
          return element.contains(on) && element.matches(":focus-visible") && getComputedStyle(element).outlineStyle !== "none";
        });
        assert.ok(isSeen, `${variant}, step ${number}: the focus shows`);
      }
      await page.keyboard.press("Enter");
    }
    await bubble.waitFor({ state: "hidden" });
    // Esc closes an open dialog: until then the element that started the tour is inert.
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), `${variant}-show`, `${variant}: the focus is back`);
  }
  assert.deepEqual(await page.evaluate(() => document.documentElement.getAttributeNames()), ["lang"]);
});

test("a bubble higher than the window scrolls by keyboard", async ({ open }) => {
  const page = await openStill(open, "/", {}, { viewport: { width: 360, height: 320 } });
  const bubble = page.locator("#dj-tutorial-bubble");
  await page.locator("#texts-show").focus();
  await page.keyboard.press("Enter");
  await bubble.filter({ hasText: "Step 1 of 2" }).waitFor();
  await bubble.locator(".dj-tutorial-bubble__skip").focus();
  await page.keyboard.press("Enter");
  await bubble.filter({ hasText: "Step 2 of 2" }).waitFor();
  await bubble.locator(".dj-tutorial-bubble__skip").focus();
  const scrolled = () => bubble.evaluate(({ scrollTop }) => scrollTop);
  await page.waitForFunction(() => document.querySelector("#dj-tutorial-bubble").scrollTop > 0);
  const before = await scrolled();
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction((before) => document.querySelector("#dj-tutorial-bubble").scrollTop < before, before);
});

test("axe finds nothing in a bubble that scrolls", async ({ open }) => {
  const page = await openStill(open, "/", {}, { viewport: { width: 360, height: 320 } });
  for await (const { number } of walk(page, "texts")) {
    const overflow = await page.locator("#dj-tutorial-bubble").evaluate((bubble) => getComputedStyle(bubble).overflowY);
    assert.equal(overflow, number === 2 ? "auto" : "visible", `step ${number}`);
    await checkAccessibility(page, `in a low window, step ${number}`, "#dj-tutorial-bubble");
  }
});

// Chromium writes these while there is no server, and while a connection is being closed.
const tolerates = [
  /WebSocket connection to 'ws:\/\/127\.0\.0\.1:\d+\/no-timers' failed: /,
  /WebSocket is already in CLOSING or CLOSED state/,
];

test("a page without timers reconnects when the server restarts", { tolerates }, async ({ open, server }) => {
  const page = await open("/");
  const sentAway = new Promise((resolve) => {
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => socket.url().endsWith("/no-timers") && payload.startsWith('["d"') && resolve()),
    );
  });
  // The page reconnects at a random moment: the first one.
  await page.addInitScript(() => (Math.random = () => 0));
  await page.goto(`${server.url}/no-timers`);
  await page.waitForFunction(() => window.docent.connected);

  await server.restart();

  // Bounds the wait for a frame that never comes.
  assert.ok(await Promise.race([sentAway.then(() => true), page.waitForEvent("close").catch(() => false)]), "the page was closed");
  for await (const { number } of walk(page, "timed")) assert.ok(number);
});
