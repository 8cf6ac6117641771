/**
 * The DOM commands, by the names that `Js` gives them on the server.
 *
 * - A command never throws: its outcome is `undefined` or a `Code`.
 * - Every change of an attribute goes through the scope's ledger.
 * - No command can make the page run a script: what `js.rs` refuses to write
 *   is refused here too.
 */

import { focusOn, isShown, isTyping, stops, within, focused } from "./focus.ts";
import { type Ledger, tokens } from "./ledger.ts";
import { scrollIntoView } from "./scroll.ts";
import type { Code, Op, Params } from "./wire.ts";

/** What a list of commands runs against. */
export interface Scope {
  /** The element whose event ran the chain, or the live part. */
  readonly source: Element;
  readonly ledger: Ledger;
  /** Sends an event to the view. */
  readonly push: (event: string, params: Params) => void;
  /** The open step: its target is one element, however many match. */
  readonly step?: StepTarget | undefined;
  /** Whether nobody asked for this just now, so that the focus of someone typing stays. */
  readonly isPolite?: boolean;
}

export interface StepTarget {
  readonly selector: string;
  find(): Element | undefined;
  takeFocus(): void;
}

type Outcome = Code | undefined | void;
type Options = Op["options"];
type Command = (elements: readonly [Element, ...Element[]], options: Options, scope: Scope) => Outcome;

const commands: Readonly<Record<string, Command>> = {
  show: (elements, _, { ledger }) => elements.forEach((element) => show(element, ledger)),

  hide: (elements, _, { ledger }) => elements.forEach((element) => ledger.attribute(element, "hidden", "")),

  toggle: (elements, _, { ledger }) =>
    elements.forEach((element) => {
      if (getComputedStyle(element).display === "none") show(element, ledger);
      else ledger.attribute(element, "hidden", "");
    }),

  add_class: (elements, options, { ledger }) => elements.forEach((element) => ledger.classes(element, tokens(text(options, "names")), [])),

  remove_class: (elements, options, { ledger }) => elements.forEach((element) => ledger.classes(element, [], tokens(text(options, "names")))),

  transition(elements, options, { ledger }) {
    const names = tokens(text(options, "names"));
    for (const element of elements) ledger.classes(element, names, []);
    setTimeout(() => elements.forEach((element) => ledger.withdraw(element, names)), Number(options["time"]));
  },

  set_attr(elements, options, { ledger }) {
    const name = text(options, "name");
    const value = text(options, "value");
    if (runsScript(name, value)) return "refused";
    for (const element of elements) ledger.attribute(element, name, value);
    return undefined;
  },

  remove_attr: (elements, options, { ledger }) => elements.forEach((element) => ledger.attribute(element, text(options, "name"), null)),

  focus([element], options, { step, isPolite }) {
    if (step && options["to"] === step.selector) return step.takeFocus();
    if ((isPolite && isTyping()) || within(element, focused())) return undefined;
    if (!isShown(element)) return "hidden";
    return focusOn(element) || stops(element).some(focusOn) ? undefined : "refused";
  },

  dispatch(elements, options) {
    const event = text(options, "event");
    for (const element of elements) element.dispatchEvent(new CustomEvent(event, { bubbles: true, detail: options["detail"] ?? null }));
  },

  push(_, options, { push }) {
    push(text(options, "event"), (options["value"] ?? {}) as Params);
  },

  scroll_into_view([element]) {
    if (!isShown(element)) return "hidden";
    return scrollIntoView(element, "center");
  },
};

/** Runs one command, and says why if it did not happen. */
export function execute(op: Op, scope: Scope): Code | undefined {
  const command = Object.hasOwn(commands, op.name) ? commands[op.name] : undefined;
  if (!command) return "refused";
  try {
    const [first, ...more] = targets(op.options, scope);
    return first ? command([first, ...more], op.options, scope) || undefined : "missing";
  } catch {
    return "threw";
  }
}

function targets(options: Options, { source, step }: Scope): Iterable<Element> {
  if (options["to"] !== undefined) {
    const selector = text(options, "to");
    const target = step?.selector === selector && step.find();
    return target ? [target] : document.querySelectorAll(selector);
  }
  if (options["inner"] !== undefined) return source.querySelectorAll(text(options, "inner"));
  if (options["closest"] === undefined) return [source];
  const around = source.closest(text(options, "closest"));
  return around ? [around] : [];
}

function text(options: Options, name: string): string {
  const value = options[name];
  if (typeof value !== "string") throw new TypeError(`${name} is missing`);
  return value;
}

function show(element: Element, ledger: Ledger): void {
  const { style } = element as Partial<ElementCSSInlineStyle>;
  if (element.hasAttribute("hidden")) ledger.attribute(element, "hidden", null);
  if (style?.display === "none") ledger.around(element, "style", () => style.removeProperty("display"));
}

/** The same rule as `runs_script` in js.rs: browsers skip these characters before they read a URL's scheme. */
function runsScript(name: string, value: string): boolean {
  return /^(?:on|srcdoc$)/i.test(name.trim()) || /^javascript:/i.test(value.replace(/^[\0- ]+/, "").replace(/[\t\n\r]/g, ""));
}
