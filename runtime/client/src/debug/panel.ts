/**
 * The debug panel: shows what `recording.ts` has kept; reads the page, and
 * changes nothing of it.
 *
 * - One element is on the page while the panel is open, on top of the top
 *   layer and so without a part in the page's layout. The panel is in its
 *   shadow root: no style goes in or out, and what is done in it is not heard
 *   by the page as done on the page.
 * - It moves into the app's own modal dialog, since all else is inert then, and
 *   comes back when a render has taken it off the page.
 * - After it is closed no listener, timer or element of it remains, and the
 *   focus is where it was.
 */

import { focusOn, focused, within } from "../focus.ts";
import { move } from "../move.ts";
import type { Docent } from "../start.ts";
import { asJson, toClipboard } from "./copy.ts";
import { clock, make, write, writeLines } from "./element.ts";
import { createFrames } from "./frames.ts";
import css from "./panel.css";
import type { Recording } from "./recording.ts";
import { createRows } from "./rows.ts";
import { type Moment, cut } from "./story.ts";
import { waits } from "./waits.ts";

/** How often what depends on the time of day and on the page is looked at anew. */
const LOOK_MS = 250;
/** What the page hears of a part of it by bubbling. */
const HEARD = ["keydown", "keyup", "click", "input", "change"];

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

/** Opens the panel, and gives what closes it; so does the panel itself, which then says so by `closed`. */
function open(recording: Recording, closed: () => void): () => void {
  const before = focused();
  const listeners = new AbortController();
  const { signal } = listeners;
  let isPaused = false;
  /** How many frames had come when the panel was paused. */
  let pausedAt = 0;
  /** The timeline as it is shown. */
  let moments: readonly Moment[] = [];
  let frame = 0;
  /** What in here has the focus. */
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
        make("div", { className: "told" }, part("Why it waits", state), part("Timeline, newest first", timeline.list)),
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

  /** Once for all frames of one task, and after they are applied. */
  function soon(): void {
    frame ||= requestAnimationFrame(show);
  }

  function look(): void {
    const active = focused();
    holder = within(host, active) ? active : undefined;
  }

  /** Puts the panel where it can be used: in the app's modal dialog, the last in the document if there are several. */
  function place(): void {
    const home = [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.body;
    if (host.parentNode === home && isOpen()) return;
    const keeper = holder;
    if (isOpen()) host.hidePopover();
    move(host, home, null);
    host.showPopover();
    if (keeper) focusOn(keeper);
  }

  function isOpen(): boolean {
    return host.matches(":popover-open");
  }

  /** What was opened since is below the panel again: the bubble, which dims all that is below it, or a menu. */
  function onToggle(event: Event): void {
    // The bubble comes up above every popover that opens. Not above this one.
    if (event.target === host) event.stopImmediatePropagation();
    if (event.target === host || (event as ToggleEvent).newState !== "open") return;
    // Within one task, so neither the screen nor the focus notices.
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
    // Neither for the tour nor for the app's dialog.
    event.preventDefault();
    event.stopImmediatePropagation();
    shut();
  }

  recording.listen(soon);
  const timer = setInterval(show, LOOK_MS);
  addEventListener("keydown", onKey, { signal, capture: true });
  addEventListener("toggle", onToggle, { signal, capture: true });
  document.addEventListener("close", soon, { signal, capture: true });
  for (const name of HEARD) host.addEventListener(name, (event) => event.stopPropagation(), { signal });
  // From one element in the shadow root to another the focus moves unheard outside.
  for (const scope of [host, shadow]) {
    scope.addEventListener("focusin", look, { signal });
    // Who is taken off the page loses the focus first, and is to get it back.
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

/** A part of the panel under its heading; it scrolls, so that it must be reached by keyboard. */
function part(title: string, ...children: readonly Node[]): HTMLElement {
  return make("section", { tabIndex: 0, ariaLabel: title }, make("h3", {}, title), ...children);
}
