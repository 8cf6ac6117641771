// A render keeps what the person has done.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

/** Opens a page whose live part is this markup, and marks an element, to recognize it later. */
async function show(visit, markup, id) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [markup] });
  if (id) await stage.page.evaluate((id) => (window.it = document.getElementById(id)), id);
  return stage;
}

const isSame = (stage, id) => stage.page.evaluate((id) => document.getElementById(id) === window.it, id);

test("focus, caret and typed text survive a render", async (visit) => {
  const page = (n) => `<main>${n % 2 ? "<p>Odd</p>" : ""}<h1>${n}</h1><form><input id="name" name="name" value="${n}"></form><p>${n}</p></main>`;
  const stage = await show(visit, page(0), "name");
  await stage.page.locator("#name").click();
  await stage.page.keyboard.press("Control+A");
  await stage.page.keyboard.type("half-typed");
  await stage.page.evaluate(() => it.setSelectionRange(2, 6, "backward"));
  for (let n = 1; n <= 3; n++) await stage.frame({ patches: [page(n)] });
  assert.ok(await isSame(stage, "name"));
  assert.deepEqual(
    await stage.page.evaluate(() => [document.activeElement === it, it.value, it.selectionStart, it.selectionEnd, it.selectionDirection, it.getAttribute("value")]),
    [true, "half-typed", 2, 6, "backward", "3"],
  );
});

test("a text selection survives a render", async (visit) => {
  const page = (n) => `<main><p>${n}</p><p id="text">Some words to select.</p></main>`;
  const stage = await show(visit, page(0));
  await stage.page.locator("#text").dblclick({ position: { x: 12, y: 8 } });
  const selected = () => stage.page.evaluate(() => getSelection().toString().trim());
  const before = await selected();
  assert.notEqual(before, "");
  await stage.frame({ patches: [page(1)] });
  assert.equal(await selected(), before);
});

test("scroll positions survive a render", async (visit) => {
  const page = (n) => `<main><p>${n}</p><div id="box" class="scroller"><div class="tall">${n}</div></div><div class="tall"></div><div class="tall"></div></main>`;
  const stage = await show(visit, page(0));
  await stage.page.evaluate(() => {
    document.querySelector("#box").scrollTop = 120;
    scrollTo({ top: 90, behavior: "instant" });
  });
  await stage.frame({ patches: [page(1)] });
  assert.deepEqual(await stage.page.evaluate(() => [document.querySelector("#box").scrollTop, scrollY]), [120, 90]);
});

test("opened details stay open until the server changes them", async (visit) => {
  const page = (n, open = "") => `<main><p>${n}</p><details id="more"${open}><summary>More</summary>Text</details></main>`;
  const stage = await show(visit, page(0));
  const isOpen = () => stage.page.evaluate(() => document.querySelector("#more").open);
  await stage.frame({ patches: [page(1)] });
  await stage.page.locator("summary").click();
  await stage.frame({ patches: [page(2)] });
  assert.equal(await isOpen(), true);
  await stage.frame({ patches: [page(3, " open")] });
  await stage.frame({ patches: [page(4)] });
  assert.equal(await isOpen(), false);
});

test("a checkbox and a choice stay until the server changes them", async (visit) => {
  const page = (n, checked = "", selected = "") =>
    `<main><p>${n}</p><input type="checkbox" id="yes"${checked}><select id="size"><option>S</option><option${selected}>L</option></select></main>`;
  const stage = await show(visit, page(0));
  const state = () => stage.page.evaluate(() => [document.querySelector("#yes").checked, document.querySelector("#size").value]);
  await stage.page.locator("#yes").check();
  await stage.page.locator("#size").selectOption("L");
  await stage.frame({ patches: [page(1)] });
  assert.deepEqual(await state(), [true, "L"]);
  await stage.page.locator("#yes").uncheck();
  await stage.page.locator("#size").selectOption("S");
  await stage.page.evaluate(() => document.activeElement.blur());
  await stage.frame({ patches: [page(2, " checked", " selected")] });
  assert.deepEqual(await state(), [true, "L"]);
});

