/**
 * Where a bubble goes: arithmetic on rectangles, nothing of the document.
 *
 * The bubble takes the first side that it fits at, else the one with the most
 * room; then it is shifted until it is in view as far as its size allows.
 */

/** Opposites side by side. */
export const SIDES = ["bottom", "top", "right", "left"] as const;

export type Side = (typeof SIDES)[number];

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is seen of the page, as `visualViewport` tells it. */
export interface View extends Size {
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly side: Side | "center";
  /** Where along the bubble's edge the middle of the target is. */
  readonly arrow: number;
}

/** Between target and bubble: the highlight's outline and the arrow. */
const GAP = 19;
/** Between bubble and the edge of the view. */
export const MARGIN = 8;
/** The least between the arrow and a corner of the bubble. */
const CORNER = 18;

/** All sides, the best one first: the opposite of the wished one is the next best. */
export function around(wish: Side): Side[] {
  return SIDES.map((_, turn) => SIDES[SIDES.indexOf(wish) ^ turn]!);
}

/** Where the bubble goes, of these sides; without any, over the middle of the target. */
export function place(target: Box, { width, height }: Size, view: View, sides: readonly Side[]): Place {
  const { offsetLeft: minX, offsetTop: minY } = view;
  const maxX = minX + view.width;
  const maxY = minY + view.height;
  // What is seen of the target.
  const left = clamp(target.left, minX, maxX);
  const right = clamp(target.right, minX, maxX);
  const top = clamp(target.top, minY, maxY);
  const bottom = clamp(target.bottom, minY, maxY);

  const spare = {
    bottom: maxY - bottom - height,
    top: top - minY - height,
    right: maxX - right - width,
    left: left - minX - width,
  };
  const side = sides.find((side) => spare[side] >= GAP + MARGIN) ?? [...sides].sort((a, b) => spare[b] - spare[a])[0];

  const middleX = (left + right) / 2;
  const middleY = (top + bottom) / 2;
  const wishX = side === "left" ? left - GAP - width : side === "right" ? right + GAP : middleX - width / 2;
  const wishY = side === "top" ? top - GAP - height : side === "bottom" ? bottom + GAP : middleY - height / 2;
  const x = Math.round(clamp(wishX, minX + MARGIN, maxX - MARGIN - width));
  const y = Math.round(clamp(wishY, minY + MARGIN, maxY - MARGIN - height));
  const [along, length] = side === "left" || side === "right" ? [middleY - y, height] : [middleX - x, width];
  return { left: x, top: y, side: side ?? "center", arrow: clamp(along, CORNER, length - CORNER) };
}

/** Where `least` and `most` contradict each other, `least` holds. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
