// A tab of Chromium or Firefox. playwright and puppeteer have the same names for what
// the tests do in one; that of WebKitGTK is in `webkit.mjs`.

export class Tab {
  #page;

  constructor(page) {
    this.#page = page;
  }

  goto(url) {
    return this.#page.goto(url);
  }

  reload() {
    return this.#page.reload();
  }

  /** Calls a function in the page, with what JSON can express. */
  evaluate(callee, argument) {
    return this.#page.evaluate(callee, argument);
  }

  move(x, y) {
    return this.#page.mouse.move(x, y);
  }

  async click(x, y, times) {
    await this.#page.mouse.move(x, y);
    for (let count = 1; count <= times; count++) {
      await this.#page.mouse.down({ clickCount: count });
      await this.#page.mouse.up({ clickCount: count });
    }
  }

  /** Presses the keys one after another, each with the ones before it held down. */
  async chord(keys) {
    for (const key of keys) await this.#page.keyboard.down(key);
    for (const key of keys.toReversed()) await this.#page.keyboard.up(key);
  }

  bringToFront() {
    return this.#page.bringToFront();
  }

  async screenshot() {
    return Buffer.from(await this.#page.screenshot());
  }
}