test("a value from the server reaches an unfocused control", async (visit) => {
  const page = (value) => `<main><input id="a" value="${value}"><textarea id="b">${value}</textarea></main>`;
  const stage = await show(visit, page("one"));
  await stage.page.evaluate(() => (document.querySelector("#a").value = "script"));
  await stage.frame({ patches: [page("one")] });
  const values = () => stage.page.evaluate(() => [document.querySelector("#a").value, document.querySelector("#b").value]);
  assert.deepEqual(await values(), ["script", "one"], "the same value again is no news");
  await stage.frame({ patches: [page("two")] });
  assert.deepEqual(await values(), ["two", "two"]);
});

test("media keeps playing when it moves", async (visit) => {
  const video = '<video id="film" muted></video>';
  const page = (n) => `<main>${n % 2 ? `<section><p>${n}</p>${video}</section>` : `<p>${n}</p>${video}`}</main>`;
  const stage = await show(visit, page(0), "film");
  await stage.page.evaluate(() => {
    const picture = document.createElement("canvas").getContext("2d");
    const { canvas } = picture;
    setInterval(() => picture.fillRect(Math.random() * 100, 0, 9, 9), 20);
    it.srcObject = canvas.captureStream(30);
    window.pauses = 0;
    it.addEventListener("pause", () => window.pauses++);
    return it.play();
  });
  const plays = () =>
    stage.page.evaluate(
      () =>
        new Promise((done) => {
          const from = it.currentTime;
          it.addEventListener("timeupdate", function look() {
            if (it.currentTime <= from) return;
            it.removeEventListener("timeupdate", look);
            done(from);
          });
        }),
    );
  await plays();
  await stage.frame({ patches: [page(1)] });
  await stage.frame({ patches: [page(2)] });
  assert.ok(await isSame(stage, "film"));
  assert.ok((await plays()) > 0, "it did not start again");
  assert.deepEqual(await stage.page.evaluate(() => [it.paused, pauses]), [false, 0]);
});

test('dj-update="ignore" keeps its content and attributes', async (visit) => {
  const page = (n) => `<main><p>${n}</p><div id="map" dj-update="ignore" title="${n}">${n}</div></main>`;
  const stage = await show(visit, page(0), "map");
  await stage.page.evaluate(() => it.append(document.createElement("hr")));
  await stage.frame({ patches: [page(1)] });
  assert.ok(await isSame(stage, "map"));
  assert.equal(await stage.page.evaluate(() => it.outerHTML), '<div id="map" dj-update="ignore" title="0">0<hr></div>');
});

test("a custom element is neither recreated nor reinserted", async (visit) => {
  const page = (n) => `<main>${"<p>x</p>".repeat(n)}<x-clock id="clock" data-n="${n}"></x-clock></main>`;
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.made = 0;
    window.calls = [];
    customElements.define(
      "x-clock",
      class extends HTMLElement {
        static observedAttributes = ["data-n"];
        constructor() {
          super();
          window.made++;
        }
        connectedCallback() {
          calls.push("in");
        }
        disconnectedCallback() {
          calls.push("out");
        }
        attributeChangedCallback(_, before, after) {
          calls.push(`${before}-${after}`);
        }
      },
    );
  });
  for (const n of [1, 2, 0]) await stage.frame({ patches: [page(n)] });
  assert.deepEqual(await stage.page.evaluate(() => [made, calls]), [1, ["null-1", "in", "1-2", "2-0"]]);
});

test("rows with ids keep their identity and focus in any order", async (visit) => {
  const row = (id) => `<li id="row-${id}"><input id="in-${id}" name="n-${id}" value="${id}"></li>`;
  const page = (ids) => `<main><ul>${ids.map(row).join("")}</ul></main>`;
  const stage = await show(visit, page([1, 2, 3, 4, 5]), "row-3");
  await stage.page.evaluate(() => (window.rows = Object.fromEntries([...document.querySelectorAll("li")].map((row) => [row.id, row]))));
  await stage.page.locator("#in-3").click();
  for (const ids of [[5, 4, 3, 2, 1], [3, 1, 6, 5], [6, 2, 3], [2, 7, 3, 6, 1]]) {
    await stage.frame({ patches: [page(ids)] });
    const found = await stage.page.evaluate(() => [...document.querySelectorAll("li")].map(({ id }) => Number(id.slice(4))));
    assert.deepEqual(found, ids);
    assert.ok(await stage.page.evaluate(() => document.activeElement.id === "in-3" && document.querySelector("#row-3") === rows["row-3"]));
  }
});

