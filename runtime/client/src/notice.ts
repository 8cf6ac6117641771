/**
 * What the person sees of a lost connection: one quiet line in a corner, which
 * is announced too. There is nothing of it on the page while all is well, and
 * an empty region, which is not seen, before there is something to say.
 */

import { createAnnouncer } from "./announcer.ts";
import { findBubble } from "./bubble.ts";

/** The server is out of reach; another tab has the session; the page is of another build or of another login. */
export type Trouble = "lost" | "taken" | "stale";

export interface Notice {
  /** Shows the line, in `wait` milliseconds if given, unless it is taken back by then. */
  show(trouble: Trouble, wait?: number): void;
  hide(): void;
}

export function createNotice(): Notice {
  const { element, say } = createAnnouncer("docent-notice", "position:fixed;bottom:0;background:Canvas;color:CanvasText");
  return {
    show(trouble, wait) {
      document.body.append(element);
      say(findBubble()?.dataset[trouble] ?? "", wait);
    },

    // What was still to be said is said to nobody then.
    hide: () => element.remove(),
  };
}
