/**
 * Says something to assistive technology where no focus leads there.
 *
 * A polite live region. It must be in the document a moment before its text
 * is, or the text is not noticed.
 */

const NOTICE_MS = 100;

export interface Announcer {
  readonly element: HTMLElement;
  /** Says this, in `wait` milliseconds, and nothing that was still to be said. */
  say(text: string, wait?: number): void;
}

export function createAnnouncer(className: string, style: string): Announcer {
  const element = document.createElement("div");
  let timer = 0;
  element.className = className;
  element.role = "status";
  element.style.cssText = style;
  return {
    element,
    say(text, wait = NOTICE_MS) {
      clearTimeout(timer);
      element.textContent = "";
      timer = setTimeout(() => (element.textContent = text), wait);
    },
  };
}
