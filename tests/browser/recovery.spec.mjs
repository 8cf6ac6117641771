// What was entered in forms, and the server's session is another one: it restarts, or the page was away for too long.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

const FORM = `<form id="f" dj-change="changed" dj-submit="save"><input name="text" value=""><textarea name="area"></textarea><input type="checkbox" name="off"><input type="checkbox" name="on" checked>
  <input type="radio" name="radio" value="1" checked><input type="radio" name="radio" value="2"><select name="one"><option>1</option><option>2</option></select>
  <select name="many" multiple><option selected>1</option><option>2</option></select><input type="password" name="secret"><input name="untouched" value="u"><input type="file" name="file"><button>Save</button></form>`;
const PAGE = `<main>${FORM}<form dj-change="kept" dj-recover="ignore"><input name="ignored" value=""></form><form><input name="mute" value=""></form><input type="checkbox" id="act" dj-change="act"></main>`;

/** The same, as the server renders what was entered. */
const ECHO = PAGE.replace('name="text" value=""', 'name="text" value="T"')
  .replace("></textarea>", ">A</textarea>")
  .replace('name="off"', 'name="off" checked')
  .replace('name="on" checked', 'name="on"')
  .replace('value="1" checked', 'value="1"')
  .replace('value="2">', 'value="2" checked>')
  .replace("<option>2</option></select>\n", "<option selected>2</option></select>\n")
  .replace("<option selected>1</option><option>2</option>", "<option>1</option><option selected>2</option>")
  .replace('name="ignored" value=""', 'name="ignored" value="i"')
  .replace('id="act"', 'id="act" checked');

const ENTERED = "text=T&area=A&off=on&radio=2&one=2&many=2&secret=s&untouched=u";
const entries = (stage) => stage.page.evaluate(() => [...new FormData(document.querySelector("#f"))].flatMap(([name, value]) => (value.name === undefined ? `${name}=${value}` : [])).join("&"));

/** A page on which everything was entered, which the server has rendered. */
async function entered(visit) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [PAGE] });
  const { page } = stage;
  for (const [name, text] of [["text", "T"], ["area", "A"], ["secret", "s"], ["ignored", "i"], ["mute", "m"]]) await page.locator(`[name=${name}]`).fill(text);
  await page.locator("[name=off]").check();
  await page.locator("[name=on]").uncheck();
  await page.locator("[name=radio][value='2']").check();
  await page.locator("[name=one]").selectOption("2");
  await page.locator("[name=many]").selectOption(["2"]);
  await page.locator("#act").check();
  await page.evaluate(() => document.activeElement.blur());
  // The last change of all.
  await stage.receives("e", ([, , name]) => name === "act");
  await stage.frame({ patches: [ECHO] });
  assert.equal(await entries(stage), ENTERED);
  return stage;
}

/** The server is another one, which renders `markup`. Returns what the page then sends. */
async function restart(stage, markup = PAGE, during = () => {}) {
  const { hellos } = stage;
  const known = stage.received.length;
  stage.session = `another ${hellos}`;
  stage.welcomes = false;
  await stage.close(1012);
  await stage.page.waitForFunction(() => !window.docent.connected);
  await during();
  stage.welcomes = true;
  await stage.close(1012);
  await stage.page.waitForFunction(() => window.docent.connected);
  await stage.render(markup);
  // Frames are in order: this comes after what the page has to say.
  stage.send(["p"]);
  await stage.frame();
  return stage.received.slice(known).filter(([kind]) => kind === "e").map(([, , name, params]) => [name, params]);
}

test("a new session is sent every field that was changed", async (visit) => {
  const stage = await entered(visit);
  const sent = await restart(stage);
  assert.equal(await entries(stage), ENTERED);
  assert.deepEqual(
    sent.map(([name, params]) => [name, params.name]),
    ["text", "area", "off", "on", "radio", "one", "many", "secret"].map((name) => ["changed", name]),
  );
  const [, last] = sent.at(-1);
  assert.deepEqual(last.fields, { text: "T", area: "A", off: "on", radio: "2", one: "2", many: "2", secret: "s", untouched: "u", file: "" });
  assert.equal(await stage.page.locator("[name=ignored]").inputValue(), "i", "it is kept, and not sent");
  assert.equal(await stage.page.locator("[name=mute]").inputValue(), "m");
  assert.equal(await stage.page.locator("#act").isChecked(), false, "outside of a form the view decides");
});

test("nothing is sent that the new session knows", async (visit) => {
  const stage = await entered(visit);
  const known = PAGE.replace('name="text" value=""', 'name="text" value="T"').replace('name="off"', 'name="off" checked');
  const sent = await restart(stage, known);
  assert.deepEqual(sent.map(([, { name }]) => name), ["area", "on", "radio", "one", "many", "secret"]);
});

