/**
 * Finds out what a person can see of an element.
 *
 * Nothing is changed, and nothing is remembered from look to look.
 *
 * - What is only scrolled away can be seen: somebody can scroll there. What no
 *   scrolling leads to cannot: what is clipped, transparent or without a size, or
 *   lies before the beginning of the page.
 * - What fades in can be seen while its animation runs.
 */

import { ask, get, query } from "../dom.ts";
import { isShown } from "../focus.ts";
import { around } from "./around.ts";
import { type Box, clamp } from "./place.ts";

/** `clip-path` and `clip` that leave nothing of an element, as for texts that only screen readers read. */
const CLIPPED = /inset\((50|100)%\)|rect\((\S+), (\S+), \2, \3\)/;
/** The most area, in square pixels, of what nobody sees: that of such a text, on a zoomed page. */
const SPECK = 4;

/** What is called differently in the two directions. */
export const AXES = [
  { from: "left", to: "right", before: "Left", after: "Right", size: "Width", letter: "X" },
  { from: "top", to: "bottom", before: "Top", after: "Bottom", size: "Height", letter: "Y" },
] as const;

export type Axis = (typeof AXES)[number];

/** A scroller, another element that clips what is in it, or the view. */
export interface Clip {
  readonly element: HTMLElement;
  readonly box: Box;
  readonly isView: boolean;
  /** Whether a person can scroll it in this direction. */
  scrolls(axis: Axis): boolean;
}

/**
 * The visible part of an element once the view is scrolled to it; `undefined` if
 * there is none. Of what a scroller has scrolled away, an edge without area is left.
 *
 * A lenient look takes a stand-in for the element too: the content of one without
 * a size, and what is drawn for a control that is transparent, or its label.
 */
export function sight(element: Element, isLenient: boolean): Box | undefined {
  const box = boxOf(element, isLenient);
  // An area is a part of its image.
  const drawn = imageOf(element) || element;
  const path = around(drawn);
  const shown = path.find((at) => getComputedStyle(at).display !== "contents");
  const seen = shown && isShown(shown) && box.width * box.height > SPECK && !isHidden(path, isLenient) && clipped(path, box);
  const labels = !seen && isLenient && get(element as HTMLInputElement, "labels");
  return seen || [...(labels || [])].map((label) => sight(label, false)).find(Boolean);
}

/** The element's box, wherever it is. */
export function boxOf(element: Element, isLenient = false): DOMRect {
  const image = imageOf(element);
  if (image) return areaOf(element as HTMLAreaElement, image.getBoundingClientRect());
  const box = ask(element, "getBoundingClientRect");
  const { left, top, width, height } = box;
  if (width && height) return box;
  // A straight line is drawn although its box has no area.
  if (element instanceof SVGElement && (width || height)) return new DOMRect(left - 1, top - 1, width + 2, height + 2);
  const { display, overflow } = getComputedStyle(element);
  return display === "contents" || (isLenient && overflow === "visible") ? contentOf(element) : box;
}

function imageOf(element: Element): HTMLElement | null | false {
  return element instanceof HTMLAreaElement && query(`img[usemap="#${CSS.escape((element.parentElement as HTMLMapElement).name)}"]`);
}

function areaOf({ shape, coords }: HTMLAreaElement, image: DOMRect): DOMRect {
  const [x = 0, y = 0, ...rest] = coords.split(",").map(Number);
  const [radius] = rest;
  if (!radius) return image;
  const points = /^c/i.test(shape) ? [x - radius, y - radius, x + radius, y + radius] : [x, y, ...rest];
  const [left, top, right, bottom] = [Math.min, Math.max].flatMap((most) => [0, 1].map((odd) => most(...points.filter((_, at) => at % 2 === odd))));
  return new DOMRect(image.left + left!, image.top + top!, right! - left!, bottom! - top!);
}

/** The box around all that is in the element, or else in its shadow root. */
function contentOf(element: Element): DOMRect {
  const range = new Range();
  range.selectNodeContents(element);
  const box = range.getBoundingClientRect();
  const root = get(element, "shadowRoot");
  if (box.width || !root) return box;
  range.selectNodeContents(root);
  return range.getBoundingClientRect();
}

