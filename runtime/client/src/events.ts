/**
 * Sends what the person does to the view, through the `dj-*` attributes.
 *
 * - The listeners are on the document and not on elements, since markup may be
 *   added or removed at any time. They are never removed: bindings have to
 *   work for as long as the page lives.
 * - Only the nearest binding is used.
 * - Events that wait for a `dj-debounce` are sent before any later one: a
 *   submit never overtakes the last letter.
 */

import { type Call, call } from "./call.ts";
import type { Sent } from "./form_state.ts";
import { component } from "./find.ts";
import { isPlain, isTyping } from "./focus.ts";
import * as params from "./params.ts";
import type { Page } from "./page.ts";
import type { Push } from "./wire.ts";

/** An event that waits for the end of its `dj-debounce` or `dj-throttle`. */
interface Delayed {
  readonly element: Element;
  readonly attribute: string;
  readonly target: Element;
  readonly timer: number;
  push(): void;
}

export function listen(page: Page, send: Push<Sent>): void {
  /** At most one for each binding. */
  const waiting = new Set<Delayed>();
  /** When a throttled binding last sent something. */
  const sentAt = new WeakMap<Element, number>();

  /** Listens for one type of event. `handle` also gets the name of the attribute that binds it. */
  function on<K extends keyof DocumentEventMap>(type: K, handle: (event: DocumentEventMap[K], target: Element, attribute: string) => void, isCapturing = false): void {
    const listener = (event: DocumentEventMap[K]): void => {
      const target = event.composedPath()[0];
      if (target instanceof Element) handle(event, target, `dj-${type}`);
    };
    document.addEventListener(type, listener, isCapturing);
  }

  on("click", (event, target, attribute) => {
    const element = target.closest(`[${attribute}]`);
    if (!element || element.matches(":disabled")) return;
    if (target.closest("a[href='#']")) event.preventDefault();
    flush();
    page.tour.gesture(element);
    fire(attribute, element, target, () => ({}));
  });

  on("submit", (event, target, attribute) => {
    if (!(target instanceof HTMLFormElement) || !target.hasAttribute(attribute)) return;
    event.preventDefault();
    flush();
    page.tour.gesture(event.submitter ?? target);
    const fields = params.form(target, event.submitter);
    fire(attribute, target, target, () => fields, (sent) => page.formState.submitted(target, sent));
  });

  on("input", change);
  on("change", change);
  on("keydown", key);
  on("keyup", key);
  // These two do not bubble.
  on("focus", pass, true);
  on("blur", pass, true);

  function change({ type }: Event, target: Element, attribute: string): void {
    page.formState.touched(target);
    const element = target.closest(`[${attribute}]`);
    if (!element) return;
    if (type === "change") flush();
    fire(attribute, element, target, () => params.control(target), (sent) => page.formState.sent(target, sent));
  }

  function key(event: KeyboardEvent, target: Element, attribute: string): void {
    if (event.isComposing || !event.key) return;
    // `dj-keydown.up`, `.space`: the arrows and the space bar have short names.
    const name = event.key.toLowerCase().replace(/^arrow/, "").replace(" ", "space");
    // `right` means forward, which is the left arrow in right-to-left text.
    const swapped = getComputedStyle(target).direction === "rtl" && { left: "right", right: "left" }[name];
    const filtered = `${attribute}.${swapped || name}`;
    const selector = `[${CSS.escape(filtered)}],[${attribute}]`;
    const element = target.closest(selector) ?? shortcut(selector, event);
    if (!element) return;
    if (event.key === "Enter") flush();
    if (!isTyping()) page.tour.gesture(target);
    fire(element.hasAttribute(filtered) ? filtered : attribute, element, target, () => ({ ...params.control(target), key: event.key }));
  }

  /**
   * `<div dj-keydown.escape="…"></div>`: on an element that can never have the
   * focus, a key binding applies to the whole page, except for keys that are
   * typed into a control, used by the browser, or pressed in a modal dialog
   * that does not contain the element.
   */
  function shortcut(selector: string, event: KeyboardEvent): Element | undefined {
    if (event.defaultPrevented || event.repeat || !isPlain(event) || isTyping()) return undefined;
    const modal = document.querySelector("dialog:modal");
    return [...(modal ?? document).querySelectorAll<HTMLElement>(selector)].find((element) => !element.firstElementChild && !(element.tabIndex >= 0));
  }

  function pass({ type }: Event, target: Element, attribute: string): void {
    if (type === "blur") flush(target);
    if (target.hasAttribute(attribute)) fire(attribute, target, target, () => params.control(target));
  }

  /** Runs the binding, now or after its delay. */
  function fire(attribute: string, element: Element, target: Element, fields: () => params.Fields, sent?: (event: Sent) => void): void {
    const binding = read(element, attribute);
    if (!binding) return;
    if (binding.chain) {
      page.run(binding.chain, element);
      return;
    }
    const { name, params: list } = binding;
    // Read now: the markup may have changed when a delay is over.
    const to = component(element);
    const push = (): void => {
      const event = send(name, list ?? { ...fields(), ...params.values(element) }, to);
      sent?.(event);
    };
    const setting = (name: string): string | null => target.getAttribute(name) ?? element.getAttribute(name);
    const isRated = !/^dj-(?:submit|focus|blur)$/.test(attribute);
    // NaN, so not positive, before the first event.
    const rest = Number(setting("dj-throttle")) - performance.now() + sentAt.get(element)!;
    // The last value is always sent; of clicks and keys the first is enough.
    const wait = rest > 0 ? rest : setting("dj-debounce");
    if (!isRated || wait === null) {
      sentAt.set(element, performance.now());
      push();
    } else if (sent || !(rest > 0)) {
      sent?.({ c: 0 });
      delay(element, attribute, target, Number(wait), push);
    }
  }

  function delay(element: Element, attribute: string, target: Element, wait: number, push: () => void): void {
    for (const earlier of waiting) if (earlier.element === element && earlier.attribute === attribute) end(earlier);
    // `dj-debounce="blur"` is not a number: the event waits for the blur.
    const timer = Number.isNaN(wait) ? 0 : setTimeout(() => release(delayed), wait);
    const delayed: Delayed = { element, attribute, target, timer, push };
    waiting.add(delayed);
  }

  function end(delayed: Delayed): void {
    clearTimeout(delayed.timer);
    waiting.delete(delayed);
  }

  function release(delayed: Delayed): void {
    end(delayed);
    sentAt.set(delayed.element, performance.now());
    delayed.push();
  }

  /** Sends the events that wait: all of them, or those of `target`. */
  function flush(target?: Element): void {
    for (const delayed of waiting) if (!target || target === delayed.target) release(delayed);
  }
}

function read(element: Element, attribute: string): Call | undefined {
  const text = element.getAttribute(attribute) ?? "";
  try {
    return call(text);
  } catch (error) {
    console.warn(`docent: ${attribute}="${text}" is wrong:`, error);
    return undefined;
  }
}
