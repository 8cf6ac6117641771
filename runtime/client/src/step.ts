/**
 * The open step: one target, followed frame by frame until the step closes.
 *
 * Owns the highlight's upkeep, the keyboard around the bubble, and the
 * commands that are still owed to a target that is not on the page yet.
 *
 * - The selector is resolved anew every frame: a target that is replaced, has
 *   its class rewritten or appears late is found in the frame in which that
 *   happens.
 * - The text is announced exactly once: by the focus that moves to the bubble,
 *   else by the live region.
 * - After `close` no listener, frame or class of the step remains.
 */

import type { Bubble, Control, Narration } from "./bubble.ts";
import type { StepTarget } from "./commands.ts";
import { focusOn, focused, isEditing, isShown, isTyping, stops, within } from "./focus.ts";
import type { Ledger } from "./ledger.ts";
import { reveal, scrollIntoView } from "./scroll.ts";
import type { Op } from "./wire.ts";

/** How long the bubble stays where it was while its target is gone: pages remove and put back. */
const GRACE_MS = 150;
/** `Node.DOCUMENT_POSITION_FOLLOWING`. */
const FOLLOWING = 4;

export interface Terms {
  readonly narration: Narration;
  /** The classes that the target carries while the step is open. */
  readonly highlight: readonly string[];
  readonly ledger: Ledger;
  /** Whether the step may move the focus. */
  readonly movesFocus: boolean;
  /** Whether its text is still to be said. */
  readonly isNews: boolean;
  /** Runs the commands that waited for the target. */
  perform(ops: readonly Op[]): void;
  control(control: Control, pressed?: Element): void;
}

export class Step implements StepTarget {
  readonly #terms: Terms;
  readonly #listeners = new AbortController();
  #owed: Op[] = [];
  #bubble: Bubble | undefined;
  #target: Element | undefined;
  #seen = -Infinity;
  #frame = 0;
  #isSaid: boolean;
  #isRead = false;
  #isFilled = false;
  #isRevealed: boolean;
  #hasCleared = false;

  constructor(terms: Terms) {
    this.#terms = terms;
    this.#isSaid = this.#isRevealed = !terms.isNews;
    this.#follow();
  }

  get selector(): string {
    return this.#terms.narration.target;
  }

  /** The first match that is drawn, else the first. */
  find(): Element | undefined {
    const first = document.querySelector(this.selector) ?? undefined;
    return !first || isShown(first) ? first : ([...document.querySelectorAll(this.selector)].find(isShown) ?? first);
  }

  /** The command found no target; it runs when there is one. */
  owe(op: Op): void {
    this.#owed.push(op);
  }

  /** The narration has reached the bubble. */
  hear(bubble: Bubble): void {
    const { signal } = this.#listeners;
    this.#bubble = bubble;
    bubble.element.addEventListener("click", (event) => this.#press(event), { signal });
    // Capturing, so that an Escape meant for the bubble does not close the app's dialog too.
    addEventListener("keydown", (event) => this.#key(event), { signal, capture: true });
    document.addEventListener("toggle", (event) => this.#opened(event), { signal, capture: true });
    this.tick();
  }

  takeFocus(): void {
    const target = this.#target ?? this.find();
    if (!this.#terms.movesFocus || isTyping() || !target) return;
    const before = focused();
    if (within(target, before) || focusOn(target) || !this.#bubble?.focus()) return;
    this.#isRead = before !== this.#bubble.element;
  }

  /** All commands of the step have run: what the focus did not tell is said. */
  settle(): void {
    if (this.#isSaid || !this.#bubble?.isShown) return;
    this.#isSaid = true;
    if (!this.#isRead) this.#bubble.say(this.#terms.narration.text);
  }

  /** Brings highlight and bubble up to date with the page. */
  tick(): void {
    const { ledger, highlight, narration } = this.#terms;
    const target = this.find();
    if (this.#target && this.#target !== target) ledger.withdraw(this.#target, highlight);
    this.#target = target;
    if (target && this.#owed.length) {
      const owed = this.#owed;
      this.#owed = [];
      this.#terms.perform(owed);
      this.settle();
    }
    if (target && highlight.some((name) => !target.classList.contains(name))) ledger.classes(target, highlight, []);

    const bubble = this.#bubble;
    if (!bubble) return;
    if (target && isShown(target)) {
      this.#seen = performance.now();
      if (!this.#isRevealed && !isTyping()) reveal(target);
      this.#isRevealed = true;
      const isNew = !bubble.isShown || !this.#isFilled;
      bubble.show(target);
      if (isNew) bubble.fill(narration);
      this.#isFilled = true;
      bubble.follow(target, narration.position);
      this.#clear(bubble, focused());
    } else if (performance.now() - this.#seen > GRACE_MS) {
      bubble.hide();
    }
  }

  /** Scrolls once, where the bubble would lie on the field that the person is typing in (WCAG 2.4.11). */
  #clear(bubble: Bubble, field: Element): void {
    if (this.#hasCleared || !isEditing(field) || !bubble.covers(field)) return;
    this.#hasCleared = true;
    scrollIntoView(field, "start");
  }

  /** Whether the focus is in what the step shows. */
  get hasFocus(): boolean {
    const active = focused();
    return within(this.#bubble?.element, active) || within(this.#target, active);
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#listeners.abort();
    if (this.#target) this.#terms.ledger.withdraw(this.#target, this.#terms.highlight);
  }

  #follow(): void {
    this.#frame = requestAnimationFrame(() => {
      this.#follow();
      this.tick();
    });
  }

  #press(event: Event): void {
    const pressed = event.target as Element;
    const control = this.#bubble?.control(pressed);
    if (control) this.#terms.control(control, pressed);
  }

  #opened(event: Event): void {
    const opened = event.target as Element;
    const isAbove = (event as ToggleEvent).newState === "open" && opened.matches("dialog,[popover]");
    if (isAbove && this.#bubble?.isShown && !this.#bubble.owns(opened)) this.#bubble.raise();
  }

  #key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !this.#bubble?.isShown) return;
    if (event.key === "Tab") {
      const stop = this.#nextStop(this.#bubble, event.shiftKey);
      if (!stop) return;
      event.preventDefault();
      stop.focus();
    } else if (event.key === "Escape" && (this.hasFocus || focused() === document.body)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      this.#terms.control("cancel");
    }
  }

  /**
   * Where Tab goes, if not where the browser takes it: the bubble stands just
   * before its target, wherever its markup is.
   */
  #nextStop(bubble: Bubble, isBack: boolean): HTMLElement | undefined {
    const target = this.#target;
    const active = focused();
    if (!target) return undefined;
    const page = stops(bubble.element.closest("dialog:modal") ?? document).filter((stop) => !within(bubble.element, stop));
    const index = page.findIndex((stop) => target.contains(stop) || !!(target.compareDocumentPosition(stop) & FOLLOWING));
    const after = index < 0 ? page.length : index;
    const controls = bubble.controls();
    if (within(bubble.element, active)) {
      const at = controls.indexOf(active as HTMLElement);
      if (!isBack) return controls[at + 1] ?? page[after];
      return at > 0 ? controls[at - 1] : page[after - 1];
    }
    const here = page.indexOf(active as HTMLElement);
    if (here < 0 && active !== document.body) return undefined;
    if (isBack) return here === after ? controls.at(-1) : undefined;
    return here + 1 === after ? controls[0] : undefined;
  }
}
