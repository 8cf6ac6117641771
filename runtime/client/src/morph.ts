/**
 * Turns the live part of the page into new markup with as few changes as possible.
 *
 * The markup is that of the whole live part, or of some nodes of one element in it.
 *
 * It keeps the markup that the server has rendered last, turns that into the
 * new markup, and repeats on the page only what changes. So everything else
 * on the page belongs to the page: attributes, inline sizes and text
 * that the server does not change; open `<details>` and dialogs; the nodes
 * that scripts, extensions and translators add, and where they have moved ours.
 *
 * - An element with an `id`, a `dj-key` or, for a control, a `name` stays the
 *   same element: it is matched by this key. An `id` is looked for anywhere, the
 *   others inside the nearest element with an `id` or a `dj-key`, or the nearest
 *   form. The rest is matched by equal markup, then by tag and order.
 * - Nothing is removed before the end, so that an element that is matched later
 *   can still be moved with its state.
 * - `dj-update="ignore"` and a `<script>` that is no data are left unchanged,
 *   and so is the text in an editor that is being used.
 * - `form_state.ts` decides about the values of controls.
 */

import { isBox, keepChoice, rendered, show } from "./controls.ts";
import { closeModal } from "./dialog.ts";
import { ask, attributeOf, create, get, queryAll } from "./dom.ts";
import { isIgnored } from "./find.ts";
import { focusOn, focused, isTyping, within } from "./focus.ts";
import { tokens, write } from "./ledger.ts";
import { moveNode } from "./move_node.ts";
import type { Place } from "./wire.ts";

export interface Judge {
  /** Whether the control keeps what it shows, although the server has changed its state. */
  keeps(control: Element): boolean;
  /** Whether the person has chosen what the control shows. */
  isTouched(control: Element): boolean;
}

/**
 * Makes the changes of one frame. Their places are those before the first of them: if one
 * does not fit the markup that is there, it throws, and nothing has changed.
 */
export type Morph = (changes: readonly Change[], judge: Judge) => void;

/** Markup that is the content of the live part, or contains the part itself, unless it has a place. */
export interface Change {
  readonly markup: DocumentFragment;
  readonly place: Place | undefined;
}

/**
 * A change whose place has been found: `parent` gets the attributes of `next`, if that is an element, and its nodes
 * between two others become those of `next`.
 */
interface Edit {
  readonly parent: Element;
  readonly next: ParentNode & Node;
  /** Whether the nodes change. */
  readonly hasNodes: boolean;
  readonly before?: ChildNode | undefined;
  readonly end?: ChildNode | undefined;
}

/** `Node.DOCUMENT_POSITION_FOLLOWING`: its name is long for one use. */
const FOLLOWING = 4;
/** How many nodes without a key may be dropped to reach one that matches: keeps the cost linear. */
const LOOKAHEAD = 16;

