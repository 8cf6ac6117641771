// The operations `step`, `end` and `over`: what the page does, and in which order.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

/** Records the events of a step, with the target's classes at the narration. */
const record = (page) =>
  page.evaluate(() => {
    window.recorded = [];
    document.addEventListener("tour:narrate", ({ target, detail }) => recorded.push(["narrate", target.id || target.localName, target.className, detail]));
    document.addEventListener("tour:hide", () => recorded.push(["hide"]));
    document.addEventListener("focusin", ({ target }) => recorded.push(["focus", target.id]));
    document.addEventListener("entered", ({ target }) => recorded.push(["entered", target.id]));
  });

const recorded = (page) => page.evaluate(() => recorded);

/** A page whose button was pressed, so that a step may take the focus. */
async function asked(visit) {
  const stage = await openWithFakeServer(visit);
  await stage.page.locator("#start").click();
  await stage.receives("e");
  await record(stage.page);
  return stage;
}

const ENTERED = ["dispatch", { to: "#late", event: "entered" }];

/** Adds a button with this id. */
const add = (page, id) =>
  page.evaluate((id) => {
    const button = document.createElement("button");
    button.id = id;
    document.querySelector("#gap").append(button);
  }, id);

test("a step is highlighted, narrated, focused, and then entered", async (visit) => {
  const stage = await asked(visit);
  await stage.step("#target", { text: "Look.", name: "first", more: [["dispatch", { to: "#target", event: "entered" }]] });
  const detail = { text: "Look.", target: "#target", position: "bottom", step: 0, total: 3 };
  assert.deepEqual(await recorded(stage.page), [
    ["narrate", "target", "wide loud tour-highlight", detail],
    ["focus", "target"],
    ["entered", "target"],
  ]);
});

test("the narration contains the step's time and on_missing", async (visit) => {
  const stage = await asked(visit);
  const options = { timeout: 4000, only_timeout: true, on_missing: "center" };
  await stage.step("#target", options);
  const [[, , , detail]] = await recorded(stage.page);
  assert.deepEqual(detail, { text: "Look here.", target: "#target", position: "bottom", step: 0, total: 3, ...options });
});

test("a step may have its own class and event", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => document.addEventListener("app:hint", ({ target, detail }) => (window.hint = [target.id, target.className, detail.text])));
  await stage.step("#target", { class: "glow\nbright", event: "app:hint" });
  assert.deepEqual(await stage.page.evaluate(() => hint), ["target", "wide loud glow bright", "Look here."]);
  await stage.isHidden();
  await stage.end();
  assert.equal(await stage.page.locator("#target").getAttribute("class"), "wide  loud");
});

test("a late target is highlighted, narrated, focused, and entered", async (visit) => {
  const stage = await asked(visit);
  assert.deepEqual(await stage.step("#late", { more: [ENTERED] }), [[1, 1, "missing", "dispatch", "#late"]], "the command, and not the step, has failed");
  assert.deepEqual(stage.missing, [["t", 1, 1, "missing"]]);
  assert.deepEqual(await recorded(stage.page), []);
  await add(stage.page, "late");
  await stage.isBeside("#late");
  assert.deepEqual(
    (await recorded(stage.page)).map(([what, id, look]) => [what, id, look]),
    [
      ["narrate", "late", "tour-highlight"],
      ["focus", "late", undefined],
      ["entered", "late", undefined],
    ],
  );
});

test("a centered step is narrated on the body, once", async (visit) => {
  const stage = await asked(visit);
  assert.deepEqual(await stage.step("#late", { on_missing: "center" }), []);
  await stage.isCentered();
  await add(stage.page, "late");
  await stage.isBeside("#late");
  assert.deepEqual(
    (await recorded(stage.page)).map(([what, id]) => [what, id]),
    [
      ["narrate", "body"],
      ["focus", "dj-tutorial-bubble"],
    ],
  );
});

test("a hidden target's text is announced when the target shows", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = true));
  await stage.step("#target");
  assert.equal(await stage.page.locator(".dj-tutorial-announcer").count(), 0);
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = false));
  await stage.page.locator(".dj-tutorial-announcer").filter({ hasText: "Look here." }).waitFor();
});

test("a step that ends in its own frame is only narrated", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await record(page);
  await page.evaluate(() => {
    window.scrolled = 0;
    addEventListener("scroll", () => scrolled++, true);
  });
  const brief = { tour: "stage", step: 0, total: 2, target: "#far", position: "top", class: "tour-highlight", event: "tour:narrate", text: "Gone." };
  const next = { ...brief, step: 1, target: "#target", text: "Stays." };
  const ops = [["step", brief], ["set_attr", { to: "#far", name: "title", value: "Been here" }], ["end", { cause: "completed" }], ["step", next]];
  assert.deepEqual(await stage.frame({ run: [1, 2, ops] }), []);
  await stage.isBeside("#target");
  assert.equal(await stage.text.innerText(), "Stays.");
  assert.deepEqual(
    (await recorded(page)).map(([what, id, look]) => [what, id, look]),
    [
      ["narrate", "far", "tour-highlight"],
      ["narrate", "target", "wide loud tour-highlight"],
    ],
  );
  assert.equal(await page.locator("#far").getAttribute("title"), "Been here");
  assert.equal(await page.locator(".tour-highlight").count(), 1);
  assert.equal(await page.evaluate(() => scrolled), 0);
  await page.locator(".dj-tutorial-announcer").filter({ hasText: "Stays." }).waitFor();
  await stage.end();
  assert.equal(await page.locator("#far").getAttribute("title"), null, "its effects are in the ledger");
});

