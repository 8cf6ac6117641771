/**
 * The connection of this page to its session on the server.
 *
 * Owns the WebSocket and its successors, the numbers of events and frames, and
 * the events that are not confirmed yet. It reconnects until the server closes
 * the session to this page.
 *
 * - Event numbers have no gaps; an event gets its number when it is sent, and
 *   is sent again with the same bytes.
 * - A frame is applied whole and in order, or the connection is dropped and
 *   the server answers the next hello with a snapshot.
 * - At most `QUEUE` events wait; another one is dropped, with a warning in the
 *   console.
 * - All state is in this page's memory: a reload is a new session.
 * - The listeners for the network and the tab are never removed, since there
 *   is a connection as long as the page lives.
 */

import type { Sent } from "./form_state.ts";
import { isTyping } from "./focus.ts";
import { type Trouble, createNotice } from "./notice.ts";
import type { Page } from "./page.ts";
import type { Report } from "./tour.ts";
import { type Failure, type Params, type Push, type Receiver, decode } from "./wire.ts";

const QUEUE = 64;
/** The most characters of a frame that comes in parts. */
const LONGEST_FRAME = 16 * 2 ** 20;
const ACK_MS = 250;
/** The server sends something at least every 25 s. */
const SILENCE_MS = 45_000;
/** How long a tour stays on a page that has no connection. */
const ORPHAN_MS = 30_000;
/** How long a lost connection is not shown: most are back by then. */
const PATIENCE_MS = 2_000;
const RETRY_LEAST_MS = 250;
const RETRY_MOST_MS = 30_000;
const RELOAD_MS = 5_000;

interface Outgoing {
  /** 0 before it is sent, -1 once it is dropped. */
  c: number;
  /** Its frame, once it is sent. It keeps the number of the last frame that the person saw then. */
  text?: string;
  readonly name: string;
  readonly params: Params;
  readonly to: string | undefined;
}

/** Called with every frame that is received or sent. */
export type Log = (direction: "in" | "out", text: string) => void;

export interface Socket {
  isOpen(): boolean;
  readonly push: Push<Sent>;
  /** Sends a report about the step shown. Returns whether it was sent. */
  report(report: Report): boolean;
}

