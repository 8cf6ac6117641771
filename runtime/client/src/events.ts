/**
 * Sends what the person does to the view, through the `dj-*` attributes.
 *
 * - The listeners are on the document and not on elements, since markup may be
 *   added or removed at any time. They are never removed: bindings have to
 *   work for as long as the page lives.
 * - Only the nearest binding is used, also around open shadow roots.
 * - One press is one event, and of a form one submit is on its way at a time. What was pressed is marked until all its
 *   events are answered.
 * - Of a control one value is on its way at a time: while the server has not
 *   answered it, the newest one waits. The last one is always sent.
 * - Events that wait, for the end of a `dj-debounce` or for an answer, are sent
 *   before any later one: a submit never overtakes the last letter.
 */

import { type Call, call } from "./call.ts";
import { ask, attributeOf, get, query, queryAll } from "./dom.ts";
import type { Sent } from "./form_state.ts";
import { component, isIgnored } from "./find.ts";
import { focused, isComposed, isPlain, isTyping, keyName } from "./focus.ts";
import * as params from "./params.ts";
import type { Page } from "./page.ts";
import type { Push, Settled } from "./wire.ts";

/** How long a value waits before it is sent again that came while the server was busy. */
const RETRY_MS = 1_000;

/** A press of an element with this attribute starts the tour. */
const START = "data-docent-start";

