/**
 * Scrolls a step's target into view.
 *
 * - Each scroller around the target is scrolled no further than needed, and only
 *   where a person could scroll it too: a box that hides its overflow stays.
 * - What fits into its view comes to the middle. What is longer is shown from its
 *   start, and what is wider is not moved sideways.
 * - What sticks to an edge of the view and would cover the target, such as a
 *   header, is not part of the view.
 * - A target that an animation moves is left alone: it may be about to come.
 */

import { ask, get } from "../dom.ts";
import { within } from "../focus.ts";
import { scrollBehavior } from "../scroll.ts";
import { around } from "./around.ts";
import { clamp } from "./place.ts";
import { AXES, type Axis, type Clip, boxOf, clips, isAnimated, isReversed, unit } from "./sight.ts";

/** What moves an element when it is animated. */
const MOVES = /trans|scale|margin|left|right|top|bottom|width|height|grid/i;

/**
 * Scrolls to the target unless it is in view or `last` says that it is on its way
 * there. Returns where it scrolls to, which is the next `last`.
 */
export function reveal(target: Element, last: string): string {
  const { left, top, right, bottom } = boxOf(target, true);
  /** Where the target is once the scrollers so far have been scrolled. */
  const box = { left, top, right, bottom };
  const middle = clamp((left + right) / 2, 0, innerWidth - 1);
  const margins = getComputedStyle(target);
  const moves: [Element, ScrollToOptions][] = [];
  const path = around(target);
  for (const clip of clips(path)) {
    const goal: ScrollToOptions = {};
    for (const axis of AXES) {
      if (!clip.scrolls(axis)) continue;
      const { from, to, before, after, size } = axis;
      const [low, high] = viewOf(clip, axis, middle, target);
      const by = distance(box[from] - length(margins[`scrollMargin${before}`]), box[to] + length(margins[`scrollMargin${after}`]), low, high, from === "top");
      const pixel = unit(clip, axis);
      const now = get(clip.element, `scroll${before}`);
      const room = get(clip.element, `scroll${size}`) - get(clip.element, `client${size}`);
      const most = isReversed(clip, axis) ? 0 : room;
      const next = Math.round(clamp(now + by / pixel, most - room, most));
      if (Math.abs(next - now) >= 1) goal[from] = next;
      for (const end of [from, to]) box[end] = clamp(box[end] - (next - now) * pixel, clip.box[from], clip.box[to]);
    }
    if (Object.keys(goal).length) moves.push([clip.element, goal]);
  }
  const goals = JSON.stringify(moves);
  if (!moves.length || goals === last || path.some((at) => isAnimated(at, MOVES))) return last;
  for (const [element, goal] of moves) (get(element, "scrollTo") as (to: ScrollToOptions) => void).call(element, { ...goal, behavior: scrollBehavior() });
  return goals;
}

/** How far to scroll for a target from `start` to `end` in a view from `low` to `high`. */
function distance(start: number, end: number, low: number, high: number, isBlock: boolean): number {
  if (end - start > high - low) {
    const isInView = isBlock ? start >= low - 1 && start < (low + high) / 2 : start < high && end > low;
    return isInView ? 0 : start - low;
  }
  if (start >= low && end <= high) return 0;
  return isBlock ? (start + end - low - high) / 2 : start < low ? start - low : end - high;
}

/** What can be seen of a scroller, or of the page. */
function viewOf({ element, box, isView }: Clip, { from, to, before, after }: Axis, x: number, target: Element): [number, number] {
  const { offsetLeft, offsetTop, width, height } = visualViewport!;
  const view = isView ? new DOMRect(offsetLeft, offsetTop, width, height) : box;
  const style = getComputedStyle(isView ? get(document, "documentElement") : element);
  const low = view[from] + length(style[`scrollPadding${before}`]);
  const high = view[to] - length(style[`scrollPadding${after}`]);
  if (from === "left") return [low, high];
  const half = (low + high) / 2;
  return [Math.max(low, pastCover(view[from], 1, half, x, target)), Math.min(high, pastCover(view[to], -1, half, x, target))];
}

/** Moves an edge of a view towards its middle, past what sticks there in front of the target. */
function pastCover(edge: number, step: number, half: number, x: number, target: Element): number {
  const cover = ask(document, "elementsFromPoint", x, edge + step).find(
    (element) =>
      /fixed|sticky/.test(getComputedStyle(element).position) &&
      !within(element, target) &&
      !within(target, element) &&
      !ask(element, "matches", ":popover-open,:popover-open *"),
  );
  const next = cover ? ask(cover, "getBoundingClientRect")[step > 0 ? "bottom" : "top"] : edge;
  return (next - edge) * step > 0 && (half - next) * step > 0 ? pastCover(next, step, half, x, target) : edge;
}

function length(value: string): number {
  return parseFloat(value) || 0;
}