/** Connects and stays connected as long as the page lives. Token, digest and build are those of the script tag; an empty token is fetched first. */
export function openSocket({ docent: token, digest, build }: DOMStringMap, page: Page, log: Log): Socket {
  const url = location.href.split("#")[0]!;
  const notice = createNotice();
  let ws: WebSocket | undefined;
  let isOpen = false;
  let isOver = false;
  let hasFreshToken = false;

  let session: string | undefined;
  let epoch = 0;
  let limit = Infinity;
  /** The number of the last event sent. */
  let c = 0;
  /** The number of the last frame applied. */
  let s = 0;
  /** Events that the server has not confirmed, followed by those not sent yet. */
  let events: Outgoing[] = [];
  let reported: Report | undefined;
  let part: { id: number; text: string } | undefined;

  let ackTimer = 0;
  let silenceTimer = 0;
  let orphanTimer = 0;
  let retryTimer = 0;
  let attempt = 0;

  const receiver: Receiver = {
    welcome(newSession, newEpoch, confirmed, newLimit, hasTimers) {
      clearTimeout(orphanTimer);
      orphanTimer = 0;
      notice.hide();
      hasFreshToken = false;
      isOpen = true;
      limit = newLimit;
      page.tour.welcome(hasTimers);
      epoch = newEpoch;
      if (newSession !== session) {
        for (const event of events) if (event.c) refuse(event, "session over");
        if (session) page.formState.reset();
        session = newSession;
        c = confirmed;
        s = 0;
        // In another session the same numbers are another step's.
        reported = undefined;
      }
      confirm(confirmed);
      flush(true);
      // It may have been lost with the connection; if not, the server ignores the duplicate.
      if (reported) send(["t", ...reported]);
    },

    frame(frame) {
      if (!frame.isSnapshot && frame.s !== s + 1) throw Error("shape");
      confirm(frame.c);
      s = frame.s;
      const failures = page.apply(frame);
      if (failures.length) acknowledge(failures);
      else ackTimer ||= setTimeout(acknowledge, ACK_MS);
    },

    part(id, isLast, text) {
      part ??= { id, text: "" };
      part.text += text;
      if (part.id !== id || part.text.length > LONGEST_FRAME) throw Error("shape");
      if (!isLast) return;
      const whole = part.text;
      part = undefined;
      decode(whole, receiver);
    },

    refused(refused, code, reason) {
      const name = events.find((event) => event.c === refused)?.name ?? refused;
      // What a handler refuses, or fails at, is an ordinary answer of the app; the other codes are mistakes in the page.
      complain(name, `${reason} (${code})`, ["handler_failed", "refused"].includes(code) ? "debug" : "warn");
      confirm(refused);
    },

    heartbeat() {
      // After a connection that lasted this long, retries start at the shortest delay again.
      attempt = 0;
      acknowledge();
    },

    draining: (ms) => void dropIn(Math.random() * ms),
  };

  function connect(): void {
    clearTimeout(retryTimer);
    retryTimer = 0;
    const fresh = (ws = new WebSocket(url.replace(/^http/, "ws"), "docent.2"));
    // JSON leaves out the keys that are undefined.
    fresh.onopen = () => send(["h", { page: token, session, epoch, ack: s, digest, build, run: page.tour.at() }]);
    fresh.onmessage = ({ data }) => {
      if (fresh === ws) receive(String(data));
    };
    fresh.onclose = ({ code }) => {
      if (fresh === ws) closed(code);
    };
    listen();
  }

  function receive(text: string): void {
    listen();
    log("in", text);
    try {
      decode(text, receiver);
    } catch (error) {
      console.error("docent: bad frame:", error);
      // Part of it may have been applied: a snapshot repairs that.
      s = 0;
      drop(ws);
    }
  }

  /** Confirms the frames up to `s`, which otherwise only events do, and reports the first failures, as many as fit. */
  function acknowledge(failures: readonly Failure[] = []): void {
    acknowledged();
    const text = JSON.stringify(failures.length ? ["k", s, failures] : ["k", s]);
    if (new Blob([text]).size > limit) acknowledge(failures.slice(0, failures.length / 2));
    else if (isOpen) transmit(text);
  }

  function acknowledged(): void {
    clearTimeout(ackTimer);
    ackTimer = 0;
  }

  /** Forgets the events up to `last`, which the server has received, and those that were dropped. */
  function confirm(last: number): void {
    events = events.filter((event) => !event.c || event.c > last);
  }

  /** Sends the events that were never sent; on a new connection, first those that were not received. */
  function flush(isNew: boolean): void {
    if (!isOpen) return;
    for (const event of events) {
      if (!event.c) {
        event.text = JSON.stringify(["e", c + 1, event.name, event.params, s].concat(event.to ?? []));
        if (new Blob([event.text]).size > limit) {
          refuse(event, "too large");
          continue;
        }
        event.c = ++c;
        // An event contains `s`, so it is an acknowledgement too.
        acknowledged();
      } else if (!isNew) {
        continue;
      }
      transmit(event.text!);
    }
    confirm(0);
  }

  function complain(name: string | number, why: string, level: "debug" | "warn" = "warn"): void {
    console[level](`docent: event "${name}" refused: ${why}`);
  }

  function refuse(event: Outgoing, reason: string): Sent {
    complain(event.name, reason);
    event.c = -1;
    return event;
  }

  function send(frame: readonly unknown[]): void {
    transmit(JSON.stringify(frame));
  }

  function transmit(text: string): void {
    log("out", text);
    ws!.send(text);
  }

  function closed(code: number): void {
    lose();
    if (code === 4401) {
      if (hasFreshToken) end("stale");
      else void refresh();
    } else if (code === 4409) {
      end("taken");
    } else if (code === 4410) {
      // A page that is stale right after a reload would reload forever.
      const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      // Not while someone types: the notice tells them to reload.
      if (epoch || load!.type !== "reload") setTimeout(() => isTyping() || location.reload(), Math.random() * RELOAD_MS);
      end("stale");
    } else {
      retry();
    }
  }

  /** Drops a connection and opens another. */
  function drop(old: WebSocket | undefined): void {
    if (old !== ws) return;
    lose();
    retry();
    old?.close();
  }

  function dropIn(ms: number): number {
    const old = ws;
    return setTimeout(() => drop(old), ms);
  }

  function lose(): void {
    ws = part = undefined;
    isOpen = false;
    acknowledged();
    clearTimeout(silenceTimer);
    if (orphanTimer) return;
    orphanTimer = setTimeout(() => page.tour.abandon(), ORPHAN_MS);
    notice.show("lost", PATIENCE_MS);
  }

  function retry(): void {
    // The next server may not know the token: a fresh one may be fetched again.
    hasFreshToken = false;
    const most = Math.min(RETRY_MOST_MS, RETRY_LEAST_MS * 2 ** ++attempt);
    retryTimer = setTimeout(connect, RETRY_LEAST_MS + Math.random() * (most - RETRY_LEAST_MS));
  }

  function retryNow(): void {
    if (retryTimer) connect();
  }

  /** The session is closed to this page: the tour is removed from it. */
  function end(why: Trouble): void {
    isOver = true;
    page.tour.abandon();
    notice.show(why);
  }

  /** Fetches a token from the page's own URL. An answer without one closes the session to this page. */
  async function refresh(): Promise<void> {
    try {
      const response = await fetch(url, { headers: { Accept: "application/docent+json" } });
      if (response.status >= 500) return retry();
      const { page } = (await response.json().catch(() => ({}))) as { page?: unknown };
      if (typeof page !== "string") return end("stale");
      token = page;
      hasFreshToken = true;
      connect();
    } catch {
      retry();
    }
  }

  /** Restarts the time after which a silent connection is dropped. */
  function listen(): void {
    clearTimeout(silenceTimer);
    silenceTimer = dropIn(SILENCE_MS);
  }

  // A lost network closes no socket: without this the page would wait for `SILENCE_MS`.
  addEventListener("offline", () => ws && drop(ws));
  addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", retryNow);
  if (token) connect();
  else void refresh();

  return {
    isOpen: () => isOpen,

    push(name, params, to) {
      const event: Outgoing = { c: 0, name, params, to };
      if (isOver) return refuse(event, "session over");
      if (events.length >= QUEUE) return refuse(event, "too many wait");
      events.push(event);
      flush(false);
      return event;
    },

    report(report) {
      // Before the first frame the page still shows a step of the session before.
      if (!s) return false;
      // A hold applies to one connection, so it is not repeated.
      if (!/^[hr]/.test(report[2])) reported = report;
      if (isOpen) send(["t", ...report]);
      return isOpen;
    },
  };
}
