/**
 * Decides when the open step looks at the page.
 *
 * While nothing happens that is a few times a second, and no other frame is
 * asked for. What may move or change the target is followed by a look in its own
 * frame:
 *
 * - A scroll, a resize, an event of the person's, the start of an animation. A
 *   target that has moved is looked at in the next frame too, and so on.
 * - A mutation, at once, since it may happen after the frame's callbacks have
 *   run. This is once between two frames: a script that undoes what a look does
 *   must not keep the page busy.
 * - The same in the shadow trees in which the target is rendered.
 *
 * What moves the target without any of these, such as a new stylesheet, is seen at the next look.
 */

import { ask } from "../dom.ts";
import { around } from "./around.ts";
import type { Box } from "./place.ts";

/** In how many frames the page is looked at after something has happened. */
const FRAMES = 16;
/** The time between two looks while nothing happens. */
const LOOK_MS = 333;

const CAUSES = "scroll resize input focusin pointerover transitionstart animationstart load";

/** Calls `look`, which returns the target and where it is, until the signal. */
export function watch(look: () => readonly [Element | undefined, Box | undefined], signal: AbortSignal): void {
  const mutations = new MutationObserver(() => {
    wake();
    if (!isAhead) see();
    isAhead = true;
  });
  /** In how many frames more the page is looked at. */
  let left = 0;
  let isAsked = false;
  /** Whether a mutation has been looked at since the last frame. */
  let isAhead = false;
  let timer = 0;
  let place: string | undefined;
  const known = new Set<EventTarget>();

  function wake(): void {
    left = FRAMES;
    request();
  }

  function request(): void {
    if (!isAsked) requestAnimationFrame(frame);
    isAsked = true;
  }

  function frame(): void {
    isAsked = isAhead = false;
    // Asked here rather than cancelled: the app may have replaced the functions for frames since.
    if (signal.aborted) return;
    clearTimeout(timer);
    if (left-- > 0) request();
    else timer = setTimeout(request, LOOK_MS);
    // Last: an error in it must not be the last look.
    see();
  }

  function see(): void {
    const [target, box] = look();
    if (signal.aborted) return;
    for (const at of around(target)) listen(ask(at, "getRootNode"));
    if (place !== (place = JSON.stringify(box))) wake();
    // What the look itself has changed needs no other one.
    mutations.takeRecords();
  }

  function listen(scope: EventTarget): void {
    if (known.has(scope)) return;
    known.add(scope);
    for (const type of CAUSES.split(" ")) scope.addEventListener(type, wake, { signal, capture: true });
    if (scope instanceof Node) mutations.observe(scope, { subtree: true, childList: true, attributes: true, characterData: true });
  }

  for (const scope of [window, visualViewport!, document]) listen(scope);
  signal.onabort = () => mutations.disconnect();
  request();
}
