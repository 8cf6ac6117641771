/** What an element is rendered in: other elements clip it, hold it or scroll it. */

import { ask, get, host } from "../dom.ts";

/** The element and what it is rendered in, from the inside out, through shadow trees and up to the top layer. */
export function around(element: Element | undefined): Element[] {
  const found = [];
  for (let at = element; at; at = get(at, "assignedSlot") ?? get(at, "parentElement") ?? host(at)) {
    found.push(at);
    if (ask(at, "matches", ":modal,:popover-open,:fullscreen")) break;
  }
  return found;
}
