/**
 * Starts docent on a page: makes the parts, joins them, and knows no more.
 *
 * `window.docent` is the one global. A page that docent does not know is left
 * alone: without a `script[data-docent]` nothing starts, a second script does
 * nothing, and a page without a live part or a bubble does without.
 */

import type { Control } from "./bubble.ts";
import { Drafts, type Sent } from "./drafts.ts";
import { Events } from "./events.ts";
import { Page } from "./page.ts";
import { Socket } from "./socket.ts";
import { Tour } from "./tour.ts";
import type { Params } from "./wire.ts";

/** What an app, or a person at the console, sees of the client. */
interface Docent {
  /** Set it to `true` to see the frames in the console. */
  debug: boolean;
  /** Whether the page has its session. */
  readonly connected: boolean;
}

/** These reach the tour past every queue, and mean the step shown. */
const CONTROLS: Readonly<Record<string, Control>> = { skip_tutorial: "skip", back_tutorial: "back", cancel_tutorial: "cancel" };

function start(script: HTMLScriptElement): void {
  const push = (name: string, params: Params): Sent => {
    const control = Object.hasOwn(CONTROLS, name) ? CONTROLS[name] : undefined;
    if (control && tour.control(control)) return { c: -1 };
    return socket.push(name, params);
  };
  const tour = new Tour({ source: Page.root, push, control: (...control) => socket.control(...control) });
  const page = new Page(tour, new Drafts(), push);
  const { docent: token = "", digest } = script.dataset;
  const socket = new Socket(token, digest, page, (direction, text) => docent.debug && console.debug(`docent ${direction}`, text));
  new Events(page, push);

  const docent: Docent = {
    debug: false,
    get connected() {
      return socket.isOpen;
    },
  };
  Object.defineProperty(window, "docent", { value: docent });
}

function load(): void {
  const script = document.querySelector<HTMLScriptElement>("script[data-docent]");
  if (script && !Object.hasOwn(window, "docent")) start(script);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", load, { once: true });
else load();
