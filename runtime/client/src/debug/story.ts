/**
 * Describes a page's frames, each in a few words, and follows the steps of its runs.
 *
 * Pure: it does not read the document. A frame that cannot be read is described
 * as such; nothing here throws, since the frame is not applied yet.
 */

/** The client takes no longer frame, in any number of parts. */
const LONGEST_FRAME = 16 * 2 ** 20;
/** The number of events whose latency is kept. */
const MOST_LATENCIES = 100;
/** The most unanswered events that are kept: more than the client lets wait. */
const MOST_UNANSWERED = 100;
/** The most characters of a frame's summary, or of a line of the panel. */
const LONGEST_LINE = 400;
const UNKNOWN = "not a frame that this panel knows";
/** The words of the timeline for those causes of a step's end that need some. */
const CAUSES: ReadonlyMap<string, string> = new Map([
  ["timed_out", "its time was over"],
  ["satisfied", "the visitor had done it already"],
  ["back", "back to the step before"],
  ["missing", "its target is missing"],
  ["superseded", "a newer run took its place"],
]);
/** The cause that the end of a step has after each control. */
const CONTROLS: Readonly<Record<string, string>> = { done: "completed", skip: "skipped", back: "back", cancel: "cancelled" };

/** A frame in words. */
export interface Described {
  readonly kind: string;
  readonly summary: string;
}

/** A line of the timeline. */
export interface Moment {
  readonly at: number;
  readonly text: string;
}

/** The step that is shown. */
export interface Shown {
  readonly run: unknown;
  readonly visit: unknown;
  readonly tour: string;
  readonly name: string | undefined;
  readonly target: string;
  /** From 0. */
  readonly step: number;
  readonly total: number;
  /** The time in milliseconds after which it ends by itself. */
  readonly timeout: number | undefined;
  /** Whether it waits for nothing else. */
  readonly isOnlyTimed: boolean;
  /** Whether it waits for its Next button. */
  readonly hasNext: boolean;
  /** What else the page looks for, in the notation of a tour. */
  readonly until: readonly string[];
  readonly isCentered: boolean;
}

export interface Latency {
  /** Milliseconds from an event to the frame that answers it. */
  readonly last: number;
  readonly median: number;
  /** The number of events in it: at most the last 100. */
  readonly count: number;
}

export interface Story {
  readonly shown: Shown | undefined;
  /** Whether the step's time is held. */
  readonly isHeld: boolean;
  /** The names of the events that no frame has answered yet. */
  readonly unanswered: readonly string[];
  readonly latency: Latency | undefined;
  /** How long the step's time has run, in milliseconds. */
  elapsed(now: number): number;
  /** Takes the next frame. */
  take(at: number, direction: "in" | "out", text: string): Described & { readonly moments: readonly Moment[] };
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
  r: "misfit",
};

/** The kinds of frames. */
export const KINDS: readonly string[] = [...Object.values(NAMES), "unknown"];

type Elements = readonly unknown[];

