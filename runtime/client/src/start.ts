/**
 * Starts docent on a page: creates the parts and connects them.
 *
 * `window.docent` is the only global. Nothing starts without a
 * `script[data-docent]`, and a second script does nothing. A page needs neither
 * a live part nor a bubble.
 */

import { query } from "./dom.ts";
import { type Sent, createFormState } from "./form_state.ts";
import { listen } from "./events.ts";
import { createPage, root } from "./page.ts";
import { type Log, openSocket } from "./socket.ts";
import { createTour } from "./tour.ts";
import type { Push } from "./wire.ts";

/** `window.docent`: the client's interface for apps and the console. */
export interface Docent {
  /** Whether frames are logged to the console. */
  debug: boolean;
  /** Whether the page has its session. */
  readonly connected: boolean;
}

function start(script: HTMLScriptElement, watch?: Log): void {
  const push: Push<Sent> = (name, params, to, settled) => {
    // Sent as controls of the step shown, past the queue of events.
    const [, control] = /^(skip|back|cancel)_tutorial$/.exec(name) ?? [];
    if (control && tour.report(control as "skip" | "back" | "cancel")) {
      settled?.();
      return { c: -1 };
    }
    return socket.push(name, params, to, settled);
  };
  const tour = createTour({ source: root, push, report: (report) => socket.report(report) });
  const page = createPage(tour, createFormState(), push);
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
  (window as { docent?: Docent }).docent = docent;
}

/**
 * Starts docent on a page that has its script, once. Its tag is deferred: the page is parsed.
 * `watch` is called at the start; its result is called with every frame.
 */
export function load(watch?: () => Log): void {
  const script = query<HTMLScriptElement>("script[data-docent]");
  if (script && !Object.hasOwn(window, "docent")) start(script, watch?.());
}
