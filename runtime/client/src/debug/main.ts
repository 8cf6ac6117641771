/**
 * `docent-debug.js`: docent for a page that is being debugged, in place of `docent.js`.
 *
 * The same client, which also records its frames and hears Ctrl+Shift+D. The
 * panel is in here too, and not asked for when the key is pressed: it has to
 * open most of all when the server does not answer.
 */

import { load } from "../start.ts";
import { createPanel } from "./panel.ts";
import { createRecording } from "./recording.ts";

load(() => {
  const recording = createRecording();
  const panel = createPanel(recording);
  // Capturing, so that whatever has the focus cannot keep the key back.
  addEventListener(
    "keydown",
    (event) => {
      if (!isAsked(event)) return;
      // A browser has a use for it too.
      event.preventDefault();
      panel.toggle();
    },
    { capture: true },
  );
  return recording.record;
});

/** Whether Ctrl+Shift+D is pressed: by its letter, or by its place where the layout has other letters. */
function isAsked({ key, code, ctrlKey, shiftKey, altKey, metaKey, repeat }: KeyboardEvent): boolean {
  const isD = /^[a-z]$/i.test(key) ? /d/i.test(key) : code === "KeyD";
  return isD && ctrlKey && shiftKey && !altKey && !metaKey && !repeat;
}
