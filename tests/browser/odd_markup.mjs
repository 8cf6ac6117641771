// Markup that a browser's parser closes, moves and repairs, and much that it leaves as it is.

import { createRandom } from "./random_pages.mjs";

const NAMES =
  "div p ul li a b i em span button form h1 h2 table tbody tr td th caption colgroup col option optgroup ruby rt rp rb rtc dl dt dd pre listing object section details summary label fieldset hr br img input svg math select template textarea script style title iframe xmp x-card center search video noembed font nobr address dialog embed menu".split(" ");
const DRAWN = "g path circle title desc a text pre ruby style font embed foreignObject script use x-a listing video object td option button mi mtext annotation-xml".split(" ");
const VOID = new Set("hr br img input col embed".split(" "));
const RAW = new Set("textarea script style title iframe xmp noembed".split(" "));
/** What may be in an element that has content of its own kind. */
const INSIDE = {
  select: ["option", "option", "optgroup", "hr", "b"],
  table: ["tbody", "thead", "caption", "colgroup"],
  tbody: ["tr"],
  thead: ["tr"],
  tr: ["td", "th"],
};
const TEXTS = ["a", " ", "\n", "x y"];
const RAW_TEXTS = ["a", "<b", "</", "</p>", "a < b", "</x>", "<!--", "-->"];
const COMMENTS = ["<!-- c -->", "<!---->", "<!-- a - -- b -->", "<!--a--->", "<!-->", "<!--->", "<!--a--!>", "<!--a<!-->"];
const STRAY = ["</p>", "</br>", "</b>", "<?x>", "</ >", "<br/>", "<x-a/>", "</SVG>", "</TEXTAREA>", "</Select>", "</div foo='>'>", "<div/>", "<svg/>", ""];
const ATTRIBUTES = ["", "", "", ' id="a"', " class='x'", " a=b/", " a=b /", " DJ-KEY=k", ' shadowrootmode="open"'];

/** `next()` is a piece of markup. */
export function createMarkup(seed) {
  const random = createRandom(seed);
  const pick = (list) => list[random(list.length)];

  function content(depth, kind) {
    if (depth > 6) return pick(TEXTS);
    return Array.from({ length: random(4) }, () => node(depth, kind)).join("");
  }

  function node(depth, kind) {
    if (kind === "raw") return pick(RAW_TEXTS);
    const choice = random(20);
    if (choice < 4 && kind !== "table") return pick(TEXTS);
    if (choice === 4) return pick(COMMENTS);
    if (choice === 5) return pick(STRAY);
    return element(depth, pick(kind === "drawn" ? DRAWN : (INSIDE[kind] ?? NAMES)), kind);
  }

  function element(depth, name, around) {
    // A script is not to run.
    const tag = `<${name}${name === "script" ? " type=x" : ""}${pick(ATTRIBUTES)}`;
    if (VOID.has(name)) return `${tag}${pick(["", " ", "/"])}>`;
    const isDrawn = ["svg", "math"].includes(name) || around === "drawn";
    if (isDrawn && !random(8)) return `${tag}/>`;
    const kind = isDrawn ? "drawn" : RAW.has(name) ? "raw" : name in INSIDE ? name : "";
    const end = random(40) ? name : pick([`${name} `, `${name}/`, name.toUpperCase()]);
    return `${tag}>${content(depth + 1, kind)}</${end}>`;
  }

  return { next: () => Array.from({ length: 1 + random(3) }, () => node(0, "")).join("") };
}
