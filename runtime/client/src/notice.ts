/**
 * Shows a lost connection, or that something was refused: one line in a corner,
 * which is announced too. It is not in the document while all is well, and
 * empty, so not visible, until it is shown.
 */

import { createAnnouncer } from "./announcer.ts";
import { get } from "./dom.ts";

/**
 * The server cannot be reached; another tab has taken the session over; the page
 * is of another build or login; its origin is refused; it has no cookie in a frame.
 * Or an event was refused: for a value, for its length, or for another reason.
 */
export type Trouble = "lost" | "taken" | "stale" | "origin" | "framed" | "invalid" | "long" | "failed";

/** Finds the bubble, whose attributes have the words of the page's language. */
export type FindBubble = () => HTMLElement | null | undefined;

export interface Notice {
  /** What docent says about this, in the language of the page. */
  label(trouble: Trouble): string;
  /** Shows the line, after `wait` milliseconds if given, unless `hide` is called by then. */
  show(trouble: Trouble, wait?: number): void;
  /** Shows a text of the app's. */
  say(text: string): void;
  hide(): void;
}

export function createNotice(bubble: FindBubble): Notice {
  const { element, announce } = createAnnouncer("docent-notice", "position:fixed;bottom:0;background:Canvas;color:CanvasText");
  const label = (trouble: Trouble): string => bubble()?.dataset[trouble] ?? "";
  const say = (text: string, wait?: number): void => {
    get(document, "body").append(element);
    announce(text, wait);
  };
  return {
    label,
    show: (trouble, wait) => say(label(trouble), wait),
    say,

    // A pending announcement then happens outside of the document.
    hide: () => element.remove(),
  };
}
