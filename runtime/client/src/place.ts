/**
 * Where a bubble goes: arithmetic on rectangles, nothing of the document.
 *
 * The bubble keeps to the wished side if it fits there, else takes the
 * opposite one, else one across, else the one with the most room; then it is
 * shifted until it is in view as far as its size allows.
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
  readonly top: number;
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

/** One direction: the view's edges, the part of the target between them, the bubble's size. */
interface Axis {
  readonly least: number;
  readonly most: number;
  readonly from: number;
  readonly to: number;
  readonly size: number;
}

/** Where the bubble goes; without a wish, over the middle of the target. */
export function place(target: Box, bubble: Size, view: View, wish: Side | undefined): Place {
  const x = axis(target.left, target.width, view.offsetLeft, view.width, bubble.width);
  const y = axis(target.top, target.height, view.offsetTop, view.height, bubble.height);
  const along = (side: Side | undefined): Axis => (side === "left" || side === "right" ? x : y);
  const spare = (side: Side): number => {
    const { least, most, from, to, size } = along(side);
    return (isBefore(side) ? from - least : most - to) - size - GAP - MARGIN;
  };
  const sides = wish ? order(wish) : [];
  const side = sides.find((side) => spare(side) >= 0) ?? sides.sort((a, b) => spare(b) - spare(a))[0];
  const start = (axis: Axis): number => {
    const { least, most, from, to, size } = axis;
    const beside = isBefore(side) ? from - GAP - size : to + GAP;
    return Math.round(clamp(side && axis === along(side) ? beside : (from + to - size) / 2, least + MARGIN, most - MARGIN - size));
  };
  const left = start(x);
  const top = start(y);
  const [{ from, to, size }, edge] = along(side) === x ? [y, top] : [x, left];
  return { left, top, side: side ?? "center", arrow: clamp((from + to) / 2 - edge, CORNER, size - CORNER) };
}

function axis(start: number, length: number, least: number, room: number, size: number): Axis {
  const most = least + room;
  return { least, most, from: clamp(start, least, most), to: clamp(start + length, least, most), size };
}

/** The sides in the order in which they are tried. */
function order(wish: Side): Side[] {
  const at = SIDES.indexOf(wish);
  // The opposite is the other one of a pair.
  return SIDES.map((_, turn) => SIDES[at ^ turn]!);
}

function isBefore(side: Side | undefined): boolean {
  return side === "left" || side === "top";
}

/** Where `least` and `most` contradict each other, `least` holds. */
function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
