/**
 * `docent-attach.js`: the script of a page that the app renders itself, or a framework in the browser.
 *
 * `data-docent` is the URL of the tours' route. The page works as if docent were not there
 * where that cannot be reached, or refuses it: nothing is shown, unless a tour is.
 */

import { bind } from "./bound.ts";
import { create, get, query } from "./dom.ts";
import { findBubble } from "./find.ts";
import { createParser } from "./markup.ts";
import type { Notice } from "./notice.ts";
import { type Page, createPage } from "./page.ts";
import { type Kind, load } from "./start.ts";
import type { Push } from "./wire.ts";

/**
 * A file of its own, which the bundler is not to join with this one. Most visits of a page see no tour,
 * and do not load it.
 */
const TOUR = "./docent-attach-tour.js";

function attachedPage({ dataset }: HTMLScriptElement): Kind {
  const parse = createParser();
  let push: Push;
  let isBound = false;
  const url = new URL(dataset["docent"]!, location.href);
  // The route's own URL is not the one that a test has opened.
  if (new URLSearchParams(location.search).get("docent") === "off") url.searchParams.set("docent", "off");
  /** For a page that has no bubble. It is in the document only while it is shown. */
  let spare: HTMLElement | null | undefined;
  return {
    // The history is the app's, or its framework's.
    navigation: (_, leave) => ({ ...leave, url: () => url.href, patch: () => "refused" }),
    createPage: (navigation, send) => createPage(navigation, (push = send)),
    bubble: () => findBubble() ?? spare,
    // A part of a frame may have it.
    hasTour: (text) => /^\["\+|"step"/.test(text),
    loadTour: () => import(TOUR) as Promise<typeof import("./tour/tour.ts")>,
    settings: (page, { url }, notice) => ({
      url,
      token: "",
      notice: discreet(notice, page),
      isServed: false,
      granted({ bubble, style, on = [] }) {
        if (!isBound) bind(on, page, push);
        isBound = true;
        // A page with a bubble of its own has its own styles.
        if (spare || findBubble() || !bubble) return;
        spare = parse(bubble).querySelector<HTMLElement>("#dj-tutorial-bubble");
        if (!query("[href*='docent.css']")) get(document, "head").append(Object.assign(create("link"), { rel: "stylesheet", href: style! }));
      },
    }),
  };
}

/** Tells nothing about the connection while no tour is shown: the page does without it. */
function discreet(notice: Notice, page: Page): Notice {
  return {
    ...notice,
    show(trouble, wait) {
      if (page.tour?.at() || /^(invalid|long|failed)$/.test(trouble)) notice.show(trouble, wait);
    },
  };
}

const begin = (): void => load(attachedPage);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
