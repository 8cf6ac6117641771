/** Dialogs of the page. A modal one has no attribute that shows it: without `open` alone, the page behind it stays inert. */

import { ask } from "./dom.ts";

/** Closes a modal dialog whose attribute `open` is to be removed. Returns whether it was one. */
export function closeModal(element: Element, attribute: string): boolean {
  const isOne = attribute === "open" && ask(element, "matches", "dialog:modal");
  if (isOne) (element as HTMLDialogElement).close();
  return isOne;
}
