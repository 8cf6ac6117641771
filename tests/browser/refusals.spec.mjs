// An event that is refused, or that cannot be sent, is shown where it happened, and
// what comes after it works.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

const expects = [/refused/];

const notice = (page, text) => page.locator(".docent-notice").filter({ hasText: text });
const given = (page, text) => page.locator("#given", { hasText: text }).waitFor();
/** What the person sees at this control. */
const shownAt = (page, selector) => page.locator(selector).evaluate((control) => control.validationMessage);
const isTold = (page, selector, text) =>
  page.waitForFunction(([selector, text]) => document.querySelector(selector).validationMessage === text, [selector, text]);

async function values({ open }) {
  const page = await open("/values");
  await page.waitForFunction(() => window.docent.connected);
  return page;
}

test("an empty number is reported at its field, not blocked by it", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("#form button").click();
  await isTold(page, "[name=amount]", "Please check this value.");
  assert.ok(await page.locator("[name=amount]").evaluate((field) => document.activeElement === field));
  assert.equal(await page.locator("#saves").innerText(), "0");
  await page.locator("[name=amount]").fill("2.5");
  assert.equal(await shownAt(page, "[name=amount]"), "");
  await page.locator("#form button").click();
  await given(page, "2.5 None false [] 0");
});

test("a field that a script has filled in since is submitted", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("#form button").click();
  await isTold(page, "[name=amount]", "Please check this value.");
  await page.locator("[name=amount]").evaluate((field) => (field.value = "7"));
  await page.locator("#form button").click();
  await given(page, "7 None false [] 0");
});

test("checkboxes and optional numbers arrive as what they are", async (visit) => {
  const page = await values(visit);
  for (const [boxes, limit, text] of [
    [[], "", "1 None false [] 0"],
    [["done"], "3", '1 Some(3.0) true [] 0'],
    [["done", "tags[value=a]"], "3", '1 Some(3.0) true ["a"] 0'],
    [["done", "tags[value=a]", "tags[value=b]"], "", '1 None true ["a", "b"] 0'],
  ]) {
    await page.locator("#form [type=checkbox]").evaluateAll((boxes, checked) => {
      for (const box of boxes) box.checked = checked.includes(box.name) || checked.includes(`${box.name}[value=${box.value}]`);
    }, boxes);
    // What was sent is shown as the view renders it: empty.
    await page.locator("[name=amount]").fill("1");
    await page.locator("[name=limit]").fill(limit);
    await page.locator("#form button").click();
    await given(page, text);
  }
});

test("a value refused while it is typed keeps the focus", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("#number").focus();
  await page.keyboard.type("-");
  await notice(page, "Please check this value.").waitFor();
  assert.ok(await page.locator("#number").evaluate((field) => document.activeElement === field));
  await page.keyboard.type("5");
  await given(page, /^-5$/);
  assert.equal(await shownAt(page, "#number"), "");
  assert.equal(await page.locator(".docent-notice").count(), 0);
});

test("a refusal at a control outlasts a change of another", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("#number").focus();
  await page.keyboard.type("-");
  await isTold(page, "#number", "Please check this value.");
  // Neither is in a form.
  await page.locator("#line").fill("x");
  await given(page, "x");
  assert.equal(await shownAt(page, "#number"), "Please check this value.");
});

test("an event without a handler is shown in the notice", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("#broken").click();
  await notice(page, "That did not work. Please try again.").waitFor();
  await page.locator("#slider").fill("5");
  await given(page, /^5$/);
  assert.equal(await page.locator(".docent-notice").count(), 0);
});

test("a handler's own error is not shown by docent", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.locator("#target").click();
  const [, c] = await stage.receives("e");
  stage.send(["x", c, "handler_failed", "no"]);
  await stage.frame();
  assert.equal(await stage.page.locator(".docent-notice").count(), 0);
});

