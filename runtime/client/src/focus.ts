/**
 * Where the focus is and where it can go.
 *
 * Only `focusOn` changes anything.
 */

import { ask, get, host, queryAll } from "./dom.ts";

/** The focused element, also inside open shadow roots; `body` if there is none. */
export function focused(scope: Node & DocumentOrShadowRoot = document): Element {
  const active = get(scope, "activeElement");
  const inside = active && get(active, "shadowRoot");
  return inside?.activeElement ? focused(inside) : (active ?? get(document, "body"));
}

/** Whether the person is entering text into this element, or choosing from its list. What happens in a frame is not known. */
export function isEditing(element: Element): boolean {
  return element === focused() && ask(element, "matches", ":read-write,select,iframe");
}

export function isTyping(): boolean {
  return isEditing(focused());
}

/** Whether the node is the container or in it, also across shadow roots. */
export function within(container: Node | undefined, node: Node | undefined): boolean {
  return !!container && !!node && (ask(container, "contains", node) || within(container, host(node)));
}

/** Whether the key is pressed for an input method. Safari ends the composition before its last key, whose code is 229. */
export function isComposed(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** What the key is called. WebKitGTK has no name for Tab with Shift, only its place on the keyboard. */
export function keyName({ key, code }: KeyboardEvent): string {
  return key === "Unidentified" && code === "Tab" ? code : key;
}

/** Whether the key is pressed without modifiers and not for an input method. */
export function isPlain(event: KeyboardEvent): boolean {
  return !(isComposed(event) || event.ctrlKey || event.altKey || event.metaKey);
}

/** All elements in document order, with those in open shadow roots after their hosts. */
export function elements(scope: ParentNode & Node): Element[] {
  return queryAll(scope, "*").flatMap((element) => {
    const root = get(element, "shadowRoot");
    return root ? [element, ...elements(root)] : element;
  });
}

/** Whether Tab can reach the element. */
export function isStop(element: Element): boolean {
  const isReachable = get(element as HTMLElement, "tabIndex") >= 0 || ask(element, "matches", "[contenteditable]:read-write");
  return isReachable && !ask(element, "matches", ":disabled,[inert] *,a:not([href])") && isShown(element);
}

/** Whether the element is rendered and visible. */
export function isShown(element: Element): boolean {
  return ask(element, "checkVisibility", { checkVisibilityCSS: true });
}

/** Whether there is something to be seen of the element, as far as its own box and its opacity tell. */
export function isSeen(element: Element): boolean {
  const { right, bottom, width, height } = ask(element, "getBoundingClientRect");
  return isShown(element) && ask(element, "checkVisibility", { opacityProperty: true }) && width * height > 4 && right + scrollX > 0 && bottom + scrollY > 0;
}

/** Moves the focus to the element. Returns whether it has it. */
export function focusOn(element: Element): boolean {
  const focus = get(element as Partial<HTMLElement> & Element, "focus");
  focus?.call(element as HTMLElement, { preventScroll: true });
  return element === focused();
}
