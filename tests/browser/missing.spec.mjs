// A step whose target is not on the page.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("stage");

/** Inserts a button with this id before the far one. The page's policy forbids markup from a string. */
const add = (page, id) =>
  page.evaluate((id) => {
    const button = document.createElement("button");
    button.id = id;
    button.textContent = id;
    document.querySelector("#gap").append(button);
  }, id);

const remove = (page, id) => page.evaluate((id) => document.getElementById(id).remove(), id);

test("a missing target is reported once, to server and app", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.missed = [];
    document.addEventListener("docent:missing", ({ detail, bubbles }) => missed.push({ ...detail, bubbles }));
  });
  await stage.step("#late", { index: 1 });
  await stage.frame({ run: [1, 1, []] });
  await stage.isHidden();
  await add(stage.page, "late");
  await stage.isBeside("#late");
  await remove(stage.page, "late");
  await stage.isHidden();
  assert.deepEqual(stage.missing, [["t", 1, 1, "missing"]]);
  assert.deepEqual(await stage.page.evaluate(() => missed), [{ target: "#late", step: 1, bubbles: true }]);
});

test("a target in the step's own frame is not missing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#fresh", { patches: ['<main><button id="fresh">Fresh</button></main>'] });
  await stage.isBeside("#fresh");
  assert.deepEqual(stage.missing, []);
});

test("a step that is over is not shown while a target is missing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { text: "Over." });
  await stage.isBeside("#target");
  await stage.step("#late", { index: 1 });
  assert.equal(await stage.bubble.isVisible(), false);
  await add(stage.page, "late");
  await stage.isBeside("#late");
  assert.equal(await stage.text.textContent(), "Look here.");
});

test("a hidden target is missing until it shows", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = true));
  await stage.step("#target");
  await stage.receives("t", (frame) => frame[3] === "missing");
  await stage.isHidden();
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = false));
  await stage.isBeside("#target");
});

test("a late target gets highlight and bubble in the same frame", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#late");
  const [isHighlighted, isShown] = await stage.page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => {
          const button = document.createElement("button");
          button.id = "late";
          document.querySelector("#gap").append(button);
          // The next frame's callbacks run in the order of their requests: docent's first.
          requestAnimationFrame(() =>
            requestAnimationFrame(() =>
              resolve([
                button.classList.contains("tour-highlight"),
                document.querySelector("#dj-tutorial-bubble").dataset.visible === "true",
              ]),
            ),
          );
        }),
      ),
  );
  assert.deepEqual([isHighlighted, isShown], [true, true]);
});

test("on_missing: center centers the bubble until a target appears", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#late", { on_missing: "center", text: "Nothing to point at." });
  await stage.isCentered();
  assert.equal(await stage.text.innerText(), "Nothing to point at.");
  assert.deepEqual(stage.missing, [["t", 1, 1, "missing"]]);
  await add(stage.page, "late");
  await stage.isBeside("#late");
  await stage.page.locator("#late.tour-highlight").waitFor();
  await remove(stage.page, "late");
  await stage.isCentered();
  await stage.end();
  await stage.isHidden();
});

test("a centered bubble can be used by keyboard", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#late", { on_missing: "center" });
  await stage.isCentered();
  for (let presses = 0; presses < 3; presses++) {
    if (await stage.bubble.locator(".dj-tutorial-bubble__skip:focus").count()) break;
    await stage.page.keyboard.press("Tab");
  }
  await stage.page.keyboard.press("Enter");
  await stage.receives("t", (frame) => frame[3] === "skip");
});

test("a requested centered bubble is focused and announced once", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.locator("#start").click();
  await stage.receives("e");
  await stage.step("#late", { on_missing: "center" });
  await stage.page.locator("#dj-tutorial-bubble:focus").waitFor();
  assert.equal(await stage.page.locator(".dj-tutorial-announcer").innerText(), "");
});

test("an invalid selector is a missing target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#bad[");
  await stage.receives("t", (frame) => frame[3] === "missing");
  await stage.step("#target");
  await stage.isBeside("#target");
});

for (const [kind, hide] of [
  ["is not there", "remove"],
  ["cannot be seen", "hide"],
]) {
  test(`a step whose target ${kind} for 3 s shows in the middle`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.evaluate((hide) => {
      const target = document.querySelector("#target");
      if (hide === "remove") target.remove();
      else target.style.visibility = "hidden";
      document.querySelector("#dj-tutorial-bubble").dataset.looking = "Looking for it …";
    }, hide);
    await stage.step("#target", { text: "Look here." });
    await stage.receives("t", (frame) => frame[3] === "missing");
    await stage.isCentered();
    assert.equal(await stage.text.innerText(), "Look here.\n\nLooking for it …");
    await stage.bubble.locator(".dj-tutorial-bubble__skip").click();
    await stage.receives("t", (frame) => frame[3] === "skip");
    await stage.page.evaluate(() => document.activeElement.blur());
    await stage.page.keyboard.press("Escape");
    await stage.receives("t", (frame) => frame[3] === "cancel");
    if (hide === "remove") {
      await add(stage.page, "target");
    } else {
      await stage.page.evaluate(() => (document.querySelector("#target").style.visibility = "visible"));
    }
    await stage.isBeside("#target");
    assert.equal(await stage.text.innerText(), "Look here.");
  });
}

test("an app chooses when a step shows without its target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  stage.limits = { ...stage.limits, target: 20_000 };
  await stage.close(1012);
  await stage.receives("h", () => stage.hellos === 2);
  await stage.page.waitForFunction(() => window.docent.connected);
  await stage.page.clock.install();
  await stage.step("#late");
  await stage.page.clock.runFor(19_000);
  await stage.isHidden();
  await stage.page.clock.runFor(2_000);
  await stage.isCentered();
});

// The following tests use the real server, which gets the report.

const startWithoutTarget = async (open, policy) => {
  const page = await open(`/missing/${policy}`);
  const tour = new Tour(page, ["#late", "#there"]);
  await page.evaluate(() => {
    window.missed = [];
    document.addEventListener("docent:missing", ({ detail }) => missed.push(detail.target));
  });
  await tour.start();
  return tour;
};

test("on_missing: wait keeps the step until its target appears", async ({ open }) => {
  const tour = await startWithoutTarget(open, "wait");
  await tour.page.waitForFunction(() => window.docent.connected);
  await add(tour.page, "late");
  await tour.reaches(1);
});

test("on_missing: skip goes on to the next step", async ({ open }) => {
  const tour = await startWithoutTarget(open, "skip");
  await tour.reaches(2);
});

test("on_missing: center shows a step that can be completed", async ({ open }) => {
  const tour = await startWithoutTarget(open, "center");
  await tour.text.filter({ hasText: "First." }).waitFor();
  await tour.page.locator("#there").click();
  await tour.reaches(2);
});

test("on_missing: cancel ends the tour", async ({ open }) => {
  const tour = await startWithoutTarget(open, "cancel");
  // A click before the report would complete the step.
  await tour.page.waitForFunction(() => missed.length === 1);
  await tour.page.locator("#there").click();
  await tour.isGone();
  // It is not shown later either: the tour can be started again, and the report is sent again.
  await tour.start();
  await tour.page.waitForFunction(() => missed.length === 2);
  assert.deepEqual(await tour.page.evaluate(() => missed), ["#late", "#late"]);
  await tour.isGone();
});
