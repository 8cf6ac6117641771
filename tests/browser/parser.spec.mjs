// The server reads a render as a browser does, or sends it whole: patches name nodes by their place.
//
// DOCENT_PAGES is the number of pages, DOCENT_SEED their seed.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { createMarkup } from "./odd_markup.mjs";
import { nodesOf } from "./patches.mjs";

const test = browserTests("stage");

const PAGES = Number(process.env.DOCENT_PAGES ?? 40_000);
const SEED = Number(process.env.DOCENT_SEED ?? 1);
const AT_ONCE = 2_000;

/** The nodes that the browser makes of each page: in a patch, and as part of a document. */
function parseAll(pages) {
  const isOneNode = (name) =>
    /^(pre|listing|hr|br|img|input|link|meta|area|base|embed|source|track|wbr|col|script|style|textarea|title|iframe|xmp|noembed|noframes|svg|math|select|template)$/.test(name);
  const print = (parent) =>
    [...parent.childNodes]
      .map((node) => {
        if (node.nodeType === Node.TEXT_NODE) return `'${node.data}'`;
        if (node.nodeType === Node.COMMENT_NODE) return "!";
        const name = node.localName;
        return isOneNode(name) ? `[${name}]` : `(${name} ${print(node)})`;
      })
      .join("");
  const frame = document.body.appendChild(document.createElement("iframe"));
  const loaded = frame.contentDocument;
  return pages.map((html) => {
    const patch = document.createElement("template");
    patch.innerHTML = html;
    loaded.open();
    loaded.write(`<!doctype html><body><div id="live">${html}</div><i id="after"></i></body>`);
    loaded.close();
    const live = loaded.getElementById("live");
    const isInPlace = live?.nextSibling?.id === "after";
    return [print(patch.content), isInPlace ? print(live) : "it is not left where it was"];
  });
}

test("a page is read as a browser reads it, or sent whole", async ({ open }) => {
  const page = await (await open("/stage")).context().newPage();
  await page.setContent("<!doctype html>");
  const markup = createMarkup(SEED);
  const differing = [];
  let followed = 0;
  for (let done = 0; done < PAGES; done += AT_ONCE) {
    const all = Array.from({ length: AT_ONCE }, () => markup.next());
    const read = await nodesOf(all);
    const pages = all.map((html, at) => [html, read[at]]).filter(([, nodes]) => nodes !== null);
    followed += pages.length;
    const parsed = await page.evaluate(parseAll, pages.map(([html]) => html));
    for (const [at, [html, nodes]] of pages.entries()) {
      for (const made of parsed[at]) if (made !== nodes) differing.push({ html, nodes, made });
    }
  }
  differing.sort((a, b) => a.html.length - b.html.length);
  assert.deepEqual(differing.slice(0, 5), [], `${differing.length} of ${followed}, seed ${SEED}`);
  assert.ok(followed > PAGES / 5, `only ${followed} of ${PAGES} are followed`);
});
