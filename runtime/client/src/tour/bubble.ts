/**
 * The bubble: the element that `docent::bubble()` rendered, and its two companions.
 *
 * Owns the bubble's content, its position and its parent in the document. It
 * decides nothing about the tour.
 *
 * - While hidden, the bubble's markup is as the server rendered it, and the
 *   spotlight and the announcer are not in the document.
 * - It is in the top layer, and inside what the target has come up in: around a
 *   modal dialog everything is inert, an element in fullscreen covers the rest,
 *   and a menu closes when something outside of it is used.
 * - The page is not told of presses in the bubble, so that they close nothing.
 */

import { createAnnouncer } from "../announcer.ts";
import { ask, get, query, queryAll } from "../dom.ts";
import { closest } from "../find.ts";
import { focusOn, focused, isShown, within } from "../focus.ts";
import { createLedger, write as setAttribute } from "../ledger.ts";
import { moveNode } from "../move_node.ts";
import { type Box, MARGIN, type Place, SIDES, type Side, type Size, around, place } from "./place.ts";
import { createSpotlight } from "./spotlight.ts";
import type { Narration } from "../wire.ts";

export type Control = "skip" | "back" | "cancel" | "pause";

const PART = "dj-tutorial-bubble__";
/** The second click of a double click must not hit what was under the bubble: the usual double-click time. */
const DOUBLE_CLICK_MS = 500;
/** What the target may have come up in. Nothing can be put into an image or a video. */
const LAYER = ":fullscreen:not(html,img,video,canvas,iframe),dialog:modal,:popover-open,[aria-modal=true],[role$=dialog],[role=menu],[role=listbox]";
/** By these a page finds out that something outside of a menu or a dialog is pressed. */
const PRESSES = "pointerdown pointerup mousedown mouseup touchstart touchend click";

export interface Bubble {
  readonly element: HTMLElement;
  isShown(): boolean;
  /** The buttons that can be pressed, in order. */
  usable(): HTMLElement[];
  /** The control that a press on this part of the bubble triggers. */
  control(pressed: Element): Control | undefined;
  /** Writes the step's texts, if its target `isLost` also that it is being looked for, or is on another page. Returns the text. */
  fill(narration: Narration, isTimed: boolean, isLost: boolean): string;
  /** Whether the pointer or the keyboard focus is in the bubble, so that the person may be reading it. */
  isBusy(): boolean;
  /** Gives a button its alternative name, or its own again. */
  rename(part: Control, isOther: boolean): void;
  /** Shows the bubble if it is hidden, in the part of the document in which the target can be used. */
  show(target: Element | undefined): void;
  /** Brings the bubble above everything that the app has opened since. */
  raise(): void;
  /** Moves the bubble beside what is seen of the target; without one, to the middle of the view. Returns the focused element if that is still covered. */
  follow(target: Element | undefined, seen: Box | undefined): Element | false;
  /** Moves the bubble to another side after the double-click time. */
  stepAside(): void;
  /** Moves the focus to the bubble, whose description is then announced. Returns whether it did. */
  focus(): boolean;
  announce(text: string): void;
  hide(): void;
}