test("a long text up to the bound of an event arrives", async (visit) => {
  const page = await values(visit);
  for (const text of ["x".repeat(17_000), "ä😀\"\\\n".repeat(1_500), "y".repeat(65_000)]) {
    await page.locator("[name=amount]").fill("1");
    await page.locator("[name=note]").evaluate((field, text) => (field.value = text), text);
    await page.locator("#form button").click();
    await given(page, `1 None false [] ${[...text].length}`);
  }
});

test("a text over the bound is reported and not sent", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("[name=amount]").fill("1");
  await page.locator("[name=note]").fill("x".repeat(66_000));
  await page.locator("#form button").click();
  await notice(page, "This is too long.").waitFor();
  await page.locator("[name=note]").fill("short");
  await page.locator("#form button").click();
  await given(page, "1 None false [] 5");
});

test("a long event goes in parts that no other frame is in", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [`<main><textarea id="t" dj-input="set"></textarea></main>`] });
  const text = "a😀".repeat(3_000);
  await stage.page.locator("#t").fill(text);
  await stage.receives("+", ([, isLast]) => isLast);
  const parts = stage.received.filter(([kind]) => kind === "+");
  assert.deepEqual(parts.map(([, isLast]) => isLast), [...parts.slice(1).map(() => false), true]);
  const [kind, c, name, params] = JSON.parse(parts.map(([, , part]) => part).join(""));
  assert.deepEqual([kind, c, name, params.value], ["e", 1, "set", text]);
});

test("a lone surrogate is replaced, and what comes after works", async (visit) => {
  const page = await values(visit);
  const type = (text) =>
    page.locator("#line").evaluate((field, text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, text);
  await type("a\ud800b\udc00");
  await given(page, "4 characters, a\ufffdb\ufffd");
  await type("\\ud800 \ud83d\ude00");
  await given(page, "8 characters, \\ud800 😀");
});

test("deep arguments and too many fields are refused once", { expects }, async (visit) => {
  const page = await values(visit);
  await page.locator("#deep").click();
  await notice(page, "That did not work.").waitFor();
  await page.evaluate(() => {
    const form = document.querySelector("#form");
    for (let n = 0; n < 600; n++) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = `field_${n}`;
      form.append(field);
    }
  });
  await page.locator("[name=amount]").fill("1");
  await page.locator("#form button").click();
  await notice(page, "That did not work.").waitFor();
  assert.ok(await page.evaluate(() => window.docent.connected));
  await page.locator("#slider").fill("5");
  await given(page, /^5$/);
});

test("an event that closes two connections is not sent once more", { expects }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [`<main><button id="bad" dj-click="bad">Bad</button><button id="good" dj-click="good">Good</button></main>`] });
  const bad = () => stage.received.filter(([kind, , name]) => kind === "e" && name === "bad");
  stage.takes = false;
  await stage.page.locator("#bad").click();
  await stage.receives("e", ([, , name]) => name === "bad");
  await stage.page.locator("#good").click();
  for (let closed = 1; closed <= 2; closed++) {
    await stage.close(4400);
    await stage.receives("h", () => stage.hellos === closed + 1);
    if (closed === 2) stage.takes = true;
    await stage.page.waitForFunction(() => window.docent.connected);
  }
  await stage.receives("e", ([, c, name]) => name === "good" && c === 1);
  assert.equal(bad().length, 2);
  await notice(stage.page, "That did not work. Please try again.").waitFor();
});

test("a page whose session is over shows it at any press", { expects }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await stage.close(4409);
  await notice(page, "another tab").waitFor();
  await Promise.all([page.waitForEvent("console", (message) => message.text().includes("session_over")), page.locator("#target").click()]);
  await notice(page, "another tab").waitFor();
});

test("more than 64 failures in a frame are reported as 64", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const failures = await stage.frame({ ops: Array.from({ length: 70 }, () => ["add_class", { to: "#nowhere", names: "x" }]) });
  assert.equal(failures.length, 64);
});
