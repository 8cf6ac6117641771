/**
 * Shows a lost connection, or that something was refused: one line in a corner,
 * which is announced too. It is not in the document while all is well, and
 * empty, so not visible, until it is shown.
 */

import { createAnnouncer } from "./announcer.ts";
import { findBubble } from "./find.ts";
import { get } from "./dom.ts";

/**
 * The server cannot be reached; another tab has taken the session over; the page
 * is of another build or login; its origin is refused; it has no cookie in a frame.
 * Or an event was refused: for a value, for its length, or for another reason.
 */
export type Trouble = "lost" | "taken" | "stale" | "origin" | "framed" | "invalid" | "long" | "failed";

export interface Notice {
  /** Shows the line, after `wait` milliseconds if given, unless `hide` is called by then. */
  show(trouble: Trouble, wait?: number): void;
  hide(): void;
}

/** What docent says about this, in the language of the page. */
export function label(trouble: Trouble): string {
  return findBubble()?.dataset[trouble] ?? "";
}

export function createNotice(): Notice {
  const { element, announce } = createAnnouncer("docent-notice", "position:fixed;bottom:0;background:Canvas;color:CanvasText");
  return {
    show(trouble, wait) {
      get(document, "body").append(element);
      announce(label(trouble), wait);
    },

    // A pending announcement then happens outside of the document.
    hide: () => element.remove(),
  };
}
