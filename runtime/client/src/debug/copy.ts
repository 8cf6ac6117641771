/** What the panel shows as JSON, for a bug report. */

import type { Kept, Recording } from "./recording.ts";
import type { Moment } from "./story.ts";

/** These moments and frames, and the state of the tour. */
export function asJson({ forgotten, story }: Recording, moments: readonly Moment[], frames: readonly Kept[], state: readonly string[]): string {
  const time = (at: number): string => new Date(performance.timeOrigin + at).toISOString();
  const report = {
    taken: time(performance.now()),
    browser: navigator.userAgent,
    state,
    latency: story.latency,
    timeline: moments.map(({ at, text }) => ({ at: time(at), text })),
    forgotten,
    frames: frames.map(({ at, direction, kind, summary, text, length }) => {
      const frame = length > text.length ? { cut: text, length } : { frame: parsed(text) };
      return { at: time(at), direction, kind, summary, ...frame };
    }),
  };
  return JSON.stringify(report, undefined, 2);
}

/** Copies the text. Returns whether that was allowed: a browser or a person may refuse, and without HTTPS there is no clipboard. */
export async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // The caller shows the text instead.
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
