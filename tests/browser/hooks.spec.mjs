// Scripts of the app's own: commands, hooks, events and chains, under the strict policy.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";

const test = browserTests("hooks");

async function openBoard({ open }, path = "/") {
  const page = await open(path);
  await page.waitForFunction(() => window.docent?.connected);
  return page;
}

/** Sends an event, and waits until its answer is on the page. */
const push = (page, name, params) => page.evaluate(([name, params]) => docent.push(name, params), [name, params]);

const failures = (page) => page.locator("#failures").textContent();

/** What hooks and commands have noted since it was last asked. */
const told = (page) => page.evaluate(() => window.told.splice(0));

test("a hook follows its element through renders and moves", async (visit) => {
  const page = await openBoard(visit);
  await push(page, "show", { notes: [1, 2] });
  assert.deepEqual(await told(page), ["Note mounted note-1", "Note mounted note-2"]);
  await push(page, "show", { notes: [2, 1, 3] });
  assert.deepEqual(await told(page), ["Note mounted note-3"], "a move is nothing to be told of");
  await push(page, "step");
  assert.deepEqual(await told(page), ["Note updated note-1 1", "Note updated note-2 1", "Note updated note-3 1"]);
  await push(page, "idle");
  assert.deepEqual(await told(page), []);
  await push(page, "show", { notes: [3] });
  assert.deepEqual(await told(page), ["Note removed note-1 false", "Note removed note-2 false"]);
});

test("elements of the first load get their hooks, however late", async (visit) => {
  const page = await openBoard(visit, "/first");
  assert.deepEqual(await told(page), ["Note mounted note-1"]);
  await push(page, "name", { hook: "Later" });
  await page.evaluate(() => docent.hook("Later", { mounted: ({ element }) => told.push(`mounted ${element.id}`), removed: () => told.push("removed") }));
  assert.deepEqual(await told(page), ["mounted named"], "registered after the element has come");
  await push(page, "name", { hook: "Note" });
  assert.deepEqual(await told(page), ["removed", "Note mounted named"], "another hook for the same element");
  await push(page, "name", { hook: "" });
  assert.deepEqual(await told(page), ["Note removed named false"]);
});

