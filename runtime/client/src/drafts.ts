/**
 * What the person has put into controls and the server has not answered yet.
 *
 * Decides, during a morph, whose value stands in a control: the person's or
 * the server's.
 *
 * - A control whose last event the server had not received when it rendered
 *   keeps what is in it: the markup is older than the typing.
 * - A text control with the focus keeps what was typed, whatever the server
 *   says, until its form has been submitted and that event is answered.
 * - Whether `<details>` is open is the person's, until the server changes its
 *   mind about it.
 */

import { isEditing } from "./focus.ts";
import type { Judge } from "./morph.ts";

/** An event on its way. `c` is its number, 0 while it has none, -1 once it is lost. */
export interface Sent {
  readonly c: number;
}

export class Drafts {
  #sent = new WeakMap<Element, Sent>();
  readonly #submitted = new Map<HTMLFormElement, Sent>();
  readonly #open = new WeakMap<Element, boolean>();

  /** The person changed this control. */
  touched(control: Element): void {
    const { form } = control as Partial<HTMLInputElement>;
    if (form) this.#submitted.delete(form);
  }

  /** The control's value is in this event, or will be once a delay is over. */
  sent(control: Element, event: Sent): void {
    this.#sent.set(control, event);
  }

  submitted(form: HTMLFormElement, event: Sent): void {
    this.#submitted.set(form, event);
  }

  /** Whose value stands while markup is applied that answers the events up to `c`. */
  judge(c: number): Omit<Judge, "isOurs"> {
    const answered = (control: Element): boolean => {
      const { form } = control as Partial<HTMLInputElement>;
      const submit = form && this.#submitted.get(form);
      return !!submit && submit.c > 0 && submit.c <= c;
    };
    const keeps = (control: Element): boolean => {
      const last = this.#sent.get(control);
      if (last && (last.c === 0 || last.c > c)) return true;
      return isEditing(control) && !answered(control);
    };
    const isNews = (element: Element, open: boolean): boolean => {
      const before = this.#open.get(element);
      this.#open.set(element, open);
      return before !== undefined && before !== open;
    };
    return { keeps, answered, isNews };
  }

  /** Markup that answers the events up to `c` has been applied. */
  settle(c: number): void {
    for (const [form, submit] of this.#submitted) if (submit.c <= c && submit.c !== 0) this.#submitted.delete(form);
  }

  /** Event numbers start anew. */
  reset(): void {
    this.#sent = new WeakMap();
    this.#submitted.clear();
  }
}