test("highlight, bubble and effects survive renders", async (visit) => {
  const page = (n) => `<main><p>${n}</p>${n % 2 ? "<hr>" : ""}<section><button id="target" class="wide n-${n}">${n}</button></section></main>`;
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { patches: [page(0)], more: [["set_attr", { to: "#target", name: "title", value: "Here" }]] });
  await stage.isBeside("#target");
  await stage.page.evaluate(() => {
    window.flickers = 0;
    new MutationObserver(() => window.flickers++).observe(document.querySelector("#dj-tutorial-bubble"), { attributeFilter: ["data-visible"] });
  });
  for (let n = 1; n <= 4; n++) {
    await stage.frame({ patches: [page(n)], run: [1, 1, []] });
    assert.equal(await stage.page.locator("#target").getAttribute("class"), `wide n-${n} tour-highlight`);
  }
  assert.equal(await stage.page.evaluate(() => flickers), 0);
  await stage.isBeside("#target");
  await stage.end();
  assert.equal(await stage.page.locator("#target").evaluate((target) => target.outerHTML), '<button id="target" class="wide n-4">4</button>');
});

test("generated pages become exactly what the server rendered", async (visit) => {
  const stage = await openWithFakeServer(visit);
  let state = 7;
  const random = (n) => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) % n;
  const tree = (depth, ids) => {
    let html = "";
    for (let left = random(5); left > 0; left--) {
      const tag = ["p", "section", "b", "ul", "input", "details"][random(6)];
      const id = random(3) && ids.length ? ` id="${ids.splice(random(ids.length), 1)[0]}"` : "";
      const inside = depth && tag !== "input" && tag !== "p" ? tree(depth - 1, ids) : tag === "input" ? "" : `t${random(4)}`;
      const more = random(4) ? "" : ` class="c${random(3)}"`;
      html += tag === "input" ? `<input${id}${more}>` : `<${tag}${id}${more}>${inside}</${tag}>`;
    }
    return html;
  };
  const pages = Array.from({ length: 600 }, () => `<main>${tree(4, ["a", "b", "c", "d", "e", "f", "g"])}</main>`);
  for (const page of pages) stage.post({ patches: [page] });
  await stage.frame({ patches: [pages.at(-1)] });
  for (const page of pages.slice(0, 60)) {
    await stage.frame({ patches: [page] });
    const live = await stage.page.evaluate(() => document.querySelector("[dj-root]").innerHTML);
    assert.equal(live, page);
  }
});

test("of a list only what changes its place moves", async (visit) => {
  const ids = [..."abcdefghij"];
  const page = (ids) => `<ul>${ids.map((id) => `<li id="${id}">${id}</li>`).join("")}</ul>`;
  const stage = await show(visit, page(ids));
  await stage.page.evaluate(() => {
    window.moved = new Set();
    new MutationObserver((records) => records.forEach(({ addedNodes }) => addedNodes.forEach(({ id }) => moved.add(id)))).observe(document.querySelector("ul"), { childList: true });
  });
  for (const [order, moves] of [["bcdefghija", "a"], ["abcdefghij", "a"], ["abcdefghij", ""], ["bcadefghij", "a"], ["jbcadefghi", "j"], ["bcadefghij", "j"]]) {
    await stage.page.evaluate(() => moved.clear());
    await stage.frame({ patches: [page([...order])] });
    assert.equal(await stage.page.evaluate(() => document.querySelector("ul").textContent), order);
    assert.ok((await stage.page.evaluate(() => [...moved].join(""))).length <= 2, `${order}: ${await stage.page.evaluate(() => [...moved].join(""))}, not ${moves}`);
  }
});

test("a class list that both sides change has both changes", async (visit) => {
  const page = (names) => `<main><p id="p" class="${names}">Text</p></main>`;
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [page("row new")] });
  await stage.page.evaluate(() => document.querySelector("#p").classList.add("open"));
  await stage.frame({ patches: [page("row old")] });
  assert.equal(await stage.page.locator("#p").getAttribute("class"), "row open old");
  await stage.page.evaluate(() => document.querySelector("#p").classList.remove("open"));
  await stage.frame({ patches: [page("row")] });
  assert.equal(await stage.page.locator("#p").getAttribute("class"), "row");
});

