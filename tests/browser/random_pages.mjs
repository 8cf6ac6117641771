// Renders of an imaginary app: each is the one before with some changes.

const TEXTS = ["text", "a & b", "  ", "\n", "é ü 中", "a longer text, as a paragraph of a page has it, and some more of it", "1 < 2"];

function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

/** The same numbers for the same seed. */
export function createRandom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** `next()` is the next render. */
export function createPages(seed) {
  const random = createRandom(seed);
  const pick = (list) => list[random(list.length)];
  let ids = 0;

  const attributes = () => [
    random(3) ? "" : ` id="n${ids++}"`,
    random(4) ? "" : ` class="c${random(3)}"`,
    random(6) ? "" : ` dj-key="k${random(50)}"`,
  ].join("");
  const element = (name, children) => ({ name, attributes: attributes(), children });
  const several = (most, make) => Array.from({ length: random(most) }, make);

  function node(depth) {
    const kind = random(depth > 4 ? 3 : 14);
    if (kind < 2) return { text: pick(TEXTS) };
    if (kind === 2) return pick([() => ({ html: `<!-- comment ${random(9)} -->` }), () => ({ html: "<br>" }), field, drawing])();
    if (kind === 3) return element("ul", several(6, () => element("li", nodes(depth + 1, 3))));
    if (kind === 4) return table(depth);
    if (kind === 5) return element("p", several(3, () => pick([() => ({ text: pick(TEXTS) }), () => element("em", [{ text: pick(TEXTS) }])])()));
    if (kind === 6) return { html: `<select name="s${random(9)}">${several(4, () => `<option value="${random(9)}">${random(9)}</option>`).join("")}</select>` };
    if (kind === 7) return element("x-card", nodes(depth + 1, 3));
    return element(pick(["div", "section", "span", "article"]), nodes(depth + 1, 5));
  }

  const nodes = (depth, most) => several(most, () => node(depth));
  const field = () => ({ html: `<input name="f${random(20)}" value="${random(9)}">` });
  const drawing = () => ({ html: `<svg viewBox="0 0 9 9"><path d="M0 ${random(9)}"/><circle r="${random(9)}"></circle></svg>` });
  const row = (depth) => element("tr", several(4, () => element("td", nodes(depth + 2, 2))));
  const table = (depth) => element("table", [element("tbody", several(5, () => row(depth)))]);

  /** Changes something somewhere below. */
  function change(parent, depth) {
    const { children, name } = parent;
    const at = random(children.length + 1);
    const child = children[at];
    if (child?.children && random(4)) return change(child, depth + 1);
    const fresh = () => (name === "table" ? undefined : name === "tbody" ? row(depth) : name === "tr" ? element("td", nodes(depth + 1, 2)) : name === "ul" ? element("li", nodes(depth + 1, 2)) : name === "p" ? { text: pick(TEXTS) } : node(depth));
    const made = fresh();
    switch (random(5)) {
      case 0:
        if (made) children.splice(at, 0, made);
        break;
      case 1:
        if (name !== "table") children.splice(at, 1 + random(2));
        break;
      case 2:
        if (child && name !== "table") children.splice(random(children.length), 0, ...children.splice(at, 1));
        break;
      case 3:
        if (child?.attributes !== undefined) child.attributes = attributes();
        break;
      default:
        if (made && child) children[at] = made;
    }
  }

  function print({ text, html, name, attributes, children }) {
    if (html !== undefined) return html;
    if (text !== undefined) return escape(text);
    return `<${name}${attributes}>${children.map(print).join("")}</${name}>`;
  }

  const top = { name: "main", attributes: "", children: [] };
  for (let count = 0; count < 30; count++) top.children.push(node(0));
  return {
    next() {
      for (let count = random(4); count >= 0; count--) change(top, 0);
      // Nothing grows forever.
      while (top.children.length > 60) top.children.splice(random(top.children.length), 1);
      return top.children.map(print).join("");
    },
  };
}
