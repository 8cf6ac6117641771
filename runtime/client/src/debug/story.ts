/**
 * What a page's frames tell: each in a few words, and the steps of the runs.
 *
 * Pure: text in, words out, nothing of the document. What cannot be read is
 * told as such; nothing here throws, since the frame is not applied yet.
 *
 * The wire does not say why a step ended. What is said of it is what the page
 * can tell from the frames before.
 */

/** The client takes no longer frame, in however many parts. */
const LONGEST_FRAME = 16 * 2 ** 20;
/** Of how many events it is known how long their answers took. */
const MOST_LATENCIES = 100;
/** How many events may be without an answer: more than the client lets wait. */
const MOST_UNANSWERED = 100;
/** Characters of what is said of a frame, or in a line of the panel. */
const LONGEST_WORDS = 400;
const UNKNOWN = "not a frame that this panel knows";
/** A step that ends so shortly before its time is over has ended with it: it came late to the page, and the clocks are two. */
const TIMER_SLACK_MS = 250;

/** What a frame says, in words. */
export interface Told {
  readonly kind: string;
  readonly summary: string;
}

/** A line of the timeline. */
export interface Moment {
  readonly at: number;
  readonly text: string;
}

/** The step that is on the page. */
export interface Shown {
  readonly run: number;
  readonly visit: number;
  readonly target: string;
  /** From 0. */
  readonly step: number;
  readonly total: number;
  /** Milliseconds after which it ends by itself, if it does. */
  readonly timeout: number | undefined;
  /** Whether it waits for nothing else. */
  readonly isOnlyTimed: boolean;
  readonly isCentered: boolean;
}

export interface Latency {
  /** Milliseconds from an event to the frame that answers it. */
  readonly last: number;
  readonly median: number;
  /** Of how many events, at most the last 100. */
  readonly count: number;
}

export interface Story {
  readonly shown: Shown | undefined;
  /** Whether the server knows that the step's time stands still. */
  readonly isHeld: boolean;
  /** The events that no frame has answered yet. */
  readonly unanswered: readonly string[];
  readonly latency: Latency | undefined;
  /** Milliseconds that the step's time has run. */
  elapsed(now: number): number;
  /** Takes the next frame in. */
  tell(at: number, direction: "in" | "out", text: string): Told & { readonly moments: readonly Moment[] };
  /** Forgets the latencies. */
  forget(): void;
}

const NAMES: Readonly<Record<string, string>> = {
  h: "hello",
  e: "event",
  t: "control",
  k: "ack",
  w: "welcome",
  f: "frame",
  s: "snapshot",
  "+": "part",
  x: "refusal",
  p: "heartbeat",
  d: "draining",
};

/** What a frame can be called. */
export const KINDS: readonly string[] = [...Object.values(NAMES), "unknown"];

type Elements = readonly unknown[];