/** What the server has rendered of `root` to begin with is what the page has now. */
export function createMorph(root: Element): Morph {
  /** The node of the page for each node of the markup. */
  const page = new WeakMap<Node, Node>();
  /** The nodes of the page that are in the markup. */
  const known = new WeakSet<Node>();
  /** The element for whose nodes markup without that element was rendered. */
  const around = new WeakMap<Node, Element>();
  // In a template's document no custom element is constructed and nothing is loaded.
  const markup = create("template").content.ownerDocument.importNode(root, true);
  pair(markup, root);

  function pair(node: Node, own: Node): void {
    page.set(node, own);
    known.add(own);
    const inside = [...get(own, "childNodes")];
    get(node, "childNodes").forEach((child, at) => pair(child, inside[at]!));
  }

  /** The child of the parent's node that is this node or, where the page has wrapped it, contains it. */
  function place(node: Node): ChildNode | null | undefined {
    const parent = page.get(get(node, "parentNode")!);
    let at: Node | null | undefined = page.get(node);
    while (at && get(at, "parentNode") !== parent) at = get(at, "parentNode");
    return at as ChildNode | null | undefined;
  }

  /** The place of the nearest sibling on one side that has one. */
  function beside(node: Node, side: "previousSibling" | "nextSibling"): ChildNode | null {
    for (let at = get(node, side); at; at = get(at, side)) {
      const found = place(at);
      if (found) return found;
    }
    return null;
  }

  /** The sibling after this one, or without it the first child. */
  function after(node: ChildNode | null | undefined, parent: Node): ChildNode | null {
    return node ? get(node, "nextSibling") : get(parent, "firstChild");
  }

  /** Puts a node of the page where the markup has it. */
  function put(own: Node, node: Node): void {
    const parent = page.get(get(node, "parentNode")!)!;
    if (!ask(own, "contains", parent)) moveNode(own, parent, beside(node, "nextSibling"));
  }

  /** Removes what the page has put in the place of a node that it took away, as translators do with text. Returns whether it took the node away. */
  function clear(node: Node): boolean {
    if (place(node) || get(page.get(node)!, "isConnected")) return false;
    const before = beside(node, "previousSibling");
    const end = beside(node, "nextSibling");
    let at = after(before, page.get(get(node, "parentNode")!)!);
    while (at && at !== end && !known.has(at) && !within(at, focused())) {
      const next = get(at, "nextSibling");
      ask(at, "remove");
      at = next;
    }
    return true;
  }

  function remove(node: ChildNode): void {
    clear(node);
    const own = page.get(node) as ChildNode;
    const around = place(node);
    // What the page has put around it goes too, unless there is another node of ours in it.
    const isShared = around !== own && [...get(get(node, "parentNode")!, "childNodes")].some((other) => other !== node && place(other) === around);
    ask((!isShared && around) || own, "remove");
    ask(node, "remove");
  }

  function isAlike(a: Node, b: Node): boolean {
    return get(a, "nodeName") === get(b, "nodeName") && keyOf(a) === keyOf(b);
  }

  /** Identifies an element across renders. */
  function keyOf(node: Node): string | undefined {
    if (!(node instanceof Element)) return undefined;
    const own = ownKey(node);
    if (!own || own[0] === "#") return own;
    const scope = scopeOf(get(node, "parentNode"));
    return `${(scope && !ask(scope, "hasAttribute", "dj-root") && ownKey(scope)) || ""} ${own}`;
  }

  function scopeOf(node: Node | null | undefined): Element | undefined {
    // The nodes of a patch are in no element yet.
    const element = node instanceof Element ? node : around.get(node!);
    return element && (ask(element, "closest", "[id],[dj-key],form,[dj-root]") ?? scopeOf(around.get(ask(element, "getRootNode"))));
  }

  /** The elements in these nodes by key; `undefined` for a key that is not unique. */
  function keyed(nodes: readonly Node[]): Map<string, Element | undefined> {
    const found = new Map<string, Element | undefined>();
    for (const node of nodes) {
      if (!(node instanceof Element)) continue;
      for (const element of [node, ...queryAll(node, "[id],[name],[dj-key],form")]) {
        const key = keyOf(element);
        if (key) found.set(key, found.has(key) ? undefined : element);
      }
    }
    return found;
  }

  /** Where a change is. */
  function locate({ markup: next, place }: Change): Edit {
    let parent: Element = markup;
    if (!place) return { parent, next: next.querySelector("[dj-root]:not([dj-ignore] *)") ?? next, hasNodes: true };
    const { path, name, total, from, count } = place;
    for (const at of path) parent = get(parent, "childNodes")[at] as Element;
    const nodes = get(parent, "childNodes");
    const hasNodes = total !== undefined;
    if ((name && get(parent, "localName") !== name) || (hasNodes && nodes.length !== total)) throw Error(`place ${path}`);
    around.set(next, parent);
    return { parent, next: hasNodes ? next : next.firstElementChild!, hasNodes, before: nodes[from - 1], end: nodes[from + count] };
  }

  return (changes, judge) => {
    const edits = changes.map(locate);
    const active = focused();
    const dropped = new Set<ChildNode>();
    /** Elements of the old markup by key; `undefined` for one that is not unique, not in the new markup too, or matched already. */
    const old = keyed(edits.flatMap(({ parent, hasNodes, before, end }) => (hasNodes ? upcoming(after(before, parent), Infinity, end) : [])));
    const fresh = keyed(edits.flatMap(({ next }) => [...get(next, "childNodes")]));
    /** What remains to be done for controls once the options that are dropped are gone. */
    const finish: (() => void)[] = [];
    let wish: Element | null = null;
    /** Equal nodes may differ in the content of templates. */
    const hasTemplates = edits.some(({ next }) => ask(next, "querySelector", "template"));
    for (const [key, element] of old) if (fresh.get(key)?.nodeName !== element?.nodeName) old.set(key, undefined);

    for (const { parent, next, hasNodes, before, end } of edits) {
      if (next instanceof Element) attributes(parent, next);
      if (hasNodes) content(parent, next, before, end);
    }
    for (const node of dropped) remove(node);
    // Needed only if the browser cannot move a node without losing the focus.
    if (within(root, active) && active !== focused()) focusOn(active);
    for (const control of finish) control();
    if (wish && !isTyping()) focusOn(wish);

    /** The same as `children`, except in an editor, also in one that a script has made of what is no editor in the markup. */
    function content(parent: Element, next: Node, last?: ChildNode, end?: ChildNode): void {
      const own = page.get(parent) as HTMLElement;
      if (own.isContentEditable) {
        if (parent.innerHTML === (next as Element).innerHTML) return;
        if (isTyping() && within(active, own)) {
          // What the server has changed is not there: patches of it do not fit, and a whole render replaces it.
          finish.push(() => (parent.textContent = ""));
          return;
        }
        // What the person has written there gives way to what the server has changed.
        for (const child of [...get(own, "childNodes")]) if (!hasContent(parent) || !known.has(child)) ask(child, "remove");
      }
      children(parent, next, last, end);
    }

    /** The nodes of `parent` behind `last`, and before `end`, become those of `next`. */
    function children(parent: Node, next: Node, last?: ChildNode, end?: ChildNode): void {
      const from = last;
      // The nodes before the cursor are done. A match by key may have moved the node that was the cursor.
      const cursor = (): ChildNode | null => skip(after(last, parent));
      for (const node of [...get(next, "childNodes")]) {
        const found = match(parent, node, cursor(), end);
        if (found) {
          const isAhead = get(found, "parentNode") === parent && !dropped.has(found);
          for (let at = cursor(); isAhead && at && at !== found && at !== end && isSpare(at) && !isWanted(at, node); at = cursor()) dropped.add(at);
          // One that comes later steps back, so that what follows it need not move; `order` moves it on the page.
          const at = cursor();
          if (at && at !== found && claimed(at) && skip(get(at, "nextSibling")) === found) ask(parent, "insertBefore", at, end ?? null);
          if (found !== cursor()) move(found, parent, cursor());
          become(found, node);
        } else {
          insert(parent, node, cursor());
        }
        last = found ?? node;
      }
      for (let at = cursor(); at && at !== end; at = skip(get(at, "nextSibling"))) dropped.add(at);
      order(parent, from, end);
    }

    /** Puts the nodes behind `from`, and before `end`, in the order of the markup, which a script may have changed. */
    function order(parent: Node, from?: ChildNode, end?: ChildNode): void {
      let before = from && place(from);
      for (let node = after(from, parent); node && node !== end; node = get(node, "nextSibling")) {
        const own = dropped.has(node) ? undefined : place(node);
        if (!own) continue;
        // Comparing positions takes time for each node between the two.
        const next = before && get(before, "nextSibling");
        if (before && next !== own && ask(own, "compareDocumentPosition", before) & FOLLOWING) moveNode(own, page.get(parent)!, next!);
        before = own;
      }
    }

    function move(node: ChildNode, parent: Node, before: Node | null): void {
      const own = place(node);
      const isInside = get(node, "parentNode") === parent;
      ask(parent, "insertBefore", node, before);
      // What the page has moved elsewhere stays there.
      if (own) put(isInside ? own : page.get(node)!, node);
    }

    /** The node of the old markup that becomes `node`; the caller moves it to the cursor. */
    function match(parent: Node, node: ChildNode, cursor: ChildNode | null, end?: ChildNode): ChildNode | undefined {
      const key = keyOf(node);
      const own = old.get(key!);
      if (own) return ask(own, "contains", parent) ? undefined : own;
      // It is new, and to compare it takes time.
      if (key && !old.has(key)) return undefined;
      const isElement = node instanceof Element;
      const near = upcoming(cursor, isElement ? LOOKAHEAD : 1, end);
      const same = near.find((at, ahead) => (!ahead || hasContent(node)) && isEqual(at, node));
      if (same) return same;
      const following = get(node as Element, "nextElementSibling");
      for (const at of near) {
        if (isAlike(at, node) && !isWanted(at, node)) return at;
        // Insert instead before a node that comes later in the markup, or that must not be lost.
        if (!isElement || !isSpare(at) || isWanted(at, node) || (following && isAlike(at, following))) return undefined;
      }
      return undefined;
    }

    /** Whether the markup has the same node once more, not far behind `node`. */
    function isWanted(at: Node, node: ChildNode): boolean {
      return hasContent(at) && upcoming(get(node, "nextSibling"), LOOKAHEAD).some((next) => isEqual(at, next));
    }

    /** The element of the old markup that has the node's key. */
    function claimed(node: Node): Element | undefined {
      return old.get(keyOf(node)!);
    }

    /** Whether the node may be dropped, so that the nodes after it need not move. */
    function isSpare(node: Node): boolean {
      return !claimed(node) && !within(page.get(node), active);
    }

    function insert(parent: Node, node: ChildNode, before: ChildNode | null): void {
      ask(parent, "insertBefore", node, before);
      const own = importNode(node);
      pair(node, own);
      put(own, node);
      if (!(node instanceof Element)) return;
      for (const element of [node, ...queryAll(node, "*")]) {
        const kept = claimed(element);
        if (kept && ask(node, "contains", element) && !ask(kept, "contains", element)) {
          move(kept, get(element, "parentNode")!, element);
          become(kept, element);
          remove(element);
        } else if (ask(element, "hasAttribute", "autofocus")) {
          wish ??= page.get(element) as Element;
        }
      }
    }

    /** At most `count` nodes that are not dropped, from here to before `end`. */
    function upcoming(from: ChildNode | null, count: number, end?: ChildNode): ChildNode[] {
      const nodes: ChildNode[] = [];
      for (let at = from; at && at !== end && nodes.length < count; at = skip(get(at, "nextSibling"))) nodes.push(at);
      return nodes;
    }

    /** The first node from here that is not dropped. */
    function skip(node: ChildNode | null): ChildNode | null {
      while (node && dropped.has(node)) node = get(node, "nextSibling");
      return node;
    }

    /** Whether the node can be told from another by what is in it. */
    function hasContent(node: Node): boolean {
      return !!get(node, "firstChild");
    }

    function isEqual(a: Node, b: Node): boolean {
      return ask(a, "isEqualNode", b) && (!hasTemplates || get(a as Element, "outerHTML") === get(b as Element, "outerHTML"));
    }

    function become(node: ChildNode, next: ChildNode): void {
      dropped.delete(node);
      old.set(keyOf(node)!, undefined);
      if (isEqual(node, next)) return;
      const own = page.get(node)!;
      if (!(node instanceof Element && next instanceof Element && own instanceof Element)) {
        node.nodeValue = own.nodeValue = next.nodeValue;
        if (clear(node)) put(own, node);
        return;
      }
      if ((get(node, "localName") === "script" && isProgram(node, next)) || (attributeOf(own, "dj-update") === "ignore" && !isIgnored(own))) return;
      const before = rendered(own);
      const choose = own instanceof HTMLSelectElement && keepChoice(own, judge.isTouched(own));
      attributes(node, next);
      if (own instanceof HTMLTextAreaElement) {
        node.textContent = own.defaultValue = (next as HTMLTextAreaElement).defaultValue;
      } else if (own instanceof HTMLTemplateElement) {
        const { content } = next as HTMLTemplateElement;
        own.content.replaceChildren(importNode(content));
        (node as HTMLTemplateElement).content.replaceChildren(content);
      } else {
        content(node, next);
      }
      finish.push(() => {
        if (choose) choose();
        if (rendered(own) !== before && !judge.keeps(own)) show(own);
      });
    }

    function attributes(node: Element, next: Element): void {
      const own = page.get(node) as Element;
      for (const name of [...ask(node, "getAttributeNames"), ...ask(next, "getAttributeNames")]) {
        const before = attributeOf(node, name);
        const value = attributeOf(next, name);
        if (before === value) continue;
        // Trusted Types refuse handlers in attributes, as the page requires; the other attributes are still set.
        try {
          const shown = attributeOf(own, name);
          const like = ask(next, "getAttributeNode", name);
          const isOurs = shown === before;
          // The browser has removed it from a dialog that was closed.
          if (value !== null || !closeModal(own, name)) write(own, name, isOurs ? value : merge(name, before, value, shown), isOurs, like);
          write(node, name, value, true, like);
        } catch {}
      }
    }
  };
}

