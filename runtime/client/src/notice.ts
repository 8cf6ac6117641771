/**
 * What the person sees of a lost connection: one quiet line in a corner, which
 * is announced too. There is nothing of it on the page while all is well.
 */

import { createAnnouncer } from "./announcer.ts";

export const LOST = "Connection lost. Trying again …";
export const TAKEN = "In use in another tab. Reload to go on here.";
export const STALE = "Out of date. Reload the page.";

export interface Notice {
  /** Shows the line in `wait` milliseconds, unless it is taken back by then. */
  show(text: string, wait: number): void;
  hide(): void;
}

export function createNotice(): Notice {
  const { element, say } = createAnnouncer("docent-notice", "position:fixed;bottom:0;background:Canvas;color:CanvasText");
  let timer = 0;
  return {
    show(text, wait) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        document.body.append(element);
        say(text);
      }, wait);
    },

    hide() {
      clearTimeout(timer);
      element.remove();
    },
  };
}