export function createStory(): Story {
  /** Events without an answer, by number. */
  const sent = new Map<number, { readonly name: string; readonly at: number }>();
  let latencies: number[] = [];
  let session: unknown;
  let hasTimers = true;
  let parts = "";
  /** The commands of the last frame, for what the page says of them. */
  let commands: Elements = [];
  /** The run on the page, `undefined` where there is none. */
  let running: unknown;
  let shown: Shown | undefined;
  let control = "";
  let isMissing = false;
  let startedAt = 0;
  let ran = 0;
  let isHeld = false;
  let moments: Moment[] = [];

  function note(at: number, text: string): void {
    moments.push({ at, text: cut(text) });
  }

  function elapsed(now: number): number {
    return ran + (isHeld ? 0 : now - startedAt);
  }

  function hold(isNow: boolean, at: number): void {
    ran = elapsed(at);
    startedAt = at;
    isHeld = isNow;
  }

  /** These events are answered: their names, and how long it took. */
  function answer(numbers: readonly number[], at: number): { name: string; ms: number }[] {
    return numbers.map((number) => {
      const { name, at: sentAt } = sent.get(number)!;
      sent.delete(number);
      const ms = at - sentAt;
      latencies = [...latencies, ms].slice(-MOST_LATENCIES);
      return { name, ms };
    });
  }

  /**
   * The events that a frame answers, which says only up to which the server had
   * received them. Each has one frame, in order, and a snapshot is for all; but a
   * frame that follows a control is the control's, which overtakes handlers.
   */
  function answeredBy(isSnapshot: boolean, last: number, isControls: boolean): number[] {
    const received = [...sent.keys()].filter((number) => number <= last);
    return isSnapshot ? received : received.slice(0, isControls ? 0 : 1);
  }

  /** Why the step on the page has ended, as far as that can tell. */
  function cause({ timeout = Infinity, isOnlyTimed }: Shown, answered: readonly string[], at: number): string {
    if (control) return `${control} was chosen`;
    if (answered.length) return `it came with the answer to ${answered.join(", ")}`;
    if (hasTimers && (elapsed(at) >= timeout - TIMER_SLACK_MS || (isOnlyTimed && !isMissing))) return "its time was over";
    if (isMissing) return "perhaps because its target is missing";
    return "the server went on";
  }

  function isShown(run: unknown, visit: unknown): boolean {
    return shown?.run === run && shown?.visit === visit;
  }

  /** The tour's share of a frame. */
  function follow(part: unknown, answered: readonly string[], at: number): void {
    const [run, visit, ops] = list(part);
    const isSame = isShown(run, visit);
    if (shown && !isSame) note(at, `Step ${shown.step + 1} ended: ${cause(shown, answered, at)}`);
    if (running !== run) {
      if (running) note(at, `Run ${word(running)} ended${run ? ": another took its place" : ""}`);
      if (run) note(at, `Run ${word(run)} started`);
      running = run;
    }
    const next = narrated(Number(run), Number(visit), list(ops));
    if (next && !isSame) {
      const time = next.timeout && hasTimers ? `, for ${next.timeout / 1000} s at most` : "";
      note(at, `Step ${next.step + 1} of ${next.total} shown at ${next.target}${time} (visit ${next.visit})`);
      control = "";
      isMissing = isHeld = false;
      ran = 0;
      startedAt = at;
    }
    shown = next ?? (isSame ? shown : undefined);
  }

  function welcome([, id, epoch, , limits]: Elements, at: number): string {
    const isNew = session !== id;
    if (isNew) sent.clear();
    note(at, session === undefined ? "Connected: a new session" : isNew ? "Connected again: another session, the last one is over" : "Connected again: the same session");
    session = id;
    hasTimers = Object(limits)["timers"] !== false;
    hold(false, at);
    return `${isNew ? "a new session" : "the same session"}, epoch ${word(epoch)}${hasTimers ? "" : ", steps have no timers"}`;
  }

  function part([, id, isLast, text]: Elements, at: number): string {
    parts += typeof text === "string" ? text : "";
    if (parts.length > LONGEST_FRAME) parts = "";
    if (isLast !== true) return `of message ${word(id)}`;
    const whole = parts;
    parts = "";
    return `the last of message ${word(id)}: ${incoming(read(whole), at)}`;
  }

  function frame([kind, s, c, third, fourth, fifth]: Elements, at: number): string {
    const isSnapshot = kind === "s";
    const [ops, run] = isSnapshot ? [list(fifth), fourth] : [list(fourth), fifth];
    const [number, visit, own] = list(run);
    const answered = answer(answeredBy(isSnapshot, Number(c), !!control && !isShown(number, visit)), at);
    commands = [...ops, ...list(own)];
    follow(run, answered.map(({ name }) => name), at);
    return [
      `#${word(s)}`,
      ...answered.map(({ name, ms }) => `answers ${name} after ${Math.round(ms)} ms`),
      isSnapshot || list(third).length ? "renders" : "",
      commandNames(ops),
      number ? `visit ${word(visit)}: ${commandNames(list(own)) || "nothing"}` : "",
    ].filter(Boolean).join(" · ");
  }

  function incoming(elements: Elements, at: number): string {
    switch (elements[0]) {
      case "w":
        return typeof elements[1] === "string" ? welcome(elements, at) : UNKNOWN;
      case "f":
      case "s":
        return frame(elements, at);
      case "+":
        return part(elements, at);
      case "x": {
        const [, c, code, reason] = elements;
        const number = Number(c);
        const name = sent.get(number)?.name ?? `event ${word(c)}`;
        if (sent.has(number)) answer([number], at);
        note(at, `${name} was refused: ${word(reason)} (${word(code)})`);
        return `${name}: ${word(reason)} (${word(code)})`;
      }
      case "d":
        note(at, "The server stops: the page is to come back");
        return `come back within ${word(elements[1])} ms`;
      case "p":
        return "";
      default:
        return UNKNOWN;
    }
  }

  function outgoing([kind, first, second, third]: Elements, at: number): string {
    switch (kind) {
      case "h":
        parts = "";
        if (session !== undefined) note(at, "The connection was lost; there is a new one");
        return session === undefined ? "asks for a session" : "asks for its session again";
      case "e": {
        const [number, name] = [Number(first), word(second)];
        const isAgain = sent.has(number);
        if (!isAgain && sent.size < MOST_UNANSWERED) sent.set(number, { name, at });
        return `#${number} ${name}${isAgain ? ", again" : ""}`;
      }
      case "t":
        report(word(third), at);
        return `visit ${word(second)}: ${word(third)}`;
      case "k": {
        const failures = list(second).map((failure) => {
          const [, index, code] = list(failure);
          return `${commandNames([commands[Number(index)]])}: ${word(code)}`;
        });
        for (const failure of failures) note(at, `A command did not happen: ${failure}`);
        return [`up to #${word(first)}`, ...failures].join(" · ");
      }
      default:
        return "";
    }
  }

  /** What the page tells the server of the step. */
  function report(name: string, at: number): void {
    if (name === "hold" || name === "resume") {
      hold(name === "hold", at);
      note(at, name === "hold" ? "The step's time stands still" : "The step's time runs on");
    } else if (name === "missing") {
      isMissing = true;
      note(at, `The step's target is missing${shown ? `: ${shown.target}` : ""}`);
    } else {
      control = name;
      note(at, `${name} was chosen`);
    }
  }

  return {
    get shown() {
      return shown && { ...shown, timeout: hasTimers ? shown.timeout : undefined };
    },
    get isHeld() {
      return isHeld;
    },
    get unanswered() {
      return Array.from(sent.values(), ({ name }) => name);
    },
    get latency() {
      const sorted = latencies.toSorted((a, b) => a - b);
      const count = sorted.length;
      return count ? { last: latencies[count - 1]!, median: (sorted[(count - 1) >> 1]! + sorted[count >> 1]!) / 2, count } : undefined;
    },
    elapsed,

    tell(at, direction, text) {
      moments = [];
      const elements = read(text);
      const summary = direction === "in" ? incoming(elements, at) : outgoing(elements, at);
      const kind = NAMES[word(elements[0])] ?? "unknown";
      return { kind, summary: cut(summary), moments };
    },

    forget() {
      latencies = [];
    },
  };
}

