/**
 * What the person sees of a lost connection: one quiet line in a corner, which
 * is announced too. There is nothing of it on the page while all is well.
 */

import { createAnnouncer } from "./announcer.ts";
import { findBubble } from "./bubble.ts";

/** The server is out of reach; another tab has the session; the page is of another build or of another login. */
export type Trouble = "lost" | "taken" | "stale";

export interface Notice {
  /** Shows the line in `wait` milliseconds, unless it is taken back by then. */
  show(trouble: Trouble, wait: number): void;
  hide(): void;
}

export function createNotice(): Notice {
  const { element, say } = createAnnouncer("docent-notice", "position:fixed;bottom:0;background:Canvas;color:CanvasText");
  let timer = 0;
  return {
    show(trouble, wait) {
      clearTimeout(timer);
      timer = setTimeout(() => {
        document.body.append(element);
        say(findBubble()?.dataset[trouble] ?? "");
      }, wait);
    },

    hide() {
      clearTimeout(timer);
      element.remove();
    },
  };
}
