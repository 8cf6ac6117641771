/**
 * `docent-debug.js`: docent for a page that is being debugged, in place of `docent.js`.
 *
 * The same client, which also records its frames and listens for Ctrl+Shift+D.
 * The panel is part of it and not loaded when the key is pressed, so that it
 * opens when the server does not answer.
 */

import { livePage } from "../live_page.ts";
import { load } from "../start.ts";
import { createPanel } from "./panel.ts";
import { createRecording } from "./recording.ts";

load(livePage, () => {
  const recording = createRecording();
  const panel = createPanel(recording);
  // Capturing, so that no other listener can stop the event.
  addEventListener(
    "keydown",
    (event) => {
      if (!isAsked(event)) return;
      // Browsers have a shortcut on this key too.
      event.preventDefault();
      panel.toggle();
    },
    { capture: true },
  );
  return recording.record;
});

/** Whether Ctrl+Shift+D is pressed: by its letter, or by its position if the layout has no Latin letters. */
function isAsked({ key, code, ctrlKey, shiftKey, altKey, metaKey, repeat }: KeyboardEvent): boolean {
  const isD = /^[a-z]$/i.test(key) ? /d/i.test(key) : code === "KeyD";
  return isD && ctrlKey && shiftKey && !altKey && !metaKey && !repeat;
}
