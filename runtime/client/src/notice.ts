/**
 * Shows a lost connection: one line in a corner, which is announced too. It is
 * not in the document while the page is connected, and empty, so not visible,
 * until it is shown.
 */

import { createAnnouncer } from "./announcer.ts";
import { findBubble } from "./bubble.ts";

/** The server cannot be reached; another tab has taken the session over; the page is of another build or login. */
export type Trouble = "lost" | "taken" | "stale";

export interface Notice {
  /** Shows the line, after `wait` milliseconds if given, unless `hide` is called by then. */
  show(trouble: Trouble, wait?: number): void;
  hide(): void;
}

export function createNotice(): Notice {
  const { element, announce } = createAnnouncer("docent-notice", "position:fixed;bottom:0;background:Canvas;color:CanvasText");
  return {
    show(trouble, wait) {
      document.body.append(element);
      announce(findBubble()?.dataset[trouble] ?? "", wait);
    },

    // A pending announcement then happens outside of the document.
    hide: () => element.remove(),
  };
}