test("the content of a template follows the server", async (visit) => {
  const page = (text) => `<main><section><template id="t"><p>${text}</p></template></section></main>`;
  const stage = await openWithFakeServer(visit);
  const content = () => stage.page.evaluate(() => document.querySelector("#t").innerHTML);
  await stage.frame({ patches: [page("one")] });
  await stage.frame({ patches: [page("two")] });
  assert.equal(await content(), "<p>two</p>");
  await stage.frame({ patches: [page("three")] });
  assert.equal(await content(), "<p>three</p>");
});

test("Trusted Types refuse a new handler, and no other attribute", { tolerates: [/TrustedScript|require-trusted-types-for|script-src/] }, async (visit) => {
  const stage = await show(visit, '<main><p id="p" title="1">Text</p></main>', "p");
  await stage.frame({ patches: ['<main><p id="p" onclick="window.hit = true" @click="2" title="2">Text</p></main>'] });
  assert.ok(await isSame(stage, "p"));
  assert.deepEqual(
    await stage.page.evaluate(() => {
      it.click();
      return [it.getAttribute("onclick"), it.getAttribute("@click"), it.title, window.hit];
    }),
    [null, "2", "2", undefined],
  );
});

test("a row with a new key is compared with no other row", async (visit) => {
  const page = (from) => `<main><table><tbody>${Array.from({ length: 200 }, (_, at) => `<tr id="row-${from + at}"><td>${at}</td></tr>`).join("")}</tbody></table></main>`;
  const stage = await show(visit, page(0));
  await stage.page.evaluate(() => {
    window.compared = 0;
    const { isEqualNode } = Node.prototype;
    Node.prototype.isEqualNode = function (other) {
      if (this.localName === "tr") compared++;
      return isEqualNode.call(this, other);
    };
  });
  await stage.frame({ patches: [page(1000)] });
  assert.equal(await stage.page.evaluate(() => compared), 0);
  assert.equal(await stage.page.evaluate(() => document.querySelector("main").outerHTML), page(1000));
});

test("an element of SVG does not become one of HTML by its id", async (visit) => {
  const pages = ['<main><svg><a id="x">1</a></svg><p></p></main>', '<main><svg></svg><p><a id="x">1</a></p></main>'];
  const stage = await openWithFakeServer(visit);
  for (const [at, part] of [[0, "svg"], [1, "xhtml"], [0, "svg"]]) {
    await stage.frame({ patches: [pages[at]] });
    assert.match(await stage.page.evaluate(() => document.querySelector("#x").namespaceURI), RegExp(`${part}$`));
    assert.equal(await stage.page.evaluate(() => document.querySelector("main").outerHTML), pages[at]);
  }
});

test("the data in a script follows the server, a program does not", async (visit) => {
  const page = (n, type = "application/json") =>
    `<main><script id="data" type="${type}" data-n="${n}">${type === "module" ? `window.ran = ${n}` : `{"n":${n}}`}</script><script id="program" data-n="${n}">window.ran = ${n}</script></main>`;
  const stage = await show(visit, page(1), "data");
  const read = (id) => stage.page.evaluate((id) => [document.getElementById(id).type, document.getElementById(id).dataset.n, document.getElementById(id).text], id);
  await stage.frame({ patches: [page(2)] });
  assert.ok(await isSame(stage, "data"));
  assert.deepEqual(await read("data"), ["application/json", "2", '{"n":2}']);
  assert.deepEqual(await read("program"), ["", "1", "window.ran = 1"]);
  await stage.frame({ patches: [page(3, "application/ld+json")] });
  assert.deepEqual(await read("data"), ["application/ld+json", "3", '{"n":3}']);
  await stage.frame({ patches: [page(4, "module")] });
  assert.deepEqual(await read("data"), ["application/ld+json", "3", '{"n":3}'], "data does not become a program");
  assert.equal(await stage.page.evaluate(() => window.ran), undefined);
});
