/**
 * The connection of this page to its session on the server.
 *
 * Owns the WebSocket and its successors, the numbers of events and frames, and
 * the events that are not confirmed yet. It reconnects until the server closes
 * the session to this page.
 *
 * - Another session is sent first what the person has entered in forms, and then the events that wait.
 * - Event numbers have no gaps; an event gets its number when it is sent. It is
 *   sent again with the same number and bytes, unless one before it is dropped.
 * - Events are sent no faster than the server takes them, and no more of them
 *   than it lets wait.
 * - An event for which the server closes two connections is not sent a third time.
 * - A frame is applied whole and in order. One that does not fit the page is not,
 *   and none after it, until the snapshot that the server sends instead.
 * - At most `QUEUE` events wait; another one is dropped.
 * - An event that is dropped or refused is told the person.
 * - All state is in this page's memory: a reload is a new session.
 * - The listeners for the network and the tab are never removed, since there
 *   is a connection as long as the page lives.
 */

import type { Sent } from "./form_state.ts";
import { isTyping } from "./focus.ts";
import { path } from "./path.ts";
import type { Notice, Trouble } from "./notice.ts";
import type { Page } from "./page.ts";
import type { Report } from "./tour/tour.ts";
import { type Failure, type Limits, type Params, type Push, type Receiver, type Settled, checked, decode, encode } from "./wire.ts";

const QUEUE = 256;
/** The most characters of a frame that comes in parts. */
const LONGEST_FRAME = 16 * 2 ** 20;
const ACK_MS = 250;
/** The most characters of the reason why a frame was not applied. */
const REASON = 256;
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
  /** 0 before it is sent, -1 once it is refused. */
  c: number;
  /** The last frame that the person saw when it was first sent. */
  s?: number;
  /** How many connections were closed when it was the next event. */
  closures: number;
  readonly name: string;
  readonly params: Params;
  readonly to: string | undefined;
  readonly settled: Settled | undefined;
}

/** Called with every frame that is received or sent. */
export type Log = (direction: "in" | "out", text: string) => void;

export interface Socket {
  isOpen(): boolean;
  /** What the server takes, which it has told since the first connection. */
  limits(): Limits | undefined;
  readonly push: Push<Sent>;
  /** Sends a report about the step shown. Returns whether it was sent. */
  report(report: Report): boolean;
}

export interface Settings {
  /** Where the socket is, and fresh tokens are. */
  url(): string;
  /** If it is empty, one is fetched first. */
  readonly token: string;
  readonly digest?: string | undefined;
  readonly build?: string | undefined;
  readonly notice: Notice;
  /** Whether the page is the server's, which says at its URL what a person may see who is refused here. */
  readonly isServed: boolean;
  /** Reads a patch of the live part, if there is one. */
  readonly patch?: Receiver["patch"];
  /** Takes what the server has sent with a fresh token. */
  granted?(grant: Grant): void;
}

/** Events of this type at the elements that match call the handler. */
export type Bound = readonly [event: string, selector: string, handler: string];

/** A fresh token; for a page that docent does not render, with what that page lacks. */
export interface Grant {
  readonly page: string;
  readonly trouble?: "origin" | "framed";
  /** The markup of a bubble. */
  readonly bubble?: string;
  /** The URL of its stylesheet. */
  readonly style?: string;
  /** Events of the page by which handlers are called, although the markup does not name them. */
  readonly on?: readonly Bound[];
}

