/**
 * Starts docent on a page: makes the parts, joins them, and knows no more.
 *
 * `window.docent` is the one global. A page that docent does not know is left
 * alone: without a `script[data-docent]` nothing starts, a second script does
 * nothing, and a page without a live part or a bubble does without.
 */

import { type Sent, createDrafts } from "./drafts.ts";
import { listen } from "./events.ts";
import { createPage, root } from "./page.ts";
import { type Log, openSocket } from "./socket.ts";
import { createTour } from "./tour.ts";
import type { Push } from "./wire.ts";

/** `window.docent`: what an app, or a person at the console, sees of the client. */
export interface Docent {
  /** Set it to `true` to see the frames in the console. */
  debug: boolean;
  /** Whether the page has its session. */
  readonly connected: boolean;
}

function start(script: HTMLScriptElement, watch?: Log): void {
  const push: Push<Sent> = (name, params, to) => {
    // These reach the tour past every queue, and mean the step shown.
    const [, control] = /^(skip|back|cancel)_tutorial$/.exec(name) ?? [];
    if (control && tour.report(control as "skip" | "back" | "cancel")) return { c: -1 };
    return socket.push(name, params, to);
  };
  const tour = createTour({ source: root, push, report: (report) => socket.report(report) });
  const page = createPage(tour, createDrafts(), push);
  const socket = openSocket(script.dataset, page, (direction, text) => {
    watch?.(direction, text);
    if (docent.debug) console.debug("docent", direction, text);
  });
  listen(page, push);

  const docent: Docent = {
    debug: false,
    get connected() {
      return socket.isOpen();
    },
  };
  Object.assign(window, { docent });
}

/**
 * Starts docent on a page that has a script for it, once, when the page is
 * parsed. What `watch` gives, asked when it starts, sees every frame.
 */
export function load(watch?: () => Log): void {
  function begin(): void {
    const script = document.querySelector<HTMLScriptElement>("script[data-docent]");
    if (script && !Object.hasOwn(window, "docent")) start(script, watch?.());
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
}
