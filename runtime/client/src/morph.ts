/**
 * Turns the live part of the page into new markup with as little change as possible.
 *
 * - An element with an `id`, or a control with a `name`, is the same element
 *   wherever the markup puts it: its key claims it. The rest goes by tag and
 *   order.
 * - Nothing is removed before the end, so that whatever is claimed later can
 *   still be moved with its state.
 * - `dj-update="ignore"` is left alone, and so is what is not the server's:
 *   open `<details>` and dialogs, the text in an editor, what `isOurs` names.
 * - Values of controls follow `Judge`; the `value` attribute always follows
 *   the server, and so remembers what the server said last.
 */

import { focusOn, focused, isEditing } from "./focus.ts";
import { move } from "./move.ts";

export interface Judge {
  /** Whether what the person put into the control stands. */
  keeps(control: Element): boolean;
  /** Whether the markup answers a submit of the control's form, so that even an unchanged value is news. */
  answered(control: Element): boolean;
  /** Whether the server renders the element open, or closed, and did not before. */
  isNews(element: Element, open: boolean): boolean;
  /** Whether the node is docent's own and not part of the markup. */
  isOurs(node: Node): boolean;
}

/** How many nodes without a key may go for the sake of one that stays: keeps the cost linear. */
const LOOKAHEAD = 16;

export function morph(root: Element, next: ParentNode & Node, judge: Judge): void {
  const active = focused();
  new Morph(root, next, judge).run();
  // Only where the browser cannot move a node without taking its focus.
  if (root.contains(active)) focusOn(active);
}

class Morph {
  readonly #root: Element;
  readonly #next: ParentNode & Node;
  readonly #judge: Judge;
  /** Elements of the page that the markup has too and that are not matched yet, by key. */
  readonly #old: Map<string, Element>;
  readonly #doomed = new Set<Node>();
  readonly #active = focused();

