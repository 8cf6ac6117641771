// Commands for dialogs and forms, and what a page refuses of those for its URL.

import assert from "node:assert/strict";

import { openWithFakeServer } from "./fake_server.mjs";
import { browserTests } from "./harness.mjs";

const test = browserTests("stage");

/** Runs commands. Returns the outcome of each: `done` or its code. */
async function run(stage, ...ops) {
  const failures = await stage.frame({ ops });
  return ops.map((_, index) => failures.find(([, at]) => at === index)?.[2] ?? "done");
}

const MARKUP = (open = "", note = "") => `
  <button id="opener">Open</button>
  <dialog id="box" aria-label="Box"${open}><p>${note}</p><button id="inside">Inside</button></dialog>
  <form id="form"><input name="title" value="old"><input name="reset" value="shadow"></form>`;

async function open(visit) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [MARKUP()] });
  return stage;
}

const focus = (stage) => stage.page.evaluate(() => document.activeElement.id);
const isModal = (stage) => stage.page.evaluate(() => document.querySelector("#box").matches(":modal"));
/** Whether what is outside of a dialog can be used. */
async function isUsable(stage) {
  await stage.page.locator("#opener").click({ timeout: 2_000 });
  return (await focus(stage)) === "opener";
}

test("show_modal opens a dialog, and close returns the focus", async (visit) => {
  const stage = await open(visit);
  await stage.page.locator("#opener").focus();
  assert.deepEqual(await run(stage, ["show_modal", { to: "#box" }]), ["done"]);
  assert.ok(await isModal(stage));
  assert.equal(await focus(stage), "inside");
  assert.deepEqual(await run(stage, ["show_modal", { to: "#box" }]), ["done"], "twice is once");
  await stage.frame({ patches: [MARKUP("", "A render leaves it open.")] });
  assert.ok(await isModal(stage));
  assert.equal(await focus(stage), "inside");
  assert.deepEqual(await run(stage, ["close", { to: "#box" }]), ["done"]);
  assert.equal(await focus(stage), "opener");
  assert.ok(await isUsable(stage));
  assert.deepEqual(await run(stage, ["show_modal", { to: "#opener" }], ["close", { to: "#opener" }]), ["threw", "threw"]);
});

test("a dialog that is open without being modal becomes it", async (visit) => {
  const stage = await open(visit);
  await stage.page.evaluate(() => document.querySelector("#box").show());
  assert.deepEqual(await run(stage, ["show_modal", { to: "#box" }]), ["done"]);
  assert.ok(await isModal(stage));
});

test("a modal dialog without its attribute leaves no inert page", async (visit) => {
  const stage = await open(visit);
  const shows = () => stage.page.evaluate(() => document.querySelector("#box").showModal());
  await shows();
  assert.deepEqual(await run(stage, ["remove_attr", { to: "#box", name: "open" }]), ["done"]);
  assert.ok(await isUsable(stage), "after a command");
  await shows();
  await stage.frame({ patches: [MARKUP("", "Another render")] });
  assert.ok(await isModal(stage), "the person's own dialog stays");
  await stage.page.evaluate(() => document.querySelector("#box").close());
  await stage.frame({ patches: [MARKUP(" open")] });
  await stage.page.evaluate(() => document.querySelector("#box").close());
  await shows();
  await stage.frame({ patches: [MARKUP("")] });
  assert.ok(await isUsable(stage), "after a render");
  assert.equal(await stage.page.locator("#box").isVisible(), false);
});

test("a dialog that a step opens closes with its run", async (visit) => {
  const stage = await open(visit);
  await stage.step("#inside", { more: [["show_modal", { to: "#box" }]] });
  assert.ok(await isModal(stage));
  await stage.isBeside("#inside");
  await stage.page.locator("#inside").click();
  await stage.end();
  assert.equal(await isModal(stage), false);
  await stage.isHidden();
  assert.ok(await isUsable(stage));
});

test("reset shows what the server has rendered, in any form", async (visit) => {
  const stage = await open(visit);
  const title = stage.page.locator("[name=title]");
  await title.fill("new");
  assert.deepEqual(await run(stage, ["reset", { to: "#form" }]), ["done"]);
  assert.equal(await title.inputValue(), "old");
  assert.deepEqual(await run(stage, ["reset", { to: "#box" }]), ["threw"]);
});

test("a page is sent to no other site by a path", async (visit) => {
  const stage = await open(visit);
  const before = stage.page.url();
  for (const url of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "data:text/html,x", "blob:" + new URL("/x", before)]) {
    assert.deepEqual(await run(stage, ["navigate", { url }]), ["refused"], url);
    assert.deepEqual(await run(stage, ["patch_url", { url }]), ["refused"], url);
  }
  for (const url of ["javascript:alert(1)", "data:text/html,x", "blob:" + new URL("/x", before), "file:///etc/passwd"]) {
    assert.deepEqual(await run(stage, ["navigate", { url, external: true }]), ["refused"], url);
  }
  assert.equal(stage.page.url(), before);
  await stage.page.route("https://pay.example/**", (route) => route.fulfill({ contentType: "text/html", body: "<h1>Pay</h1>" }));
  stage.post({ ops: [["navigate", { url: "https://pay.example/1", external: true }]] });
  await stage.page.waitForURL("https://pay.example/1");
});

test("a title is set, also beside an image of that name", async (visit) => {
  const stage = await open(visit);
  await stage.page.evaluate(() => document.body.append(Object.assign(new Image(), { name: "title" })));
  assert.deepEqual(await run(stage, ["title", { text: "Tea & <b>" }]), ["done"]);
  assert.equal(await stage.page.title(), "Tea & <b>");
});

test("reload loads the page again", async (visit) => {
  const stage = await open(visit);
  const hellos = stage.hellos;
  await stage.page.evaluate(() => (window.isOld = true));
  stage.post({ ops: [["reload", {}]] });
  await stage.page.waitForFunction(() => !window.isOld && window.docent?.connected);
  assert.ok(stage.hellos > hellos);
});
