/**
 * The element that dims the page around the target.
 *
 * It takes no pointer events and is in the top layer below the bubble. The
 * stylesheet decides how dark it is.
 */

import type { Box } from "./place.ts";

/** Leaves the highlight's outline and a little of the page around it undimmed. */
const PADDING = 10;

export interface Spotlight {
  readonly element: HTMLElement;
  /** Places it around the box. Lengths in `style` are scaled by `zoom`. */
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
      // Assigning the same value again costs nothing.
      style.left = `${(left - PADDING) / zoom}px`;
      style.top = `${(top - PADDING) / zoom}px`;
      style.width = `${(width + 2 * PADDING) / zoom}px`;
      style.height = `${(height + 2 * PADDING) / zoom}px`;
    },
  };
}