/** Connects and stays connected as long as the page lives. Each frame waits until the page is `ready` for it. */
export function openSocket({ url, token, digest, build, notice, isServed, patch, granted }: Settings, page: Page, ready: (text: string) => Promise<unknown> | undefined, log: Log): Socket {
  let ws: WebSocket | undefined;
  let isOpen = false;
  let isOver = false;
  let hasFreshToken = false;
  /** Whether the person was told that the server refuses this page. */
  let isRefused = false;
  /** Whether the browser was given its visitor's cookie for a tour, or is about to be. */
  let isKept = false;

  let session: string | undefined;
  let epoch = 0;
  let limits: Limits | undefined;
  /** The number of the last event sent. */
  let c = 0;
  /** The number of the last frame applied. */
  let s = 0;
  /** Events that the server has not answered, followed by those not sent yet. */
  let events: Outgoing[] = [];
  /** When the server will have forgotten all events, if it takes them at its rate. */
  let restedAt = 0;
  /** Whether the last connection was closed for a frame of this page. */
  let isAtFault = false;
  /** Whether a frame could not be applied: none is until a snapshot. */
  let isMisfit = false;
  let reported: Report | undefined;
  let part: { id: number; text: string } | undefined;

  let ackTimer = 0;
  let paceTimer = 0;
  let silenceTimer = 0;
  let orphanTimer = 0;
  let retryTimer = 0;
  let attempt = 0;

  const receiver: Receiver = {
    patch,

    welcome(newSession, newEpoch, confirmed, newLimits) {
      clearTimeout(orphanTimer);
      orphanTimer = 0;
      notice.hide();
      isRefused = hasFreshToken = false;
      limits = newLimits;
      page.tour?.welcome();
      epoch = newEpoch;
      if (newSession !== session) {
        for (const event of events) if (event.c) refuse(event, "session_over");
        if (session) page.formState?.reset();
        session = newSession;
        s = 0;
        // In another session the same numbers are another step's.
        reported = undefined;
      }
      const next = events.find((event) => event.c > confirmed);
      if (isAtFault && next && ++next.closures > 1) refuse(next, "unreadable");
      isAtFault = false;
      c = confirmed;
      for (const event of events) if (event.c > c) event.c = 0;
      isOpen = true;
      // What was received is not sent again. If it was refused, that may have been lost with the connection.
      confirm(c);
      // It may have been lost with the connection; if not, the server ignores the duplicate.
      if (reported) send(["t", ...reported]);
    },

    frame(frame) {
      if (!frame.isSnapshot) {
        if (isMisfit) return;
        checked(frame.s === s + 1, frame);
      }
      isMisfit = false;
      s = frame.s;
      let failures;
      try {
        failures = page.apply(frame);
      } catch (error) {
        // Then another connection may help.
        if (frame.isSnapshot) throw error;
        console.warn("docent: frame:", error);
        isMisfit = true;
        send(["r", s--, String(error).slice(0, REASON)]);
        return;
      }
      // What was entered before comes before the events that wait.
      const later = events.splice(0);
      if (page.formState?.recover()) notice.show("failed");
      events.push(...later);
      if (page.tour?.at() && isProvisional() && !isKept) keep();
      if (failures.length) acknowledge(failures);
      else ackTimer ||= setTimeout(acknowledge, ACK_MS);
      // After it is applied, since events that wait for an answer are sent now.
      confirm(frame.c);
    },

    part(id, isLast, text) {
      part ??= { id, text: "" };
      part.text += text;
      checked(part.id === id && part.text.length <= LONGEST_FRAME, part);
      if (!isLast) return;
      const whole = part.text;
      part = undefined;
      decode(whole, receiver);
    },

    refused(number, code, reason, field) {
      const event = events.find((event) => event.c === number);
      if (event) refuse(event, code, reason, field);
      flush();
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
    const fresh = (ws = new WebSocket(url(), isProvisional() ? ["docent.2", token] : "docent.2"));
    // JSON leaves out the keys that are undefined.
    fresh.onopen = () => send(["h", { page: token, session, epoch, ack: s, digest, build, run: page.tour?.at(), path: path() }]);
    // The server sends text alone; anything else is no JSON.
    fresh.onmessage = async ({ data }: MessageEvent<string>) => {
      await ready(data);
      if (fresh === ws) receive(data);
    };
    fresh.onclose = ({ code }) => {
      // Without a protocol it was never open. A login may have answered the upgrade, or there is no server: what a fresh
      // token's request is answered with tells them apart.
      if (fresh === ws) closed(fresh.protocol ? code : 0);
    };
    listen();
  }

  function receive(text: string): void {
    listen();
    log("in", text);
    try {
      decode(text, receiver);
    } catch (error) {
      console.error("docent: frame:", error);
      // Part of it may have been applied: a snapshot repairs that.
      s = 0;
      drop(ws);
    }
  }

  /** Confirms the frames up to `s`, which otherwise only events do, and reports the first failures, as many as fit. */
  function acknowledge(failures: readonly Failure[] = []): void {
    acknowledged();
    const frame = failures.length ? ["k", s, failures] : ["k", s];
    if (failures.length && new Blob([encode(frame)]).size > limits!.frame) acknowledge(failures.slice(0, failures.length / 2));
    else if (isOpen) send(frame);
  }

  function acknowledged(): void {
    clearTimeout(ackTimer);
    ackTimer = 0;
  }

  /** The events up to `last` are answered. */
  function confirm(last: number): void {
    const answered = events.filter(({ c }) => c && c <= last);
    events = events.filter((event) => !answered.includes(event));
    for (const event of answered) event.settled?.();
    flush();
  }

  /** Whether events are sent: not before another session has what was entered. */
  function isReady(): boolean {
    return isOpen && !page.formState?.isNew();
  }

  /** Sends the events that were not sent, as far as the server takes them now. */
  function flush(): void {
    clearTimeout(paceTimer);
    if (!isReady()) return;
    const { frame, event: longest, events: [rate, burst, queue] } = limits!;
    const ms = 1_000 / rate;
    for (const event of events) {
      if (event.c) continue;
      // The answer to one of them calls this again.
      if (events.filter(({ c }) => c).length >= queue) return;
      const now = performance.now();
      const next = Math.max(restedAt, now) + ms;
      // Half of what it takes at once is for what a slow connection delivers at once.
      const wait = next - now - (ms * burst) / 2;
      if (wait > 0) {
        paceTimer = setTimeout(flush, wait);
        return;
      }
      const text = encode(["e", c + 1, event.name, event.params, (event.s ??= s)].concat(event.to ?? []));
      if (new Blob([text]).size > longest) {
        refuse(event, "too_large");
        continue;
      }
      restedAt = next;
      event.c = ++c;
      // An event contains `s`, so it is an acknowledgement too.
      acknowledged();
      log("out", text);
      // Between characters, which are at most four bytes.
      const parts = text.match(RegExp(`[^]{1,${frame >> 3}}`, "gu"))!;
      parts.forEach((part, index) => ws!.send(parts[1] ? encode(["+", !parts[index + 1], part]) : part));
    }
  }

  /** The event does not happen: the person is told, where the event came from if possible. */
  function refuse(event: Outgoing, code: string, reason = "", field?: string): void {
    // What a handler refuses, or fails at, is an ordinary answer of the app, whose view shows it; the other codes are mistakes in the page.
    const isAnswer = /^(handler_failed|refused)$/.test(code);
    const isExpected = isServed ? isAnswer : isOver;
    const trouble = code === "too_large" ? "long" : /_parameter$/.test(code) ? "invalid" : "failed";
    console[isAnswer || isExpected ? "debug" : "warn"](`docent: event "${event.name}" refused: ${code} ${reason}`);
    events = events.filter((other) => other !== event);
    const isTold = event.settled?.(code, field, notice.label(trouble));
    // Not before, since a value that is to be sent again is not refused.
    const isSeen = page.formState?.refused(event, code === "session_over") || isTold;
    event.c = -1;
    // What ended the session is told already.
    if (isExpected || isSeen || isOver) return;
    // A page without a view has no other place for it.
    if (code === "refused") notice.say(reason);
    else notice.show(trouble);
  }

  function send(frame: readonly unknown[]): void {
    const text = encode(frame);
    log("out", text);
    ws!.send(text);
  }

  function closed(code: number): void {
    lose();
    isAtFault = code === 4400 || code === 1009;
    if (isAtFault) reported = undefined;
    if (code === 4409) end("taken");
    else if (code === 4410 || (code === 4401 && hasFreshToken)) reload();
    else if (!hasFreshToken && (code === 4401 || !code)) void refresh(code);
    else retry();
  }

  /** The page's own URL decides what the person may see now. */
  function reload(): void {
    // A page that is stale right after a reload would reload forever.
    const [load] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    // Not while someone types: the notice tells them to reload.
    if (isServed && (epoch || load!.type !== "reload")) setTimeout(() => isTyping() || location.reload(), Math.random() * RELOAD_MS);
    end("stale");
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
    clearTimeout(paceTimer);
    if (orphanTimer) return;
    orphanTimer = setTimeout(() => page.tour?.abandon(), ORPHAN_MS);
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
    page.tour?.abandon();
    for (const event of events) refuse(event, "session_over");
    notice.show(why);
  }

  /** Whether the token names the visitor itself: the page was given no cookie. */
  const isProvisional = () => /\..+\./.test(token);

  /** Asks the page's own URL for a token. JSON leaves out the keys that are undefined. */
  const ask = (about: { origin?: string | undefined; tour?: boolean }) =>
    fetch(url(), {
      redirect: "manual",
      headers: { Accept: "application/docent+json", "Docent-Page": encode({ token, framed: self !== top, ...about }) },
    });

  /** Has the browser given the cookie of a visitor who sees a tour. If that fails, the next frame does it. */
  function keep(): void {
    isKept = true;
    ask({ tour: true }).then(({ ok }) => (isKept = ok), () => (isKept = false));
  }

  /** Fetches a token. If the page is refused there, it is loaded again, or tells what is wrong. `code` closed the socket. */
  async function refresh(code?: number): Promise<void> {
    // It was refused. In all other cases the page stays its visitor's.
    if (code) token = "";
    try {
      // Whether an upgrade was refused for its origin, only the server can tell.
      const response = await ask({ origin: code === 0 ? self.origin : undefined });
      // 0 is a redirect. Other answers are those of a server or proxy that is busy, or about to restart.
      if (!response.ok) return [0, 401, 403].includes(response.status) ? reload() : retry();
      const answer = (await response.json()) as Grant;
      if (answer.trouble === "framed") return end("framed");
      if (answer.trouble) {
        // It is announced once, and gone when the server or its proxy is set right.
        if (!isRefused) notice.show("origin");
        isRefused = true;
        return retry();
      }
      token = answer.page;
      granted?.(answer);
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
    limits: () => limits,

    push(name, params, to, settled) {
      const event: Outgoing = { c: 0, closures: 0, name, params, to, settled };
      const excess = isOver ? "session_over" : events.length >= QUEUE && "too_many";
      if (excess) {
        // Not before the caller has it.
        queueMicrotask(() => refuse(event, excess));
        return event;
      }
      // Something else is done now, and not what was entered sent again.
      if (isReady()) notice.hide();
      events.push(event);
      flush();
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
