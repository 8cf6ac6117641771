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
import { write } from "./ledger.ts";
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
  /** Elements of the page that the markup has too and that are not matched yet, by key. */
  const old = keyed(root);
  const fresh = keyed(next);
  const doomed = new Set<Node>();
  for (const [key, element] of old) if (fresh.get(key)?.localName !== element?.localName) old.delete(key);

  if (next instanceof Element) attributes(root, next);
  children(root, next);
  for (const node of doomed) (node as ChildNode).remove();
  // Only where the browser cannot move a node without taking its focus.
  if (root.contains(active)) focusOn(active);

  function children(parent: ParentNode & Node, markup: Node): void {
    // What stands before the cursor is done. A claim from further down may have taken the node that was the cursor.
    let last: ChildNode | null = null;
    const cursor = (): ChildNode | null => skip(last ? last.nextSibling : parent.firstChild);
    for (const node of [...markup.childNodes]) {
      const found = match(parent, node, cursor());
      if (found) {
        const isAhead = found.parentNode === parent && !doomed.has(found);
        for (let at = cursor(); isAhead && at && at !== found && isSpare(at); at = cursor()) doomed.add(at);
        if (found !== cursor()) move(found, parent, cursor());
        become(found, node);
      } else {
        insert(parent, node, cursor());
      }
      last = found ?? node;
    }
    for (let at = cursor(); at; at = skip(at.nextSibling)) doomed.add(at);
  }

  /** The node of the page that becomes `node`; if it is not at the cursor, it moves there. */
  function match(parent: Node, node: ChildNode, cursor: ChildNode | null): ChildNode | undefined {
    const own = claimed(node);
    if (own) return own.contains(parent) ? undefined : own;
    const following = (node as Element).nextElementSibling;
    let ahead = 0;
    for (let at = cursor; at && ahead++ < LOOKAHEAD; at = skip(at.nextSibling)) {
      if (isAlike(at, node)) return at;
      // Rather insert before what the next of the markup will want, or what must not be lost.
      if (!(node instanceof Element) || !isSpare(at) || (following && isAlike(at, following))) return undefined;
    }
    return undefined;
  }

  /** The element of the page that a node's key claims. */
  function claimed(node: Node): Element | undefined {
    return old.get(keyOf(node)!);
  }

  /** Whether the node can go, so that what stands after it need not move. */
  function isSpare(node: Node): boolean {
    return !claimed(node) && !node.contains(active);
  }

  function insert(parent: Node, node: ChildNode, before: ChildNode | null): void {
    parent.insertBefore(node, before);
    if (!(node instanceof Element)) return;
    for (const element of node.querySelectorAll("*")) {
      const own = claimed(element);
      if (!own || !element.isConnected || own.contains(element)) continue;
      move(own, element.parentNode!, element);
      become(own, element);
      element.remove();
    }
  }

  /** The first node from here that takes part: not ours, not matched or dropped before. */
  function skip(node: ChildNode | null): ChildNode | null {
    while (node && (judge.isOurs(node) || doomed.has(node))) node = node.nextSibling;
    return node;
  }

  function become(node: ChildNode, markup: ChildNode): void {
    doomed.delete(node);
    old.delete(keyOf(node)!);
    if (!(node instanceof Element && markup instanceof Element)) {
      if (node.nodeValue !== markup.nodeValue) node.nodeValue = markup.nodeValue;
      return;
    }
    if (node.localName === "script" || node.getAttribute("dj-update") === "ignore") return;
    const said = saidValue(node);
    attributes(node, markup);
    if (node instanceof HTMLTextAreaElement) node.defaultValue = (markup as HTMLTextAreaElement).defaultValue;
    else if (node instanceof HTMLTemplateElement) children(node.content, (markup as HTMLTemplateElement).content);
    else if (!(isEditing(node) && (node as HTMLElement).isContentEditable)) children(node, markup);
    const says = saidValue(node);
    if (says === undefined || judge.keeps(node) || (says === said && (says === null || !judge.answered(node)))) return;
    const control = node as HTMLInputElement;
    // Assigning what is there already would move the caret.
    if (control.value !== says) control.value = says ?? "";
  }

  function attributes(node: Element, markup: Element): void {
    const opens = node.matches("details,dialog");
    for (const name of [...node.getAttributeNames(), ...markup.getAttributeNames()]) {
      const value = markup.getAttribute(name);
      if (node.getAttribute(name) === value || (opens && name === "open")) continue;
      // Trusted Types refuse handlers in attributes, as the page asked them to; the rest still applies.
      try {
        write(node, name, value);
      } catch {}
      const control = name === "checked" ? node : name === "selected" && node.closest("select");
      if (control && !judge.keeps(control)) (node as Element & Record<typeof name, unknown>)[name] = value !== null;
    }
    const open = markup.hasAttribute("open");
    if (opens && judge.isNews(node, open)) node.toggleAttribute("open", open);
  }
}

/** What the markup says is in a control that the person can change, if it says so; `undefined` for everything else. */
function saidValue(control: Element): string | null | undefined {
  if (control instanceof HTMLTextAreaElement) return control.defaultValue;
  // For these the attribute is not what the person changes.
  const isText = control.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])");
  return isText ? control.getAttribute("value") : undefined;
}

function isAlike(a: Node, b: Node): boolean {
  return a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
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

/** The elements in `top` by their keys; of a key that is not unique, none. */
function keyed(top: ParentNode): Map<string, Element | undefined> {
  const found = new Map<string, Element | undefined>();
  for (const element of top.querySelectorAll("[id],[name]")) {
    const key = keyOf(element);
    if (key) found.set(key, found.has(key) ? undefined : element);
  }
  return found;
}