  constructor(root: Element, next: ParentNode & Node, judge: Judge) {
    this.#root = root;
    this.#next = next;
    this.#judge = judge;
    this.#old = keyed(root);
    const fresh = keyed(next);
    for (const [key, element] of this.#old) if (fresh.get(key)?.localName !== element.localName) this.#old.delete(key);
  }

  run(): void {
    if (this.#next instanceof Element) this.#attributes(this.#root, this.#next);
    this.#children(this.#root, this.#next);
    for (const node of this.#doomed) (node as ChildNode).remove();
  }

  #children(parent: ParentNode & Node, next: Node): void {
    // What stands before the cursor is done. A claim from further down may have taken the node that was the cursor.
    let last: ChildNode | null = null;
    const cursor = (): ChildNode | null => this.#skip(last ? last.nextSibling : parent.firstChild);
    for (const node of [...next.childNodes]) {
      const match = this.#match(parent, node, cursor());
      if (match) {
        const isAhead = match.parentNode === parent && !this.#doomed.has(match);
        for (let at = cursor(); isAhead && at && at !== match && this.#isSpare(at); at = cursor()) this.#doomed.add(at);
        if (match !== cursor()) move(match, parent, cursor());
        this.#node(match, node);
      } else {
        this.#insert(parent, node, cursor());
      }
      last = match ?? node;
    }
    for (let at = cursor(); at; at = this.#skip(at.nextSibling)) this.#doomed.add(at);
  }

  /** The node of the page that becomes `node`; if it is not at the cursor, it moves there. */
  #match(parent: Node, node: ChildNode, cursor: ChildNode | null): ChildNode | undefined {
    const own = this.#own(node);
    if (own) return own.contains(parent) ? undefined : own;
    const following = (node as Element).nextElementSibling;
    let ahead = 0;
    for (let at = cursor; at && ahead++ < LOOKAHEAD; at = this.#skip(at.nextSibling)) {
      if (isAlike(at, node)) return at;
      // Rather insert before what the next of the markup will want, or what must not be lost.
      if (!(node instanceof Element) || !this.#isSpare(at) || (following && isAlike(at, following))) return undefined;
    }
    return undefined;
  }

  /** The element of the page that a node's key claims. */
  #own(node: Node): Element | undefined {
    const key = keyOf(node);
    return key === undefined ? undefined : this.#old.get(key);
  }

  /** Whether the node can go, so that what stands after it need not move. */
  #isSpare(node: Node): boolean {
    return !this.#own(node) && !node.contains(this.#active);
  }

  #insert(parent: Node, node: ChildNode, before: ChildNode | null): void {
    parent.insertBefore(node, before);
    if (!(node instanceof Element)) return;
    for (const element of node.querySelectorAll("*")) {
      const own = this.#own(element);
      if (!own || !element.isConnected || own.contains(element)) continue;
      move(own, element.parentNode!, element);
      this.#node(own, element);
      element.remove();
    }
  }

  /** The first node from here that takes part: not ours, not matched or dropped before. */
  #skip(node: ChildNode | null): ChildNode | null {
    while (node && (this.#judge.isOurs(node) || this.#doomed.has(node))) node = node.nextSibling;
    return node;
  }

  #node(old: ChildNode, next: ChildNode): void {
    this.#doomed.delete(old);
    const key = keyOf(old);
    if (key) this.#old.delete(key);
    if (!(old instanceof Element && next instanceof Element)) {
      if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
      return;
    }
    if (old.localName === "script" || old.getAttribute("dj-update") === "ignore") return;
    const before = old.getAttribute("value");
    this.#attributes(old, next);
    if (old instanceof HTMLTextAreaElement && next instanceof HTMLTextAreaElement) {
      const text = next.defaultValue;
      const changed = old.defaultValue !== text;
      if (changed) old.defaultValue = text;
      if (!this.#judge.keeps(old) && (changed || this.#judge.answered(old))) setValue(old, text);
      return;
    }
    if (old instanceof HTMLInputElement) this.#value(old, before);
    if (old instanceof HTMLTemplateElement && next instanceof HTMLTemplateElement) this.#children(old.content, next.content);
    else if (!(isEditing(old) && (old as HTMLElement).isContentEditable)) this.#children(old, next);
  }

  #attributes(old: Element, next: Element): void {
    const opens = old.matches("details,dialog");
    for (const { namespaceURI, name, value } of next.attributes) {
      if (old.getAttribute(name) === value || (opens && name === "open")) continue;
      // Trusted Types refuse handlers in attributes, as the page asked them to; the rest still applies.
      try {
        old.setAttributeNS(namespaceURI, name, value);
      } catch {}
      if (name === "checked" || name === "selected") this.#choose(old, name, true);
    }
    for (const name of old.getAttributeNames()) {
      if (next.hasAttribute(name) || (opens && name === "open")) continue;
      old.removeAttribute(name);
      if (name === "checked" || name === "selected") this.#choose(old, name, false);
    }
    if (!opens) return;
    const open = next.hasAttribute("open");
    if (this.#judge.isNews(old, open)) old.toggleAttribute("open", open);
  }

  #choose(control: Element, property: "checked" | "selected", value: boolean): void {
    const owner = property === "selected" ? control.closest("select") : control;
    if (owner && !this.#judge.keeps(owner)) (control as Element & Record<typeof property, boolean>)[property] = value;
  }

  #value(input: HTMLInputElement, before: string | null): void {
    const value = input.getAttribute("value");
    // For these the attribute is not what the person changes.
    if (/^(?:checkbox|radio|file|hidden)$/.test(input.type) || this.#judge.keeps(input)) return;
    if (value !== before || (value !== null && this.#judge.answered(input))) setValue(input, value ?? "");
  }
}

function setValue(control: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  if (control.value !== value) control.value = value;
}

function isAlike(a: Node, b: Node): boolean {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
}

/** What an element is known by across renders. */
function keyOf(node: Node): string | undefined {
  if (!(node instanceof Element)) return undefined;
  const id = node.getAttribute("id");
  if (id) return `#${id}`;
  const name = node.getAttribute("name");
  if (!name || !node.matches("input,select,textarea,button")) return undefined;
  const choice = node.matches("[type=checkbox],[type=radio],button") ? node.getAttribute("value") : "";
  return `${node.closest("form")?.getAttribute("id") ?? ""} ${name} ${choice}`;
}

/** The elements in `top` by their keys, leaving out keys that are not unique. */
function keyed(top: ParentNode): Map<string, Element> {
  const found = new Map<string, Element>();
  const twice = new Set<string>();
  for (const element of top.querySelectorAll("[id],[name]")) {
    const key = keyOf(element);
    if (key === undefined) continue;
    if (found.has(key)) twice.add(key);
    found.set(key, element);
  }
  for (const key of twice) found.delete(key);
  return found;
}
