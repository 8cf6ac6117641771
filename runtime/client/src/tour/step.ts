/**
 * The open step: one target, followed until the step closes.
 *
 * Owns the highlight, the keyboard around the bubble, and the commands that
 * wait for a target that is not on the page yet.
 *
 * - The selector is resolved whenever the page may have changed (`watch.ts`): a
 *   target that is replaced, has its class rewritten or appears late is handled
 *   in the frame in which that happens.
 * - As soon as there is a target it is highlighted, narrated and focused, in
 *   this order.
 * - The text is announced exactly once: by the focus that moves to the bubble,
 *   else by the live region.
 * - After `close` no listener or class of the step remains, and no frame changes the page.
 */

import type { Bubble, Control } from "./bubble.ts";
import type { StepTarget } from "../commands.ts";
import { ask, get, query } from "../dom.ts";
import { findAll } from "../find.ts";
import { elements, focusOn, focused, isPlain, isShown, isStop, isTyping, keyName, within } from "../focus.ts";
import type { Ledger } from "../ledger.ts";
import { scrollIntoView } from "../scroll.ts";
import type { Box } from "./place.ts";
import { reveal } from "./reveal.ts";
import { sight } from "./sight.ts";
import { watch } from "./watch.ts";
import type { Look, Narration, Op } from "../wire.ts";

/** How long the bubble stays while its target is missing: pages may remove and reinsert it. */
const GRACE_MS = 150;
/** How long a match that is laid out may take to come into sight before it is missing: drawers slide, pages fade in. */
const APPEAR_MS = 500;
/** For how long after its target has come into sight a step scrolls after it: banners and images push it away. */
const FOLLOW_MS = 2000;
/** By these the person takes over the scrolling. */
const TAKES_OVER = ["wheel", "touchmove", "pointerdown", "keydown"];

export interface StepOptions {
  readonly narration: Narration;
  /** The classes that the target carries while the step is open. */
  readonly highlight: readonly string[];
  readonly ledger: Ledger;
  /** Whether the step may move the focus. */
  readonly movesFocus: boolean;
  /** Whether its text has not been announced yet. */
  readonly isNews: boolean;
  /** Dispatches the narration event; left out if the app has dispatched it. */
  narrate?: ((target: Element) => void) | undefined;
  /** What ends the step when the page sees it. */
  readonly until: readonly Look[];
  /** Reports that it has, once. */
  done(): void;
  /** Called at every look, with the step's age in milliseconds. Of a step that goes on elsewhere, whether that is shown. */
  readonly isDue: (age: number) => boolean | undefined;
  /** Reports that the step opens without its target. */
  missing(): void;
  /** Runs the commands that waited for the target. */
  perform(ops: readonly Op[]): void;
  control(control: Control, pressed?: Element): void;
  /** After how many milliseconds without its target the step is shown in the middle of the view; never, if that is not known. */
  readonly patience: number | undefined;
  /** Whether the step ends by itself. */
  readonly isTimed: boolean;
  /** Whether the person has paused the tour. */
  isPaused(): boolean;
  /** Pauses the step's time, or lets it run. Called at every look. */
  holdStill(isHeld: boolean): void;
}

export interface Step extends StepTarget {
  /** Runs a command, which found no target, when there is one. */
  postpone(op: Op): void;
  /** Whether it has a bubble: its target has come, or is not waited for. */
  hasBegun(): boolean;
  /** Shows the step in this bubble. */
  attach(bubble: Bubble): void;
  /** All commands of the step have run: a target that is not visible by now is missing. */
  settle(): void;
  /** Brings highlight and bubble up to date with the page. */
  tick(): void;
  /** Whether the focus is in the bubble or the target. */
  holdsFocus(): boolean;
  close(): void;
}

