/**
 * What an event tells the handler: `dj-value-*`, and by kind a control's value,
 * a form's fields or a key.
 *
 * The objects have no prototype, so that a field named `__proto__` is a field.
 */

export type Fields = Record<string, unknown>;

function blank(): Fields {
  return { __proto__: null };
}

/** `dj-value-project-id="3"` as `project_id: "3"`. */
export function values(element: Element): Fields {
  const fields = blank();
  for (const { name, value } of element.attributes) {
    if (name.startsWith("dj-value-")) fields[name.slice(9).replaceAll("-", "_")] = value;
  }
  return fields;
}

export function control(target: Element): Fields {
  const fields = blank();
  const { name, value } = target as Partial<HTMLInputElement>;
  if (name) fields["name"] = name;
  if (target instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(target.type)) fields["checked"] = target.checked;
  if (target instanceof HTMLSelectElement && target.multiple) fields["value"] = [...target.selectedOptions].map((option) => option.value);
  else if (typeof value === "string") fields["value"] = value;
  return fields;
}

/** The fields by name; several of one name are a list. Files have no place in a frame: their names stand for them. */
export function form(form: HTMLFormElement, submitter: HTMLElement | null): Fields {
  const fields = blank();
  for (const [name, entry] of new FormData(form, submitter)) {
    const value = typeof entry === "string" ? entry : entry.name;
    const before = fields[name];
    fields[name] = before === undefined ? value : Array.isArray(before) ? [...(before as string[]), value] : [before, value];
  }
  return fields;
}

export function key(event: KeyboardEvent): Fields {
  return { ...control(event.target as Element), key: event.key };
}
