/**
 * Computes the bubble's position from rectangles, without the document.
 *
 * The bubble is placed at the first side at which it fits, else at the one with
 * the most room; then it is shifted into view as far as its size allows.
 */

/** Opposite sides are adjacent. */
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

/** The visible part of the page, as in `visualViewport`. */
export interface View extends Size {
  readonly offsetLeft: number;
  readonly offsetTop: number;
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly side: Side | "center";
  /** The position of the target's middle along the bubble's edge. */
  readonly arrow: number;
}

/** The space between target and bubble, for the highlight's outline and the arrow. */
const GAP = 19;
/** The least space between the bubble and the edge of the view. */
export const MARGIN = 8;
/** The least space between the arrow and a corner of the bubble. */
const CORNER = 18;

/** All sides in order of preference: the preferred one, its opposite, the others. */
export function around(wish: Side): Side[] {
  return SIDES.map((_, turn) => SIDES[SIDES.indexOf(wish) ^ turn]!);
}

/** The bubble's position at one of these sides; without sides, over the middle of the target. */
export function place(target: Box, { width, height }: Size, view: View, sides: readonly Side[]): Place {
  const { offsetLeft: minX, offsetTop: minY } = view;
  const maxX = minX + view.width;
  const maxY = minY + view.height;
  // The visible part of the target.
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

/** If `least` is more than `most`, the result is `least`. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
