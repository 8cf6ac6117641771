/**
 * The bubble: the element that `docent::bubble()` rendered, and its two companions.
 *
 * Owns what the bubble says, where it stands and in which part of the document
 * it lives. It decides nothing about the tour.
 *
 * - While hidden, the bubble's markup is as the server rendered it, and the
 *   spotlight and the announcer are not in the document.
 * - It stands in the top layer, and inside the app's own modal dialog while
 *   the target is in one, since all else is inert then.
 */

import { createAnnouncer } from "./announcer.ts";
import { closest } from "./find.ts";
import { focusOn, focused, isShown, within } from "./focus.ts";
import { createLedger, write as setAttribute } from "./ledger.ts";
import { move } from "./move.ts";
import { MARGIN, type Place, SIDES, type Side, type Size, around, place } from "./place.ts";
import { createSpotlight } from "./spotlight.ts";
import type { Narration } from "./wire.ts";

export type Control = "skip" | "back" | "cancel" | "pause";

const PART = "dj-tutorial-bubble__";
/** Who clicks twice means it once, and must not hit what was under the bubble: as long as most systems wait. */
const DOUBLE_CLICK_MS = 500;

/** The bubble of the page, if it has one. */
export function findBubble(): HTMLElement | null {
  return document.querySelector("#dj-tutorial-bubble");
}

export interface Bubble {
  readonly element: HTMLElement;
  isShown(): boolean;
  /** Whether the node belongs to the tour and not to the page. */
  owns(node: Node): boolean;
  /** The buttons that can be pressed, in order. */
  controls(): HTMLElement[];
  /** What a press on this part of the bubble asks for. */
  control(pressed: Element): Control | undefined;
  fill(narration: Narration, isTimed: boolean): void;
  /** Whether the person is at the bubble, and so may be reading it: by pointer, or by keyboard. */
  isBusy(): boolean;
  /** Gives a button its other name, or its own again. */
  rename(part: Control, isOther: boolean): void;
  /** Shows the bubble, where it is not shown yet, in the part of the document where the target can be used. */
  show(target: Element | undefined): void;
  /** Brings the bubble above whatever the app has opened since. */
  raise(): void;
  /** Stands beside the target; without one, in the middle of the view. Says whether it lies on what has the focus all the same. */
  follow(target: Element | undefined): boolean;
  /** Goes to another side in a moment, and no further for a double click. */
  stepAside(): void;
  /** Moves the focus to the bubble, whose description is then read. */
  focus(): boolean;
  say(text: string): void;
  hide(): void;
}

