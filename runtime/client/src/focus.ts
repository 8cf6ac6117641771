/**
 * Where the focus is and where it can go.
 *
 * Reads the document and, but for `focusOn`, changes nothing.
 */

/** The element with the focus, looked up through open shadow roots; `body` where there is none. */
export function focused(scope: DocumentOrShadowRoot = document): Element {
  const active = scope.activeElement;
  return active?.shadowRoot?.activeElement ? focused(active.shadowRoot) : (active ?? document.body);
}

/** Whether the person is entering text, or choosing from a list, in this element. */
export function isEditing(element: Element): boolean {
  return element === focused() && element.matches(":read-write,select");
}

export function isTyping(): boolean {
  return isEditing(focused());
}

/** Whether the node is the container or in it, also where shadow roots stand in between. */
export function within(container: Node | undefined, node: Node | undefined): boolean {
  return !!container && !!node && (container.contains(node) || within(container, (node.getRootNode() as Partial<ShadowRoot>).host));
}

/** Whether a key is pressed for the page: by itself, and not for an input method or the browser. */
export function isPlain(event: KeyboardEvent): boolean {
  return !(event.isComposing || event.ctrlKey || event.altKey || event.metaKey);
}

/** All elements in document order, and those in open shadow roots where these stand. */
export function elements(scope: ParentNode): Element[] {
  return [...scope.querySelectorAll("*")].flatMap((element) => (element.shadowRoot ? [element, ...elements(element.shadowRoot)] : element));
}

/** Whether Tab can reach the element. */
export function isStop(element: Element): boolean {
  const isReachable = (element as HTMLElement).tabIndex >= 0 || element.matches("[contenteditable]:read-write");
  return isReachable && !element.matches(":disabled,[inert] *,a:not([href])") && isShown(element);
}

/** Whether any of the element is drawn. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ checkVisibilityCSS: true });
}

/** Moves the focus to the element, and says whether it took it. */
export function focusOn(element: Element): boolean {
  (element as Partial<HTMLElement>).focus?.({ preventScroll: true });
  return element === focused();
}
