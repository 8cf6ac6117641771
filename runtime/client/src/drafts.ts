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

export interface Drafts {
  /** The person changed this control. */
  touched(control: Element): void;
  /** The control's value is in this event, or will be once a delay is over. */
  sent(control: Element, event: Sent): void;
  submitted(form: HTMLFormElement, event: Sent): void;
  /** Whose value stands while markup is applied that answers the events up to `c`. */
  judge(c: number): Omit<Judge, "isOurs">;
  /** Markup that answers the events up to `c` has been applied. */
  settle(c: number): void;
  /** Event numbers start anew. */
  reset(): void;
}

export function createDrafts(): Drafts {
  let sent = new WeakMap<Element, Sent>();
  const submitted = new Map<HTMLFormElement, Sent>();
  const open = new WeakMap<Element, boolean>();

  return {
    touched(control) {
      submitted.delete((control as HTMLInputElement).form!);
    },

    sent: (control, event) => void sent.set(control, event),
    submitted: (form, event) => void submitted.set(form, event),

    judge(c) {
      const answered = (control: Element): boolean => {
        const submit = submitted.get((control as HTMLInputElement).form!);
        return !!submit && submit.c > 0 && submit.c <= c;
      };
      return {
        answered,

        keeps(control) {
          const last = sent.get(control);
          return (!!last && (!last.c || last.c > c)) || (isEditing(control) && !answered(control));
        },

        isNews(element, isOpen) {
          const before = open.get(element) ?? isOpen;
          open.set(element, isOpen);
          return before !== isOpen;
        },
      };
    },

    settle(c) {
      for (const [form, submit] of submitted) if (submit.c && submit.c <= c) submitted.delete(form);
    },

    reset() {
      sent = new WeakMap();
      submitted.clear();
    },
  };
}
