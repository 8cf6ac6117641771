// A tour as the person sees it, in every engine.

import assert from "node:assert/strict";

const BUBBLE = "#dj-tutorial-bubble";
const TARGETS = ["#nav-dashboard", "#btn-new-project", "#project-form [name=title]", "#btn-save"];

/** The tour on `page`; the targets of its steps are the guide's unless given. */
export class Tour {
  constructor(page, targets = TARGETS) {
    this.page = page;
    this.targets = targets;
  }

  /** Starts the tour, and moves the pointer away from the bubble, where it would hold a step's time. */
  async start() {
    await this.page.isLive();
    await this.page.click("[dj-click=start_tutorial]");
    await this.page.moveAway();
  }

  skip() {
    return this.page.click(`${BUBBLE} .dj-tutorial-bubble__skip`);
  }

  back() {
    return this.page.click(`${BUBBLE} .dj-tutorial-bubble__back`);
  }

  close() {
    return this.page.click(`${BUBBLE} .dj-tutorial-bubble__cancel`);
  }

  text() {
    return this.page.text(`${BUBBLE} .dj-tutorial-bubble__text`);
  }

  target(number) {
    return this.targets[number - 1];
  }

  /** Waits until the step `number`, counted from 1, is shown: it, its highlight and nothing else. */
  async reaches(number) {
    await this.page.shows(`${BUBBLE}[data-visible=true]`, `Step ${number} of ${this.targets.length}`);
    await this.page.shows(`${this.target(number)}.tour-highlight`);
    assert.equal(await this.page.evaluate(() => document.querySelectorAll(".tour-highlight").length), 1);
  }

  /** Waits until the tour is removed from the page. */
  async isGone() {
    await this.page.hides(BUBBLE);
    await this.page.hides(".tour-highlight");
  }
}
