/**
 * The frames of `docent.2`, and their decoding.
 *
 * This is the only place where text from the socket becomes typed data.
 *
 * - `decode` hands over a whole, well-formed frame or throws.
 * - A command's options are checked when it runs (`commands.ts`): a command
 *   that this client does not know fails alone and not its frame.
 */

/** By name, or by position for `rename(3, 'Q3')`. */
export type Params = Readonly<Record<string, unknown>> | readonly unknown[];

/**
 * Sends an event to the view or, if `to` is not empty, to the component with that
 * id. `settled` is called once the event is answered, or refused.
 */
export type Push<T = unknown> = (name: string, params: Params, to?: string, settled?: Settled) => T;

/**
 * Called when an event is over. With the code of a refusal, the parameter that is
 * wrong and what the person is to be told, it returns whether they need not be told
 * elsewhere.
 */
export type Settled = (code?: string, field?: string, text?: string) => unknown;

/** What the server takes. */
export interface Limits {
  /** The largest frame and the largest event, in bytes. A larger event than a frame is sent in parts. */
  readonly frame: number;
  readonly event: number;
  /** How many events in a second, in the long run; how many at once; and how many may be unanswered. */
  readonly events: readonly [rate: number, burst: number, queue: number];
  /** After this time without its target a step is shown in the middle of the view: a tour must not be invisible. In milliseconds. */
  readonly target: number;
  /** Whether steps have a time. */
  readonly hasTimers: boolean;
}

/** One operation of a frame: a DOM command such as `["add_class", {"to": "#a", "names": "x"}]`, or a tour's `step`, `end` or `over`. */
export interface Op {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** What the operation `step` shows. */
  readonly shown: ShownStep | undefined;
}

/** A tour's step, as the page is to show it. */
export interface ShownStep {
  /** The classes that the target carries while the step is shown. */
  readonly highlight: string;
  /** The name of the event that carries the narration. */
  readonly event: string;
  readonly narration: Narration;
  /** What ends the step when the page sees it. */
  readonly until: readonly Look[];
}

/** An event, at the target if no selector follows; or a selector for what can be seen, or no more. */
export type Look = readonly [kind: string, what: string, at?: string];

/** The detail of a narration event: a step's, or one that the app dispatches. */
export interface Narration {
  readonly text: string;
  readonly target: string;
  /** The side at which the bubble is shown; if it is none, the one in the bubble's markup is used. */
  readonly position?: unknown;
  /** The step's index, from 0. */
  readonly step: number;
  readonly total: number;
  /** `center`: the bubble is shown in the middle of the view while the target is missing. */
  readonly on_missing?: unknown;
  /** The time in milliseconds after which the step ends by itself. */
  readonly timeout?: unknown;
  /** Whether it waits for nothing else. */
  readonly only_timeout?: unknown;
  /** Whether it waits for the Skip button, which is then called Next. */
  readonly next?: unknown;
  /** Whether there is a step to go back to. */
  readonly back?: unknown;
  /** Whether the step goes on at another page. */
  readonly elsewhere?: unknown;
  /** Where that is; empty if nobody knows, and without it nothing is shown. */
  readonly href?: unknown;
  /** Names the step in its run, if the page is to go there by itself. */
  readonly go?: unknown;
}

/** The numbers of a run and of a step shown in it. A second visit to the step has another number. */
export type StepRef = readonly [run: number, visit: number];

/** A tour's share of a frame. */
export interface Run {
  readonly at: StepRef;
  readonly ops: readonly Op[];
}

/** Markup of the whole live part, or of what changes at a place in it. */
export interface Patch {
  readonly html: string;
  readonly place: Place | undefined;
}

/** An element, and which of its nodes change; without a `total` its attributes change. */
export interface Place {
  /** The way to it from the live part: its place among the nodes of each element. */
  readonly path: readonly number[];
  /** Its name; empty for the live part. */
  readonly name: string;
  readonly total: number | undefined;
  readonly from: number;
  readonly count: number;
}

