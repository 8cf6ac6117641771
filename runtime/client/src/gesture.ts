/** What the person has done last: a tour that starts by it may move the focus, and returns it there. */

/** A step that is shown this soon after an action of the person may move the focus. */
const GESTURE_MS = 5000;

export interface Gesture {
  /** The person has used this element. */
  note(element: Element): void;
  /** The element that the person has used a moment ago. */
  last(): Element | undefined;
}

export function createGesture(): Gesture {
  let used: Element | undefined;
  let at = 0;
  return {
    note(element) {
      used = element;
      at = performance.now();
    },
    last: () => (performance.now() - at < GESTURE_MS ? used : undefined),
  };
}
