// Nodes in the live part that the server does not know: of scripts, extensions and
// page translators.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

async function show(visit, markup) {
  const stage = await openWithFakeServer(visit);
  await stage.frame({ patches: [markup] });
  return stage;
}

/** The markup of the live part as it is on the page. */
const live = (stage) => stage.page.evaluate(() => document.querySelector("[dj-root]").innerHTML);

test("an extension's node after a field swallows nothing", async (visit) => {
  const page = (error) => `<main><input name="a">${error}<p>end</p></main>`;
  const stage = await show(visit, page(""));
  await stage.page.evaluate(() => {
    const icon = document.createElement("div");
    icon.attachShadow({ mode: "open" }).append("icon");
    document.querySelector("[name=a]").after(icon);
    document.querySelector("main").append(document.createElement("hr"));
  });
  await stage.frame({ patches: [page('<div class="error">Too long</div>')] });
  assert.equal(await live(stage), '<main><input name="a"><div></div><div class="error">Too long</div><p>end</p><hr></main>');
  await stage.frame({ patches: [page('<div class="error">Too short</div>')] });
  await stage.frame({ patches: [page("")] });
  assert.equal(await live(stage), '<main><input name="a"><div></div><p>end</p><hr></main>');
});

test("a field that was wrapped stays in its wrapper", async (visit) => {
  const page = (n, field = '<input name="a">') => `<main><p>${n}</p>${field}<p>end</p></main>`;
  const stage = await show(visit, page(0));
  await stage.page.evaluate(() => {
    const field = document.querySelector("[name=a]");
    const wrap = document.createElement("span");
    field.before(wrap);
    wrap.append(field, "icon");
    field.focus();
  });
  await stage.page.keyboard.type("typed");
  await stage.frame({ patches: [page(1, '<p>new</p><input name="a" class="wide">')] });
  assert.equal(await live(stage), '<main><p>1</p><p>new</p><span><input name="a" class="wide">icon</span><p>end</p></main>');
  assert.deepEqual(await stage.page.evaluate(() => [document.activeElement.name, document.activeElement.value]), ["a", "typed"]);
  await stage.frame({ patches: [page(2, "")] });
  assert.equal(await live(stage), "<main><p>2</p><p>end</p></main>", "the wrapper goes with what it wraps");
});

test("a page translator is not fought", async (visit) => {
  const page = (n, text) => `<main><p>${n}</p><p id="a">Some ${text} <b>words</b> here</p><button dj-click="go">Go</button></main>`;
  const stage = await show(visit, page(0, "old"));
  await stage.page.evaluate(() => {
    for (const parent of document.querySelectorAll("#a, #a b, main button")) {
      for (const text of [...parent.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)) {
        const font = document.createElement("font");
        font.textContent = text.nodeValue.toUpperCase();
        text.replaceWith(font);
      }
    }
    window.changes = 0;
    new MutationObserver((records) => (window.changes += records.length)).observe(document.querySelector("#a"), { subtree: true, childList: true, characterData: true });
  });
  await stage.page.locator("main button font").hover();
  await stage.page.mouse.down();
  await stage.frame({ patches: [page(1, "old")] });
  await stage.page.mouse.up();
  await stage.receives("e");
  assert.equal(await stage.page.evaluate(() => changes), 0);
  await stage.frame({ patches: [page(2, "new")] });
  assert.equal(await live(stage), '<main><p>2</p><p id="a">Some new <b><font>WORDS</font></b><font> HERE</font></p><button dj-click="go"><font>GO</font></button></main>');
  await stage.frame({ patches: ["<main><p>3</p><p id=\"a\"><b>words</b></p></main>"] });
  assert.equal(await live(stage), '<main><p>3</p><p id="a"><b><font>WORDS</font></b></p></main>');
});

test("elements that move, wrap or remove themselves stay once", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const define = (name, connected) =>
      customElements.define(
        name,
        class extends HTMLElement {
          connectedCallback() {
            if (this.isDone) return;
            this.isDone = true;
            connected(this);
          }
        },
      );
    define("x-portal", (element) => document.body.append(element));
    define("x-gone", (element) => element.remove());
    define("x-wrap", (element) => {
      const wrap = document.createElement("div");
      wrap.className = "wrap";
      element.before(wrap);
      wrap.append(element);
    });
    define("x-other", (element) => element.replaceWith("other"));
  });
  const page = (n) => `<main><h1>${n}</h1><x-portal>${n}</x-portal><x-gone>${n}</x-gone><p>after</p><x-wrap>${n}</x-wrap><p>end</p><x-other></x-other><p>${n}</p></main>`;
  for (const n of [0, 1, 2]) {
    await stage.frame({ patches: [page(n)] });
    assert.equal(await live(stage), `<main><h1>${n}</h1><p>after</p><div class="wrap"><x-wrap>${n}</x-wrap></div><p>end</p>other<p>${n}</p></main>`);
    assert.deepEqual(await stage.page.locator("x-portal").allInnerTexts(), [String(n)]);
  }
  await stage.frame({ patches: ["<main><p>end</p></main>"] });
  assert.equal(await live(stage), "<main><p>end</p></main>");
  assert.equal(await stage.page.locator("x-portal").count(), 0, "it goes with its place");
});

test("attributes and classes of scripts survive renders", async (visit) => {
  const page = (n) => `<main><p>${n}</p><div id="menu" class="menu" data-n="${n}">${n}</div></main>`;
  const stage = await show(visit, page(0));
  await stage.page.evaluate(() => {
    const menu = document.querySelector("#menu");
    menu.className = "menu is-open";
    menu.setAttribute("aria-expanded", "true");
  });
  await stage.frame({ patches: [page(1)] });
  assert.equal(await live(stage), '<main><p>1</p><div id="menu" class="menu is-open" data-n="1" aria-expanded="true">1</div></main>');
});

// With patches the order of rows that do not change is the page's, as is all that the server does not change.
if (process.env.DOCENT_PATCHES !== "fine") {
  test("rows that a script has sorted are in the server's order", async (visit) => {
    const page = (...ids) => `<main><ul>${ids.map((id) => `<li id="${id}">${id}</li>`).join("")}</ul></main>`;
    const stage = await show(visit, page("a", "b", "c", "d"));
    const order = () => stage.page.evaluate(() => [...document.querySelectorAll("main li")].map(({ id }) => id).join(""));
    for (const [sorted, rendered] of [["dcba", "bacd"], ["cabd", "cabd"], ["dcba", "adbc"]]) {
      await stage.page.evaluate((ids) => document.querySelector("main ul").append(...[...ids].map((id) => document.getElementById(id))), sorted);
      await stage.frame({ patches: [page(...rendered)] });
      assert.equal(await order(), rendered);
    }
  });
}
