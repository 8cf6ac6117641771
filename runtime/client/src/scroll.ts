/** Scrolls elements into view, smoothly unless the person prefers reduced motion. */

export function scrollIntoView(element: Element, block: "center" | "nearest" | "start"): void {
  const behavior = matchMedia("(prefers-reduced-motion)").matches ? "instant" : "smooth";
  element.scrollIntoView({ behavior, block });
}

/** Scrolls as little as needed to show the element; to the middle of the view if it is not wholly in it. */
export function reveal(element: Element): void {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const { width, height } = visualViewport!;
  const out = top < 0 || left < 0 || bottom > height || right > width;
  scrollIntoView(element, out ? "center" : "nearest");
}
