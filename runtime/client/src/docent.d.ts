// `window.docent`: what a script of the page may use of docent's. It is there once docent's script has run:
// in a deferred script or a module after it, or when `docent:ready` is dispatched at `window`.

/** Plain data, as JSON has it. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** The parameters of an event, by name or by position. */
export type DocentParams = readonly Json[] | { readonly [name: string]: Json };

/**
 * A command of the app's own, for `Js::custom`. Called once for each element that the command acts on. `detail` is
 * `undefined` where the command has none. What it throws is written to the console, and reported to the app.
 */
export type DocentCommand = (detail: any, element: Element) => void;

/** What an element with a `dj-hook` gets. Events that `Js::dispatch` sends to it come as DOM events at `element`. */
export interface DocentHooked {
  readonly element: Element;
  /** Sends an event to the view, or to the component that the element is in. See `Docent.push`. */
  push(name: string, params?: DocentParams): Promise<string | undefined>;
}

/** What happens to the elements with `dj-hook="NAME"`. Each function is called with what was made for its element. */
export interface DocentHook {
  /** The element is on the page, and the hook is registered. */
  mounted?(hooked: DocentHooked): void;
  /** A render has changed the element, or something in it. */
  updated?(hooked: DocentHooked): void;
  /** The element is not on the page any more, or not the hook's. */
  removed?(hooked: DocentHooked): void;
}

export interface Docent {
  /** Whether frames are logged to the console. */
  debug: boolean;
  /** Whether the page has its session. */
  readonly connected: boolean;
  /** Starts the tour, or shows it again where it is. */
  start(): void;
  /** Presses the bubble's button of this name: without a tour nothing happens. */
  skip(): void;
  back(): void;
  cancel(): void;
  /** Registers a command of the app's own, in place of an earlier one of that name. */
  command(name: string, run: DocentCommand): void;
  /** Registers a hook, in place of an earlier one of that name: elements that have that one keep it. There is no such function on a page that docent does not render. */
  hook(name: string, hook: DocentHook): void;
  /**
   * Sends an event to the view, or to the component that `source` is in.
   *
   * The promise is fulfilled when the event is answered and what it has changed is on the page: with `undefined`, or
   * with the code of its refusal, as `handler_failed`. It is never rejected.
   *
   * Throws if the parameters are neither an object nor an array, or are no JSON.
   */
  push(name: string, params?: DocentParams, source?: Element): Promise<string | undefined>;
  /**
   * Runs a chain: the text of a `Js`, which may be in an attribute. `source` is the element of commands that name none;
   * the live part if there is none.
   *
   * Returns for each command `undefined`, or why it did not happen: `missing`, `ambiguous`, `hidden`, `refused`, `threw`.
   *
   * Throws if it is no chain.
   */
  exec(chain: string, source?: Element): readonly (string | undefined)[];
}

declare global {
  interface Window {
    readonly docent: Docent;
  }
  interface WindowEventMap {
    "docent:ready": Event;
  }
  var docent: Docent;
}
