// A fake server for the socket of a page, controlled by the test: for frames that
// no app sends, and for lost connections. The page itself comes from the real
// server.

import assert from "node:assert/strict";

import { patchesOf } from "./patches.mjs";

const PATIENCE_MS = 10_000;

/** Whether renders are sent as the patches from the one before, each node apart. */
const IS_PATCHED = process.env.DOCENT_PATCHES === "fine";

/** Opens `path` of the real server, with a fake server for its socket. */
export async function openWithFakeServer({ open, server }, path = "/stage", options = {}) {
  const page = await open("/blank", options);
  const stage = new FakeServer(page, options);
  if (IS_PATCHED) stage.findPatches = await patchesOf();
  await page.routeWebSocket(/.*/, (socket) => stage.connect(socket));
  await page.goto(server.url + path);
  await stage.receives("h");
  await page.waitForFunction(() => window.docent.connected);
  return stage;
}

export class FakeServer {
  /** Frames from the page, in order. */
  received = [];
  /** Whether a hello is answered. */
  welcomes = true;
  /** Whether events arrive. If not, they are lost on their way, but still recorded in `received`. */
  takes = true;
  /** The session of the next welcome. Another session has no state. */
  session = "fake";
  hellos = 0;
  #socket;
  #s = 0;
  #c = 0;
  #visit = 0;
  #isOpen = false;
  /** The render that was sent last. */
  #html;
  #waiting = new Set();

  constructor(page, { timers } = {}) {
    this.page = page;
    this.limits = { frame: 16384, event: 65536, events: [20, 40, 64], target: 3000, timers };
  }

  get bubble() {
    return this.page.locator("#dj-tutorial-bubble");
  }

  get text() {
    return this.bubble.locator(".dj-tutorial-bubble__text");
  }

