/**
 * Turns the live part of the page into new markup with as few changes as possible.
 *
 * - An element with an `id`, or a control with a `name`, stays the same element
 *   at any place in the new markup: it is matched by this key. The rest is
 *   matched by tag and order.
 * - Nothing is removed before the end, so that an element that is matched later
 *   can still be moved with its state.
 * - `dj-update="ignore"` is left unchanged, and so is what the server does not
 *   own: open `<details>` and dialogs, the text in an editor, and the nodes for
 *   which `isOurs` returns `true`.
 * - `Judge` decides about the values of controls. The `value` attribute always
 *   is the server's, so it is the value that was rendered last.
 */

import { focusOn, focused, isEditing } from "./focus.ts";
import { write } from "./ledger.ts";
import { moveNode } from "./move_node.ts";

export interface Judge {
  /** Whether the control keeps the person's value. */
  keeps(control: Element): boolean;
  /** Whether the markup answers a submit of the control's form, so that an unchanged value counts as new. */
  answered(control: Element): boolean;
  /** Whether the server renders the element open or closed, other than before. */
  isNews(element: Element, open: boolean): boolean;
  /** Whether the node is docent's own and not part of the markup. */
  isOurs(node: Node): boolean;
}

/** How many nodes without a key may be dropped to reach one that matches: keeps the cost linear. */
const LOOKAHEAD = 16;

export function morph(root: Element, next: ParentNode & Node, judge: Judge): void {
  const active = focused();
  /** Elements of the page that are also in the markup and not matched yet, by key. */
  const old = keyed(root);
  const fresh = keyed(next);
  const dropped = new Set<Node>();
  for (const [key, element] of old) if (fresh.get(key)?.localName !== element?.localName) old.delete(key);

  if (next instanceof Element) attributes(root, next);
  children(root, next);
  for (const node of dropped) (node as ChildNode).remove();
  // Needed only if the browser cannot move a node without losing the focus.
  if (root.contains(active)) focusOn(active);

  function children(parent: ParentNode & Node, markup: Node): void {
    // The nodes before the cursor are done. A match by key may have moved the node that was the cursor.
    let last: ChildNode | null = null;
    const cursor = (): ChildNode | null => skip(last ? last.nextSibling : parent.firstChild);
    for (const node of [...markup.childNodes]) {
      const found = match(parent, node, cursor());
      if (found) {
        const isAhead = found.parentNode === parent && !dropped.has(found);
        for (let at = cursor(); isAhead && at && at !== found && isSpare(at); at = cursor()) dropped.add(at);
        if (found !== cursor()) moveNode(found, parent, cursor());
        become(found, node);
      } else {
        insert(parent, node, cursor());
      }
      last = found ?? node;
    }
    for (let at = cursor(); at; at = skip(at.nextSibling)) dropped.add(at);
  }

  /** The node of the page that becomes `node`; the caller moves it to the cursor. */
  function match(parent: Node, node: ChildNode, cursor: ChildNode | null): ChildNode | undefined {
    const own = claimed(node);
    if (own) return own.contains(parent) ? undefined : own;
    const following = (node as Element).nextElementSibling;
    let ahead = 0;
    for (let at = cursor; at && ahead++ < LOOKAHEAD; at = skip(at.nextSibling)) {
      if (isAlike(at, node)) return at;
      // Insert instead before a node that the next element of the markup matches, or that must not be lost.
      if (!(node instanceof Element) || !isSpare(at) || (following && isAlike(at, following))) return undefined;
    }
    return undefined;
  }

  /** The element of the page that has the node's key. */
  function claimed(node: Node): Element | undefined {
    return old.get(keyOf(node)!);
  }

  /** Whether the node may be dropped, so that the nodes after it need not move. */
  function isSpare(node: Node): boolean {
    return !claimed(node) && !node.contains(active);
  }

  function insert(parent: Node, node: ChildNode, before: ChildNode | null): void {
    parent.insertBefore(node, before);
    if (!(node instanceof Element)) return;
    for (const element of node.querySelectorAll("*")) {
      const own = claimed(element);
      if (!own || !element.isConnected || own.contains(element)) continue;
      moveNode(own, element.parentNode!, element);
      become(own, element);
      element.remove();
    }
  }

  /** The first node from here that is neither docent's own nor dropped. */
  function skip(node: ChildNode | null): ChildNode | null {
    while (node && (judge.isOurs(node) || dropped.has(node))) node = node.nextSibling;
    return node;
  }

  function become(node: ChildNode, markup: ChildNode): void {
    dropped.delete(node);
    old.delete(keyOf(node)!);
    if (!(node instanceof Element && markup instanceof Element)) {
      if (node.nodeValue !== markup.nodeValue) node.nodeValue = markup.nodeValue;
      return;
    }
    if (node.localName === "script" || node.getAttribute("dj-update") === "ignore") return;
    const before = renderedValue(node);
    attributes(node, markup);
    if (node instanceof HTMLTextAreaElement) node.defaultValue = (markup as HTMLTextAreaElement).defaultValue;
    else if (node instanceof HTMLTemplateElement) children(node.content, (markup as HTMLTemplateElement).content);
    else if (!(isEditing(node) && (node as HTMLElement).isContentEditable)) children(node, markup);
    const rendered = renderedValue(node);
    if (rendered === undefined || judge.keeps(node) || (rendered === before && (rendered === null || !judge.answered(node)))) return;
    const control = node as HTMLInputElement;
    // Assigning the same value would move the caret.
    if (control.value !== rendered) control.value = rendered ?? "";
  }

  function attributes(node: Element, markup: Element): void {
    const opens = node.matches("details,dialog");
    for (const name of [...node.getAttributeNames(), ...markup.getAttributeNames()]) {
      const value = markup.getAttribute(name);
      if (node.getAttribute(name) === value || (opens && name === "open")) continue;
      // Trusted Types refuse handlers in attributes, as the page requires; the other attributes are still set.
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

/** The rendered value of a text control, `null` if none is rendered; `undefined` for all other elements. */
function renderedValue(control: Element): string | null | undefined {
  if (control instanceof HTMLTextAreaElement) return control.defaultValue;
  // In the excluded types the person does not change the value.
  const isText = control.matches("input:not([type=file],[type=hidden],[type=checkbox],[type=radio])");
  return isText ? control.getAttribute("value") : undefined;
}

function isAlike(a: Node, b: Node): boolean {
  return a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
}

/** Identifies an element across renders. */
function keyOf(node: Node): string | undefined {
  if (!(node instanceof Element)) return undefined;
  const id = node.getAttribute("id");
  if (id) return `#${id}`;
  const name = node.getAttribute("name");
  if (!name || !node.matches("input,select,textarea,button")) return undefined;
  const choice = node.matches("[type=checkbox],[type=radio],button") ? node.getAttribute("value") : "";
  return `${node.closest("form")?.getAttribute("id") ?? ""} ${name} ${choice}`;
}

/** The elements in `top` by key; `undefined` for a key that is not unique. */
function keyed(top: ParentNode): Map<string, Element | undefined> {
  const found = new Map<string, Element | undefined>();
  for (const element of top.querySelectorAll("[id],[name]")) {
    const key = keyOf(element);
    if (key) found.set(key, found.has(key) ? undefined : element);
  }
  return found;
}
