// What shows that the page waits for the server: a mark on what was pressed, and a class while another page comes.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");
const onNavigation = browserTests("navigation");

/** A page whose live part is this markup. */
async function show(visit, markup) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [markup] });
  return stage;
}

const event = (stage, number) => stage.receives("e", ([, c]) => c === number);
/** The class and `aria-busy` of an element, as its attributes have them. */
const mark = (stage, selector) =>
  stage.page.evaluate((selector) => ["class", "aria-busy"].map((name) => Element.prototype.getAttribute.call(document.querySelector(selector), name)), selector);
const MARKED = ["dj-loading", "true"];
const PLAIN = [null, null];

test("what was pressed is marked until it is answered", async (visit) => {
  const chain = JSON.stringify([["push", { event: "go" }], ["push", { event: "go" }]]);
  const body = `<button id="plain" dj-click="go">1</button><button id="chain" dj-click='${chain}'>2</button><form id="form" dj-submit="go"><input name="classList"><button>3</button></form><input id="text" dj-input="typed">`;
  const stage = await show(visit, `<main>${body}</main>`);
  stage.takes = false;
  let c = 0;
  for (let [id, press, events] of [["plain", "#plain", 1], ["chain", "#chain", 2], ["form", "#form button", 1]]) {
    await stage.page.locator(press).click();
    await event(stage, (c += events));
    assert.deepEqual(await mark(stage, `#${id}`), MARKED, id);
    await stage.frame({ patches: [`<main><p>${c}</p>${body}</main>`] });
    assert.deepEqual(await mark(stage, `#${id}`), MARKED, `${id}: a render in between`);
    for (; events > 1; events--) {
      stage.answers(c - events + 1);
      await stage.frame();
      assert.deepEqual(await mark(stage, `#${id}`), MARKED, `${id}: one of two answers`);
    }
    stage.answers(c);
    await stage.frame({ patches: [`<main>${body}</main>`] });
    assert.deepEqual(await mark(stage, `#${id}`), PLAIN, `${id}: answered`);
  }
  await stage.page.locator("#text").fill("x");
  await event(stage, ++c);
  assert.deepEqual(await mark(stage, "#text"), PLAIN, "nothing is pressed where someone types");
});

test("the mark leaves the page's own class and state alone", async (visit) => {
  const page = (attributes) => `<main><button id="b" dj-click="go"${attributes}>1</button></main>`;
  const stage = await show(visit, page(' class="a  b"'));
  stage.takes = false;
  await stage.page.locator("#b").click();
  await event(stage, 1);
  assert.deepEqual(await mark(stage, "#b"), ["a b dj-loading", "true"]);
  stage.answers(1);
  await stage.frame({ patches: [page(' class="c" aria-busy="true"')] });
  assert.deepEqual(await mark(stage, "#b"), ["c", "true"], "a job of the app's goes on");
  await stage.frame({ patches: [page(' class="c"')] });
  assert.deepEqual(await mark(stage, "#b"), ["c", null]);
});

test("the mark leaves what a command or the page has set", async (visit) => {
  const page = `<main><button id="b" class="tab" aria-busy="false" dj-click="go">1</button></main>`;
  const stage = await show(visit, page);
  await stage.frame({ ops: [["set_attr", { to: "#b", name: "class", value: "tab active" }]] });
  stage.takes = false;
  await stage.page.locator("#b").click();
  await event(stage, 1);
  assert.deepEqual(await mark(stage, "#b"), ["tab active dj-loading", "true"]);
  stage.answers(1);
  await stage.frame({ patches: [page.replace(">1<", ">2<")] });
  assert.deepEqual(await mark(stage, "#b"), ["tab active", "false"]);
});

test("a refusal and a session that is over take the mark off", { expects: [/refused: unknown_event/, /refused: session_over/] }, async (visit) => {
  const stage = await show(visit, `<main><button id="b" dj-click="go">1</button></main>`);
  stage.takes = false;
  await stage.page.locator("#b").click();
  await event(stage, 1);
  stage.send(["x", 1, "unknown_event", "no"]);
  await stage.page.waitForFunction(() => !document.querySelector("#b").ariaBusy);
  assert.deepEqual(await mark(stage, "#b"), PLAIN);

  await stage.page.locator("#b").click();
  await event(stage, 2);
  await stage.close(1012);
  await stage.page.waitForFunction(() => !window.docent.connected);
  assert.deepEqual(await mark(stage, "#b"), MARKED, "it is sent again");
  stage.answers(2);
  await stage.page.waitForFunction(() => !document.querySelector("#b").ariaBusy);

  await stage.page.locator("#b").click();
  await event(stage, 3);
  await stage.close(4409);
  await stage.page.waitForFunction(() => !document.querySelector("#b").ariaBusy);
  assert.deepEqual(await mark(stage, "#b"), PLAIN);
});

test("an ignored or removed element is not left marked", async (visit) => {
  const stage = await show(visit, `<main><div dj-update="ignore"><button id="i" dj-click="go">1</button></div><button id="r" dj-click="go">2</button></main>`);
  stage.takes = false;
  await stage.page.locator("#i").click();
  await stage.page.evaluate(() => {
    window.removed = document.querySelector("#r");
    removed.click();
    document.querySelector("#i").after(removed);
    removed.remove();
  });
  await event(stage, 2);
  assert.deepEqual(await mark(stage, "#i"), MARKED);
  stage.answers(2);
  await stage.frame();
  assert.deepEqual(await mark(stage, "#i"), PLAIN);
  assert.deepEqual(await stage.page.evaluate(() => [removed.className, removed.ariaBusy]), ["", null]);
});

onNavigation("the document has a class while another page comes", async ({ open, server }) => {
  const page = await open("/list?page=1");
  await page.waitForFunction(() => window.docent?.connected);
  const isNavigating = () => page.evaluate(() => document.documentElement.classList.contains("dj-navigating"));
  assert.equal(await isNavigating(), false);
  // No page: this one stays.
  await page.route("**/noted*", (route) => route.fulfill({ status: 204 }));
  await page.clock.install();
  await page.evaluate((url) => void (location.href = url), `${server.url}/noted`);
  assert.equal(await isNavigating(), true);
  await page.clock.runFor(9_000);
  assert.equal(await isNavigating(), true);
  await page.clock.runFor(2_000);
  assert.equal(await isNavigating(), false);
});

test("Back has the class and the line until the view has answered", async (visit) => {
  const stage = await show(visit, "<main><p>1</p></main>");
  const { page } = stage;
  const line = () => page.evaluate(() => [document.documentElement.className, getComputedStyle(document.documentElement, "::before").height]);
  await stage.frame({ ops: [["patch_url", { url: "/stage?page=2" }]] });
  stage.takes = false;
  await page.goBack();
  await event(stage, 1);
  assert.deepEqual(await line(), ["dj-navigating", "0px"], "an app that has not asked for it sees none");
  await page.evaluate(() => document.documentElement.style.setProperty("--docent-navigating-size", "3px"));
  assert.deepEqual(await line(), ["dj-navigating", "3px"]);
  stage.answers(1);
  await stage.frame();
  assert.deepEqual(await line(), ["", "auto"]);
});
