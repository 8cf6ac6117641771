/**
 * What a page that is being debugged remembers of its frames and its tours,
 * for a panel that may be opened later. It never leaves the page.
 *
 * - At most `MOST_FRAMES` frames of `MOST_TEXT` characters in all, and
 *   `MOST_MOMENTS` lines of the timeline: the oldest goes first, and
 *   `forgotten` counts the frames that are gone.
 * - A frame of more than `LONGEST` characters is kept up to there. What is said
 *   of it is never longer than `story.ts` allows.
 * - The page's token and its session's id are left out before a frame is kept.
 */

import type { Log } from "../socket.ts";
import { type Moment, type Story, type Told, createStory } from "./story.ts";

const MOST_FRAMES = 500;
const MOST_MOMENTS = 500;
const MOST_TEXT = 4 * 2 ** 20;
const LONGEST = 64 * 2 ** 10;

/** A frame as it is kept. */
export interface Kept extends Told {
  /** When it came or went, by `performance.now()`. */
  readonly at: number;
  readonly direction: "in" | "out";
  /** The frame as it was on the wire but for secrets, as far as it is kept. */
  readonly text: string;
  /** How many characters it had. */
  readonly length: number;
}

export interface Recording {
  readonly story: Story;
  /** The oldest first. */
  readonly frames: readonly Kept[];
  readonly moments: readonly Moment[];
  /** How many frames were kept and are not any more. */
  readonly forgotten: number;
  readonly record: Log;
  /** Forgets the frames, the timeline and the latencies; not where the tour is. */
  clear(): void;
  /** Hears of every frame, until another does or nobody. */
  listen(news: (() => void) | undefined): void;
}

export function createRecording(): Recording {
  const story = createStory();
  let frames: Kept[] = [];
  let moments: Moment[] = [];
  let kept = 0;
  let forgotten = 0;
  let tell: (() => void) | undefined;

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
      const told = story.tell(at, direction, whole);
      const open = withoutSecrets(told.kind, whole);
      const text = open.slice(0, LONGEST);
      frames.push({ at, direction, kind: told.kind, summary: told.summary, text, length: open.length });
      kept += text.length;
      while (frames.length > MOST_FRAMES || kept > MOST_TEXT) {
        kept -= frames.shift()!.text.length;
        forgotten++;
      }
      moments = moments.concat(told.moments).slice(-MOST_MOMENTS);
      tell?.();
    },

    clear() {
      frames = [];
      moments = [];
      kept = forgotten = 0;
      story.forget();
    },

    listen(news) {
      tell = news;
    },
  };
}

/** A hello names the page's token and its session, a welcome the session: whoever has them can be this page. */
function withoutSecrets(kind: string, text: string): string {
  const hidden = "(left out)";
  if (kind === "hello") return JSON.stringify(JSON.parse(text), (key, value: unknown) => (key === "page" || key === "session" ? hidden : value));
  // One that ends before its session has none to leave out.
  if (kind === "welcome") return JSON.stringify((JSON.parse(text) as unknown[]).map((element, index) => (index === 1 ? hidden : element)));
  return text;
}
