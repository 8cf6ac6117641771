/**
 * The element that dims the page around the target.
 *
 * It takes no pointer events and stands in the top layer below the bubble.
 * How dark it is, if at all, is the stylesheet's business.
 */

import type { Box } from "./place.ts";

/** Shows a little of the page around the highlight's outline, whatever its corners are like. */
const PADDING = 10;

export class Spotlight {
  readonly element = document.createElement("div");

  constructor() {
    this.element.className = "dj-tutorial-spotlight";
    this.element.ariaHidden = "true";
    this.element.popover = "manual";
    this.element.style.cssText = "position:fixed;inset:auto;margin:0;border:0;padding:0;overflow:visible;background:none;pointer-events:none";
  }

  frame({ left, top, width, height }: Box): void {
    const { style } = this.element;
    // Assigning what is there already costs nothing.
    style.left = `${left - PADDING}px`;
    style.top = `${top - PADDING}px`;
    style.width = `${width + 2 * PADDING}px`;
    style.height = `${height + 2 * PADDING}px`;
  }
}
