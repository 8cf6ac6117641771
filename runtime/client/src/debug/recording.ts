/**
 * Records the frames and the tours of a page that is being debugged, for a
 * panel that may be opened later. The recording never leaves the page.
 *
 * - At most `MOST_FRAMES` frames of `MOST_TEXT` characters in all, and
 *   `MOST_MOMENTS` lines of the timeline: the oldest is dropped first, and
 *   `forgotten` counts the dropped frames.
 * - Of a frame only the first `LONGEST` characters are kept, and `story.ts`
 *   bounds its summary.
 * - The page's token and its session's id are removed before a frame is kept.
 */

import type { Log } from "../socket.ts";
import { type Described, type Moment, type Story, createStory } from "./story.ts";

const MOST_FRAMES = 500;
const MOST_MOMENTS = 500;
const MOST_TEXT = 4 * 2 ** 20;
const LONGEST = 64 * 2 ** 10;

/** A frame as it is kept. */
export interface Kept extends Described {
  /** When it was received or sent, by `performance.now()`. */
  readonly at: number;
  readonly direction: "in" | "out";
  /** The frame without secrets, as far as it is kept. */
  readonly text: string;
  /** How many characters it had. */
  readonly length: number;
}

export interface Recording {
  readonly story: Story;
  /** The oldest first. */
  readonly frames: readonly Kept[];
  readonly moments: readonly Moment[];
  /** The number of frames that were dropped. */
  readonly forgotten: number;
  readonly record: Log;
  /** Forgets the frames, the timeline and the latencies, but not the state of the tour. */
  clear(): void;
  /** Sets the one function that is called after every frame. */
  listen(listener: (() => void) | undefined): void;
}

export function createRecording(): Recording {
  const story = createStory();
  let frames: Kept[] = [];
  let moments: Moment[] = [];
  let keptText = 0;
  let forgotten = 0;
  let changed: (() => void) | undefined;

  return {
    story,
    get frames() {
      return frames;
    },
    get moments() {
      return moments;
    },
    get forgotten() {
      return forgotten;
    },

    record(direction, whole) {
      const at = performance.now();
      const described = story.take(at, direction, whole);
      const open = withoutSecrets(described.kind, whole);
      const text = open.slice(0, LONGEST);
      frames.push({ at, direction, kind: described.kind, summary: described.summary, text, length: open.length });
      keptText += text.length;
      while (frames.length > MOST_FRAMES || keptText > MOST_TEXT) {
        keptText -= frames.shift()!.text.length;
        forgotten++;
      }
      moments = moments.concat(described.moments).slice(-MOST_MOMENTS);
      changed?.();
    },

    clear() {
      frames = [];
      moments = [];
      keptText = forgotten = 0;
      story.forget();
    },

    listen(listener) {
      changed = listener;
    },
  };
}

/** A hello contains the page's token and session, a welcome the session: with them one can act as this page. */
function withoutSecrets(kind: string, text: string): string {
  const hidden = "(left out)";
  if (kind === "hello") return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === "page" || key === "session" ? hidden : value));
  // A malformed welcome may have no session.
  if (kind === "welcome") return JSON.stringify((JSON.parse(text) as unknown[]).map((element, index) => (index === 1 ? hidden : element)));
  return text;
}
