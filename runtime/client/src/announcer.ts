/**
 * Says a step's text to assistive technology where no focus leads there.
 *
 * A polite live region that nobody sees. It must be in the document a moment
 * before its text is, or the text is not noticed.
 */

const NOTICE_MS = 100;

export class Announcer {
  readonly element = document.createElement("div");
  #timer = 0;

  constructor() {
    this.element.className = "dj-tutorial-announcer";
    this.element.role = "status";
    this.element.style.cssText = "position:fixed;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap";
  }

  say(text: string): void {
    this.hush();
    this.#timer = setTimeout(() => (this.element.textContent = text), NOTICE_MS);
  }

  hush(): void {
    clearTimeout(this.#timer);
    this.element.textContent = "";
  }
}