export function createStory(): Story {
  /** Unanswered events by number. */
  const sent = new Map<number, { readonly name: string; readonly at: number }>();
  let latencies: number[] = [];
  let session: unknown;
  let hasTimers = true;
  let parts = "";
  /** The run on the page; `undefined` if there is none. */
  let running: unknown;
  /** The tour of the last step shown. */
  let tour: string | undefined;
  let shown: Shown | undefined;
  /** The cause that the step's end will have because of a control. */
  let control: string | undefined;
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

  /** Takes these events as answered. Returns their names and latencies. */
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
   * The events that a frame answers. The frame contains only the last event
   * received. Each event gets one frame, in order, and a snapshot answers all;
   * but a frame that carries out a control answers none: controls overtake
   * events.
   */
  function answeredBy(isSnapshot: boolean, last: number, isControls: boolean): number[] {
    const received = [...sent.keys()].filter((number) => number <= last);
    return isSnapshot ? received : received.slice(0, isControls ? 0 : 1);
  }

  function isShown(run: unknown, visit: unknown): boolean {
    return shown?.run === run && shown?.visit === visit;
  }

  /** Follows the tour through a frame. `ops` are the frame's own, about runs that are over; `part` is the current run's. */
  function follow(ops: Elements, part: unknown, isSnapshot: boolean, at: number): void {
    const [run, visit, own] = list(part);
    for (const op of ops) progress(op, run, visit, at);
    if (shown && (isSnapshot || running !== run)) {
      const isStill = running === run && list(own).some((op) => isStep(op) && isShown(run, visit));
      if (!isStill) ended("the page missed why", at);
    }
    if (running !== run) {
      if (running !== undefined) over("the page missed how", at);
      if (run !== undefined) note(at, `Run ${word(run)} started`);
      running = run;
    }
    for (const op of list(own)) progress(op, run, visit, at);
  }

  /** Follows one operation. */
  function progress(op: unknown, run: unknown, visit: unknown, at: number): void {
    const [name, value] = list(op);
    const options = Object(value) as Readonly<Record<string, unknown>>;
    if (name === "end") {
      const cause = word(options["cause"]);
      ended(CAUSES.get(cause) ?? cause, at);
    } else if (name === "over") {
      over(word(options["outcome"]), at);
    } else if (isStep(op) && !isShown(run, visit)) {
      const next = (shown = stepOf(run, visit, options));
      tour = next.tour;
      const time = next.timeout && hasTimers ? `, for ${next.timeout / 1000} s at most` : "";
      note(at, `${label(next)} shown at ${next.target}${time} (visit ${word(visit)})`);
      control = undefined;
      isHeld = false;
      ran = 0;
      startedAt = at;
    }
  }

  function ended(why: string, at: number): void {
    note(at, `${shown ? label(shown) : "A step that was not shown"} ended: ${why}`);
    shown = undefined;
  }

  function over(how: string, at: number): void {
    note(at, `${running === undefined ? "A run that was not shown" : `Run ${word(running)}${tour ? ` of ${tour}` : ""}`} ended: ${how}`);
    running = tour = undefined;
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
    const isControls = control !== undefined && [...ops, ...list(own)].some((op) => causeOf(op) === control);
    const answered = answer(answeredBy(isSnapshot, Number(c), isControls), at);
    follow(ops, run, isSnapshot, at);
    return [
      `#${word(s)}`,
      ...answered.map(({ name, ms }) => `answers ${name} after ${Math.round(ms)} ms`),
      isSnapshot ? "renders" : changes(list(third)),
      opNames(ops),
      number ? `visit ${word(visit)}: ${opNames(list(own)) || "nothing"}` : "",
    ].filter(Boolean).join(" · ");
  }

  /** What is changed of the live part. */
  function changes(patches: readonly unknown[]): string {
    const isWhole = patches.some((patch) => list(patch)[0] === "html");
    return isWhole ? "renders" : patches.length ? `changes ${patches.length} ${patches.length === 1 ? "place" : "places"}` : "";
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
        note(at, "The server is draining: the page will reconnect");
        return `reconnect within ${word(elements[1])} ms`;
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
          const [, , code, name, selector] = list(failure);
          return `${word(name)}${selector ? ` ${word(selector)}` : ""}: ${word(code)}`;
        });
        for (const failure of failures) note(at, `An operation failed: ${failure}`);
        return [`up to #${word(first)}`, ...failures].join(" · ");
      }
      case "r":
        note(at, `Frame #${word(first)} did not fit the page, which asked for all of it: ${word(second)}`);
        return `#${word(first)} does not fit: ${word(second)}`;
      default:
        return "";
    }
  }

  /** Follows a control. */
  function report(name: string, at: number): void {
    if (name === "hold" || name === "resume") {
      hold(name === "hold", at);
      note(at, name === "hold" ? "The step's time is held" : "The step's time continues");
    } else if (name === "missing") {
      note(at, `The step's target is missing${shown ? `: ${shown.target}` : ""}`);
    } else {
      control = CONTROLS[name];
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

    take(at, direction, text) {
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

function isStep(op: unknown): boolean {
  const [name, options] = list(op);
  return name === "step" && typeof Object(options)["target"] === "string";
}

function causeOf(op: unknown): unknown {
  const [name, options] = list(op);
  return name === "end" ? Object(options)["cause"] : undefined;
}

function stepOf(run: unknown, visit: unknown, options: Readonly<Record<string, unknown>>): Shown {
  const { tour, name, target, step, total, timeout, only_timeout, next, until, on_missing } = options;
  return {
    run,
    visit,
    tour: word(tour),
    name: typeof name === "string" ? name : undefined,
    target: word(target),
    step: Number(step),
    total: Number(total),
    timeout: typeof timeout === "number" ? timeout : undefined,
    isOnlyTimed: only_timeout === true,
    hasNext: next === true,
    until: list(until).map((look) => {
      const [kind, ...rest] = list(look);
      return cut(`${word(kind)}(${rest.map((text) => JSON.stringify(text)).join(", ")})`);
    }),
    isCentered: on_missing === "center",
  };
}

/** A step by its tour, its place in it and its name. */
export function label({ tour, name, step, total }: Shown): string {
  return `${tour}: step ${step + 1} of ${total}${name === undefined ? "" : ` (${name})`}`;
}

/** The operations by name, each with its target or cause. */
function opNames(ops: Elements): string {
  return ops
    .map((op) => {
      const [name, options] = list(op);
      const { to, target, cause, outcome } = Object(options) as Readonly<Record<string, unknown>>;
      const detail = to ?? target ?? cause ?? outcome;
      return detail === undefined ? word(name) : `${word(name)} ${word(detail)}`;
    })
    .join(", ");
}

/** Shortens a line, which may contain text of any length from a frame. */
export function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** A value of a frame as text. */
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
