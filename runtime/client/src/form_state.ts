/**
 * What the person has entered into controls and the server has not answered yet.
 *
 * Decides, during a morph, whether a control keeps its value or gets the
 * server's.
 *
 * - A control whose last event the server had not received when it rendered
 *   keeps its value: the markup is older than the input.
 * - A focused text control keeps its value until its form has been submitted
 *   and that event is answered.
 * - `<details>` stays as the person has left it until the server renders it
 *   differently than before.
 */

import { isEditing } from "./focus.ts";
import type { Judge } from "./morph.ts";

/** An event that was queued. `c` is its number: 0 before it is sent, -1 if it was dropped. */
export interface Sent {
  readonly c: number;
}

export interface FormState {
  /** The person changed this control. */
  touched(control: Element): void;
  /** This event contains the control's value, or will after a delay. */
  sent(control: Element, event: Sent): void;
  submitted(form: HTMLFormElement, event: Sent): void;
  /** Decides for markup that answers the events up to `c`. */
  judge(c: number): Omit<Judge, "isOurs">;
  /** Markup that answers the events up to `c` has been applied. */
  settle(c: number): void;
  /** Another session has other event numbers: forgets what was sent. */
  reset(): void;
}

export function createFormState(): FormState {
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
