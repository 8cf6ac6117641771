// A tour as the person sees it: the bubble and the highlight.

import assert from "node:assert/strict";

const TARGETS = ["#nav-dashboard", "#btn-new-project", "#project-form [name=title]", "#btn-save"];

/** The tour on `page`; the targets of its steps are the guide's unless given. */
export class Tour {
  constructor(page, targets = TARGETS) {
    this.page = page;
    this.targets = targets;
    this.bubble = page.locator("#dj-tutorial-bubble");
    this.text = this.bubble.locator(".dj-tutorial-bubble__text");
    this.progress = this.bubble.locator(".dj-tutorial-bubble__step");
    this.highlighted = page.locator(".tour-highlight");
  }

  /** Starts the tour, and moves the pointer away from the bubble, where it would hold a step's time. */
  async start() {
    await this.page.getByRole("button", { name: "Take the tour" }).click();
    await this.page.mouse.move(0, 0);
  }

  startOver() {
    return this.page.getByRole("button", { name: "Start over" }).click();
  }

  /** Skips the step, by the bubble's own button; so do `back` and `close`. */
  skip() {
    return this.bubble.locator(".dj-tutorial-bubble__skip").click();
  }

  back() {
    return this.bubble.locator(".dj-tutorial-bubble__back").click();
  }

  close() {
    return this.bubble.locator(".dj-tutorial-bubble__cancel").click();
  }

  /** The element that the step `number`, counted from 1, points at. */
  target(number) {
    return this.page.locator(this.targets[number - 1]);
  }

  /** Waits until the step `number` is shown: it, its highlight and nothing else. */
  async reaches(number) {
    const visible = this.page.locator('#dj-tutorial-bubble[data-visible="true"]');
    const progress = `Step ${number} of ${this.targets.length}`;
    await this.#wait(progress, async () => {
      await visible.filter({ hasText: progress }).waitFor();
      await this.target(number).and(this.highlighted).waitFor();
    });
    assert.equal(await this.highlighted.count(), 1, "one element is highlighted");
  }

  /** Waits until the tour is removed from the page. */
  async isGone() {
    await this.#wait("no tour", async () => {
      await this.bubble.waitFor({ state: "hidden" });
      await this.highlighted.waitFor({ state: "detached" });
    });
  }

  async #wait(expected, condition) {
    try {
      await condition();
    } catch (cause) {
      const shown = (await this.bubble.isVisible())
        ? JSON.stringify(await this.bubble.innerText())
        : "no bubble";
      const highlighted = await this.highlighted.evaluateAll((elements) =>
        elements.map((element) => element.cloneNode(false).outerHTML),
      );
      throw new Error(
        `expected ${expected}; the page shows ${shown} and highlights [${highlighted}]`,
        { cause },
      );
    }
  }
}
