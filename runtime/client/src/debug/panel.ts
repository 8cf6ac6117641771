/**
 * The debug panel: shows what `recording.ts` has recorded. It reads the page
 * and does not change it.
 *
 * - While it is open the panel is one element at the top of the top layer, so it
 *   takes no part in the page's layout. Its content is in a shadow root: styles
 *   do not cross it, and input events in it do not reach the page.
 * - It moves into the app's own modal dialog, since everything else is inert
 *   then, and is inserted again if a render removes it.
 * - After it is closed no listener, timer or element of it remains, and the
 *   focus is where it was.
 */

import { focusOn, focused, within } from "../focus.ts";
import { moveNode } from "../move_node.ts";
import type { Docent } from "../docent.d.ts";
import { asJson, toClipboard } from "./copy.ts";
import { clock, make, write, writeLines } from "./element.ts";
import { createFrames } from "./frames.ts";
import css from "./panel.css";
import type { Recording } from "./recording.ts";
import { createRows } from "./rows.ts";
import { type Moment, cut } from "./story.ts";
import { waits } from "./waits.ts";

/** How often the panel is updated without a frame, since time passes and the page changes. */
const LOOK_MS = 250;
/** The events that must not bubble into the page. */
const STOPPED = ["keydown", "keyup", "click", "input", "change"];

declare const docent: Docent;

export interface Panel {
  /** Opens the panel, or closes it. */
  toggle(): void;
}

export function createPanel(recording: Recording): Panel {
  let close: (() => void) | undefined;
  return {
    toggle() {
      if (close) close();
      else close = open(recording, () => (close = undefined));
    },
  };
}

