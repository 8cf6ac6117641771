/** Scrolls smoothly unless the person prefers reduced motion. */

import { ask } from "./dom.ts";

export function scrollBehavior(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion)").matches ? "instant" : "smooth";
}

export function scrollIntoView(element: Element, block: "center" | "start"): void {
  ask(element, "scrollIntoView", { behavior: scrollBehavior(), block });
}