/** Whether the element is transparent, or nothing is left of it by `clip-path` or `clip`; also by what is around it. */
function isHidden(path: readonly Element[], isLenient: boolean): boolean {
  return path.some((at) => {
    const { opacity, clipPath, clip } = getComputedStyle(at);
    // Apps draw their own in the place of a transparent control.
    const isDrawn = isLenient && at === path[0] && ask(at, "matches", "input,select,textarea");
    return CLIPPED.test(clipPath + clip) || (opacity === "0" && !isDrawn && !isAnimated(at, /opacity/));
  });
}

/** Whether an animation changes one of these properties, and will end. */
export function isAnimated(element: Element, properties: RegExp): boolean {
  return ask(element, "getAnimations").some(({ playState, effect }) => {
    const names = (effect as KeyframeEffect).getKeyframes().flatMap(Object.keys).join();
    return playState === "running" && properties.test(names) && effect!.getComputedTiming().endTime !== Infinity;
  });
}

/** The visible part of a box of the first element. */
function clipped(path: readonly Element[], { left, top, right, bottom }: Box): Box | undefined {
  const seen = { left, top, right, bottom };
  /** What can be brought into each clip by scrolling those inside of it. */
  const rest = { left, top, right, bottom };
  for (const clip of clips(path)) {
    for (const axis of AXES) {
      const { from, to, before } = axis;
      const [low, high] = [clip.box[from], clip.box[to]];
      if (clip.scrolls(axis)) {
        const scrolled = get(clip.element, `scroll${before}`) * unit(clip, axis);
        // Somebody can scroll to what lies past the end, but not before the beginning.
        if (isReversed(clip, axis) ? rest[from] >= high - scrolled : rest[to] <= low - scrolled) return undefined;
        rest[from] = -Infinity;
        rest[to] = Infinity;
      }
      rest[from] = Math.max(rest[from], low);
      rest[to] = Math.min(rest[to], high);
      if (!clip.isView) for (const end of [from, to]) seen[end] = clamp(seen[end], low, high);
    }
    const width = rest.right - rest.left;
    if (width <= 0 || width * (rest.bottom - rest.top) <= SPECK) return undefined;
  }
  return new DOMRect(seen.left, seen.top, seen.right - seen.left, seen.bottom - seen.top);
}

/** Which of these may clip the first, of which they are `around`; the last one is the view. */
export function clips(path: readonly Element[]): Clip[] {
  const found: Clip[] = [];
  // The view has the overflow of the root, else that of the body, which then clips nothing itself.
  let owner = get(document, "documentElement");
  if (getComputedStyle(owner).overflow === "visible") owner = get(document, "body");
  const add = (element: Element, box: Box, style: CSSStyleDeclaration, scrolling: RegExp, isView = false): void => {
    found.push({ element: element as HTMLElement, box, isView, scrolls: ({ letter }) => scrolling.test(style[`overflow${letter}`]) });
  };
  /** `absolute` and `fixed` are not clipped by all that is around them. */
  let position = "";
  for (const at of path) {
    const style = getComputedStyle(at);
    // What is not positioned, or changes how it is drawn, does not contain them.
    const isFree = position === "fixed" || (position && style.position === "static");
    if (isFree && !/[^none]/.test(style.transform + style.filter + style.contain)) continue;
    if (at !== path[0] && at !== owner && style.overflow !== "visible" && !/^(inline|contents)$/.test(style.display)) {
      add(at, ask(at, "getBoundingClientRect"), style, /auto|scroll/);
    }
    position = /^[af]/.test(style.position) ? style.position : "";
  }
  // Nobody scrolls to what is fixed to the view.
  add(get(document, "scrollingElement")!, new DOMRect(0, 0, innerWidth, innerHeight), getComputedStyle(owner), position === "fixed" ? /^$/ : /visible|auto|scroll/, true);
  return found;
}

/** How many pixels of the view one of a scroller's own is: lengths in it are those before `zoom` and transforms. */
export function unit({ element, box, isView }: Clip, { from, to, size }: Axis): number {
  return (!isView && (box[to] - box[from]) / get(element, `offset${size}`)) || 1;
}

/** Whether a scroller begins at its far end, as on a right-to-left page. The view has the direction of the body. */
export function isReversed({ element, isView }: Clip, { from }: Axis): boolean {
  const { direction, flexDirection } = getComputedStyle(isView ? get(document, "body") : element);
  return (from === "left" ? /rtl|row-r/ : /umn-r/).test(direction + flexDirection);
}
