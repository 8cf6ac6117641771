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

import { Announcer } from "./announcer.ts";
import { focusOn, focused, isShown, within } from "./focus.ts";
import { Ledger, write } from "./ledger.ts";
import { move } from "./move.ts";
import { type Box, MARGIN, type Side, place } from "./place.ts";
import { Spotlight } from "./spotlight.ts";

/** What a narration event carries. */
export interface Narration {
  readonly text: string;
  readonly target: string;
  /** Where the bubble stands; else where the bubble's own markup says. */
  readonly position: Side | undefined;
  /** The step's index, from 0. */
  readonly step: number;
  readonly total: number;
}

export type Control = "skip" | "back" | "cancel";

const PART = "dj-tutorial-bubble__";

export class Bubble {
  readonly element: HTMLElement;
  readonly #spotlight = new Spotlight();
  readonly #announcer = new Announcer();
  readonly #dress = new Ledger();
  readonly #side: Side;
  /** Where the bubble stands in the page. */
  #parent: Node = document.body;
  #next: Node | null = null;
  #shown = false;
  #style: string | null = null;
  #view = "";

  constructor(element: HTMLElement) {
    this.element = element;
    this.#side = side(element.dataset["position"]) ?? "bottom";
  }

  /** The bubble of the page, if it has one. */
  static find(): HTMLElement | null {
    return document.getElementById("dj-tutorial-bubble");
  }

  get isShown(): boolean {
    return this.#shown;
  }

  /** Whether the node belongs to the tour and not to the page. */
  owns(node: Node): boolean {
    return node === this.element || node === this.#spotlight.element || node === this.#announcer.element;
  }

  /** The buttons that can be pressed, in order. */
  controls(): HTMLElement[] {
    return [...this.element.querySelectorAll("button")].filter(isShown);
  }

  /** What a press on this part of the bubble asks for. */
  control(pressed: Element): Control | undefined {
    return (["skip", "back", "cancel"] as const).find((name) => pressed.closest(`.${PART}${name}`));
  }

  fill({ text, step, total }: Narration): void {
    this.#write("text", text);
    this.#write("step", `Step ${step + 1} of ${total}`);
    this.element.style.setProperty("--docent-progress", String((step + 1) / total));
    const back = this.element.querySelector(`.${PART}back`);
    if (back) this.#dress.attribute(back, "hidden", step > 0 ? null : "");
    this.#view = "";
  }

  /** Shows the bubble, where it is not shown yet, in the part of the document where the target can be used. */
  show(target: Element): void {
    if (!this.#shown) this.#appear();
    this.#settle(target.closest("dialog:modal") ?? this.#parent);
  }

  /** Brings the bubble above whatever the app has opened since. */
  raise(): void {
    for (const element of [this.#spotlight.element, this.element]) {
      if (!element.popover) continue;
      // Within one task, so neither the screen nor the focus notices.
      if (element.matches(":popover-open")) element.hidePopover();
      element.showPopover();
    }
  }

  follow(target: Element, wish: Side | undefined): void {
    const { style } = this.element;
    const { offsetLeft: left, offsetTop: top, width, height } = visualViewport!;
    const view: Box = { left, top, width, height };
    const box = target.getBoundingClientRect();
    if (this.#view !== (this.#view = `${width} ${height}`)) this.#fit(view);
    const at = place(box, this.element.getBoundingClientRect(), view, wish ?? this.#side);
    style.left = `${at.left}px`;
    style.top = `${at.top}px`;
    style.setProperty("--docent-arrow", `${at.arrow}px`);
    if (this.element.dataset["side"] !== at.side) this.#dress.attribute(this.element, "data-side", at.side);
    this.#spotlight.frame(box);
  }

  /** Whether the bubble lies on the element. */
  covers(element: Element): boolean {
    const [a, b] = [this.element.getBoundingClientRect(), element.getBoundingClientRect()];
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  /** Moves the focus to the bubble, whose description is then read. */
  focus(): boolean {
    return this.#shown && focusOn(this.element);
  }

  say(text: string): void {
    this.#announcer.say(text);
  }

  hide(): void {
    if (!this.#shown) return;
    this.#announcer.hush();
    this.#shown = false;
    this.#settle(this.#parent);
    if (this.element.matches(":popover-open")) this.element.hidePopover();
    this.#spotlight.element.remove();
    this.#announcer.element.remove();
    this.#dress.revert();
    write(this.element, "style", this.#style);
    this.#write("text", "");
    this.#write("step", "");
  }

  #appear(): void {
    this.#shown = true;
    this.#style = this.element.getAttribute("style");
    this.#parent = this.element.parentNode ?? document.body;
    this.#next = this.element.nextSibling;
    this.element.style.cssText += ";position:fixed;inset:auto;left:0;top:0;margin:0";
    this.#dress.attribute(this.element, "data-visible", "true");
    // Tab is led by `step.ts`: bubble, target, page. The document's own order would make it a loop.
    for (const button of this.element.querySelectorAll("button")) this.#dress.attribute(button, "tabindex", "-1");
    this.element.before(this.#spotlight.element, this.#announcer.element);
    this.raise();
  }

  /** Moves into the dialog, or home again, if it is not there. */
  #settle(host: Node): void {
    if (this.element.parentNode === host) return;
    const active = focused();
    const isHome = host === this.#parent && this.#next?.parentNode === host;
    move(this.element, host, isHome ? this.#next : null);
    this.element.before(this.#spotlight.element, this.#announcer.element);
    this.raise();
    if (within(this.element, active)) focusOn(active);
  }

  /** Holds a bubble that is larger than the view to the view. */
  #fit(view: Box): void {
    const { style } = this.element;
    style.boxSizing = style.maxWidth = style.maxHeight = "";
    const { width, height } = this.element.getBoundingClientRect();
    if (width <= view.width - 2 * MARGIN && height <= view.height - 2 * MARGIN) return;
    style.boxSizing = "border-box";
    if (width > view.width - 2 * MARGIN) style.maxWidth = `${view.width - 2 * MARGIN}px`;
    if (height > view.height - 2 * MARGIN) style.maxHeight = `${view.height - 2 * MARGIN}px`;
  }

  #write(part: string, text: string): void {
    const element = this.element.querySelector(`.${PART}${part}`);
    if (element) element.textContent = text;
  }
}

/** Reads an event's detail as a narration. */
export function narration(detail: unknown): Narration | undefined {
  if (typeof detail !== "object" || detail === null) return undefined;
  const { text, target, position, step, total } = detail as Readonly<Record<string, unknown>>;
  if (typeof text !== "string" || typeof target !== "string" || typeof step !== "number" || typeof total !== "number") return undefined;
  return { text, target, position: side(position), step, total };
}

function side(value: unknown): Side | undefined {
  return value === "top" || value === "bottom" || value === "left" || value === "right" ? value : undefined;
}