  connect(socket) {
    this.#socket = socket;
    socket.onMessage((text) => {
      const frame = JSON.parse(text);
      this.received.push(frame);
      if (frame[0] === "e" && this.takes) this.#c = frame[1];
      if (frame[0] === "h") {
        this.hellos++;
        if (this.welcomes) this.send(["w", this.session, this.hellos, this.#c, this.limits]);
      }
      for (const wake of this.#waiting) wake();
    });
  }

  send(frame) {
    this.#socket.send(JSON.stringify(frame));
  }

  /** The page was loaded again: its frames are counted from 1. */
  restart() {
    this.#s = 0;
    this.received.length = 0;
  }

  /** Closes the connection as a server does. */
  close(code) {
    return this.#socket.close({ code });
  }

  /** Waits for a frame of this kind for which `fits` is true, and returns the first, also an earlier one. */
  async receives(kind, fits = () => true) {
    const find = () => this.received.find((frame) => frame[0] === kind && fits(frame));
    const deadline = Date.now() + PATIENCE_MS;
    while (!find()) {
      assert.ok(Date.now() < deadline, `no ["${kind}", …] that fits; received ${JSON.stringify(this.received.slice(-5))}`);
      await new Promise((resolve) => {
        const timer = setTimeout(done, 200);
        const waiting = this.#waiting;
        function done() {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
        waiting.add(done);
      });
    }
    return find();
  }

  /** Takes the events up to `c`, of those that it did not take when they came. */
  answers(c) {
    this.#c = c;
  }

  /** Sends a frame. Returns its number. */
  post({ patches = [], ops = [], run = 0 } = {}) {
    this.send(["f", ++this.#s, this.#c, this.#changes(patches), ops, run]);
    return this.#s;
  }

  /** Markup of whole renders, or patches as they travel. */
  #changes(patches) {
    if (Array.isArray(patches[0])) return patches;
    const whole = patches.map((html) => ["html", html]);
    const before = this.#html;
    this.#html = patches.at(-1) ?? before;
    return this.findPatches && before !== undefined && patches.length === 1 ? this.findPatches(before, patches[0], true) : whole;
  }

  /** Sends a frame and waits until the page has applied it. Returns the failures. */
  async frame(content) {
    const s = this.post(content);
    this.send(["p"]);
    const answer = await this.receives("k", (frame) => frame[1] >= s);
    return answer[2] ?? [];
  }

  /** Shows a step in run 1, as the server does; the step before ends by this cause. */
  step(target, { text = "Look here.", index = 0, total = 3, patches, more = [], cause = "completed", ...options } = {}) {
    const back = index > 0 && { back: true };
    const step = { tour: "stage", step: index, total, target, position: "bottom", class: "tour-highlight", event: "tour:narrate", ...options, ...back, text };
    const ops = [...this.#ends(cause), ["step", step], ...more];
    this.#isOpen = true;
    return this.frame({ patches, run: [1, ++this.#visit, ops] });
  }

  /** Sends a snapshot without a tour. */
  render(html) {
    this.#html = html;
    this.send(["s", ++this.#s, this.#c, html, 0, []]);
  }

  /** Sends a snapshot in which the step of run 1 is open, for a page at `path` if that matters, and waits until the page has applied it. */
  async snapshot(html, target, { path, ...options } = {}) {
    const shown = { tour: "stage", step: 0, total: 3, target, position: "bottom", class: "tour-highlight", event: "tour:narrate", text: "Look here.", ...options };
    const at = path === undefined ? [] : [["at", { path }]];
    const s = ++this.#s;
    this.#html = html;
    this.send(["s", s, this.#c, html, [1, this.#visit, [...at, ["step", shown]]], []]);
    this.send(["p"]);
    await this.receives("k", (frame) => frame[1] >= s);
  }

  /** Ends the run. */
  end(cause = "completed", outcome = "finished") {
    return this.frame({ ops: [...this.#ends(cause), ["over", { outcome }]] });
  }

  #ends(cause) {
    const ends = this.#isOpen ? [["end", { cause }]] : [];
    this.#isOpen = false;
    return ends;
  }

  /** The page's reports of missing targets. */
  get missing() {
    return this.received.filter(([kind, , , name]) => kind === "t" && name === "missing");
  }

  /** Waits until the bubble is beside its target and in view. */
  async isBeside(selector, side) {
    await this.#until(
      ([selector, side]) => {
        const bubble = document.querySelector("#dj-tutorial-bubble");
        const host = selector.split(" >>> ");
        const target = host.reduce((scope, part) => (scope.shadowRoot ?? scope).querySelector(part), document);
        if (bubble.dataset.visible !== "true" || !target) return "no bubble, or no target";
        const b = bubble.getBoundingClientRect();
        // The fields of a form hide its methods.
        const t = Element.prototype.getBoundingClientRect.call(target);
        const view = visualViewport;
        const inView = b.left >= 0 && b.top >= 0 && b.right <= view.width + 1 && b.bottom <= view.height + 1;
        const gaps = { bottom: b.top - t.bottom, top: t.top - b.bottom, right: b.left - t.right, left: t.left - b.right };
        const found = Object.entries(gaps).find(([, gap]) => gap >= 14 && gap <= 30)?.[0];
        const isRight = inView && found && found === (side ?? found) && bubble.dataset.side === found;
        return isRight || JSON.stringify({ bubble: b, target: t, side: bubble.dataset.side, gaps });
      },
      [selector, side],
      `the bubble is beside ${selector}`,
    );
  }

  async isCentered() {
    await this.#until(
      () => {
        const bubble = document.querySelector("#dj-tutorial-bubble");
        const { left, top, width, height } = bubble.getBoundingClientRect();
        const dx = left + width / 2 - visualViewport.width / 2;
        const dy = top + height / 2 - visualViewport.height / 2;
        const isRight = bubble.dataset.visible === "true" && Math.abs(dx) < 2 && Math.abs(dy) < 2;
        return isRight || JSON.stringify({ visible: bubble.dataset.visible, dx, dy });
      },
      undefined,
      "the bubble is in the middle",
    );
  }

  isHidden() {
    return this.bubble.waitFor({ state: "hidden" });
  }

  async #until(condition, argument, claim) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.page.evaluate(condition, argument);
      if (answer === true) return;
      assert.ok(Date.now() < deadline, `${claim}: ${answer}`);
      await this.page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }
}
