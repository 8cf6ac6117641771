/**
 * The connection of this page to its session on the server.
 *
 * Owns the WebSocket and its successors, the numbers of events and frames, and
 * what is on its way. It never gives up, unless the server says that this page
 * is not wanted again.
 *
 * - Event numbers have no gaps; an event keeps its number when it is sent
 *   again, and gets none before it is sent.
 * - A frame is applied whole and in order, or the connection is dropped and
 *   the server answers the next hello with a snapshot.
 * - At most `QUEUE` events wait; the next is dropped, and the console says so.
 * - Everything lives in this page's memory: a reload is a new session.
 */

import type { Control } from "./bubble.ts";
import type { Sent } from "./drafts.ts";
import type { Page } from "./page.ts";
import { type Failure, type Frame, type Incoming, Malformed, type Params, decode } from "./wire.ts";

const QUEUE = 64;
/** Characters of a frame that comes in parts. */
const LONGEST_FRAME = 16 * 2 ** 20;
const ACK_MS = 250;
const ACK_FRAMES = 8;
/** The server is silent for 25 s at most. */
const SILENCE_MS = 45_000;
/** How long a tour stays on a page that has lost its server. */
const ORPHAN_MS = 30_000;
const RETRY_LEAST_MS = 250;
const RETRY_MOST_MS = 30_000;
/** A connection that lasted this long was a good one: the next loss starts from the shortest delay. */
const GOOD_MS = 10_000;
const RELOAD_MS = 5_000;

interface Outgoing {
  c: number;
  readonly name: string;
  readonly params: Params;
}

/** Sees every frame, on its way in or out. */
export type Log = (direction: "in" | "out", text: string) => void;

export class Socket {
  readonly #url: string;
  readonly #digest: string | undefined;
  readonly #page: Page;
  readonly #log: Log;
  #token: string;
  #ws: WebSocket | undefined;
  #isOpen = false;
  #isOver = false;
  #hasFreshToken = false;

  #session: string | undefined;
  #epoch = 0;
  #limit = Infinity;
  /** The number of the last event sent. */
  #c = 0;
  /** The number of the last frame applied. */
  #s = 0;
  /** Events that the server has not confirmed, and then those never sent (their `c` is 0). */
  #events: Outgoing[] = [];
  #control: readonly [run: number, visit: number, control: Control] | undefined;
  #part: { id: number; text: string } | undefined;

  #unacknowledged = 0;
  #ackTimer = 0;
  #silenceTimer = 0;
  #orphanTimer = 0;
  #retryTimer = 0;
  #attempt = 0;
  #openedAt = 0;

