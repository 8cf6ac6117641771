/**
 * Announces a text to assistive technology when no focus moves to it.
 *
 * A polite live region. It must be in the document a moment before its text
 * is inserted, or the text is not announced.
 */

import { create } from "./dom.ts";

const NOTICE_MS = 100;

export interface Announcer {
  readonly element: HTMLElement;
  /** Announces this after `wait` milliseconds; cancels an announcement that is still pending. */
  announce(text: string, wait?: number): void;
}

export function createAnnouncer(className: string, style: string): Announcer {
  const element = create("div");
  let timer = 0;
  element.className = className;
  element.role = "status";
  element.style.cssText = style;
  return {
    element,
    announce(text, wait = NOTICE_MS) {
      clearTimeout(timer);
      element.textContent = "";
      timer = setTimeout(() => (element.textContent = text), wait);
    },
  };
}