/** What an attribute becomes whose value was `before` and is to be `value`, where the page has made `shown` of it. */
function merge(name: string, before: string | null, value: string | null, shown: string | null): string | null {
  if (name === "class") {
    const [old, next] = [tokens(before), tokens(value)];
    return [...tokens(shown).filter((name) => next.includes(name) || !old.includes(name)), ...next.filter((name) => !old.includes(name))].join(" ");
  }
  if (name !== "style") return value;
  const [old, next, merged] = [before, value, shown].map((text) => {
    const { style } = create("p");
    style.cssText = text ?? "";
    return style;
  }) as [CSSStyleDeclaration, CSSStyleDeclaration, CSSStyleDeclaration];
  for (const property of [...old, ...next]) {
    const of = (style: CSSStyleDeclaration) => [style.getPropertyValue(property), style.getPropertyPriority(property)] as const;
    // An empty value removes the property.
    if (String(of(old)) !== String(of(next))) merged.setProperty(property, ...of(next));
  }
  return merged.cssText || null;
}

function importNode(node: Node): Node {
  return ask(document, "importNode", node, true);
}

/** Whether the browser reads what is in one of these scripts, which is not data for the page's own. */
function isProgram(...scripts: Element[]): boolean {
  return scripts.some((script) => /^$|script|module|map|rules/i.test((script as HTMLScriptElement).type));
}

function ownKey(element: Element): string | undefined {
  const attribute = (name: string): string | null => attributeOf(element, name);
  const id = attribute("id");
  if (id) return `#${id}`;
  const key = attribute("dj-key");
  if (key) return `=${key}`;
  // Of a form, what it does: on the next page of a wizard another one may be in its place.
  if (get(element, "localName") === "form") return `${attribute("name") ?? ""}@${attribute("dj-submit")?.split(/[[(]/)[0] ?? ""}`;
  const name = attribute("name");
  if (!name || !element.matches("input,select,textarea,button")) return undefined;
  return `${name} ${isBox(element) || get(element, "localName") === "button" ? attribute("value") : ""}`;
}
