/**
 * On which page the tour is, for a tour whose steps have pages.
 *
 * - The session decides by the path that it was told whether a step is on this page. It
 *   names that path with the step; if the page is at another one by now, it is told.
 * - A step that goes on elsewhere is shown only while the page is where it is for, and not
 *   while the page is about to be left: after a command, a link or a form that leads away.
 *   Until then the bubble is hidden: the step before is over.
 * - A tab is sent to the page of a step once. If that leads back here, the link is shown.
 */

import type { Leave } from "../leave.ts";
import { path } from "../path.ts";
import type { Narration } from "../wire.ts";

/** How long a page may take to be on its way, or a framework to another path. */
const SETTLE_MS = 250;
/** How long a page that is about to be left may take to be gone. */
const LEAVING_MS = 10_000;

export interface Whereabouts {
  /** The page is not about to be left, or is back. */
  stay(): void;
  /** The session takes the page to be there; `undefined` if that does not matter. */
  expect(path: unknown): undefined;
  /**
   * What is to be called at every look of a step, with the milliseconds since it was opened. If the step goes on elsewhere it
   * returns whether that is to be shown.
   */
  watch(step: Narration): (age: number) => boolean | undefined;
}

/** `report` returns whether the session was told. */
export function createWhereabouts(report: (name: "here", path: string) => unknown, leave: Leave["leave"]): Whereabouts {
  let expected: unknown;
  let leftAt = -LEAVING_MS;
  const leaving = (): void => void (leftAt = performance.now());
  const stay = (): void => void (leftAt = -LEAVING_MS);

  return {
    stay,

    expect(at) {
      expected = at;
      // Only for these tours, since some browsers do not keep a page that listens for it as it is.
      (at ? addEventListener : removeEventListener)("beforeunload", leaving);
      return undefined;
    },

    watch({ elsewhere, href, go }) {
      const at = expected;
      return (age) => {
        // Browsers bound how often a page can change its path.
        const here = path();
        if (expected && expected !== here && report("here", here)) expected = here;
        if (!elsewhere) return undefined;
        const isDue = href !== undefined && at === here && age > SETTLE_MS && performance.now() - leftAt > LEAVING_MS;
        let isFirst;
        // Without a storage nobody knows whether the tab has been there.
        try {
          if (isDue && go && go !== sessionStorage["docent"]) isFirst = sessionStorage["docent"] = go;
        } catch {}
        if (!isFirst) return isDue;
        leaving();
        // To where no page is led, the link is shown.
        if (leave(href as string)) stay();
        return false;
      };
    },
  };
}