test("a form that was taken is not entered again", async (visit) => {
  const stage = await entered(visit);
  await stage.page.locator("#f button").click();
  await stage.receives("e", ([, , name]) => name === "save");
  await stage.frame({ patches: [PAGE] });
  assert.deepEqual(await restart(stage), []);
});

test("what was entered comes before what is done meanwhile", async (visit) => {
  const stage = await entered(visit);
  const sent = await restart(stage, PAGE, async () => {
    await stage.page.locator("[name=text]").fill("Text");
    await stage.page.locator("#f button").click();
  });
  assert.deepEqual(sent.map(([name, params]) => (name === "save" ? params.text : params.name)), ["area", "off", "on", "radio", "one", "many", "secret", "text", "Text"]);
});

test("what was on its way is sent to the new session", { tolerates: [/refused: session_over/] }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [PAGE] });
  stage.takes = false;
  await stage.page.locator("[name=off]").check();
  await stage.page.locator("[name=text]").fill("T");
  await stage.page.evaluate(() => document.activeElement.blur());
  await stage.receives("e", ([, , , { name }]) => name === "text");
  stage.takes = true;
  const sent = await restart(stage);
  assert.deepEqual(sent.map(([, { name, value, checked }]) => [name, checked ?? value]), [["text", "T"], ["off", true]]);
  assert.equal(await stage.page.locator("[name=off]").isChecked(), true);
  assert.equal(await stage.page.locator(".docent-notice").count(), 0, "nothing was lost");
});

test("a letter that a later one replaces is not lost", { tolerates: [/refused: session_over/] }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [`<form><input id="word" name="word" value="" dj-input="typed"></form>`] });
  stage.takes = false;
  await stage.page.locator("#word").fill("a");
  await stage.receives("e", ([, , name]) => name === "typed");
  await stage.page.locator("#word").fill("ab");
  const sent = await restart(stage, `<form><input id="word" name="word" value="" dj-input="typed"></form>`);
  assert.deepEqual(sent.map(([, { value }]) => value), ["ab"]);
  assert.equal(await stage.page.locator(".docent-notice").count(), 0, "nothing was lost");
});

test("a value that is not sent again is shown as lost", { tolerates: [/refused: session_over/] }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [PAGE] });
  stage.takes = false;
  await stage.page.locator("[name=ignored]").fill("i");
  await stage.page.evaluate(() => document.activeElement.blur());
  await stage.receives("e", ([, , name]) => name === "kept");
  stage.takes = true;
  assert.deepEqual(await restart(stage), []);
  await stage.page.locator(".docent-notice:not(:empty)").waitFor();
});

for (const [what, markup] of [
  ["a form that is gone", "<main></main>"],
  ["a field that is gone", PAGE.replace('<input name="text" value="">', "")],
  ["a field let go", PAGE.replace('name="text"', 'name="text" dj-recover="ignore"')],
]) {
  test(`what is on its way from ${what} is shown as lost`, { tolerates: [/refused: session_over/] }, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.frame({ patches: [PAGE] });
    stage.takes = false;
    await stage.page.locator("[name=text]").fill("T");
    await stage.page.evaluate(() => document.activeElement.blur());
    await stage.receives("e", ([, , , { name }]) => name === "text");
    stage.takes = true;
    assert.deepEqual(await restart(stage, markup), []);
    await stage.page.locator(".docent-notice:not(:empty)").waitFor();
  });
}

test("a form that is gone with all of it answered is not lost", async (visit) => {
  const stage = await entered(visit);
  await restart(stage, "<main></main>");
  assert.equal(await stage.page.locator(".docent-notice").count(), 0);
});

test("a lost submit is shown although its fields are sent", { tolerates: [/refused: session_over/] }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [PAGE] });
  await stage.page.locator("[name=text]").fill("T");
  await stage.page.evaluate(() => document.activeElement.blur());
  await stage.receives("e", ([, , name]) => name === "changed");
  stage.takes = false;
  await stage.page.locator("#f button").click();
  await stage.receives("e", ([, , name]) => name === "save");
  stage.takes = true;
  const sent = await restart(stage);
  assert.deepEqual(sent.map(([name, { value }]) => [name, value]), [["changed", "T"]]);
  await stage.page.locator(".docent-notice:not(:empty)").waitFor();
});

test("fields of the app's own scripts get no events", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [PAGE] });
  await stage.page.evaluate(() => {
    const form = document.createElement("form");
    form.append(Object.assign(document.createElement("input"), { name: "draft" }));
    document.body.append(form);
    window.changes = 0;
    form.addEventListener("change", () => window.changes++);
  });
  await stage.page.locator("[name=draft]").fill("d");
  await stage.page.evaluate(() => document.activeElement.blur());
  await restart(stage);
  assert.equal(await stage.page.locator("[name=draft]").inputValue(), "d");
  assert.equal(await stage.page.evaluate(() => window.changes), 1, "the person's own");
});
