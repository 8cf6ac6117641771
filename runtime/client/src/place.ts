/**
 * Where a bubble goes: arithmetic on rectangles, nothing of the document.
 *
 * The bubble keeps to the wished side if it fits there, else takes the
 * opposite one, else one across, else the one with the most room; then it is
 * shifted until it is in view as far as its size allows.
 */

export type Side = "top" | "bottom" | "left" | "right";

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly side: Side;
  /** Where along the bubble's edge the middle of the target is. */
  readonly arrow: number;
}

/** Between target and bubble: the highlight's outline and the arrow. */
const GAP = 16;
/** Between bubble and the edge of the view. */
export const MARGIN = 8;
/** The least between the arrow and a corner of the bubble. */
const CORNER = 18;

export function place(target: Box, bubble: Size, view: Box, wish: Side): Place {
  const seen = clip(target, view);
  const fits = order(wish).map((side) => beside(seen, bubble, view, side));
  const best = fits.find(({ spare }) => spare >= 0) ?? fits.sort((a, b) => b.spare - a.spare)[0]!;
  const { side, isAcross } = best;
  const middle = { left: seen.left + seen.width / 2, top: seen.top + seen.height / 2 };
  const left = shift(isAcross ? best.at : middle.left - bubble.width / 2, bubble.width, view.left, view.width);
  const top = shift(isAcross ? middle.top - bubble.height / 2 : best.at, bubble.height, view.top, view.height);
  const arrow = isAcross ? clamp(middle.top - top, CORNER, bubble.height - CORNER) : clamp(middle.left - left, CORNER, bubble.width - CORNER);
  return { left, top, side, arrow };
}

/** The sides in the order in which they are tried. */
function order(wish: Side): Side[] {
  const all: Side[] = ["bottom", "top", "right", "left"];
  const at = all.indexOf(wish);
  // The opposite is the other one of a pair.
  return [wish, all[at ^ 1]!, all[at ^ 2]!, all[at ^ 3]!];
}

/** Where the bubble would begin on a side, and how much room it would leave there. */
function beside(target: Box, bubble: Size, view: Box, side: Side): { side: Side; isAcross: boolean; at: number; spare: number } {
  const isAcross = side === "left" || side === "right";
  const [start, length] = isAcross ? (["left", "width"] as const) : (["top", "height"] as const);
  const isBefore = side === "left" || side === "top";
  const at = isBefore ? target[start] - GAP - bubble[length] : target[start] + target[length] + GAP;
  const room = isBefore ? at - view[start] : view[start] + view[length] - at - bubble[length];
  return { side, isAcross, at, spare: room - MARGIN };
}

/** The part of the target that is in view; the target itself if none is. */
function clip(target: Box, view: Box): Box {
  const left = Math.max(target.left, view.left);
  const top = Math.max(target.top, view.top);
  const width = Math.min(target.left + target.width, view.left + view.width) - left;
  const height = Math.min(target.top + target.height, view.top + view.height) - top;
  return width > 0 && height > 0 ? { left, top, width, height } : target;
}

function shift(at: number, length: number, start: number, room: number): number {
  return Math.round(clamp(at, start + MARGIN, start + room - MARGIN - length));
}

/** Where `least` and `most` contradict each other, `least` holds. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
