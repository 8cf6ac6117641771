// The selectors of the corpus: those that were picked, and those that a seed
// makes. The same on every machine and every day.

import { picked } from "./picked.mjs";

const SEED = 0x5e1ec704;

/** How many of each kind a seed makes. */
const COUNTS = { soups: 900, sentences: 1500, slips: 1500, rhythms: 400, attributes: 600, escapes: 400 };

const PSEUDOS = `
  -internal-autofill-previewed -internal-autofill-selected -internal-dialog-in-top-layer -internal-text-field -internal-nonsense
  -webkit-any-link -webkit-autofill -webkit-drag -webkit-full-page-media -webkit-full-screen -webkit-full-screen-ancestor
  -webkit-scrollbar -webkit-details-marker -webkit-nonsense -moz-any -moz-any-link -moz-focusring -moz-placeholder -ms-input-placeholder -o-prefocus
  active active-option active-view-transition after animated any any-link autofill backdrop before blank buffering button checkbox checked
  checkmark closed column contains corner-present cue current decrement default defined details-content disabled double-button
  empty enabled end eq even expanded file file-selector-button first first-child first-letter first-line first-of-type focus focus-ring
  focus-visible focus-within fullscreen future grammar-error granted gt has-interest has-slotted header heading hidden highlight horizontal
  host hover image in-range increment indeterminate input interest-button interest-source interest-target invalid last last-child last-of-type
  left link local-link lt marker matches modal muted navigation-source no-button nonsense nth nth-col nth-last-col odd only-child only-of-type
  open optional out-of-range parent part password past paused permission-icon picker picker-icon picture-in-picture placeholder
  placeholder-shown playing popover-open radio read-only read-write required reset right root scope scroll-button scroll-marker
  scroll-marker-group search-text seeking selected selection single-button slotted spelling-error stalled start submit target
  target-after target-before target-current target-text target-within text unchecked user-error user-invalid user-valid valid vertical
  view-transition view-transition-group visible visited volume-locked window-inactive xr-overlay
  active-view-transition-type dir has host-context is lang not nth-child nth-last-child nth-last-of-type nth-of-type state where -webkit-any
`.trim().split(/\s+/);

/** Tokens, and pieces that nearly are. */
const PIECES = [
  "a", "b", "div", "of", "n", "i", "*", "|", "||", "&", "#a", "#5", "#", ".a", ".", ".5", ".-", "5", "5a", "-5", "+5", "-", "--", "\\", "\\31 ", "\\.",
  "[a]", "[a=b]", "[", "]", "=", "~=", "|=", "^=", "'x'", '"', "'", "(", ")", "{", "}", ",", ", ", " ", " ", " ", ">", " > ", "+", "~", ":", "::",
  ":hover", ":is(", ":not(", ":has(", ":where(", ":nth-child(", ":host(", ":-webkit-any(", ":lang(", ":dir(", ":foo", ":-moz-foo", ":foo(", "::before", ":before",
  "2n+1", "odd", "n", "/**/", "/*", "*/", "/", "!", "$", "%", "@", "@a", "^", ";", "<!--", "-->", "url(", "url(a)", "u+a", "\n", "\t", "é", "😀", "\u0000", "\u00a0", "`", "<", "?",
];

/** Names that sentences are made of, so that most are valid. */
const KNOWN = ["hover", "checked", "first-child", "only-of-type", "root", "scope", "popover-open", "-webkit-autofill", "Focus-Visible", "lang(en)", "dir( rtl )", "state(x)", "host"];

const RHYTHM = ["n", "N", "-n", "+n", "2n", "-2n", "+2n", "n-", "n-1", "-n-1", "2n-", "2n-1", "2N-1", "odd", "even", "ODD", "1", "+1", "-1", "0", "01", "1.0", "1e1", "+", "-", " ", " ", "  ", "/**/", "of", "OF", " of a", " of ", "a", "of a, b", ",", "\\6e", "n-01", "--n", "\n", "5%", "2px", "'1'", "(", "*"];

const ATTRIBUTE = ["a", "b", "data-x", "*", "|", "*|a", "|a", "ns|a", "=", "=", "~=", "|=", "^=", "$=", "*=", "!=", "==", "~ =", "'x'", '"x"', "x", "5", "-5", "--5", "5px", "#x", ".x", ":x", "x:y", "/x", "''", " ", " ", " ", "i", "s", "I", " i", " s", "'x'i", "'x's", "\\31", "\n", "/**/", ",", "]", "[", "(", "'", "é", "url(x)", "@id", "!", "+", "x y"];

