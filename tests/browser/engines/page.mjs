// A page as a person uses it: by what is seen, by pointer and by keyboard. The same for every engine.

import assert from "node:assert/strict";

/** How long a test waits for a condition. The longest step lasts 4 s. */
const PATIENCE_MS = 15_000;

/** How long to wait between two looks at a condition. */
const PAUSE_MS = 30;

export class Page {
  #tab;

  constructor(tab) {
    this.#tab = tab;
  }

  goto(url) {
    return this.#tab.goto(url);
  }

  reload() {
    return this.#tab.reload();
  }

  bringToFront() {
    return this.#tab.bringToFront();
  }

  screenshot() {
    return this.#tab.screenshot();
  }

  /** Calls a function in the page, with what JSON can express. */
  evaluate(callee, argument) {
    return this.#tab.evaluate(callee, argument);
  }

  /** Waits until the function returns true in the page; what it returns otherwise is part of the error. */
  async until(claim, callee, argument) {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const answer = await this.evaluate(callee, argument).catch(whileLeaving);
      if (answer === true) return;
      assert.ok(Date.now() < deadline, `${claim}: ${JSON.stringify(answer)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  /** Waits until docent is connected. */
  isLive() {
    return this.until("docent is connected", () => window.docent?.connected === true);
  }

  /** Waits until an element that the selector matches is shown, with this text in it. */
  shows(selector, text = "") {
    return this.until(
      `${selector} shows ${JSON.stringify(text)}`,
      ([selector, text]) => {
        const found = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
        return found.some((element) => element.textContent.includes(text)) || found.map((element) => element.textContent);
      },
      [selector, text],
    );
  }

  /** Waits until nothing that the selector matches is shown. */
  hides(selector) {
    return this.until(
      `${selector} is hidden`,
      (selector) => {
        const found = [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility({ visibilityProperty: true }));
        return !found.length || found.map((element) => element.outerHTML);
      },
      selector,
    );
  }

  text(selector) {
    return this.evaluate((selector) => document.querySelector(selector).textContent, selector);
  }

  value(selector) {
    return this.evaluate((selector) => document.querySelector(selector).value, selector);
  }

  focus(selector) {
    return this.evaluate((selector) => document.querySelector(selector).focus(), selector);
  }

  focused() {
    return this.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.localName);
  }

  /** Presses the middle of the element by the pointer. */
  async click(selector, { times = 1 } = {}) {
    await this.#tab.click(...(await this.#middle(selector)), times);
  }

  /** Moves the pointer to the middle of the element. */
  async hover(selector) {
    await this.#tab.move(...(await this.#middle(selector)));
  }

  /** The middle of the element, once it is in view, at rest and covered by nothing. */
  async #middle(selector) {
    await this.until(
      `${selector} can be pressed`,
      async (selector) => {
        const element = document.querySelector(selector);
        if (!element) return "there is none";
        const box = () => element.getBoundingClientRect();
        const place = () => JSON.stringify(box());
        const isInView = () => box().top >= 0 && box().left >= 0 && box().bottom <= innerHeight && box().right <= innerWidth;
        if (!isInView()) element.scrollIntoView({ block: "center", behavior: "instant" });
        const before = place();
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        if (place() !== before) return "it moves";
        const { left, top, width, height } = box();
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return element.contains(hit) || `it is covered by ${hit?.outerHTML}`;
      },
      selector,
    );
    return this.evaluate((selector) => {
      const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, selector);
  }

  /** Moves the pointer where nothing is. */
  moveAway() {
    return this.#tab.move(1, 1);
  }

  /** Presses keys, as in `Tab`, `Shift+Tab` and `a`. */
  async press(...keys) {
    for (const key of keys) await this.#tab.chord(key.split("+"));
  }

  async type(text) {
    for (const letter of text) await this.#tab.chord([letter]);
  }
}

/** The answer while one document gives way to another; any other error is thrown. */
function whileLeaving(error) {
  if (/context was destroyed|navigati|no such frame|discarded/i.test(error.message)) return "the page is being left";
  throw error;
}
