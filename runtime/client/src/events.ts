/**
 * From the person to the view: listeners on the document, found bindings, sent events.
 *
 * - Nothing is bound to an element: markup may come and go at any time.
 * - The nearest binding answers, and no other.
 * - What waits for a `dj-debounce` goes out before anything that is done after
 *   it: a submit never overtakes the last letter.
 */

import { type Call, call } from "./call.ts";
import type { Sent } from "./drafts.ts";
import { isTyping } from "./focus.ts";
import * as params from "./params.ts";
import type { Page } from "./page.ts";
import type { Params } from "./wire.ts";

/** An event that waits for the end of its `dj-debounce` or `dj-throttle`. */
interface Delayed {
  readonly element: Element;
  readonly attribute: string;
  readonly target: Element;
  readonly timer: number;
  push(): void;
}

const KEYS: Readonly<Record<string, string>> = { " ": "space", ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export class Events {
  readonly #page: Page;
  readonly #push: (name: string, params: Params) => Sent;
  /** At most one for each binding. */
  readonly #delayed = new Set<Delayed>();
  /** When a throttled binding last sent something. */
  readonly #pushed = new WeakMap<Element, number>();

  constructor(page: Page, push: (name: string, params: Params) => Sent) {
    this.#page = page;
    this.#push = push;
    const on = <K extends keyof DocumentEventMap>(type: K, handle: (event: DocumentEventMap[K], target: Element) => void, capture = false): void =>
      document.addEventListener(
        type,
        (event) => {
          const target = event.composedPath()[0];
          if (target instanceof Element) handle(event, target);
        },
        capture,
      );
    on("click", (event, target) => this.#click(event, target));
    on("submit", (event, target) => this.#submit(event, target));
    on("input", (_, target) => this.#change("dj-input", target));
    on("change", (_, target) => this.#change("dj-change", target));
    on("keydown", (event, target) => this.#key("dj-keydown", event, target));
    on("keyup", (event, target) => this.#key("dj-keyup", event, target));
    on("focus", (_, target) => this.#pass("dj-focus", target), true);
    on("blur", (_, target) => this.#blur(target), true);
  }

  #click(event: MouseEvent, target: Element): void {
    const element = target.closest("[dj-click]");
    if (!element || element.matches(":disabled")) return;
    if (target.closest("a")?.getAttribute("href") === "#") event.preventDefault();
    this.#flush();
    this.#page.tour.gesture(element);
    this.#fire("dj-click", element, target, () => ({}));
  }

  #submit(event: SubmitEvent, target: Element): void {
    if (!(target instanceof HTMLFormElement) || !target.hasAttribute("dj-submit")) return;
    event.preventDefault();
    this.#flush();
    this.#page.tour.gesture(event.submitter ?? target);
    const fields = params.form(target, event.submitter);
    this.#fire("dj-submit", target, target, () => fields, (sent) => this.#page.drafts.submitted(target, sent));
  }

  #change(attribute: "dj-input" | "dj-change", target: Element): void {
    this.#page.drafts.touched(target);
    const element = target.closest(`[${attribute}]`);
    if (!element) return;
    if (attribute === "dj-change") this.#flush();
    this.#fire(attribute, element, target, () => params.control(target), (sent) => this.#page.drafts.sent(target, sent));
  }

  #key(attribute: "dj-keydown" | "dj-keyup", event: KeyboardEvent, target: Element): void {
    if (event.isComposing || !event.key) return;
    const filtered = `${attribute}.${KEYS[event.key] ?? event.key.toLowerCase()}`;
    const selector = `[${CSS.escape(filtered)}],[${attribute}]`;
    const element = target.closest(selector) ?? this.#shortcut(selector, event);
    if (!element) return;
    if (event.key === "Enter") this.#flush();
    if (!isTyping()) this.#page.tour.gesture(target);
    this.#fire(element.hasAttribute(filtered) ? filtered : attribute, element, target, () => params.key(event));
  }

  /**
   * `<div dj-keydown.escape="…"></div>`: an element that can never hold the
   * focus means the whole page, but not the keys of someone who is typing,
   * of the browser, or of a modal dialog that it is not in.
   */
  #shortcut(selector: string, event: KeyboardEvent): Element | undefined {
    if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTyping()) return undefined;
    const modal = document.querySelector("dialog:modal");
    return [...(modal ?? document).querySelectorAll<HTMLElement>(selector)].find((element) => !element.firstElementChild && !(element.tabIndex >= 0));
  }

  #blur(target: Element): void {
    this.#flush(target);
    this.#pass("dj-blur", target);
  }

  #pass(attribute: "dj-focus" | "dj-blur", target: Element): void {
    if (target.hasAttribute(attribute)) this.#fire(attribute, target, target, () => params.control(target));
  }

  /** Does what the binding says, now or when its delay allows. */
  #fire(attribute: string, element: Element, target: Element, fields: () => params.Fields, sent?: (event: Sent) => void): void {
    const said = read(element, attribute);
    if (!said) return;
    if ("chain" in said) {
      this.#page.run(said.chain, element);
      return;
    }
    const { name, params: list } = said;
    const push = (): void => {
      const event = this.#push(name, list ?? { ...fields(), ...params.values(element) });
      sent?.(event);
    };
    const setting = (name: string): string | null => target.getAttribute(name) ?? element.getAttribute(name);
    const isRated = !/^dj-(?:submit|focus|blur)$/.test(attribute);
    const rest = Number(setting("dj-throttle")) - performance.now() + (this.#pushed.get(element) ?? -Infinity);
    // Of a value the last one always goes out; of anything else the first one is enough.
    const wait = rest > 0 ? rest : setting("dj-debounce");
    if (!isRated || wait === null) {
      this.#pushed.set(element, performance.now());
      push();
    } else if (sent || !(rest > 0)) {
      sent?.({ c: 0 });
      this.#delay(element, attribute, target, Number(wait), push);
    }
  }

  #delay(element: Element, attribute: string, target: Element, wait: number, push: () => void): void {
    for (const earlier of this.#delayed) if (earlier.element === element && earlier.attribute === attribute) this.#end(earlier);
    // `dj-debounce="blur"` is no number: it waits for the blur alone.
    const timer = Number.isNaN(wait) ? 0 : setTimeout(() => this.#release(delayed), wait);
    const delayed: Delayed = { element, attribute, target, timer, push };
    this.#delayed.add(delayed);
  }

  #end(delayed: Delayed): void {
    clearTimeout(delayed.timer);
    this.#delayed.delete(delayed);
  }

  #release(delayed: Delayed): void {
    this.#end(delayed);
    this.#pushed.set(delayed.element, performance.now());
    delayed.push();
  }

  /** Lets out what waits: all of it, or what the person did in `target`. */
  #flush(target?: Element): void {
    for (const delayed of [...this.#delayed]) if (!target || target === delayed.target) this.#release(delayed);
  }
}

function read(element: Element, attribute: string): Call | undefined {
  const text = element.getAttribute(attribute) ?? "";
  try {
    return call(text);
  } catch (error) {
    console.warn(`docent: ${attribute}="${text}" cannot be read:`, error);
    return undefined;
  }
}