test("what the page or a command changes is no update", async (visit) => {
  const page = await openBoard(visit);
  await push(page, "show", { notes: [1] });
  await told(page);
  await page.evaluate(() => {
    const note = document.querySelector("#note-1");
    note.append("the page's own");
    docent.exec('[["add_class",{"to":"#note-1","names":"loud"}]]');
  });
  await push(page, "show", { notes: [1, 2] });
  assert.deepEqual(await told(page), ["Note mounted note-2"]);
  await page.evaluate(() => docent.hook("Note", { updated: ({ element }) => told.push(`again ${element.id}`) }));
  assert.deepEqual(await told(page), [], "elements keep the hook that they have");
  assert.match(await page.locator("#note-1").textContent(), /the page's own/);
});

test("a hook sees its element with the marks of commands", async (visit) => {
  const page = await openBoard(visit);
  await page.evaluate(() => {
    docent.hook("Later", {
      updated({ element }) {
        told.push(element.className);
        docent.exec('[["add_class",{"names":"quiet"}]]', element);
      },
    });
  });
  await push(page, "name", { hook: "Later" });
  await page.evaluate(() => docent.exec('[["add_class",{"to":"#named","names":"loud"}]]'));
  for (const _ of [1, 2]) await push(page, "step");
  assert.deepEqual(await told(page), ["loud", "loud quiet"]);
});

test("below dj-ignore nothing has a hook", async (visit) => {
  const page = await openBoard(visit);
  await push(page, "step");
  assert.deepEqual(await told(page), []);
});

test("a hook draws, gets events of the server and sends its own", async (visit) => {
  const page = await openBoard(visit);
  await push(page, "draw");
  assert.deepEqual(await told(page), ['point {"y":7}'], "in the frame that renders it");
  await push(page, "step");
  assert.equal(await page.locator("#chart canvas").count(), 1, "what a script has drawn survives");
  await page.locator("#chart").click();
  await page.locator("#picked", { hasText: "3" }).waitFor();
  assert.equal(await failures(page), "", "it went to the component");
});

test("a custom command runs for each element it acts on", async (visit) => {
  const page = await openBoard(visit);
  await push(page, "run", { command: "mark" });
  assert.deepEqual(await told(page), ['mark title {"n":1}', 'mark count {"n":1}']);
  await page.locator("#local").click();
  assert.deepEqual(await told(page), ["mark local undefined"]);
});

test("unknown and hostile names are failures that the app is told", async (visit) => {
  const page = await openBoard(visit);
  for (const name of ["nowhere", "__proto__", "constructor", "show"]) await push(page, "run", { command: name });
  for (const name of ["nowhere", "__proto__", "constructor", "x".repeat(100)]) await push(page, "name", { hook: name });
  await page.waitForFunction(() => document.querySelector("#failures").textContent.split("; ").length === 8 || docent.push("idle"));
  const names = ["nowhere", "__proto__", "constructor"];
  const expected = [...names, "show"].map((name) => `custom ${name}: refused`).concat([...names, "x".repeat(64)].map((name) => `hook ${name}: refused`));
  assert.deepEqual((await failures(page)).split("; "), expected);
  assert.equal(await page.evaluate(() => docent.connected && Object.keys(Object.prototype).length), 0);
});

test(
  "a command and a hook that throw fail alone, and are told",
  { expects: [/uncaught.*a broken hook/s, /uncaught.*a broken command/s] },
  async (visit) => {
    const page = await openBoard(visit);
    await push(page, "run", { command: "broken" });
    await push(page, "name", { hook: "Broken" });
    await push(page, "show", { notes: [1] });
    assert.deepEqual(await told(page), ["Note mounted note-1"]);
    await page.waitForFunction(() => document.querySelector("#failures").textContent.includes("hook Broken: threw") || docent.push("idle"));
    assert.deepEqual((await failures(page)).split("; "), ["custom broken: threw", "hook Broken: threw"]);
  },
);

test("push tells its answer, and throws for what is no JSON", async (visit) => {
  const page = await openBoard(visit);
  assert.equal(await push(page, "step"), undefined);
  assert.equal(await page.locator("#count").textContent(), "1", "what the event has changed is on the page");
  assert.equal(await push(page, "refuse"), "refused");
  const thrown = await page.evaluate(() => {
    const circle = {};
    circle.self = circle;
    return [circle, { n: 1n }, "text", 3, null].map((params) => {
      try {
        docent.push("step", params);
        return "sent";
      } catch (error) {
        return error.name;
      }
    });
  });
  assert.deepEqual(thrown, Array(5).fill("TypeError"));
  assert.equal(await push(page, "step"), undefined, "and the page goes on");
  assert.equal(await page.locator("#count").textContent(), "2");
});

test("exec runs a chain and returns what did not happen", async (visit) => {
  const page = await openBoard(visit);
  const codes = await page.evaluate(() => docent.exec('[["hide",{"to":"#count"}],["focus",{"to":"#nowhere"}],["custom:none",{}],["set_attr",{"name":"onclick","value":"x"}]]'));
  assert.deepEqual(codes, [undefined, "missing", "refused", "refused"]);
  assert.equal(await page.locator("#count").isVisible(), false);
  const thrown = await page.evaluate(() => {
    try {
      docent.exec("hide");
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(thrown, "SyntaxError");
});

test("the types of window.docent are served", async (visit) => {
  const page = await openBoard(visit);
  const types = await page.evaluate(() => fetch("/docent/docent.d.ts").then((response) => response.text()));
  assert.match(types, /interface Docent /);
});
