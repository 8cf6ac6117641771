/**
 * Starts docent on a page: creates the parts and connects them.
 *
 * The part that shows tours is a script of its own (`tour/tour.ts`). It is
 * loaded while the connection is made, and frames wait for it: the page can be
 * used before, and no step is shown later for it. If it cannot be loaded, the
 * page works without tours, and the server is told of each step that is not shown.
 *
 * `window.docent` is the only global. Nothing starts without a
 * `script[data-docent]`, and a second script does nothing. A page needs neither
 * a live part nor a bubble.
 */

import { queryOwn } from "./find.ts";
import { type Sent, createFormState } from "./form_state.ts";
import { listen } from "./events.ts";
import { createPage, root } from "./page.ts";
import { type Log, openSocket } from "./socket.ts";
import type { Push } from "./wire.ts";

/** `window.docent`: the client's interface for apps and the console. */
export interface Docent {
  /** Whether frames are logged to the console. */
  debug: boolean;
  /** Whether the page has its session. */
  readonly connected: boolean;
}

/** How long frames wait for the part that shows tours. */
const PATIENCE_MS = 10_000;

function start(script: HTMLScriptElement, watch?: Log): void {
  const push: Push<Sent> = (name, params, to, settled) => {
    // Sent as controls of the step shown, past the queue of events.
    const [, control] = /^(skip|back|cancel)_tutorial$/.exec(name) ?? [];
    if (control && page.tour?.report(control as "skip" | "back" | "cancel")) {
      settled?.();
      return { c: -1 };
    }
    return socket.push(name, params, to, settled);
  };
  const page = createPage(createFormState(), push);
  const loading = import("./tour/tour.ts").then(
    ({ createTour }) => (page.tour = createTour({ source: root, push, report: (report) => socket.report(report) })),
    (error) => console.error("docent: tour:", error),
  );
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const socket = openSocket(script.dataset, page, Promise.race([loading, patience]), (direction, text) => {
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
  const script = queryOwn<HTMLScriptElement>("script[data-docent]");
  if (script && !Object.hasOwn(window, "docent")) start(script, watch?.());
}
