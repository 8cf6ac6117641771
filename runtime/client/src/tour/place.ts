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
  const at = (side?: Side): Place & { excess: number } => {
    const isBeside = side === "left" || side === "right";
    const x = along(target.left, target.right, width, view.offsetLeft, view.width, isBeside, side === "right");
    const y = along(target.top, target.bottom, height, view.offsetTop, view.height, !!side && !isBeside, side === "bottom");
    const [{ excess }, { arrow }] = isBeside ? [x, y] : [y, x];
    return { left: x.at, top: y.at, side: side ?? "center", arrow, excess };
  };
  // The first of those that fit.
  return sides.map(at).sort((a, b) => a.excess - b.excess)[0] ?? at();
}

/**
 * The bubble on one axis: before or after the target, or over its middle. `excess`
 * is by how much it does not fit there.
 */
function along(from: number, to: number, length: number, start: number, room: number, isOutside: boolean, isAfter: boolean): { at: number; excess: number; arrow: number } {
  // The visible part of the target.
  const low = clamp(from, start, start + room);
  const high = clamp(to, start, start + room);
  const middle = (low + high) / 2;
  const wish = !isOutside ? middle - length / 2 : isAfter ? high + GAP : low - GAP - length;
  const at = Math.round(clamp(wish, start + MARGIN, start + room - MARGIN - length));
  return { at, excess: Math.floor(Math.abs(wish - at)), arrow: clamp(middle - at, CORNER, length - CORNER) };
}

/** If `least` is more than `most`, the result is `least`. */
export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