export function createBubble(element: HTMLElement): Bubble {
  const { style } = element;
  const home = side(element.dataset["position"]) ?? "bottom";
  const spotlight = createSpotlight();
  const announcer = createAnnouncer("dj-tutorial-announcer", "position:fixed;clip-path:inset(50%)");
  const companions: readonly ChildNode[] = [spotlight.element, announcer.element];
  const dress = createLedger();
  /** Where the bubble stands in the page. */
  let parent: Node = document.body;
  let next: Node | null = null;
  let isShowing = false;
  let ownStyle: string | null = null;
  let fittedTo = "";
  /** In the order in which it takes them. */
  let sides: Side[] = [];
  let asideTimer = 0;

  function appear(): void {
    isShowing = true;
    ownStyle = element.getAttribute("style");
    parent = element.parentNode!;
    next = element.nextSibling;
    style.cssText += ";position:fixed;inset:0 auto auto 0;margin:0";
    dress.attribute(element, "data-visible", "true");
    dress.attribute(element, "hidden", null);
    // As a popover it gets the browser's border, of which the app's stylesheet need not know.
    const hasBorder = getComputedStyle(element).borderStyle !== "none";
    dress.attribute(element, "popover", "manual");
    if (!hasBorder) style.border = "0";
    // Tab is led by `step.ts`: bubble, target, page. The document's own order would make it a loop.
    for (const button of element.querySelectorAll("button")) dress.attribute(button, "tabindex", "-1");
    surround();
  }

  /** Puts the companions where the bubble is, and all of it on top. */
  function surround(): void {
    element.before(...companions);
    raise();
  }

  /** Moves into the dialog, or home again, if it is not there. */
  function moveTo(host: Node): void {
    if (element.parentNode === host) return;
    const active = focused();
    move(element, host, next?.parentNode === host ? next : null);
    surround();
    if (within(element, active)) focusOn(active);
  }

  function raise(): void {
    for (const part of [spotlight.element, element]) {
      if (!part.popover) continue;
      // Within one task, so neither the screen nor the focus notices.
      part.hidePopover();
      part.showPopover();
    }
  }

  /** Holds a bubble that is larger than the view to the view. */
  function fit(view: Size): void {
    style.boxSizing = style.maxWidth = style.maxHeight = "";
    const { width, height } = element.getBoundingClientRect();
    const isWide = width > view.width - 2 * MARGIN;
    const isHigh = height > view.height - 2 * MARGIN;
    if (isWide || isHigh) style.boxSizing = "border-box";
    if (isWide) style.maxWidth = `${view.width - 2 * MARGIN}px`;
    if (isHigh) style.maxHeight = `${view.height - 2 * MARGIN}px`;
  }

  /** Puts these sides behind the others. */
  function giveUp(isBad: (side: Side) => boolean): void {
    sides.sort((a, b) => +isBad(a) - +isBad(b));
  }

  function find(part: string): HTMLElement | null {
    return element.querySelector(`.${PART}${part}`);
  }

  function write(part: string, text: string): void {
    const place = find(part);
    if (place && place.textContent !== text) place.textContent = text;
  }

  /** Gives a button an attribute while the bubble is shown, or takes it off. */
  function mark(part: Control, name: "hidden" | "data-next", isMarked: boolean): void {
    const button = find(part);
    if (button) dress.attribute(button, name, isMarked ? "" : null);
  }

  /** What is in the markup stands first in `data-names="Pause|Resume"`. */
  function rename(part: Control, isOther: boolean): void {
    const names = find(part)?.dataset["names"]?.split("|");
    if (names) write(part, names[+isOther]!);
  }

  return {
    element,
    isShown: () => isShowing,
    owns: (node) => node === element || companions.includes(node as ChildNode),
    controls: () => [...element.querySelectorAll("button")].filter(isShown),
    control: (pressed) => (["skip", "back", "cancel", "pause"] as const).find((name) => pressed.closest(`.${PART}${name}`)),

    fill({ text, position, step, total, only_timeout }, isTimed) {
      write("text", text);
      write("step", (element.dataset["step"] ?? "").replace("{step}", `${step + 1}`).replace("{total}", `${total}`));
      style.setProperty("--docent-progress", `${(step + 1) / total}`);
      const isNext = !!only_timeout && !isTimed;
      mark("back", "hidden", !step);
      mark("pause", "hidden", !isTimed);
      mark("skip", "data-next", isNext);
      rename("skip", isNext);
      fittedTo = "";
      sides = around(side(position) ?? home);
      clearTimeout(asideTimer);
    },

    // Where docent put the focus after a click nobody is at the keyboard.
    isBusy: () => isShowing && element.matches(":hover,:focus-visible,:has(:focus)"),
    rename,

    show(target) {
      if (!isShowing) appear();
      moveTo(closest(target, "dialog:modal,:popover-open") ?? parent);
    },

    raise,

    follow(target) {
      const view = visualViewport!;
      const box = target?.getBoundingClientRect() ?? new DOMRect(view.offsetLeft + view.width / 2, view.offsetTop + view.height / 2);
      if (fittedTo !== (fittedTo = `${view.width} ${view.height}`)) fit(view);
      const size = element.getBoundingClientRect();
      const active = focused();
      const { left, top, right, bottom } = active.getBoundingClientRect();
      const at = (sides: readonly Side[]): Place => place(box, size, view, target ? sides : []);
      // What the target is in, as the body is, is not what the person looks at.
      const isFree = within(element, active) || (target !== active && within(active, target));
      const obscures = (at: Place): boolean => !isFree && at.left < right && left < at.left + size.width && at.top < bottom && top < at.top + size.height;
      // Not on what has the focus (WCAG 2.4.11). A side that was given up stays the last: a press may be under way there.
      giveUp((side) => obscures(at([side])));
      const chosen = at(sides);
      // Lengths that are written are scaled by the page's `zoom`; those that are measured have been.
      const zoom = element.currentCSSZoom ?? 1;
      style.left = `${chosen.left / zoom}px`;
      style.top = `${chosen.top / zoom}px`;
      style.setProperty("--docent-arrow", `${chosen.arrow / zoom}px`);
      if (element.dataset["side"] !== chosen.side) dress.attribute(element, "data-side", chosen.side);
      spotlight.frame(box, zoom);
      return obscures(chosen);
    },

    stepAside() {
      clearTimeout(asideTimer);
      asideTimer = setTimeout(() => giveUp((side) => side === element.dataset["side"]), DOUBLE_CLICK_MS);
    },

    focus: () => isShowing && focusOn(element),
    say: announcer.say,

    hide() {
      if (!isShowing) return;
      isShowing = false;
      announcer.say("");
      moveTo(parent);
      if (element.matches(":popover-open")) element.hidePopover();
      for (const companion of companions) companion.remove();
      dress.revert();
      setAttribute(element, "style", ownStyle);
      write("text", "");
      write("step", "");
      rename("skip", false);
      rename("pause", false);
    },
  };
}

function side(value: unknown): Side | undefined {
  return SIDES.find((side) => side === value);
}