/** The step that the commands narrate. */
function narrated(run: number, visit: number, ops: Elements): Shown | undefined {
  for (const op of ops) {
    const [name, options] = list(op);
    const { target, step, total, timeout, only_timeout, on_missing } = Object(Object(options)["detail"]) as Readonly<Record<string, unknown>>;
    if (name !== "dispatch" || typeof target !== "string") continue;
    return {
      run,
      visit,
      target,
      step: Number(step),
      total: Number(total),
      timeout: typeof timeout === "number" ? timeout : undefined,
      isOnlyTimed: only_timeout === true,
      isCentered: on_missing === "center",
    };
  }
  return undefined;
}

/** The commands by name, each with its target if it says one. */
function commandNames(ops: Elements): string {
  return ops
    .map((op) => {
      const [name, options] = list(op);
      const { to } = Object(options) as { to?: unknown };
      return to === undefined ? word(name) : `${word(name)} ${word(to)}`;
    })
    .join(", ");
}

/** Words, which may have a frame's own in them, as far as they are said. */
export function cut(words: string): string {
  return words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS)}…` : words;
}

/** Whatever stands in a frame, as text. */
function word(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value) ?? "?";
}

function read(text: string): Elements {
  try {
    return list(JSON.parse(text));
  } catch {
    return [];
  }
}

function list(value: unknown): Elements {
  return Array.isArray(value) ? value : [];
}