/** One atomic unit of change. A snapshot replaces; a frame adds. */
export interface Frame {
  readonly isSnapshot: boolean;
  readonly s: number;
  readonly c: number;
  readonly patches: readonly Patch[];
  readonly ops: readonly Op[];
  readonly run: Run | undefined;
}

/** Takes the frames from the server. */
export interface Receiver {
  /** Reads a patch; left out where there is nothing to patch. */
  patch?: ((value: unknown) => Patch) | undefined;
  welcome(session: string, epoch: number, c: number, limits: Limits): void;
  frame(frame: Frame): void;
  part(id: number, isLast: boolean, text: string): void;
  refused(c: number, code: string, reason: string, field: string | undefined): void;
  heartbeat(): void;
  draining(ms: number): void;
}

/** The reason why operation `op` of frame `s` did not happen, and what it was. */
export type Code = "missing" | "ambiguous" | "hidden" | "refused" | "threw";
export type Failure = readonly [s: number, op: number, code: Code, name: string, selector: string];

/** Hands one whole, well-formed frame to the receiver, or throws before it has handed over anything. */
export function decode(text: string, to: Receiver): void {
  const [kind, a, b, c, d, e] = list(JSON.parse(text));
  switch (kind) {
    case "w":
      return to.welcome(string(a), integer(b), integer(c), limits(record(d)));
    case "f":
      return to.frame(frame(false, a, b, to.patch ? list(c).map(to.patch) : [], d, e));
    case "s":
      return to.frame(frame(true, a, b, [{ html: string(c), place: undefined }], e, d));
    case "+":
      return to.part(integer(a), b === true, string(c));
    case "x":
      return to.refused(integer(a), string(b), string(c), d === undefined ? d : string(d));
    case "p":
      return to.heartbeat();
    case "d":
      return to.draining(integer(a));
    default:
      checked(false, kind);
  }
}

function limits(value: Op["options"]): Limits {
  const [rate, burst, queue] = list(value["events"]).map(integer);
  return { frame: integer(value["frame"]), event: integer(value["event"]), events: [rate!, burst!, integer(queue)], target: integer(value["target"]), hasTimers: value["timers"] !== false };
}

/** A frame as text. JSON has no lone surrogates: each is replaced, as browsers do in a form. */
export function encode(frame: object): string {
  return JSON.stringify(frame, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));
}

function frame(isSnapshot: boolean, s: unknown, c: unknown, patches: readonly Patch[], commands: unknown, at: unknown): Frame {
  return { isSnapshot, s: integer(s), c: integer(c), patches, ops: ops(commands), run: run(at) };
}

/** Operations from the socket, or from an attribute that holds a chain. */
export function ops(value: unknown): readonly Op[] {
  return list(value).map((item) => {
    const [name, value] = list(item);
    const options = record(value);
    return { name: string(name), options, shown: name === "step" ? shownStep(options) : undefined };
  });
}

function shownStep({ "tour": _, name, class: highlight, event, until, ...detail }: Op["options"]): ShownStep {
  const looks = list(until ?? []).map((look) => list(look).map(string) as readonly string[] as Look);
  return { highlight: string(highlight), event: string(event), narration: checked(isNarration(detail), detail), until: looks };
}

/** Whether this is the detail of a narration event. */
export function isNarration(detail: unknown): detail is Narration {
  const { text, target, step, total } = Object(detail) as Partial<Narration>;
  return typeof text === "string" && typeof target === "string" && Number.isSafeInteger(step) && Number.isSafeInteger(total);
}

function run(value: unknown): Run | undefined {
  if (value === 0) return undefined;
  const [number, visit, commands] = list(value);
  return { at: [integer(number), integer(visit)], ops: ops(commands) };
}

export function list(value: unknown): readonly unknown[] {
  return checked(Array.isArray(value), value);
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return checked(Object(value) === value && !Array.isArray(value), value);
}

export function string(value: unknown): string {
  return checked(typeof value === "string", value);
}

export function integer(value: unknown): number {
  return checked(Number.isSafeInteger(value), value);
}

export function checked<T>(isWellFormed: boolean, value: unknown): T {
  if (!isWellFormed) throw Error("shape");
  return value as T;
}
