/**
 * Where the focus is and where it can go.
 *
 * Reads the document and, but for `focusOn`, changes nothing.
 */

const STOPS = "a[href],button,input,select,textarea,summary,iframe,[tabindex],[contenteditable]";
const NOT_TEXT = /^(?:button|checkbox|color|file|hidden|image|radio|range|reset|submit)$/;

/** The element with the focus, looked up through open shadow roots; `body` where there is none. */
export function focused(): Element {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active ?? document.body;
}

/** Whether the person is entering text, or choosing from a list, in this element. */
export function isEditing(element: Element): boolean {
  if (element !== focused()) return false;
  if (element instanceof HTMLInputElement) return !NOT_TEXT.test(element.type) && !element.readOnly;
  return element.matches("textarea:not([readonly]),select") || (element as Partial<HTMLElement>).isContentEditable === true;
}

export function isTyping(): boolean {
  return isEditing(focused());
}

/** Whether the node is the container or in it, also where shadow roots stand in between. */
export function within(container: Node | undefined, node: Node): boolean {
  for (let at: Node | undefined = node; container && at; at = (at.getRootNode() as Partial<ShadowRoot>).host) {
    if (container.contains(at)) return true;
  }
  return false;
}

/** What Tab can reach, in document order. */
export function stops(scope: ParentNode): HTMLElement[] {
  return [...scope.querySelectorAll<HTMLElement>(STOPS)].filter(
    (element) => element.tabIndex >= 0 && !element.matches(":disabled") && isShown(element) && !element.closest("[inert]"),
  );
}

/** Whether any of the element is drawn. */
export function isShown(element: Element): boolean {
  return element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible";
}

/** Moves the focus to the element, and says whether it took it. */
export function focusOn(element: Element): boolean {
  (element as Partial<HTMLElement>).focus?.({ preventScroll: true });
  return element === focused();
}