test("a brief step without its target has failed", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const brief = { tour: "stage", step: 0, total: 2, target: "#late", position: "top", class: "on", event: "tour:narrate", text: "Gone." };
  const next = { ...brief, step: 1, target: "#target" };
  const ops = [["step", brief], ["end", { cause: "completed" }], ["step", next]];
  assert.deepEqual(await stage.frame({ run: [1, 2, ops] }), [[1, 0, "missing", "step", "#late"]]);
  assert.deepEqual(stage.missing, []);
});

test("on_enter may focus the target, as any other element", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { more: [["focus", { to: "#target" }]] });
  await stage.page.locator("#target:focus").waitFor();
});

test("a step that has ended is removed before the next is shown", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await record(stage.page);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.frame({ run: [1, 1, [["end", { cause: "skipped" }]]] });
  await stage.isHidden();
  assert.equal(await stage.page.locator("#target").getAttribute("class"), "wide  loud");
  assert.deepEqual((await recorded(stage.page)).filter(([what]) => what === "hide"), []);
});

test("a run that is over hides the bubble by tour:hide, once", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await record(stage.page);
  await stage.step("#target");
  assert.deepEqual(await stage.end(), []);
  await stage.isHidden();
  assert.deepEqual((await recorded(stage.page)).filter(([what]) => what === "hide"), [["hide"]]);
});

test("a snapshot of the same step does not announce it again", async (visit) => {
  const stage = await asked(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target");
  await page.locator(".dj-tutorial-announcer").filter({ hasText: "Look here." }).waitFor();
  await page.locator("#second").focus();
  const html = await page.evaluate(() => document.querySelector("[dj-root]").innerHTML);
  const step = { tour: "stage", step: 0, total: 3, target: "#target", position: "bottom", class: "tour-highlight", event: "tour:narrate", text: "Look here." };
  stage.send(["s", 2, 1, html, [1, 1, [["step", step]]], []]);
  stage.send(["p"]);
  await stage.receives("k", ([, s]) => s === 2);
  await stage.isBeside("#target");
  assert.deepEqual(
    (await recorded(page)).map(([what, id]) => [what, id]),
    [
      ["narrate", "target"],
      ["focus", "target"],
      ["focus", "second"],
      ["narrate", "target"],
    ],
  );
  assert.equal(await page.locator(".dj-tutorial-announcer").innerText(), "");
});

test("the app's own narration shows the bubble", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  const narrate = (target, text) =>
    page.evaluate(
      ([target, text]) => {
        const detail = { text, target, position: "bottom", step: 0, total: 1 };
        document.querySelector(target).dispatchEvent(new CustomEvent("tour:narrate", { bubbles: true, detail }));
      },
      [target, text],
    );
  await narrate("#second", "From the app.");
  await stage.isBeside("#second");
  assert.equal(await stage.text.innerText(), "From the app.");
  await stage.step("#target", { more: [["dispatch", { to: "#second", event: "tour:narrate", detail: { text: "On entry.", target: "#second", step: 0, total: 1 } }]] });
  await stage.isBeside("#second");
  assert.equal(await stage.text.innerText(), "On entry.");
});

test("a listener's own narration does not replace the step", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    document.addEventListener("tour:narrate", ({ target, detail }) => {
      if (detail.isEcho) return;
      target.dispatchEvent(new CustomEvent("tour:narrate", { bubbles: true, detail: { ...detail, text: "An echo.", isEcho: true } }));
    });
  });
  await stage.step("#target");
  await stage.isBeside("#target");
  assert.equal(await stage.text.innerText(), "Look here.");
  await stage.page.locator("#target.tour-highlight").waitFor();
});

test("a listener may hide the bubble while its step is narrated", async (visit) => {
  const stage = await asked(visit);
  await stage.page.evaluate(() => document.addEventListener("tour:narrate", ({ target }) => target.dispatchEvent(new Event("tour:hide", { bubbles: true }))));
  await stage.step("#target", { timeout: 60_000 });
  await stage.isHidden();
  assert.equal(await stage.page.evaluate(() => document.activeElement.id), "start");
});

for (const [what, options] of [
  ["no text", { text: undefined }],
  ["no class", { class: null }],
  ["a number for its event", { event: 1 }],
  ["no place in its tour", { step: "first" }],
]) {
  test(`a step that has ${what} is a bad frame`, { expects: [/docent: frame/] }, async (visit) => {
    const stage = await openWithFakeServer(visit);
    const step = { tour: "stage", step: 0, total: 3, target: "#target", position: "bottom", class: "on", event: "tour:narrate", text: "Look here.", ...options };
    stage.post({ run: [1, 1, [["step", step]]] });
    await stage.receives("h", ([, hello]) => hello.session);
    await stage.isHidden();
  });
}

test("a step stays closed where the app has replaced the frames", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target");
  // As fake clocks do, which know nothing of the frames requested before.
  await page.evaluate(() => {
    window.cancelAnimationFrame = () => {};
  });
  await stage.end();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  assert.equal(await page.locator(".tour-highlight").count(), 0);
});

test("a step without a position has the bubble's own", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    document.querySelector("#dj-tutorial-bubble").dataset.position = "right";
    document.addEventListener("tour:narrate", ({ detail }) => (window.told = detail.position));
  });
  await stage.step("#second", { position: undefined });
  await stage.isBeside("#second", "right");
  assert.equal(await stage.page.evaluate(() => told), "right", "an app's own bubble is told");
  await stage.step("#second", { position: "bottom" });
  await stage.isBeside("#second", "bottom");
  assert.equal(await stage.page.evaluate(() => told), "bottom");
});
