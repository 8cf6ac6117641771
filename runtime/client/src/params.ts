/**
 * The parameters of an event: `dj-value-*`, and depending on its type a
 * control's value, a form's fields or a key.
 *
 * The objects have no prototype, so that a field may be named `__proto__`.
 */

import { isBox } from "./controls.ts";
import { get } from "./dom.ts";

export type Fields = Record<string, unknown>;

function blank(): Fields {
  return { __proto__: null };
}

/** `dj-value-project-id="3"` as `project_id: "3"`. */
export function values(element: Element): Fields {
  const fields = blank();
  for (const { name, value } of get(element, "attributes")) {
    if (name.startsWith("dj-value-")) fields[name.slice(9).replaceAll("-", "_")] = value;
  }
  return fields;
}

export function control(target: Element): Fields {
  const fields = blank();
  const { name, value, type, checked, selectedOptions } = target as Partial<HTMLInputElement & HTMLSelectElement>;
  if (name) fields["name"] = name;
  if (isBox(target)) fields["checked"] = checked;
  if (type === "select-multiple") fields["value"] = [...selectedOptions!].map((option) => option.value);
  else if (typeof value === "string") fields["value"] = value;
  return fields;
}

/** The fields by name; several of one name are an array. Of files only the names are sent. */
export function form(form: HTMLFormElement, submitter?: HTMLElement | null): Fields {
  const fields = blank();
  const data = new FormData(form, submitter);
  for (const name of data.keys()) {
    const entries = data.getAll(name).map((entry) => (typeof entry === "string" ? entry : entry.name));
    fields[name] = entries.length > 1 ? entries : entries[0];
  }
  return fields;
}
