/**
 * The element that dims the page around the target.
 *
 * It takes no pointer events and stands in the top layer below the bubble.
 * How dark it is, if at all, is the stylesheet's business.
 */

import type { Box } from "./place.ts";

/** Shows a little of the page around the highlight's outline, whatever its corners are like. */
const PADDING = 10;

export interface Spotlight {
  readonly element: HTMLElement;
  /** Stands around the box. Lengths that are written are scaled by `zoom`. */
  frame(box: Box, zoom: number): void;
}

export function createSpotlight(): Spotlight {
  const element = document.createElement("div");
  const { style } = element;
  element.className = "dj-tutorial-spotlight";
  element.ariaHidden = "true";
  element.popover = "manual";
  style.cssText = "inset:auto;border:0;padding:0;background:none;pointer-events:none";
  return {
    element,
    frame({ left, top, width, height }, zoom) {
      // Assigning what is there already costs nothing.
      style.left = `${(left - PADDING) / zoom}px`;
      style.top = `${(top - PADDING) / zoom}px`;
      style.width = `${(width + 2 * PADDING) / zoom}px`;
      style.height = `${(height + 2 * PADDING) / zoom}px`;
    },
  };
}