export function createBubble(element: HTMLElement): Bubble {
  const { style } = element;
  const home = side(element.dataset["position"]) ?? "bottom";
  const spotlight = createSpotlight();
  const announcer = createAnnouncer("dj-tutorial-announcer", "position:fixed;clip-path:inset(50%)");
  const companions: readonly ChildNode[] = [spotlight.element, announcer.element];
  const dress = createLedger();
  /** The bubble's own place in the document. */
  let parent: Node = get(document, "body");
  let next: Node | null = null;
  let isShowing = false;
  let ownStyle: string | null = null;
  let fittedTo = "";
  /** In order of preference. */
  let sides: Side[] = [];
  /** Whether the person has sent the bubble to another side. */
  let isSent = false;
  let asideTimer = 0;

  // Bindings of the app's own in the bubble work: they are those of the document.
  for (const type of PRESSES.split(" ")) element.addEventListener(type, (event) => closest(event.target as Element, "[dj-click],a") || event.stopPropagation());
  // Keys may choose in a menu, but elsewhere the page has its shortcuts.
  element.addEventListener("keydown", (event) => element.parentNode === parent || event.stopPropagation());

  function appear(): void {
    isShowing = true;
    ownStyle = element.getAttribute("style");
    parent = element.parentNode!;
    next = element.nextSibling;
    // One that is not in the document is put back to where it is.
    if (!parent.isConnected) get(document, "body").append(element);
    // An app-made modal dialog may leave the rest of the page without pointer events.
    style.cssText += ";position:fixed;inset:0 auto auto 0;margin:0;pointer-events:auto";
    dress.attribute(element, "data-visible", "true");
    dress.attribute(element, "hidden", null);
    // A popover gets the browser's default border, which the app's stylesheet need not reset.
    const hasBorder = getComputedStyle(element).borderStyle !== "none";
    dress.attribute(element, "popover", "manual");
    if (!hasBorder) style.border = "0";
    // A page that names no scheme of its own is the person's to choose, as far as the stylesheet is docent's.
    if (getComputedStyle(element).colorScheme === "normal" && !query("meta[name=color-scheme]")) {
      for (const part of [style, spotlight.element.style]) part.setProperty("--docent-scheme", "light dark");
    }
    // `step.ts` handles Tab: bubble, target, page. In the document's own order Tab would loop.
    for (const button of element.querySelectorAll("button")) dress.attribute(button, "tabindex", "-1");
    surround();
  }

  /** Moves the companions next to the bubble, and all of them to the top. */
  function surround(): void {
    element.before(...companions);
    raise();
  }

  /** Moves the bubble into this dialog, or back to its own place, if it is not there. */
  function moveTo(host: Node): void {
    if (element.parentNode === host) return;
    const active = focused();
    moveNode(element, host, next?.parentNode === host ? next : null);
    surround();
    if (within(element, active)) focusOn(active);
  }

  function raise(): void {
    for (const part of [spotlight.element, element]) {
      if (!part.popover) continue;
      // Within one task, so nothing is painted and the focus stays.
      part.hidePopover();
      part.showPopover();
    }
  }

  /** Limits the bubble's size to the view. */
  function fit(view: Size): void {
    style.boxSizing = style.maxWidth = style.maxHeight = "";
    const size = element.getBoundingClientRect();
    for (const length of ["width", "height"] as const) {
      const most = view[length] - 2 * MARGIN;
      if (size[length] > most) style.cssText += `;box-sizing:border-box;max-${length}:${most}px`;
    }
  }

  /** Moves these sides to the end of the order of preference. */
  function demote(isBad: (side: Side) => boolean): void {
    sides.sort((a, b) => +isBad(a) - +isBad(b));
  }

  function find(part: string): HTMLElement | null {
    return element.querySelector(`.${PART}${part}`);
  }

  function write(part: string, text: string): void {
    const place = find(part);
    if (place && place.textContent !== text) place.textContent = text;
  }

  /** Sets or removes an attribute of a button or the link while the bubble is shown. */
  function mark(part: Control | "visit", name: "hidden" | "data-next" | "href", value: unknown): void {
    const button = find(part);
    if (!button) return;
    dress.attribute(button, name, value ? `${value}` : null);
    // An app's own styles for buttons may show one that is hidden.
    if (name === "hidden") dress.around(button, "style", () => (button.style.display = value ? "none" : ""));
  }

  /** `data-names="Pause|Resume"`: the first name is the one in the markup. */
  function rename(part: Control, isOther: boolean): void {
    const names = find(part)?.dataset["names"]?.split("|");
    if (names) write(part, names[+isOther]!);
  }

  return {
    element,
    isShown: () => isShowing,
    usable: () => [...element.querySelectorAll<HTMLElement>("button,a")].filter(isShown),
    control: (pressed) => (["skip", "back", "cancel", "pause"] as const).find((name) => pressed.closest(`.${PART}${name}`)),

    fill({ text, position, step, total, only_timeout, next, back, elsewhere, href }, isTimed, isLost) {
      const told = isLost ? `${text}\n\n${element.dataset[elsewhere ? "elsewhere" : "looking"] ?? ""}` : text;
      write("text", told);
      write("step", (element.dataset["step"] ?? "").replace("{step}", `${step + 1}`).replace("{total}", `${total}`));
      style.setProperty("--docent-progress", `${(step + 1) / total}`);
      const isNext = !!next || (!!only_timeout && !isTimed);
      mark("visit", "hidden", !href);
      mark("visit", "href", href);
      mark("back", "hidden", !back);
      mark("pause", "hidden", !isTimed);
      mark("skip", "data-next", isNext);
      rename("skip", isNext);
      fittedTo = "";
      sides = around(side(position) ?? home);
      isSent = false;
      clearTimeout(asideTimer);
      return told;
    },

    // A focus that docent moved after a click is not `:focus-visible`: nobody uses the keyboard then.
    isBusy: () => isShowing && element.matches(":hover,:focus-visible,:has(:focus)"),
    rename,

    show(target) {
      if (!isShowing) appear();
      moveTo(closest(target, LAYER) ?? (parent.isConnected ? parent : get(document, "body")));
      // An app-made modal dialog makes everything beside it inert.
      element.inert = false;
    },

    raise,

    follow(target, seen) {
      const view = visualViewport!;
      const box = seen ?? new DOMRect(view.offsetLeft + view.width / 2, view.offsetTop + view.height / 2);
      if (fittedTo !== (fittedTo = `${view.width} ${view.height}`)) fit(view);
      const size = element.getBoundingClientRect();
      const active = focused();
      const at = (sides: readonly Side[]): Place => place(box, size, view, target ? sides : []);
      // A focused ancestor of the target, such as the body, may be covered.
      const isFree = within(element, active) || (target !== active && within(active, target));
      const covers = (at: Place, part: Element): boolean => {
        const { left, top, right, bottom } = ask(part, "getBoundingClientRect");
        return at.left < right && left < at.left + size.width && at.top < bottom && top < at.top + size.height;
      };
      const obscures = (at: Place): boolean => !isFree && covers(at, active);
      const form = !isSent && closest(target, "form");
      const buttons = form ? queryAll(form, "button,[type=submit],[type=image]") : [];
      // The person is about to press one of the form's own buttons.
      demote((side) => buttons.some((button) => covers(at([side]), button)));
      // The focused element must not be covered (WCAG 2.4.11). A rejected side stays last: the person may be about to press there.
      demote((side) => obscures(at([side])));
      const chosen = at(sides);
      // Lengths in `style` are scaled by the page's `zoom`; measured ones already are.
      const zoom = element.currentCSSZoom ?? 1;
      style.left = `${chosen.left / zoom}px`;
      style.top = `${chosen.top / zoom}px`;
      style.setProperty("--docent-arrow", `${chosen.arrow / zoom}px`);
      if (element.dataset["side"] !== chosen.side) dress.attribute(element, "data-side", chosen.side);
      spotlight.frame(box, zoom);
      return obscures(chosen) && active;
    },

    stepAside() {
      clearTimeout(asideTimer);
      asideTimer = setTimeout(() => {
        isSent = true;
        demote((side) => side === element.dataset["side"]);
      }, DOUBLE_CLICK_MS);
    },

    focus: () => isShowing && focusOn(element),
    announce: announcer.announce,

    hide() {
      if (!isShowing) return;
      isShowing = false;
      announcer.announce("");
      if (parent.isConnected) moveTo(parent);
      if (element.popover) element.hidePopover();
      if (!parent.isConnected) parent.appendChild(element);
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