/** Opens the panel. Returns a function that closes it; `closed` is called when it is closed, also by its own button. */
function open(recording: Recording, closed: () => void): () => void {
  const before = focused();
  const listeners = new AbortController();
  const { signal } = listeners;
  let isPaused = false;
  /** The number of frames when the panel was paused. */
  let pausedAt = 0;
  /** The timeline that is shown. */
  let moments: readonly Moment[] = [];
  let frame = 0;
  /** The focused element of the panel. */
  let holder: Element | undefined;

  const state = make("ul", { className: "state" });
  const timeline = createRows<Moment>("timeline", ({ at, text }) => make("li", {}, make("span", { className: "at" }, clock(at)), make("span", {}, text)));
  const status = make("p", { className: "status", role: "status" });
  const count = make("p", { className: "count" });
  const byHand = make("textarea", { readOnly: true, hidden: true, ariaLabel: "The JSON, to be copied by hand" });
  const frames = createFrames(() => write(count, counted()));
  const pause = button("Pause", () => {
    isPaused = !isPaused;
    pausedAt = total();
    write(pause, isPaused ? "Resume" : "Pause");
    show();
  });
  const side = button("To the top", () => {
    const isTop = host.toggleAttribute("data-top");
    write(side, isTop ? "To the bottom" : "To the top");
  });
  const host = make("docent-panel" as "div", { lang: "en", popover: "manual", role: "dialog", ariaLabel: "docent: debug panel", tabIndex: -1 });
  const shadow = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(
    make(
      "div",
      { className: "panel" },
      make(
        "div",
        { className: "row bar" },
        make("h2", {}, "docent"),
        pause,
        button("Clear", clear),
        button("Copy as JSON", () => void copy()),
        side,
        button("Close", shut),
        status,
      ),
      byHand,
      make(
        "div",
        { className: "parts" },
        make("div", { className: "summary-parts" }, part("Why it waits", state), part("Timeline, newest first", timeline.list)),
        part("Frames, newest first", frames.filter, count, frames.list),
      ),
    ),
  );

  function total(): number {
    return recording.forgotten + recording.frames.length;
  }

  function counted(): string {
    const { forgotten } = recording;
    const shown = `${frames.passing().length} of ${frames.list.childElementCount} frames`;
    if (isPaused) return `${shown}; paused, ${total() - pausedAt} more have come`;
    return forgotten ? `${shown}, ${forgotten} older ones are not kept` : shown;
  }

  function why(): string[] {
    const { story } = recording;
    const { latency } = story;
    const ms = (time: number): string => `${time.toFixed(time < 10 ? 1 : 0)} ms`;
    return [
      ...waits(story, docent.connected, performance.now()),
      latency
        ? `From an event to its answer: ${ms(latency.last)} last, ${ms(latency.median)} median of ${latency.count}.`
        : "No event has been answered yet.",
    ].map(cut);
  }

  function show(): void {
    frame = 0;
    place();
    writeLines(state, why());
    if (!isPaused) {
      ({ moments } = recording);
      frames.show(recording.frames);
      timeline.show(moments);
    }
    write(count, counted());
  }

  /** Updates the panel once for all frames of one task, after they are applied. */
  function soon(): void {
    frame ||= requestAnimationFrame(show);
  }

  function look(): void {
    const active = focused();
    holder = within(host, active) ? active : undefined;
  }

  /** Moves the panel to where it can be used: into the app's modal dialog, the last in the document if there are several. */
  function place(): void {
    const home = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
    if (host.parentNode === home && isOpen()) return;
    const keeper = holder;
    if (isOpen()) host.hidePopover();
    moveNode(host, home, null);
    host.showPopover();
    if (keeper) focusOn(keeper);
  }

  function isOpen(): boolean {
    return host.matches(":popover-open");
  }

  /** Moves the panel above an element that was opened later: a menu, or the bubble with its spotlight. */
  function onToggle(event: Event): void {
    // The bubble moves above every popover that opens, but not above the panel.
    if (event.target === host) event.stopImmediatePropagation();
    if (event.target === host || (event as ToggleEvent).newState !== "open") return;
    // Within one task, so nothing is painted and the focus stays.
    if (isOpen()) host.hidePopover();
    place();
  }

  function clear(): void {
    recording.clear();
    pausedAt = 0;
    moments = [];
    frames.show([]);
    timeline.show([]);
    show();
    write(status, "Cleared");
  }

  async function copy(): Promise<void> {
    const passing = frames.passing();
    const text = asJson(recording, moments, passing, why());
    const isCopied = await toClipboard(text);
    byHand.hidden = isCopied;
    byHand.value = isCopied ? "" : text;
    write(status, isCopied ? `Copied: ${passing.length} frames` : "The clipboard was refused: copy it from the field");
    if (isCopied) return;
    byHand.focus();
    byHand.select();
  }

  function shut(): void {
    const returns = !!holder;
    recording.listen(undefined);
    listeners.abort();
    clearInterval(timer);
    cancelAnimationFrame(frame);
    host.remove();
    if (returns) focusOn(before);
    closed();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !event.composedPath().includes(host)) return;
    // Closes neither the tour nor the app's dialog.
    event.preventDefault();
    event.stopImmediatePropagation();
    shut();
  }

  recording.listen(soon);
  const timer = setInterval(show, LOOK_MS);
  addEventListener("keydown", onKey, { signal, capture: true });
  addEventListener("toggle", onToggle, { signal, capture: true });
  document.addEventListener("close", soon, { signal, capture: true });
  for (const name of STOPPED) host.addEventListener(name, (event) => event.stopPropagation(), { signal });
  // Outside of the shadow root there are no events for focus changes inside.
  for (const scope of [host, shadow]) {
    scope.addEventListener("focusin", look, { signal });
    // An element that is removed loses the focus first, and gets it back later.
    scope.addEventListener("focusout", () => queueMicrotask(() => host.isConnected && look()), { signal });
  }
  show();
  host.focus({ preventScroll: true });
  return shut;
}

function button(text: string, press: () => void): HTMLButtonElement {
  const element = make("button", { type: "button" }, text);
  element.addEventListener("click", press);
  return element;
}

/** A part of the panel with its heading. It scrolls, so it must be reachable by keyboard. */
function part(title: string, ...children: readonly Node[]): HTMLElement {
  return make("section", { tabIndex: 0, ariaLabel: title }, make("h3", {}, title), ...children);
}
