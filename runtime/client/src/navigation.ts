/**
 * Where commands take the page, and where the person goes in its history.
 *
 * - The page's URL is where its view is: the socket connects there. Scripts of the
 *   app that change the URL by themselves change nothing here.
 * - The history's entries that are of a view are marked in their state, which
 *   outlives a reload. When the person goes to one of them, the view is told.
 *   If it cannot show what belongs there, the page is loaded again.
 * - While another page loads, or the view makes one of the history's, the document has the
 *   class `dj-navigating`: it is for a line that shows that. No browser tells when
 *   a page stays after all (a download, a dialog that asks), so it ends after a while.
 * - An entry that is left by a command keeps its scroll position: the browser restores
 *   it before the view has rendered, and the page may be shorter until then.
 */

import { get } from "./dom.ts";
import { type Leave, isOwn, resolve } from "./leave.ts";
import type { Code, Push } from "./wire.ts";

/** How long a page that stays has the class. */
const NAVIGATING_MS = 10_000;

export interface Navigation extends Leave {
  /** The URL of the view, without a fragment. */
  url(): string;
  /** Changes the URL, to one of this origin. */
  patch(to: string, replaces: unknown): Code | undefined;
}

export function createNavigation(push: Push, leave: Leave): Navigation {
  let url = here();
  let timer = 0;

  function mark(isNavigating = false): void {
    clearTimeout(timer);
    get(document, "documentElement").classList.toggle("dj-navigating", isNavigating);
    if (isNavigating) timer = setTimeout(mark, NAVIGATING_MS);
  }

  addEventListener("beforeunload", () => mark(true));
  // It comes back as it was left.
  addEventListener("pageshow", () => mark());

  // Never removed: the view is told of the history as long as the page lives.
  addEventListener("popstate", ({ state }) => {
    const y = (state as { docent: number } | null)?.docent!;
    // A fragment is not the view's matter.
    if (!(y >= 0) || url === (url = here())) return;
    const isShort = get(document, "documentElement").scrollHeight - innerHeight < y;
    mark(true);
    push("@url", { url: url.slice(location.origin.length) }, "", (code) => {
      mark();
      if (code) location.reload();
      else if (isShort) scroll(scrollX, y);
    });
  });

  return {
    ...leave,
    url: () => url,

    patch(to, replaces) {
      const href = resolve(to);
      if (!isOwn(href)) return "refused";
      if (href !== location.href) {
        const state = { ...history.state, docent: scrollY };
        history.replaceState(state, "");
        if (!replaces) history.pushState(state, "");
        history.replaceState(state, "", href);
        url = here();
      }
      return undefined;
    },
  };
}

function here(): string {
  return location.href.split("#")[0]!;
}
