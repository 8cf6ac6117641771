/** Leaves the page, for where a command leads. */

import { get } from "./dom.ts";
import type { Code } from "./wire.ts";

export interface Leave {
  /** Leaves the page, for another site only if it `isForeign`. */
  leave(to: string, isForeign?: unknown): Code | undefined;
  /** Loads the page again. */
  reload(): void;
}

/** `flush` sends the events that wait in the page. */
export function createLeave(flush: () => void): Leave {
  return {
    leave(to, isForeign) {
      const href = resolve(to);
      if (!isOwn(href) && !(isForeign && /^https?:/.test(href))) return "refused";
      flush();
      location.href = href;
      return undefined;
    },

    reload() {
      flush();
      location.reload();
    },
  };
}

/** Resolves a URL as a link of the page does. */
export function resolve(to: string): string {
  return new URL(to, get(document, "baseURI")).href;
}

export function isOwn(href: string): boolean {
  return href.startsWith(location.origin + "/");
}
