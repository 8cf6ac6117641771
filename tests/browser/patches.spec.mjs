// Patches: they arrive at what a fresh parse of the render gives, or are not applied.
//
// DOCENT_PAIRS is the number of renders of the long test, DOCENT_SEED their seed.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { patchesOf, patchesOfPairs } from "./patches.mjs";
import { createPages } from "./random_pages.mjs";

const test = browserTests("stage");

const PAIRS = Number(process.env.DOCENT_PAIRS ?? 600);
const SEED = Number(process.env.DOCENT_SEED ?? 1);
/** After how many renders the page is compared in a long run; each makes the next one's patches. */
const STRIDE = PAIRS > 1_000 ? 10 : 1;

/** How many nodes there are below a node, and their text: what a fresh parse has too, if it is the same. */
function describe(node) {
  const nodes = document.createTreeWalker(node);
  let count = 0;
  while (nodes.nextNode()) count++;
  return `${count} ${node.innerHTML}`;
}

/** Compares the live part with a fresh parse, which a page without Trusted Types makes. Nodes that are marked as foreign do not count. */
async function differs(stage, html) {
  const here = await stage.page.evaluate(`(${describe})((() => {
    const copy = document.querySelector("[dj-root]").cloneNode(true);
    for (const foreign of copy.querySelectorAll("[data-foreign]")) foreign.remove();
    return copy;
  })())`);
  stage.blank ??= await blankPage(stage);
  const fresh = await stage.blank.evaluate(`(${describe})((() => {
    const parsed = document.createElement("div");
    parsed.innerHTML = ${JSON.stringify(html)};
    return parsed;
  })())`);
  return here === fresh ? "" : here;
}

/** A page of the same parser: without a document type a `<table>` would not end a `<p>`. */
async function blankPage(stage) {
  const page = await stage.page.context().newPage();
  await page.setContent("<!doctype html>");
  return page;
}

/** Shows `count` renders one after the other, each by its patches. */
async function walk(stage, count, seed, between = () => {}) {
  const pages = createPages(seed);
  let before = pages.next();
  await stage.frame({ patches: [before] });
  for (let done = 0; done < count; done += 100) {
    const renders = Array.from({ length: Math.min(100, count - done) }, () => pages.next());
    const pairs = renders.map((html, at) => [renders[at - 1] ?? before, html, at % 2 === 0]);
    const patches = await patchesOfPairs(pairs);
    for (const [at, html] of renders.entries()) {
      await between(done + at);
      if (at % STRIDE === STRIDE - 1) {
        await stage.frame({ patches: patches[at] });
        assert.equal(await differs(stage, html), "", `seed ${seed}, render ${done + at}: ${html}`);
      } else {
        stage.post({ patches: patches[at] });
      }
    }
    before = renders.at(-1);
  }
  assert.deepEqual(stage.received.filter(([kind]) => kind === "r"), []);
}

test("patches arrive at what a fresh parse gives", async (visit) => {
  await walk(await openWithFakeServer(visit), PAIRS, SEED);
});

test("nodes that others have put in are left where they are", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await walk(stage, 200, SEED + 1, (at) =>
    stage.page.evaluate((at) => {
      const all = document.querySelectorAll("[dj-root] *");
      const place = all[(at * 7919) % all.length];
      const foreign = document.createElement("x-foreign");
      foreign.dataset.foreign = "";
      place?.after(foreign);
    }, at),
  );
});

const list = (count, chosen = -1) =>
  `<p id="count">${chosen}</p><ul>${Array.from({ length: count }, (_, at) => `<li id="i${at}"${at === chosen ? ' class="chosen"' : ""}>The item of the number ${at}, which is one of many like it.</li>`).join("")}</ul>`;

test("a patch touches only what it changes", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [list(100)] });
  const find = await patchesOf();
  await stage.page.evaluate(() => {
    window.touched = [];
    new MutationObserver((records) => touched.push(...records.map(({ target }) => target.id || target.nodeName))).observe(document.querySelector("[dj-root]"), {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
  });
  await stage.frame({ patches: find(list(100), list(100, 50), false) });
  assert.equal(await stage.page.locator(".chosen").getAttribute("id"), "i50");
  assert.deepEqual(await stage.page.evaluate(() => touched), ["#text", "i50"]);
});

test("a patch that does not fit is answered by a snapshot", { expects: [/docent: frame:/] }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [list(20)] });
  await stage.step("#i3");
  const before = await stage.page.evaluate(() => document.querySelector("[dj-root]").innerHTML);
  for (const misfit of [
    ["nodes", [1], "ul", 21, 0, 1, "<li>wrong</li>"],
    ["nodes", [1], "ol", 20, 0, 1, "<li>wrong</li>"],
    ["nodes", [1, 30], "li", 1, 0, 1, "wrong"],
    ["tag", [5], "p", "<p class=wrong>"],
  ]) {
    const run = [1, 1, []];
    const s = stage.post({ patches: [["nodes", [0], "p", 1, 0, 1, "not seen"], misfit], run });
    const [, , reason] = await stage.receives("r", (frame) => frame[1] === s);
    assert.match(reason, /Error/);
    assert.equal(await stage.page.evaluate(() => document.querySelector("[dj-root]").innerHTML), before);
    // What was sent meanwhile is not applied either.
    stage.post({ patches: [["nodes", [0], "p", 1, 0, 1, "nor this"]], run });
    await stage.snapshot(list(20), "#i3");
    assert.equal(await differs(stage, list(20).replace('id="i3"', 'id="i3" class="tour-highlight"')), "");
  }
  await stage.isBeside("#i3");
  assert.equal(stage.hellos, 1, "on one connection");
  const find = await patchesOf();
  await stage.frame({ patches: find(list(20), list(20, 7), true), run: [1, 1, []] });
  assert.equal(await stage.page.locator(".chosen").getAttribute("id"), "i7");
});