  /** An empty token is fetched first. */
  constructor(token: string, digest: string | undefined, page: Page, log: Log) {
    this.#url = location.href.replace(/#.*/, "");
    this.#token = token;
    this.#digest = digest;
    this.#page = page;
    this.#log = log;
    addEventListener("online", () => this.#retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.#retryNow());
    if (token) this.#connect();
    else void this.#refresh();
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  push(name: string, params: Params): Sent {
    const event: Outgoing = { c: 0, name, params };
    if (this.#isOver) return this.#refuse(event, "this page has lost its session for good");
    if (this.#events.length >= QUEUE) return this.#refuse(event, "too many wait for the server");
    this.#events.push(event);
    this.#flush();
    return event;
  }

  control(run: number, visit: number, control: Control): void {
    this.#control = [run, visit, control];
    if (this.#isOpen) this.#send(["t", ...this.#control]);
  }

  #connect(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = 0;
    if (this.#isOver) return;
    const ws = new WebSocket(this.#url.replace(/^http/, "ws"), "docent.1");
    this.#ws = ws;
    ws.onopen = () => this.#hello();
    ws.onmessage = ({ data }) => ws === this.#ws && this.#receive(String(data));
    ws.onclose = ({ code }) => ws === this.#ws && this.#closed(code);
    this.#listen();
  }

  #hello(): void {
    const session = this.#session;
    // A key without a value is left out of the JSON.
    const known = session === undefined ? { digest: this.#digest } : { session, epoch: this.#epoch, ack: this.#s };
    this.#send(["h", { page: this.#token, ...known, run: this.#page.tour.at }]);
  }

  #receive(text: string): void {
    this.#listen();
    this.#log("in", text);
    try {
      this.#take(decode(text));
    } catch (error) {
      console.error("docent: a frame could not be applied, reconnecting:", error);
      this.#drop(this.#ws, 4400);
    }
  }

  #take(incoming: Incoming): void {
    switch (incoming.kind) {
      case "welcome":
        return this.#welcome(incoming.session, incoming.epoch, incoming.c, incoming.limit);
      case "frame":
      case "snapshot":
        return this.#frame(incoming);
      case "part":
        return this.#join(incoming.id, incoming.last, incoming.text);
      case "refusal":
        return this.#refused(incoming.c, incoming.code, incoming.reason);
      case "heartbeat":
        return this.#acknowledge();
      case "draining":
        this.#dropIn(Math.random() * incoming.ms);
    }
  }

  #welcome(session: string, epoch: number, c: number, limit: number): void {
    clearTimeout(this.#orphanTimer);
    this.#orphanTimer = 0;
    this.#hasFreshToken = false;
    this.#isOpen = true;
    this.#openedAt = performance.now();
    this.#limit = limit;
    this.#epoch = epoch;
    if (session !== this.#session) {
      const lost = this.#events.filter((event) => event.c > 0);
      for (const event of lost) event.c = -1;
      if (lost.length) console.warn(`docent: ${lost.length} events were lost with their session`);
      this.#events = this.#events.filter((event) => event.c === 0);
      if (this.#session !== undefined) this.#page.drafts.reset();
      this.#session = session;
      this.#c = c;
      this.#s = 0;
    }
    this.#confirm(c);
    for (const event of this.#events) if (event.c > 0) this.#sendEvent(this.#encode(event));
    this.#flush();
    const at = this.#page.tour.at;
    if (this.#control && at?.[0] === this.#control[0] && at[1] === this.#control[1]) this.#send(["t", ...this.#control]);
  }

  #frame(frame: Frame): void {
    if (frame.kind === "frame" && frame.s !== this.#s + 1) throw new Malformed(`frame ${frame.s} after ${this.#s}`);
    this.#confirm(frame.c);
    const failures = this.#page.apply(frame);
    this.#s = frame.s;
    if (failures.length || ++this.#unacknowledged >= ACK_FRAMES) this.#acknowledge(failures);
    else this.#ackTimer ||= setTimeout(() => this.#acknowledge(), ACK_MS);
  }

  #join(id: number, last: boolean, text: string): void {
    const part = (this.#part ??= { id, text: "" });
    part.text += text;
    if (part.id !== id || part.text.length > LONGEST_FRAME) throw new Malformed("parts do not fit");
    if (!last) return;
    this.#part = undefined;
    this.#take(decode(part.text));
  }

  /** Frames up to `s` are applied. Nothing else tells the server so for a quiet page. */
  #acknowledge(failures: readonly Failure[] = []): void {
    this.#acknowledged();
    if (!this.#isOpen) return;
    const list = failures.map(([op, code]) => [this.#s, op, code]);
    this.#send(list.length ? ["k", this.#s, list] : ["k", this.#s]);
  }

  #acknowledged(): void {
    clearTimeout(this.#ackTimer);
    this.#ackTimer = this.#unacknowledged = 0;
  }

  #refused(c: number, code: string, reason: string): void {
    const name = this.#events.find((event) => event.c === c)?.name ?? c;
    // A handler that said no is the app's ordinary answer to a person; the rest are mistakes in the page.
    console[code === "handler_failed" ? "debug" : "warn"](`docent: event "${name}" refused (${code}): ${reason}`);
    this.#confirm(c);
  }

  /** The server has received the events up to `c`. */
  #confirm(c: number): void {
    this.#events = this.#events.filter((event) => event.c === 0 || event.c > c);
  }

  /** Sends what has never been sent. */
  #flush(): void {
    if (!this.#isOpen) return;
    for (const event of this.#events.filter(({ c }) => c === 0)) {
      event.c = this.#c + 1;
      const text = this.#encode(event);
      if (new TextEncoder().encode(text).length > this.#limit) {
        this.#refuse(event, `more than ${this.#limit} bytes`);
        this.#events = this.#events.filter((other) => other !== event);
        continue;
      }
      this.#c = event.c;
      this.#sendEvent(text);
    }
  }

  #refuse(event: Outgoing, reason: string): Sent {
    console.warn(`docent: event "${event.name}" dropped: ${reason}`);
    event.c = -1;
    return event;
  }

  /** An event carries `s`, and so acknowledges too. */
  #sendEvent(text: string): void {
    this.#acknowledged();
    this.#transmit(text);
  }

  #encode({ c, name, params }: Outgoing): string {
    return JSON.stringify(["e", c, name, params, this.#s]);
  }

  #send(frame: readonly unknown[]): void {
    this.#transmit(JSON.stringify(frame));
  }

  #transmit(text: string): void {
    this.#log("out", text);
    this.#ws?.send(text);
  }

  #closed(code: number): void {
    this.#lose();
    switch (code) {
      case 4401:
        return this.#hasFreshToken ? this.#end() : void this.#refresh();
      case 4409:
        return this.#end();
      case 4410:
        // A page that was reloaded just now and is stale again waits much longer.
        setTimeout(() => location.reload(), Math.random() * RELOAD_MS + (performance.now() < 2 * RELOAD_MS ? RETRY_MOST_MS : 0));
        return this.#end();
      default:
        return this.#retry();
    }
  }

  /** Lets a connection go and makes another. */
  #drop(ws: WebSocket | undefined, code: 1000 | 4400): void {
    if (!ws || ws !== this.#ws) return;
    this.#lose();
    this.#retry();
    ws.close(code);
  }

  #dropIn(ms: number): number {
    const ws = this.#ws;
    return setTimeout(() => this.#drop(ws, 1000), ms);
  }

  #lose(): void {
    if (this.#isOpen && performance.now() - this.#openedAt > GOOD_MS) this.#attempt = 0;
    this.#ws = undefined;
    this.#isOpen = false;
    this.#part = undefined;
    this.#acknowledged();
    clearTimeout(this.#silenceTimer);
    this.#orphanTimer ||= setTimeout(() => this.#page.tour.abandon(), ORPHAN_MS);
  }

  #retry(): void {
    const most = Math.min(RETRY_MOST_MS, RETRY_LEAST_MS * 2 ** ++this.#attempt);
    this.#retryTimer = setTimeout(() => this.#connect(), RETRY_LEAST_MS + Math.random() * (most - RETRY_LEAST_MS));
  }

  #retryNow(): void {
    if (this.#retryTimer) this.#connect();
  }

  /** This page is not wanted: nothing of a tour may be left on it. */
  #end(): void {
    this.#isOver = true;
    clearTimeout(this.#orphanTimer);
    this.#page.tour.abandon();
  }

  /** Asks the page's own URL for a token. A server that answers without one does not want this page. */
  async #refresh(): Promise<void> {
    try {
      const response = await fetch(this.#url, { headers: { Accept: "application/docent+json" }, cache: "no-store" });
      if (response.status >= 500) return this.#retry();
      const { page } = (await response.json().catch(() => ({}))) as { page?: unknown };
      if (typeof page !== "string") return this.#end();
      this.#token = page;
      this.#hasFreshToken = true;
      this.#connect();
    } catch {
      this.#retry();
    }
  }

  /** The server speaks, or is about to be taken for dead. */
  #listen(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = this.#dropIn(SILENCE_MS);
  }
}
