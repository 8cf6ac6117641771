/**
 * The DOM commands, by the names that `Js` gives them on the server.
 *
 * - A command never throws: its outcome is `undefined` or a `Code`.
 * - Every change of an attribute goes through the scope's ledger.
 * - No command can make the page run a script: what `js.rs` refuses to encode
 *   is refused here too.
 */

import type { DocentCommand } from "./docent.d.ts";
import { ask, dispatch, get, query, queryAll } from "./dom.ts";
import { component, findAll } from "./find.ts";
import { elements, focusOn, focused, isSeen, isShown, isStop, isTyping, within } from "./focus.ts";
import { closeModal } from "./dialog.ts";
import { type Ledger, tokens } from "./ledger.ts";
import type { Navigation } from "./navigation.ts";
import { scrollIntoView } from "./scroll.ts";
import { type Code, type Op, type Params, type Push, string } from "./wire.ts";

/** The context in which commands run. */
export interface Scope {
  /** The element whose event ran the chain, or the live part. */
  readonly source: Element;
  readonly ledger: Ledger;
  /** Sends an event to the view. */
  readonly push: Push;
  readonly navigation: Navigation;
  /** The open step: its target is one element, even if several match. */
  readonly step?: StepTarget | undefined;
  /** Whether the commands come from the server: they do not take the focus from someone who is typing. */
  readonly isPolite?: boolean;
}

export interface StepTarget {
  readonly selector: string;
  find(): Element | undefined;
}

type Options = Op["options"];
type Command = (element: Element, options: Options, scope: Scope) => Code | undefined | void;

/** Commands for one element: of several the first that is visible. */
const SINGLE = /^(?:focus|scroll_into_view)$/;

/** Without a prototype, so that `constructor` is not a command. */
const commands: Record<string, Command> = {
  __proto__: null as never,

  show,

  hide,

  toggle(element, options, scope) {
    (getComputedStyle(element).display === "none" ? show : hide)(element, options, scope);
  },

  add_class(element, options, { ledger }) {
    ledger.words(element, tokens(string(options["names"])), true);
  },

  remove_class(element, options, { ledger }) {
    ledger.words(element, tokens(string(options["names"])), false);
  },

  transition(element, options, { ledger }) {
    passing(element, options, ledger);
  },

  set_attr(element, options, { ledger }) {
    const name = string(options["name"]);
    const value = string(options["value"]);
    return runsScript(name, value) ? "refused" : ledger.attribute(element, name, value);
  },

  remove_attr(element, options, { ledger }) {
    const name = string(options["name"]);
    if (!closeModal(element, name)) ledger.attribute(element, name, null);
  },

  focus(element, _, { isPolite }) {
    if ((isPolite && isTyping()) || within(element, focused())) return undefined;
    if (!isShown(element)) return "hidden";
    return [element, ...elements(element).filter(isStop)].some(focusOn) ? undefined : "refused";
  },

  dispatch(element, options) {
    dispatch(element, string(options["event"]), options["detail"], options["bubbles"] !== false);
  },

  push(element, options, { push }) {
    push(string(options["event"]), (options["value"] ?? {}) as Params, component(element));
  },

  scroll_into_view(element) {
    return isShown(element) ? scrollIntoView(element, "center") : "hidden";
  },

  show_modal(element, _, { ledger }) {
    const dialog = element as HTMLDialogElement;
    if (dialog.matches(":modal")) return;
    // The browser shows no open dialog as a modal one.
    dialog.open = false;
    dialog.showModal();
    ledger.opened(dialog);
  },

  close(element) {
    (element as HTMLDialogElement).close();
  },

  reset(element) {
    ask(element as HTMLFormElement, "reset");
  },

  navigate: (_, { url, external }, { navigation }) => navigation.leave(string(url), external),

  reload: (_, __, { navigation }) => navigation.reload(),

  patch_url: (_, { url, replace }, { navigation }) => navigation.patch(string(url), replace),

  title(_, { text }) {
    // An image of this name would be `document.title`.
    query("head>title")!.textContent = string(text);
  },

  /** `tour.ts` closes the open step. In the operations of a run that is over, the step has been closed already. */
  end() {},

  over(element) {
    dispatch(element, "tour:hide");
  },
};

/** Adds a command of the app's own. On the wire it has a name that none of docent's has. */
export function addCommand(name: string, run: DocentCommand): void {
  commands[`custom:${name}`] = (element, { detail }) => {
    try {
      run(detail, element);
    } catch (error) {
      // As if nobody had caught it, for the app's own error reports; the server is told as well.
      reportError(error);
      throw error;
    }
  };
}

/** Runs one command. Returns the reason if it did not happen. */
export function execute(op: Op, scope: Scope): Code | undefined {
  const command = commands[op.name];
  if (!command) return "refused";
  let code: Code | undefined = "missing";
  try {
    const found = targets(op, scope).filter(Boolean) as Element[];
    const first = SINGLE.test(op.name) && (found.find(isSeen) ?? found.find(isShown));
    for (const element of first ? [first] : found) {
      code = command(element, op.options, scope) || undefined;
      // An event is sent once, even if several elements match.
      if (code || op.name === "push") break;
    }
  } catch {
    code = "threw";
  }
  return code;
}

function targets({ options: { to, inner, closest } }: Op, { source, step }: Scope): (Element | null | undefined)[] {
  if (to !== undefined) return step?.selector === to ? [step!.find()] : findAll(string(to));
  if (inner !== undefined) return queryAll(source, string(inner));
  return [closest === undefined ? source : ask(source, "closest", string(closest))];
}

function show(element: Element, options: Options, { ledger }: Scope): void {
  const style = styleOf(element);
  const { display } = options;
  if (ask(element, "hasAttribute", "hidden")) ledger.attribute(element, "hidden", null);
  if (style && (style.display === "none" || display)) {
    ledger.around(element, "style", () => {
      style.display = display ? string(display) : "";
      if (!style.length) ask(element, "removeAttribute", "style");
    });
  }
  passing(element, options, ledger);
}

function hide(element: Element, options: Options, { ledger }: Scope): void {
  passing(element, options, ledger, () => {
    ledger.attribute(element, "hidden", "");
    const style = styleOf(element);
    // The app's stylesheet may set a `display` for what is hidden too.
    if (style && getComputedStyle(element).display !== "none") ledger.around(element, "style", () => style.setProperty("display", "none", "important"));
  });
}

/** Of elements that are neither of HTML nor of SVG there is none. */
function styleOf(element: Element): CSSStyleDeclaration | undefined {
  return get(element as HTMLElement, "style");
}

/** Adds the classes of the options for their time, and then does the rest. */
function passing(element: Element, options: Options, ledger: Ledger, then?: () => void): void {
  const classes = tokens((options["names"] ?? options["transition"]) as string | undefined);
  ledger.words(element, classes, true);
  const finish = (): void => {
    ledger.withdraw(element, classes);
    then?.();
  };
  if (classes.length) setTimeout(finish, Number(options["time"]));
  else finish();
}

/** The same rule as `runs_script` in js.rs: browsers skip these characters when they read a URL's scheme. */
function runsScript(name: string, value: string): boolean {
  return /^(?:on|srcdoc$)/i.test(name.trim()) || /^javascript:/i.test(value.replace(/^[\0- ]+|[\t\n\r]/g, ""));
}