/** A binding and the element that its events are about, with what became of them. */
interface Source {
  readonly element: Element;
  readonly attribute: string;
  readonly target: Element;
  /** How many events are not answered. */
  unanswered: number;
  /** When it last sent something; NaN before the first time. */
  at: number;
  /** Sends the event that waits. */
  push?: () => void;
  /** Ends its `dj-debounce` or `dj-throttle`. */
  timer: number;
  /** Whether it waits for an answer. */
  isHeld: boolean;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Returns what sends the events that wait. */
export function listen(page: Page, send: Push<Sent>): () => void {
  /** By their targets. */
  const sources = new WeakMap<Element, Source[]>();
  /** The sources of events that wait: one each. */
  const waiting = new Set<Source>();
  /** The controls at which the person was told that they are wrong, with their values then. */
  const told = new Map<Control, string>();
  /** A press of a label, which the browser repeats at its control. */
  let pressed: { readonly control: Element; readonly element: Element } | undefined;
  /** The key that was last pressed for an input method. */
  let composing = "";

  /** Listens for one type of event. `handle` also gets the name of the attribute that binds it. */
  function on<K extends keyof DocumentEventMap>(type: K, handle: (event: DocumentEventMap[K], target: Element, attribute: string) => void, isCapturing = false): void {
    const listener = (event: DocumentEventMap[K]): void => {
      const target = event.composedPath()[0];
      if (target instanceof Element) handle(event, target, `dj-${type}`);
    };
    document.addEventListener(type, listener, isCapturing);
  }

  on("click", (event, target, click) => {
    const element = nearest(event, `[${click}],[${START}]`);
    if (!element || ask(element, "matches", ":disabled")) return;
    if (nearest(event, "a[href='#']")) event.preventDefault();
    const first = pressed;
    pressed = undefined;
    if (first?.control === target && first.element === element) return;
    const control = (nearest(event, "label") as HTMLLabelElement | undefined)?.control;
    if (control && !event.defaultPrevented && !event.composedPath().includes(control)) {
      const press = (pressed = { control, element });
      // The browser repeats it at once, unless something else in the label takes it.
      setTimeout(() => pressed === press && (pressed = undefined));
    }
    flush();
    page.gesture.note(element);
    const attribute = has(element, click) ? click : START;
    // Wherever in the element it was pressed.
    fire(sourceOf(element, attribute, element), () => ({}));
  });

  on("submit", (event, target, attribute) => {
    if (!(target instanceof HTMLFormElement) || !has(target, attribute) || isIgnored(target)) return;
    event.preventDefault();
    const source = sourceOf(target, attribute, target);
    if (source.unanswered) return;
    flush();
    page.gesture.note(event.submitter ?? target);
    const fields = params.form(target, event.submitter);
    fire(source, () => fields, (sent) => page.formState?.submitted(target, sent));
  });

  on("input", change);
  on("change", change);
  on("keydown", key);
  on("keyup", key);
  // These two do not bubble.
  on("focus", pass, true);
  on("blur", pass, true);

  function change(event: Event, target: Element, attribute: string): void {
    page.formState?.touched(target);
    retract(target as Control);
    const isChange = event.type === "change";
    const element = nearest(event, `[${attribute}]`);
    if (element) {
      if (isChange) flush();
      const fields = (): params.Fields => ({ ...params.control(target), ...(element instanceof HTMLFormElement && { fields: params.form(element) }) });
      fire(sourceOf(element, attribute, target), fields, (sent) => page.formState?.sent(target, sent));
    }
    if (isChange) page.formState?.concluded(target);
  }

  function key(event: KeyboardEvent, target: Element, attribute: string): void {
    const { type, code } = event;
    // In Chromium the composition ends before the key is released that ends it.
    const isForMethod = isComposed(event) || (type === "keyup" && !!code && code === composing);
    composing = isForMethod && type === "keydown" ? code : "";
    const pressed = keyName(event);
    if (isForMethod || !pressed) return;
    // `dj-keydown.up`, `.space`: the arrows and the space bar have short names.
    const name = pressed.toLowerCase().replace(/^arrow/, "").replace(" ", "space");
    // `right` means forward, which is the left arrow in right-to-left text.
    const swapped = getComputedStyle(target).direction === "rtl" && { left: "right", right: "left" }[name];
    const filtered = `${attribute}.${swapped || name}`;
    const selector = `[${CSS.escape(filtered)}],[${attribute}]`;
    const element = nearest(event, selector) ?? shortcut(selector, event);
    if (!element) return;
    const source = sourceOf(element, has(element, filtered) ? filtered : attribute, target);
    // A key that is held down fires as often as the server answers.
    if (event.repeat && source.unanswered) return;
    if (pressed === "Enter") flush();
    if (!isTyping()) page.gesture.note(target);
    fire(source, () => ({ ...params.control(target), key: pressed }));
  }

  /**
   * `<div dj-keydown.escape="…"></div>`: on an element that can never have the
   * focus, a key binding applies to the whole page, except for keys that are
   * typed into a control, used by the browser, or pressed in a modal dialog
   * that does not contain the element.
   */
  function shortcut(selector: string, event: KeyboardEvent): Element | undefined {
    if (event.defaultPrevented || event.repeat || !isPlain(event) || isTyping()) return undefined;
    return queryAll(query("dialog:modal") ?? document, selector).find((element) => !element.firstElementChild && !((element as HTMLElement).tabIndex >= 0) && !isIgnored(element));
  }

  function pass(event: Event, target: Element, attribute: string): void {
    const isBlur = event.type === "blur";
    if (isBlur) flush(target);
    const path = event.composedPath();
    // For the hosts around the target it is they that get and lose the focus.
    const element = path.find((node, index): node is Element => (!index || path[index - 1] instanceof ShadowRoot) && has(node as Element, attribute) && !isIgnored(node as Element));
    if (element) fire(sourceOf(element, attribute, target), () => params.control(target));
    if (isBlur) page.formState?.concluded(target);
  }

  /** Runs the binding, now or after its delay. `note` gets the event that brings a value, or will. */
  function fire(source: Source, fields: () => params.Fields, note?: (event: Sent) => void): void {
    const { element, attribute, target } = source;
    const binding = read(element, attribute);
    if (!binding) return;
    const isSubmit = attribute === "dj-submit";
    const isPress = /(?:submit|click|start)$/.test(attribute);
    const count = (change: number): void => {
      source.unanswered += change;
      if (isPress) page.mark(target, source.unanswered);
    };
    if (binding.chain) {
      page.run(binding.chain, element, (name, params, to) => {
        count(1);
        send(name, params, to, () => count(-1));
      });
      return;
    }
    const { name, params: list } = binding;
    // Read now: the markup may have changed when a delay is over.
    const to = component(element);
    const push = (): void => {
      source.at = performance.now();
      count(1);
      const event = send(name, list ?? { ...fields(), ...params.values(element) }, to, settled);
      note?.(event);
    };
    const settled: Settled = (code, field, text) => {
      count(-1);
      if (waiting.has(source)) {
        if (source.isHeld) release(source);
      } else if (note && !isSubmit && /^(?:busy|too_fast|too_many)$/.test(code!)) {
        note({ c: 0 });
        delay(source, RETRY_MS, push);
        return true;
      }
      return /^too_large$|_parameter$/.test(code!) && tell(target, text!, field);
    };
    const setting = (name: string): string | null => (isIgnored(target) ? null : attributeOf(target, name)) ?? attributeOf(element, name);
    const isRated = !/^dj-(?:submit|focus|blur)$/.test(attribute);
    const rest = Number(setting("dj-throttle")) - performance.now() + source.at;
    // The last value is always sent; of clicks and keys the first is enough.
    const wait = rest > 0 ? rest : setting("dj-debounce");
    if (!isRated || (wait === null && !(note && source.unanswered))) {
      push();
    } else if (note || !(rest > 0)) {
      note?.({ c: 0 });
      delay(source, wait, push);
    }
  }

  function sourceOf(element: Element, attribute: string, target: Element): Source {
    const known = sources.get(target) ?? [];
    let source = known.find((one) => one.element === element && one.attribute === attribute);
    if (!source) {
      source = { element, attribute, target, unanswered: 0, at: NaN, timer: 0, isHeld: false };
      sources.set(target, [...known, source]);
    }
    return source;
  }

  /** `wait` is a time in milliseconds, or `null`: until the event before is answered. */
  function delay(source: Source, wait: number | string | null, push: () => void): void {
    clearTimeout(source.timer);
    waiting.add(source);
    source.push = push;
    source.isHeld = wait === null;
    // `dj-debounce="blur"` is not a number: the event waits for the blur.
    if (!source.isHeld && Number(wait) >= 0) {
      source.timer = setTimeout(() => {
        source.isHeld = true;
        if (!source.unanswered) release(source);
      }, Number(wait));
    }
  }

  function release(source: Source): void {
    clearTimeout(source.timer);
    waiting.delete(source);
    source.push!();
  }

  /** Sends the events that wait: all of them, or those of `target`. */
  function flush(target?: Element): void {
    for (const source of waiting) if (!target || target === source.target) release(source);
    retract();
  }

  /**
   * Tells the person at the control that an event is about, or at the field
   * of a form. Returns whether they can see it there: the focus is not moved
   * to it from where they type.
   */
  function tell(target: Element, text: string, field?: string): boolean {
    const isForm = target instanceof HTMLFormElement;
    const control = (isForm ? [...get(target, "elements")].find((control) => (control as Control).name === field) : target) as Control | undefined;
    if (!control?.willValidate) return false;
    control.setCustomValidity(text);
    told.set(control, control.value);
    if (isTyping() && (focused() as Partial<Control>).form !== target) return false;
    control.reportValidity();
    return true;
  }

  /** Takes back what was told at a control once it, or another one of its form, has changed. */
  function retract(changed?: Control): void {
    for (const [control, value] of told) {
      if (control.value === value && changed?.form !== (control.form ?? control)) continue;
      control.setCustomValidity("");
      told.delete(control);
    }
  }

  return flush;
}

/** The nearest match on an event's way, also outside of the shadow roots that it comes from, and not in a `dj-ignore`. */
export function nearest(event: Event, selector: string): Element | undefined {
  return event.composedPath().find((node): node is Element => node instanceof Element && ask(node, "matches", selector) && !isIgnored(node));
}

function has(element: Element, attribute: string): boolean {
  return ask(element, "hasAttribute", attribute);
}

function read(element: Element, attribute: string): Call | undefined {
  const text = attribute === START ? "start_tutorial" : (attributeOf(element, attribute) ?? "");
  try {
    return call(text);
  } catch (error) {
    console.warn(`docent: ${attribute}="${text}":`, error);
    return undefined;
  }
}
