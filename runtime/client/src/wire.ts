/**
 * `docent.1` as the page sees it: the frames, and their decoding.
 *
 * Owns the one place where text from the socket becomes typed data. Nothing
 * behind it looks at JSON again.
 *
 * - `decode` returns a whole, well-formed frame or throws.
 * - A command's own options are its command's business (`commands.ts`): a
 *   command that this client does not know fails alone and not its frame.
 */

/** By name or, from `rename(3, 'Q3')`, by position. */
export type Params = Readonly<Record<string, unknown>> | readonly unknown[];

/** One DOM command: `["add_class", {"to": "#a", "names": "x"}]`. */
export interface Op {
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** The run that a frame stands in: its number, the number of the step shown, its own commands. */
export interface Run {
  readonly number: number;
  readonly visit: number;
  readonly ops: readonly Op[];
}

/** Markup for the whole live part; the only kind of patch so far. */
export interface Patch {
  readonly kind: "html";
  readonly html: string;
}

/** One atomic unit of change. A snapshot replaces; a frame adds. */
export interface Frame {
  readonly kind: "frame" | "snapshot";
  readonly s: number;
  readonly c: number;
  readonly patches: readonly Patch[];
  readonly ops: readonly Op[];
  readonly run: Run | undefined;
}

export type Incoming =
  | Frame
  | { readonly kind: "welcome"; readonly session: string; readonly epoch: number; readonly c: number; readonly limit: number }
  | { readonly kind: "part"; readonly id: number; readonly last: boolean; readonly text: string }
  | { readonly kind: "refusal"; readonly c: number; readonly code: string; readonly reason: string }
  | { readonly kind: "heartbeat" }
  | { readonly kind: "draining"; readonly ms: number };

/** Why command `op` of frame `s` did not happen. */
export type Code = "missing" | "ambiguous" | "hidden" | "refused" | "threw";
export type Failure = readonly [op: number, code: Code];

/** A frame that breaks the protocol. The page drops the connection and asks for a snapshot. */
export class Malformed extends Error {}

export function decode(text: string): Incoming {
  const [kind, a, b, c, d, e] = list(JSON.parse(text));
  switch (kind) {
    case "w":
      return { kind: "welcome", session: string(a), epoch: integer(b), c: integer(c), limit: integer(record(d)["frame"]) };
    case "f":
      return { kind: "frame", s: integer(a), c: integer(b), patches: list(c).map(patch), ops: ops(d), run: run(e) };
    case "s":
      return { kind: "snapshot", s: integer(a), c: integer(b), patches: [{ kind: "html", html: string(c) }], run: run(d), ops: ops(e) };
    case "+":
      return { kind: "part", id: integer(a), last: b === true, text: string(c) };
    case "x":
      return { kind: "refusal", c: integer(a), code: string(b), reason: string(c) };
    case "p":
      return { kind: "heartbeat" };
    case "d":
      return { kind: "draining", ms: integer(a) };
    default:
      return checked(false, kind);
  }
}

/** Commands from the socket, or from an attribute that holds a chain. */
export function ops(value: unknown): readonly Op[] {
  return list(value).map((item) => {
    const [name, options] = list(item);
    return { name: string(name), options: record(options ?? {}) };
  });
}

function patch(value: unknown): Patch {
  const [kind, html] = list(value);
  return { kind: checked(kind === "html", kind), html: string(html) };
}

function run(value: unknown): Run | undefined {
  if (value === 0) return undefined;
  const [number, visit, commands] = list(value);
  return { number: integer(number), visit: integer(visit), ops: ops(commands) };
}

function list(value: unknown): readonly unknown[] {
  return checked(Array.isArray(value), value);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return checked(typeof value === "object" && value !== null && !Array.isArray(value), value);
}

function string(value: unknown): string {
  return checked(typeof value === "string", value);
}

function integer(value: unknown): number {
  return checked(Number.isSafeInteger(value), value);
}

function checked<T>(isWellFormed: boolean, value: unknown): T {
  if (!isWellFormed) throw new Malformed("not a frame of docent.1");
  return value as T;
}
