/**
 * The state of a control: what the person sees in it, and what the server has
 * rendered.
 *
 * The server's is in the attributes, which a render always writes; the person's
 * is in the properties `value`, `checked` and `selected`.
 */

import { queryAll } from "./dom.ts";

/** An input's type; empty for all other elements. */
function typeOf(control: Element): string {
  return control instanceof HTMLInputElement ? control.type : "";
}

/** Whether it is a checkbox or a radio button. */
export function isBox(control: Element): control is HTMLInputElement {
  return /^(?:checkbox|radio)$/.test(typeOf(control));
}

/** Whether the person chooses in it, so that a choice is made at once. */
export function isChoice(control: Element): boolean {
  return control instanceof HTMLSelectElement || isBox(control);
}

/** Whether it is a date or a time, of which a browser reports every part that is typed as a change. */
export function hasParts(control: Element): boolean {
  return /^(?:date|time|month|week)/.test(typeOf(control));
}

/** The rendered value of a text control, `null` if none is rendered; `undefined` for all other elements. */
export function renderedText(control: Element): string | null | undefined {
  if (control instanceof HTMLTextAreaElement) return control.defaultValue;
  // In these types the person does not change the value.
  return /^(?:|file|hidden|checkbox|radio)$/.test(typeOf(control)) ? undefined : control.getAttribute("value");
}

/** What the server has rendered, to be compared. */
export function rendered(control: Element): unknown {
  if (control instanceof HTMLSelectElement) return options(control).filter(({ defaultSelected }) => defaultSelected).map(({ value }) => value).join("\n");
  return isBox(control) ? control.defaultChecked : renderedText(control);
}

/** Whether it shows something else than what the server has rendered. Of a group of radio buttons only the chosen one does. */
export function differs(control: Element): boolean {
  if (control instanceof HTMLSelectElement) {
    const wanted = defaults(control);
    return options(control).some((option) => option.selected !== wanted.includes(option));
  }
  const { type, checked, defaultChecked, value } = control as HTMLInputElement;
  if (isBox(control)) return checked !== defaultChecked && (checked || type !== "radio");
  const text = renderedText(control);
  return text !== undefined && value !== (text ?? "");
}

/** Shows what the server has rendered. A text that it has not rendered stays, unless `isCleared`. */
export function show(control: Element, isCleared = false): void {
  if (control instanceof HTMLSelectElement) {
    choose(control, defaults(control));
  } else if (isBox(control)) {
    for (const other of group(control)) other.checked = other.defaultChecked;
  } else {
    const text = renderedText(control);
    const field = control as HTMLInputElement;
    if (isCleared && field.type === "file") field.value = "";
    // An empty textarea may be one whose text the server does not render.
    const isSaid = text || (text === "" && !(control instanceof HTMLTextAreaElement));
    if (text !== undefined && (isSaid || isCleared)) assign(field, text ?? "");
  }
}

/** Assigning the same value would move the caret. */
export function assign(field: HTMLInputElement, text: string): void {
  if (field.value !== text || field.validity.badInput) field.value = text;
}

/** Whether the two are one control to the person: radio buttons of one group. */
export function isSame(a: Element, b: Element): boolean {
  return a === b || group(a).includes(b as HTMLInputElement);
}

/** The control, with the other radio buttons of its group. */
export function group(control: Element): HTMLInputElement[] {
  const { name, form, type } = control as HTMLInputElement;
  if (type !== "radio" || !name) return [control as HTMLInputElement];
  return (queryAll(document, "input[type=radio]") as HTMLInputElement[]).filter((other) => other.name === name && other.form === form);
}

/**
 * Remembers what is chosen. The result chooses it again after the options have
 * changed: by value, or else, where an option was renamed, by its id or its text.
 * What has left the list gives way to the server's choice.
 */
export function keepChoice(select: HTMLSelectElement, isTouched: boolean): () => void {
  const list = options(select);
  const chosen = list.filter((option) => option.selected);
  const isOwn = isTouched || differs(select);
  const kept = chosen.map(({ value, text, id }) => ({ value, text, id: id || text }));
  const places = chosen.map((option) => list.indexOf(option));
  return () => {
    const now = options(select);
    const found = kept.map((wish, nth) => {
      const by = (name: "value" | "text" | "id"): HTMLOptionElement | undefined => [now[places[nth]!], ...now].find((option) => option?.[name] === wish[name]);
      return by("value") ?? by("id") ?? by("text");
    });
    if (!isOwn || (!found[0] && !select.multiple)) show(select);
    else choose(select, found);
  };
}

function choose(select: HTMLSelectElement, wanted: readonly unknown[]): void {
  for (const option of options(select)) if (option.selected !== wanted.includes(option)) option.selected = !option.selected;
}

function options(select: HTMLSelectElement): HTMLOptionElement[] {
  return queryAll(select, "option") as HTMLOptionElement[];
}

/** The options that are selected on a page that was just loaded. */
function defaults(select: HTMLSelectElement): HTMLOptionElement[] {
  const list = options(select);
  const marked = list.filter(({ defaultSelected }) => defaultSelected);
  if (select.multiple) return marked;
  const first = select.size > 1 ? undefined : list.find((option) => !option.matches(":disabled"));
  const one = marked.at(-1) ?? first;
  return one ? [one] : [];
}
