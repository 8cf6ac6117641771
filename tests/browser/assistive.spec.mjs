// Steps with assistive technology, the keyboard and a person's own settings.

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";

import { checkAccessibility } from "./axe.mjs";
import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("stage");
const onboarding = browserTests("onboarding");

const SNAPSHOT = new URL("onboarding.aria.txt", import.meta.url);

/** Records every text that is announced by a live region. */
const listen = (page) =>
  page.evaluate(() => {
    window.announced = [];
    new MutationObserver((records) => {
      for (const { target } of records) {
        const region = target.parentElement?.closest("[role=status]") ?? (target.role === "status" ? target : undefined);
        if (region?.textContent) announced.push(region.textContent);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });

test("a step that starts unasked is announced once, without focus", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await listen(stage.page);
  await stage.step("#target", { text: "Announced once." });
  await stage.page.waitForFunction(() => announced.length);
  await stage.frame({ run: [1, 1, []] });
  await stage.isBeside("#target");
  assert.deepEqual(await stage.page.evaluate(() => [announced, document.activeElement === document.body]), [["Announced once."], true]);
});

test("a requested step focuses its target and is announced once", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await listen(stage.page);
  await stage.page.locator("#start").click();
  await stage.receives("e");
  await stage.step("#target", { text: "Announced once." });
  await stage.page.locator("#target:focus").waitFor();
  await stage.page.waitForFunction(() => announced.length);
  assert.deepEqual(await stage.page.evaluate(() => announced), ["Announced once."]);
});

test("with reduced motion nothing is animated", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.emulateMedia({ reducedMotion: "reduce" });
  await stage.step("#far");
  await stage.isBeside("#far");
  const isStill = await stage.page.evaluate(() => {
    const { top, bottom } = document.querySelector("#far").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && document.getAnimations().length === 0;
  });
  assert.ok(isStill);
});

test("every control of the bubble is at least 24 px wide and high", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { index: 1, timeout: 4000 });
  await stage.isBeside("#target");
  const buttons = await stage.bubble.locator("button").all();
  assert.equal(buttons.length, 4);
  for (const button of buttons) {
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 24 && height >= 24, `${width} × ${height}`);
  }
});

test("the bubble is a named non-modal dialog described by its text", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { text: "Look here.", index: 1, timeout: 4000 });
  await stage.isBeside("#target");
  const devtools = await stage.page.context().newCDPSession(stage.page);
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  const exposed = nodes
    .filter(({ ignored, role }) => !ignored && /^(?:dialog|button)$/.test(role?.value))
    .map(({ role, name, description, properties }) => ({
      is: role.value,
      name: name.value,
      description: description?.value ?? "",
      isModal: !!properties.find(({ name }) => name === "modal")?.value.value,
    }));
  const part = (is, name, description = "") => ({ is, name, description, isModal: false });
  const expected = [part("dialog", "Guided tour", "Look here."), ...["Pause", "Back", "Skip", "Close"].map((name) => part("button", name))];
  assert.deepEqual(exposed.filter(({ name }) => expected.some((other) => other.name === name)), expected);
});

test("a hidden bubble is not in the accessibility tree", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.end();
  await stage.isHidden();
  const tree = await stage.page.locator("body").ariaSnapshot();
  assert.ok(!/dialog|status|Skip|Close/.test(tree), tree);
});

for (const forcedColors of ["none", "active"]) {
  test(`the focus is visible at every step: forced colours ${forcedColors}`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.emulateMedia({ forcedColors });
    await stage.step("#target", { index: 1, timeout: 4000 });
    await stage.isBeside("#target");
    await stage.page.locator("#start").focus();
    for (const name of ["pause", "back", "skip", "cancel"]) {
      await stage.page.keyboard.press("Tab");
      const button = stage.page.locator(`.dj-tutorial-bubble__${name}:focus-visible`);
      assert.notEqual(await button.evaluate((button) => getComputedStyle(button).outlineStyle), "none", name);
    }
    await stage.bubble.evaluate((bubble) => bubble.focus());
    assert.notEqual(await stage.bubble.evaluate((bubble) => getComputedStyle(bubble).outlineStyle), "none");
    await stage.page.locator("#target").focus();
    assert.notEqual(await stage.page.locator("#target").evaluate((target) => getComputedStyle(target).outlineStyle), "none");
  });
}

onboarding("in forced colours axe finds nothing, the highlight is seen", async ({ open }) => {
  const page = await open("/");
  await page.emulateMedia({ forcedColors: "active" });
  const tour = new Tour(page);
  await tour.start();
  for (const number of [1, 2, 3, 4]) {
    await tour.reaches(number);
    await checkAccessibility(page, `step ${number}`);
    assert.notEqual(await tour.target(number).evaluate((target) => getComputedStyle(target).outlineStyle), "none");
    await tour.skip();
  }
  await tour.isGone();
});

onboarding("the tour's accessibility tree is as recorded", async ({ open }) => {
  const page = await open("/");
  const tour = new Tour(page);
  const shots = [];
  await tour.start();
  for (const number of [1, 2, 3, 4]) {
    await tour.reaches(number);
    shots.push(`# Step ${number}\n\n${await tour.bubble.ariaSnapshot()}\n`);
    await tour.skip();
  }
  await tour.isGone();
  const tree = shots.join("\n");
  if (process.env.ARIA_SNAPSHOT === "write") await writeFile(SNAPSHOT, tree);
  assert.equal(tree, await readFile(SNAPSHOT, "utf8"));
});
