/**
 * Whether a control shows what the person has entered or what the server has
 * rendered.
 *
 * 1. The answer to an event of the control's own, or to a submit of its form,
 *    is news: the control shows the server's state, also where the server
 *    rendered the same as before. What the person has entered since then stays.
 * 2. A render for another reason is news only where it changes the server's
 *    state, and not while the person is at the control: while it has the focus,
 *    or an event with its value has not been answered.
 * 3. A text is at work until the person is done with it (`change`, or the blur
 *    of a date), so no answer changes it before.
 * 4. A refusal leaves a form and a text as they are, to be corrected; a choice
 *    that was refused alone goes back to the server's.
 * 5. Another session knows nothing of what was entered. The fields of forms that the
 *    person has changed since their form was last sent and taken keep what they show; those
 *    that the new view renders otherwise are sent to it again, as if they were changed
 *    now, unless their form or they have `dj-recover="ignore"`. Controls outside of forms
 *    are the server's: they do something at once, which is not done twice. What was on its
 *    way from a field that the new view does not have cannot be sent again: it is lost.
 */

import { differs, group, hasParts, isChoice, isSame, renderedText, show } from "./controls.ts";
import { dispatch, get, queryAll } from "./dom.ts";
import { closest } from "./find.ts";
import { isEditing } from "./focus.ts";
import type { Judge } from "./morph.ts";

/** An event that was queued. `c` is its number: 0 before it is sent, -1 once it is refused. */
export interface Sent {
  readonly c: number;
  /** A later event of the same control has its newest value. */
  isOutdated?: boolean;
}

export interface FormState {
  /** The browser may have restored what was entered before a reload: controls that tell the view show what it has rendered. */
  restored(root: Element): void;
  /** The person changed this control. */
  touched(control: Element): void;
  /** The person is done with this control, and what that sends was queued. */
  concluded(control: Element): void;
  /** This event contains the control's value, or will after a delay. */
  sent(control: Element, event: Sent): void;
  submitted(form: HTMLFormElement, event: Sent): void;
  /** The event was refused, by the server or before it was sent; or it `isLost` with its session. Returns whether its value is sent again. */
  refused(event: Sent, isLost: boolean): boolean | undefined;
  /** Decides for markup that answers the events up to `c`. */
  judge(c: number): Judge;
  /** The events up to `c` are answered, and the markup for them is applied. */
  settle(c: number): void;
  /** Another session has other event numbers: forgets what was sent. Its markup comes next. */
  reset(): void;
  /** Whether another session's markup has not come yet, and what was entered before. */
  isNew(): boolean;
  /** Sends another session, once its markup is there, what it does not know of the fields. Returns whether something is lost. */
  recover(): boolean;
}

export function createFormState(): FormState {
  /** The last event of each control that was not answered, or whose answer waits for the person to be done. */
  const sent = new Map<Element, Sent>();
  const submitted = new Map<HTMLFormElement, Sent>();
  /** The numbers of refused submits. Until a later event is answered, no render changes the form. */
  let refused = new WeakMap<HTMLFormElement, number>();
  /** What the person has changed since the server's state was shown or the form was submitted. */
  const touched = new WeakSet<Element>();
  /** Texts that the person is at work on. */
  const typed = new WeakSet<Element>();
  /** The fields that the person has changed since their form was last sent and taken. */
  const entered = new WeakSet<Element>();
  /** The fields whose last event was lost with its session, and which another one is to be sent again. */
  const lost = new Set<Element>();
  /** Whether the next markup is another session's. */
  let isNew = false;
  let answered = 0;

  /** Whether another session is sent what is in it. */
  const isSentAgain = (control: Element): boolean => entered.has(control) && !closest(control, "[dj-recover=ignore]");

  function settleOne(control: Element, event: Sent | undefined): void {
    if (!event?.c || event.c > answered || typed.has(control)) return;
    sent.delete(control);
    // A text that was refused at once stays, to be corrected.
    if (event.c > 0 || isChoice(control)) reveal(control);
  }

  function reveal(control: Element, isCleared?: boolean): void {
    touched.delete(control);
    show(control, isCleared);
  }

  return {
    restored(root) {
      for (const control of bound(root)) if (!isEditing(control)) show(control, true);
    },

    touched(control) {
      touched.add(control);
      for (const one of group(control)) if (one.form) entered.add(one);
      if (renderedText(control) !== undefined) typed.add(control);
    },

    concluded(control) {
      if (hasParts(control) && isEditing(control)) return;
      typed.delete(control);
      settleOne(control, sent.get(control));
    },

    sent(control, event) {
      for (const [other, last] of sent) if (isSame(other, control)) last.isOutdated = sent.delete(other);
      sent.set(control, event);
    },

    submitted(form, event) {
      submitted.set(form, event);
      for (const control of get(form, "elements")) {
        touched.delete(control);
        typed.delete(control);
      }
    },

    refused(event, isLost) {
      let isKept = isLost && event.isOutdated;
      for (const [control, other] of sent) {
        if (other !== event) continue;
        sent.delete(control);
        if (isLost && entered.has(control)) {
          isKept = isSentAgain(control);
          if (isKept) lost.add(control);
        } else if (isChoice(control)) reveal(control);
      }
      for (const [form, other] of submitted) {
        if (other !== event) continue;
        submitted.delete(form);
        refused.set(form, event.c);
      }
      return isKept;
    },

    judge(c) {
      const waits = (event: Sent | undefined): boolean => !!event && (!event.c || event.c > c);
      return {
        keeps(control) {
          const form = (control as HTMLInputElement).form!;
          return (
            isEditing(control) ||
            (isNew && entered.has(control)) ||
            waits(submitted.get(form)) ||
            refused.get(form)! >= c ||
            [...sent].some(([other, event]) => waits(event) && isSame(other, control))
          );
        },
        isTouched: (control) => touched.has(control) || (isNew && entered.has(control)),
      };
    },

    settle(c) {
      answered = c;
      for (const [control, event] of sent) settleOne(control, event);
      for (const [form, event] of submitted) {
        if (!event.c || event.c > c) continue;
        submitted.delete(form);
        if (event.c < 0) continue;
        for (const control of get(form, "elements")) {
          if (touched.has(control)) continue;
          entered.delete(control);
          reveal(control, true);
        }
      }
    },

    reset() {
      // What is still to be sent goes to the new session.
      for (const forgotten of [sent, submitted]) for (const [element, { c }] of forgotten) if (c) forgotten.delete(element as HTMLFormElement);
      refused = new WeakMap();
      isNew = true;
    },

    isNew: () => isNew,

    recover() {
      if (!isNew) return false;
      for (const control of bound(document)) {
        if (!isSentAgain(control)) continue;
        lost.delete(control);
        if (sent.has(control) || !differs(control)) continue;
        // What is typed at the moment ends as typed.
        for (const type of isEditing(control) ? ["change", "input"] : ["input", "change"]) dispatch(control, type);
      }
      isNew = false;
      const isLost = lost.size > 0;
      lost.clear();
      return isLost;
    },
  };
}

/** The controls that send what is entered. */
function bound(root: ParentNode): Element[] {
  return queryAll(root, "input,select,textarea").filter((control) => closest(control, "[dj-input],[dj-change]"));
}