test("what is no patch is refused as a whole", { expects: [/docent: frame: Error: shape/] }, async (visit) => {
  const stage = await openWithFakeServer(visit);
  const html = list(3);
  await stage.frame({ patches: [html] });
  for (const shape of [
    ["nodes", [1], "ul", 3, "<li>wrong</li>"],
    ["nodes", [1], "ul", 3, 0, "<li>wrong</li>"],
    ["nodes", [1], "ul", 3, 9, 1, "<li>wrong</li>"],
    ["nodes", [1], "ul", 3, 1, 3, "<li>wrong</li>"],
    ["nodes", [1], "ul", 3, -1, 1, "<li>wrong</li>"],
    ["nodes", [1], "ul", 3, 2, -1, "<li>wrong</li>"],
    ["nodes", [1], "ul", "<li>wrong</li>"],
    ["tag", [0], "p", 1, "<p class=wrong>"],
    ["tag", [0], "p", 1, 0, 1, "<p class=wrong>"],
    ["other", "<li>wrong</li>"],
  ]) {
    const { hellos } = stage;
    stage.post({ patches: [["nodes", [0], "p", 1, 0, 1, "not seen"], shape] });
    // With its session, so that it is sent the whole page.
    await stage.receives("h", () => stage.hellos > hellos);
    assert.equal(await differs(stage, html), "", JSON.stringify(shape));
    stage.render(html);
    stage.send(["p"]);
    await stage.frame({});
  }
});

test("a row stays the same in a patch in each scope of its key", async (visit) => {
  const find = await patchesOf();
  const rows = (numbers) => numbers.map((n) => `<li dj-key="${n}"><input name="n" value="${n}"><i>${numbers.length}</i></li>`).join("");
  const scopes = [(list) => `<ul>${list}</ul>`, (list) => `<section id="s"><ul>${list}</ul></section>`, (list) => `<ul id="s">${list}</ul>`, (list) => `<form><p></p><div>${list}</div></form>`];
  const stage = await openWithFakeServer(visit);
  for (const scope of scopes) {
    const page = (...numbers) => `<section>${"<p>Text around it.</p>".repeat(20)}</section>${scope(rows(numbers))}`;
    stage.render(page(1, 2, 3));
    await stage.frame({});
    await stage.page.evaluate(() => (window.row = document.querySelector("[dj-key='2']")));
    const patches = find(page(1, 2, 3), page(4, 3, 2, 5), true);
    assert.ok(patches.every(([kind]) => kind === "nodes"), JSON.stringify(patches));
    await stage.frame({ patches });
    assert.ok(await stage.page.evaluate(() => row === document.querySelector("[dj-key='2']")), scope(""));
    assert.equal(await differs(stage, page(4, 3, 2, 5)), "");
  }
});

test("an editor of a script that is in use is left to it", { expects: [/docent: frame:/] }, async (visit) => {
  const find = await patchesOf();
  const page = (n, rest) => `<section>${"<p>Text around it.</p>".repeat(20)}</section><div id="edit"><p>${n}</p><p>${`${rest}. `.repeat(60)}</p></div><i>${n}</i>`;
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [page(0, 0)] });
  await stage.page.evaluate(() => (document.querySelector("#edit").contentEditable = "true"));
  const shown = () => stage.page.evaluate(() => ["#edit p", "i"].map((selector) => document.querySelector(selector).textContent));
  const post = (from, to) => {
    const patches = find(page(...from), page(...to), true);
    assert.ok(patches.every(([kind, , name]) => kind === "nodes" && name), "none is of the whole editor");
    return stage.post({ patches });
  };
  const isNoFit = (s) => stage.receives("r", (frame) => frame[1] === s);

  await stage.page.locator("#edit p").first().click();
  await stage.page.keyboard.press("Home");
  await stage.page.keyboard.type("a");
  post([0, 0], [1, 0]);
  await stage.frame({});
  assert.deepEqual(await shown(), ["a0", "1"]);
  await stage.page.keyboard.type("b");
  // The page lacks the change before, so it is sent all of the next.
  await isNoFit(post([1, 0], [2, 0]));
  stage.render(page(2, 0));
  await stage.frame({});
  assert.deepEqual(await shown(), ["ab0", "2"]);
  await stage.page.evaluate(() => document.activeElement.blur());
  await isNoFit(post([2, 0], [2, 1]));
  stage.render(page(2, 1));
  await stage.frame({});
  const edited = (html) => html.replace('id="edit"', 'id="edit" contenteditable="true"');
  assert.equal(await differs(stage, edited(page(2, 1))), "");
  post([2, 1], [3, 1]);
  await stage.frame({});
  assert.equal(await differs(stage, edited(page(3, 1))), "");
});
