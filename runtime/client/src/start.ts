/**
 * Starts docent on a page: creates the parts and connects them.
 *
 * `window.docent` is the only global. Nothing starts without a
 * `script[data-docent]`, and a second script does nothing. A page needs neither
 * a live part nor a bubble.
 */

import { addCommand, execute } from "./commands.ts";
import type { Docent } from "./docent.d.ts";
import { dispatch } from "./dom.ts";
import { component, queryOwn } from "./find.ts";
import type { Sent } from "./form_state.ts";
import { listen } from "./events.ts";
import { type Leave, createLeave } from "./leave.ts";
import type { Navigation } from "./navigation.ts";
import { type FindBubble, createNotice } from "./notice.ts";
import { type Page, root } from "./page.ts";
import { type Log, type Settings, openSocket } from "./socket.ts";
import { type Push, encode, ops } from "./wire.ts";

/** What is different on pages that docent renders and on those that it does not. */
export interface Kind {
  /** Where commands take the page. */
  navigation(push: Push<Sent>, leave: Leave): Navigation;
  createPage(navigation: Navigation, push: Push<Sent>, send: Docent["push"]): Page;
  readonly bubble: FindBubble;
  /** Loads the part that shows tours. */
  loadTour(): Promise<typeof import("./tour/tour.ts")>;
  /** Whether a frame needs that part. */
  hasTour(text: string): boolean;
  settings(page: Page, navigation: Navigation, notice: Settings["notice"]): Settings;
}

/** How long frames wait for the part that shows tours. */
const PATIENCE_MS = 10_000;

function start(kind: Kind, watch?: Log): void {
  const { createPage, bubble, loadTour, hasTour, settings } = kind;
  const push: Push<Sent> = (name, params, to, settled) => {
    // Sent as controls of the step shown, past the queue of events.
    const [, control] = /^(skip|back|cancel)_tutorial$/.exec(name) ?? [];
    if (control && page.tour?.report(control as "skip" | "back" | "cancel")) {
      settled?.();
      return { c: -1 };
    }
    return socket.push(name, params, to, settled);
  };
  const send: Docent["push"] = (name, params = {}, source = root()) => {
    // A copy, so that what is no JSON throws here, and not whenever the event would be sent.
    const copy = JSON.parse(encode(params));
    if (Object(copy) !== copy) throw TypeError("params");
    return new Promise((resolve) => push(name, copy, component(source), resolve));
  };
  const navigation = kind.navigation(push, createLeave(() => flush()));
  const page = createPage(navigation, push, send);
  let loading: Promise<unknown> | undefined;
  /** What a frame waits for: the part that shows tours, once one has needed it. */
  const ready = (text: string): Promise<unknown> | undefined => {
    if (hasTour(text)) {
      loading ??= Promise.race([
        loadTour().then(
          ({ createTour }) => (page.tour = createTour({ source: root, bubble, gesture: page.gesture, push, navigation, execute, report: (report) => socket.report(report), limits: () => socket.limits() })),
          (error) => console.error("docent: tour:", error),
        ),
        new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
      ]);
    }
    return loading;
  };
  void ready("");
  const socket = openSocket(settings(page, navigation, createNotice(bubble)), page, ready, (direction, text) => {
    watch?.(direction, text);
    if (docent.debug) console.debug("docent", direction, text);
  });
  const flush = listen(page, push);

  const control = (name: string) => () => void push(`${name}_tutorial`, {}, undefined);
  const docent: Docent = {
    debug: false,
    start: control("start"),
    skip: control("skip"),
    back: control("back"),
    cancel: control("cancel"),
    get connected() {
      return socket.isOpen();
    },
    command: addCommand,
    hook: page.hook!,
    push: send,
    exec: (chain, source = root()) => page.run(ops(JSON.parse(chain)), source),
  };
  (window as { docent: Docent }).docent = docent;
  dispatch(window, "docent:ready");
}

/**
 * Starts docent on a page that has its script, once. `watch` is called at the start; its result is called with every
 * frame.
 */
export function load(kind: (script: HTMLScriptElement) => Kind, watch?: () => Log): void {
  const script = queryOwn<HTMLScriptElement>("script[data-docent]");
  if (script && !Object.hasOwn(window, "docent")) start(kind(script), watch?.());
}
