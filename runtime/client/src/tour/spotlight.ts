/**
 * The element that dims the page around the target.
 *
 * It takes no pointer events and is in the top layer below the bubble. The
 * stylesheet decides how dark it is.
 */

import { create } from "../dom.ts";
import type { Box } from "./place.ts";

/** Leaves the highlight's outline and a little of the page around it undimmed. */
const PADDING = 10;

export interface Spotlight {
  readonly element: HTMLElement;
  /** Places it around the box. Lengths in `style` are scaled by `zoom`. */
  frame(box: Box, zoom: number): void;
}

export function createSpotlight(): Spotlight {
  const element = create("div");
  const { style } = element;
  element.className = "dj-tutorial-spotlight";
  element.popover = "manual";
  style.cssText = `inset:auto;border:0;box-sizing:content-box;background:none;pointer-events:none`;
  return {
    element,
    frame(box, zoom) {
      // Nothing is lit for a target of which nothing can be seen now.
      const padding = box.width && box.height ? PADDING : 0;
      style.padding = `${padding}px`;
      style.margin = `-${padding}px`;
      // Assigning the same value again costs nothing.
      for (const length of ["left", "top", "width", "height"] as const) style[length] = `${box[length] / zoom}px`;
    },
  };
}