const ESCAPE = ["\\", "\\", "\\", "a", "f", "F", "0", "6", "1", "9", "g", " ", " ", "\n", "\r", "\r\n", "\f", "\t", ".", "#", ":", "[", "'", "-", "_", "é", "😀", "\u0000", "10ffff", "110000", "d800", "000061"];

/** Every selector once. Another seed and more of each serve for a long search. */
export function selectors(seed = SEED, times = 1) {
  const random = xorshift(seed);
  const one = (list) => list[random(list.length)];
  const many = (least, most, make) => Array.from({ length: least + random(most - least + 1) }, make).join("");
  const count = (kind, make) => Array.from({ length: COUNTS[kind] * times }, make);

  const grammar = new Grammar(random, one, many);
  const sentences = count("sentences", () => grammar.list(2));
  return [...new Set([
    ...picked,
    ...PSEUDOS.flatMap((name) => [`:${name}`, `::${name}`, `:${name}()`, `:${name}(a)`, `:is(:${name})`, `a:${name.toUpperCase()} b`]),
    ...PIECES,
    ...count("soups", () => many(2, 6, () => one(PIECES))),
    ...sentences,
    ...count("slips", () => slip(one(sentences), random, one)),
    ...count("rhythms", () => `:${one(["nth-child", "nth-last-child", "nth-of-type"])}(${many(1, 5, () => one(RHYTHM))})`),
    ...count("attributes", () => `[${many(1, 6, () => one(ATTRIBUTE))}]`),
    ...count("escapes", () => one(["", "#", ".", ":", "[", "[a='", ":is(", "a"]) + many(1, 6, () => one(ESCAPE)) + one(["", "", "]", "']", ")"])),
  ])];
}

/** Whole numbers below a bound, by xorshift32. */
function xorshift(state) {
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

/** One to three small mistakes in a selector. */
function slip(selector, random, one) {
  const text = [...selector];
  for (let left = 1 + random(3); left > 0; left -= 1) {
    const at = random(text.length + 1);
    const other = random(text.length + 1);
    switch (random(5)) {
      case 0: text.splice(at, 1); break;
      case 1: text.splice(at, 0, ...one(PIECES)); break;
      case 2: text.splice(at, 1, ...one(PIECES)); break;
      case 3: text.splice(at, 0, ...text.slice(other, other + 1 + random(4))); break;
      default: text.length = Math.max(1, text.length - random(6));
    }
  }
  return text.join("");
}

/** Makes selectors that are valid, but for names that only look so. */
class Grammar {
  constructor(random, one, many) {
    Object.assign(this, { random, one, many });
  }

  list(depth) {
    return this.complex(depth) + (this.random(6) ? "" : this.one([",", ", ", " , "]) + this.complex(depth));
  }

  complex(depth) {
    return this.compound(depth) + this.many(0, depth ? 2 : 1, () => this.one([" ", " ", " > ", ">", " + ", "~"]) + this.compound(depth));
  }

  compound(depth) {
    const type = this.one(["", "", "a", "div", "my-element", "*", "*|a", "é", "&"]);
    return type + this.many(type ? 0 : 1, 2, () => this.simple(depth));
  }

  simple(depth) {
    switch (this.random(depth > 0 ? 8 : 5)) {
      case 0: return "#" + this.ident();
      case 1: return "." + this.ident();
      case 2: return `[${this.space()}${this.ident()}${this.space()}]`;
      case 3: return `[${this.ident()}${this.space()}${this.one(["=", "~=", "|=", "^=", "$=", "*="])}${this.space()}${this.one([this.ident(), "'x'", '"y z"', "''"])}${this.one(["", "", " i", " I "])}]`;
      case 4: return ":" + this.one(this.random(8) ? KNOWN : PSEUDOS);
      case 5: return `:${this.one(["is", "where", "not", "not", "has", "-webkit-any", "host"])}(${this.space()}${this.list(depth - 1)}${this.space()})`;
      case 6: return `:has(${this.one(["", "> ", "+", "~ "])}${this.complex(depth - 1)})`;
      default: return `:nth-${this.one(["child", "last-child", "of-type"])}(${this.one(["1", "odd", "2n+1", "-n + 3", "n-1"])}${this.random(3) ? "" : ` of ${this.list(depth - 1)}`})`;
    }
  }

  ident() {
    return this.one(["a", "b-c", "_d", "-e", "--f", "g1", "h\\:i", "\\31 2", "é", "日本", "\\.j", "K", "😀", "l\\", "of", "n"]);
  }

  space() {
    return this.one(["", "", "", " ", "\n", "/**/"]);
  }
}