export function openStep(options: StepOptions): Step {
  const { narration, highlight, ledger, isNews, isTimed } = options;
  const { target: selector } = narration;
  const isCentered = narration.on_missing === "center";
  const listeners = new AbortController();
  const { signal } = listeners;
  const postponed: Op[] = [];
  let bubble: Bubble | undefined;
  let target: Element | undefined;
  /** What can be seen of the target. */
  let box: Box | undefined;
  /** Since when the target is missing. It is not waited for if it has never shown. */
  let goneAt: number | undefined = performance.now() - GRACE_MS;
  /** Whether the bubble is shown without a target that it waits for. */
  let isLost = false;
  let { narrate } = options;
  let isSettled = !isNews;
  let isAnnounced = isSettled;
  /** For which `isLost` the bubble has been filled. */
  let filled: boolean | undefined;
  /** What the bubble says. */
  let told = "";
  /** Whether the step has yet to find out that its target is missing. */
  let isAwaited = false;
  /** Whether the step scrolls to its target, until when, and where it has scrolled to. */
  let isFollowing = isNews;
  let followsUntil: number | undefined;
  let scrolledTo = "";
  const openedAt = performance.now();
  /** The element for which the page was last scrolled, so that the bubble does not cover it. */
  let cleared: Element | undefined;
  /** Whether the time runs although the person is at the bubble: they have just pressed Resume there. */
  let isOverruled = false;
  const looks = options.until.map(awaited);

  function matches(selector: string): Element[] {
    try {
      return findAll(selector);
    } catch {
      // Not a valid selector: nothing matches it.
      return [];
    }
  }

  /** The first match that can be seen, with what is seen of it; else the first. */
  function search(selector: string): readonly [Element | undefined, Box?] {
    const found = matches(selector);
    for (const isLenient of [false, true]) {
      for (const element of found) {
        const box = sight(element, isLenient);
        if (box) return [element, box];
      }
    }
    return [found[0]];
  }

  function settle(): void {
    if (isSettled) return;
    isSettled = true;
    isAwaited = !narration.elsewhere;
    tick();
  }

  function tick(): void {
    const [found, seen] = search(selector);
    if (target && target !== found) ledger.withdraw(target, highlight);
    target = found;
    box = seen;
    if (found && highlight.some((name) => !get(found, "classList").contains(name))) ledger.words(found, highlight, true);

    isLost = options.isDue(performance.now() - openedAt) ?? (!box && !isCentered && performance.now() - goneAt! > options.patience!);
    const begin = (found || isCentered || isLost) && narrate;
    if (begin) {
      narrate = undefined;
      begin(found ?? get(document, "body"));
      // A listener of the app's may have closed the step.
      if (listeners.signal.aborted) return;
    }

    if (isTimed) {
      const isBusy = !!bubble?.isBusy();
      isOverruled &&= isBusy;
      options.holdStill(options.isPaused() || document.hidden || (isBusy && !isOverruled));
    }

    for (const look of looks) look();
    present();
    if (begin) takeFocus(found);
    if (found && postponed.length) options.perform(postponed.splice(0));
    if (isSettled && !isAnnounced && bubble?.isShown()) {
      isAnnounced = true;
      bubble.announce(told);
    }
    if (isAwaited && (box || !target || !isShown(target) || performance.now() - openedAt > APPEAR_MS)) {
      isAwaited = false;
      if (!box) options.missing();
    }
  }

  /** Begins to look for what the step waits for. What is returned is called at every look. */
  function awaited([kind, what, at]: Look): () => void {
    if (kind !== "dom") return () => void (isSettled && !!search(what)[1] === (kind === "present") && options.done());
    const elements = (): (Element | undefined)[] => (at ? matches(at) : [target]);
    const listener = (event: Event): void => {
      const path = event.composedPath();
      if (elements().some((element) => element && (event.bubbles ? path.includes(element) : path[0] === element))) options.done();
    };
    // Events of a shadow tree may not leave it. A listener that is known there is not added again.
    return () => {
      for (const node of [document, ...elements()]) if (node) ask(node, "getRootNode").addEventListener(what, listener, { signal, capture: true });
    };
  }

  /** Shows the bubble at the target, or hides it while there is none. */
  function present(): void {
    if (!bubble) return;
    const shown = box && target;
    if (shown) {
      goneAt = undefined;
      if (isSettled && isFollowing) follow(shown);
    } else if (performance.now() - (goneAt ??= performance.now()) < GRACE_MS) {
      return;
    }
    if (shown || isCentered || isLost) {
      const isFilled = bubble.isShown() && filled === isLost;
      bubble.show(shown);
      if (!isFilled) told = bubble.fill(narration, isTimed, (filled = isLost));
      bubble.rename("pause", options.isPaused());
      const covered = bubble.follow(shown, box);
      // Scrolls, once, if at every side the bubble covers the control that is used by keyboard.
      if (covered && covered !== cleared && ask(covered, "matches", ":focus-visible")) scrollIntoView((cleared = covered), "start");
    } else {
      bubble.hide();
    }
  }

  /** Scrolls to the target, also when the page has pushed it away. Somebody who types elsewhere is not scrolled away from it. */
  function follow(shown: Element): void {
    followsUntil ??= performance.now() + FOLLOW_MS;
    isFollowing = performance.now() < followsUntil && (!isTyping() || within(shown, focused()));
    if (isFollowing) scrolledTo = reveal(shown, scrolledTo);
  }

  function takeFocus(found: Element | undefined): void {
    if (!options.movesFocus || isTyping()) return;
    const before = focused();
    if ((found && (within(found, before) || focusOn(found))) || !bubble?.focus()) return;
    isAnnounced ||= before !== bubble.element;
  }

  function holdsFocus(): boolean {
    const active = focused();
    return within(bubble?.element, active) || within(target, active);
  }

  function onClick({ target: pressed }: Event): void {
    const control = bubble!.control(pressed as Element);
    if (control) options.control(control, pressed as Element);
    else bubble!.stepAside();
    isOverruled = control === "pause";
  }

  function onToggle(event: Event): void {
    const toggled = event.target as Element;
    // Not above a modal dialog, while which is open the bubble is inert.
    if (ask(toggled, "matches", ":popover-open:not(#dj-tutorial-bubble,.dj-tutorial-spotlight)") && bubble!.isShown()) bubble!.raise();
  }

  function onKey(event: KeyboardEvent): void {
    if (!isPlain(event) || !bubble!.isShown()) return;
    if (keyName(event) === "Tab") {
      const stop = nextStop(bubble!, event.shiftKey);
      if (!stop) return;
      event.preventDefault();
      ask(stop, "focus");
    } else if (event.key === "Escape" && (holdsFocus() || (focused() === get(document, "body") && query("dialog:modal") === bubble!.element.closest("dialog:modal")))) {
      event.preventDefault();
      event.stopImmediatePropagation();
      options.control("cancel");
    }
  }

  /**
   * The element to which Tab moves, if it is not the browser's choice: in the
   * order of Tab the bubble is just before its target.
   */
  function nextStop({ element, usable }: Bubble, isBack: boolean): HTMLElement | undefined {
    const order = elements(element.closest("dialog:modal") ?? document).filter(
      (stop) => stop === target || (isStop(stop) && !within(element, stop)),
    );
    const first = Math.max(0, order.indexOf(target!));
    order.splice(first, target && !isStop(target) ? 1 : 0, ...usable());
    const active = focused();
    const here = active === element ? first - (isBack ? 0 : 1) : order.indexOf(active);
    const stop = order[here + (isBack ? -1 : 1)] as HTMLElement | undefined;
    return stop && (within(element, active) || within(element, stop)) ? stop : undefined;
  }

  watch(() => {
    tick();
    return [target, box];
  }, signal);
  for (const type of TAKES_OVER) addEventListener(type, () => (isFollowing = false), { signal, capture: true, passive: true });

  return {
    selector,
    find: () => search(selector)[0],
    postpone: (op) => void postponed.push(op),
    hasBegun: () => !!bubble,

    attach(attached) {
      bubble = attached;
      bubble.element.addEventListener("click", onClick, { signal });
      // Capturing, so that an Escape meant for the bubble does not close the app's dialog too.
      addEventListener("keydown", onKey, { signal, capture: true });
      document.addEventListener("toggle", onToggle, { signal, capture: true });
      document.addEventListener("fullscreenchange", () => bubble!.isShown() && bubble!.raise(), { signal });
      // In a hidden tab there are no animation frames.
      document.addEventListener("visibilitychange", tick, { signal });
    },

    settle,
    tick,
    holdsFocus,

    close() {
      listeners.abort();
      bubble = undefined;
      if (target) ledger.withdraw(target, highlight);
    },
  };
}
