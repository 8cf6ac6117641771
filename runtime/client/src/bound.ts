/**
 * Sends events of an attached page for which its markup has no attribute.
 *
 * - The page's own listeners come after these, and nothing is kept from them: an event that
 *   leaves the page is sent before that.
 * - Of a control one value is on its way at a time. While it is not answered, the newest
 *   one waits, and is sent then.
 */

import { nearest } from "./events.ts";
import * as params from "./params.ts";
import type { Page } from "./page.ts";
import type { Bound } from "./socket.ts";
import type { Push } from "./wire.ts";

/** Calls the handlers for these events from now on. */
export function bind(bound: readonly Bound[], page: Page, push: Push): void {
  /** The controls whose last value is not answered, with what sends the value after it. */
  const waiting = new Map<Element, (() => void) | undefined>();
  for (const [type, selector, name] of bound) {
    document.addEventListener(
      type,
      (event) => {
        const element = nearest(event, selector);
        const target = event.composedPath()[0] as Element;
        if (!element) return;
        page.gesture.note(element);
        const fields = (): params.Fields => ({ ...fieldsOf(event, target), ...params.values(element) });
        if (!/change|input/.test(type)) push(name, fields());
        else if (waiting.has(target)) waiting.set(target, send);
        else send();

        function send(): void {
          waiting.set(target, undefined);
          push(name, fields(), undefined, () => {
            const next = waiting.get(target);
            waiting.delete(target);
            next?.();
          });
        }
      },
      true,
    );
  }
}

function fieldsOf(event: Event, target: Element): params.Fields {
  if (event.type === "click") return {};
  return target instanceof HTMLFormElement ? params.form(target, (event as SubmitEvent).submitter) : params.control(target);
}
