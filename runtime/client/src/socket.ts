/**
 * The connection of this page to its session on the server.
 *
 * Owns the WebSocket and its successors, the numbers of events and frames, and
 * what is on its way. It never gives up, unless the server says that this page
 * is not wanted again.
 *
 * - Event numbers have no gaps; an event gets none before it is sent, and is
 *   sent again in the very same bytes.
 * - A frame is applied whole and in order, or the connection is dropped and
 *   the server answers the next hello with a snapshot.
 * - At most `QUEUE` events wait; the next is dropped, and the console says so.
 * - Everything lives in this page's memory: a reload is a new session.
 * - It listens for the network and for the tab as long as the page lives, since
 *   that is how long there is a connection to care for.
 */

import type { Sent } from "./drafts.ts";
import { isTyping } from "./focus.ts";
import { type Trouble, createNotice } from "./notice.ts";
import type { Page } from "./page.ts";
import type { Report } from "./tour.ts";
import { type Failure, type Params, type Push, type Receiver, decode } from "./wire.ts";

const QUEUE = 64;
/** Characters of a frame that comes in parts. */
const LONGEST_FRAME = 16 * 2 ** 20;
const ACK_MS = 250;
/** The server is silent for 25 s at most. */
const SILENCE_MS = 45_000;
/** How long a tour stays on a page that has lost its server. */
const ORPHAN_MS = 30_000;
/** Most losses are over before anybody has to know. */
const PATIENCE_MS = 2_000;
const RETRY_LEAST_MS = 250;
const RETRY_MOST_MS = 30_000;
const RELOAD_MS = 5_000;

interface Outgoing {
  /** 0 before it is sent, -1 once it is lost. */
  c: number;
  /** Its frame, once it has one. What the person saw when they did it stays the same when it is sent again. */
  text?: string;
  readonly name: string;
  readonly params: Params;
  readonly to: string | undefined;
}

/** Sees every frame, on its way in or out. */
export type Log = (direction: "in" | "out", text: string) => void;

export interface Socket {
  isOpen(): boolean;
  readonly push: Push<Sent>;
  /** Tells the server about the step shown, and says whether it was told. */
  report(report: Report): boolean;
}

/** Connects, for as long as the page lives. The page tells its token, its render and its build; an empty token is fetched first. */
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
  /** Events that the server has not confirmed, and then those never sent. */
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
        if (session) page.drafts.reset();
        session = newSession;
        c = confirmed;
        s = 0;
        // Another session counts its runs anew: the same numbers mean another step there.
        reported = undefined;
      }
      confirm(confirmed);
      flush(true);
      // It may have been lost with the connection; if it was not, the server knows it.
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
      // A handler that said no is the app's ordinary answer to a person; the rest are mistakes in the page.
      complain(name, `${reason} (${code})`, code === "handler_failed" ? "debug" : "warn");
      confirm(refused);
    },

    heartbeat() {
      // A connection that lasted this long was a good one: the next loss starts from the shortest delay.
      attempt = 0;
      acknowledge();
    },

    draining: (ms) => void dropIn(Math.random() * ms),
  };

  function connect(): void {
    clearTimeout(retryTimer);
    retryTimer = 0;
    const fresh = (ws = new WebSocket(url.replace(/^http/, "ws"), "docent.2"));
    // A key without a value is left out of the JSON.
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
      // Whatever of it was applied: a snapshot mends it.
      s = 0;
      drop(ws);
    }
  }

  /** Frames up to `s` are applied. Nothing else tells the server so for a quiet page. */
  function acknowledge(failures: readonly Failure[] = []): void {
    acknowledged();
    if (isOpen) send(failures.length ? ["k", s, failures] : ["k", s]);
  }

  function acknowledged(): void {
    clearTimeout(ackTimer);
    ackTimer = 0;
  }

  /** The server has received the events up to `last`, or they are lost. */
  function confirm(last: number): void {
    events = events.filter((event) => !event.c || event.c > last);
  }

  /** Sends what has never been sent; on a new connection, first what was not received. */
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
        // An event carries `s`, and so acknowledges too.
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
      // A page that was reloaded and is stale all the same would reload for ever.
      const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      // Nor under someone who types: they are told, and know when to reload.
      if (epoch || load!.type !== "reload") setTimeout(() => isTyping() || location.reload(), Math.random() * RELOAD_MS);
      end("stale");
    } else {
      retry();
    }
  }

  /** Lets a connection go and makes another. */
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
    // The server that gave the token may be gone: the next may refuse it once more.
    hasFreshToken = false;
    const most = Math.min(RETRY_MOST_MS, RETRY_LEAST_MS * 2 ** ++attempt);
    retryTimer = setTimeout(connect, RETRY_LEAST_MS + Math.random() * (most - RETRY_LEAST_MS));
  }

  function retryNow(): void {
    if (retryTimer) connect();
  }

  /** This page is not wanted: nothing of a tour may be left on it. */
  function end(why: Trouble): void {
    isOver = true;
    page.tour.abandon();
    notice.show(why);
  }

  /** Asks the page's own URL for a token. A server that answers without one does not want this page. */
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

  /** The server speaks, or is about to be taken for dead. */
  function listen(): void {
    clearTimeout(silenceTimer);
    silenceTimer = dropIn(SILENCE_MS);
  }

  // A network that is gone tells nobody: without this the page would wait for `SILENCE_MS` to pass.
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
      // Before the first frame the page still shows a step of a session that is gone.
      if (!s) return false;
      // A hold is said anew to every connection.
      if (!/^[hr]/.test(report[2])) reported = report;
      if (isOpen) send(["t", ...report]);
      return isOpen;
    },
  };
}
