/**
 * What docent's commands did to the page's attributes, and their values before.
 *
 * A ledger holds one note for each attribute of each element that it changed.
 * There are two: the tour's, which is reverted when the run ends, and the
 * page's, for commands outside a tour, which is never reverted.
 *
 * - `revert` restores every attribute byte for byte to the page's own value,
 *   and removes those that the page does not have.
 * - A change that the page makes to a noted attribute in the meantime is
 *   detected by comparison with what the ledger wrote last, and kept.
 * - Between `lift` and `reapply` the document is as if the ledger did not
 *   exist: this is when the server's markup is morphed in. Both happen in one
 *   task, so nothing is painted in between.
 */

import { ask, get } from "./dom.ts";

interface Note {
  /** The page's own value; `null`: absent. */
  base: string | null;
  /** The value that the ledger wrote last. */
  wrote: string | null;
  /** The value that the commands have set; `undefined`: the base, edited as a class list. */
  value?: string | null | undefined;
  readonly add: Set<string>;
  readonly remove: Set<string>;
}

export interface Ledger {
  /** Adds and removes class names. */
  classes(element: Element, add: readonly string[], remove: readonly string[]): void;
  /** Reverts the addition of these class names. */
  withdraw(element: Element, names: readonly string[]): void;
  /** Sets an attribute; `null` removes it. */
  attribute(element: Element, name: string, value: string | null): void;
  /** Records what `change` does to an attribute. */
  around(element: Element, name: string, change: () => void): void;
  /** Reverts every change, to be reapplied. */
  lift(): void;
  /** Repeats the lifted changes on the elements that are still in the document. */
  reapply(): void;
  /** Reverts every change and forgets it. */
  revert(): void;
}

export function createLedger(): Ledger {
  const notes = new Map<Element, Map<string, Note>>();

  function noteOf(element: Element, name: string): Note {
    let known = notes.get(element);
    if (!known) notes.set(element, (known = new Map()));
    let note = known.get(name);
    if (!note) known.set(name, (note = { base: null, wrote: null, add: new Set(), remove: new Set() }));
    // For a new note this takes the whole value as the page's.
    rebase(element, name, note);
    return note;
  }

  function each(visit: (element: Element, name: string, note: Note) => void): void {
    for (const [element, known] of notes) for (const [name, note] of known) visit(element, name, note);
  }

  function classes(element: Element, add: readonly string[], remove: readonly string[]): void {
    const note = noteOf(element, "class");
    const base = tokens(note.base);
    for (const name of add) {
      note.remove.delete(name);
      if (!base.includes(name)) note.add.add(name);
    }
    for (const name of remove) {
      note.add.delete(name);
      if (base.includes(name)) note.remove.add(name);
    }
    note.value = undefined;
    put(element, "class", note);
  }

  function lift(): void {
    each((element, name, note) => {
      rebase(element, name, note);
      write(element, name, note.base);
    });
  }

  return {
    classes,

    withdraw(element, names) {
      const note = notes.get(element)?.get("class");
      if (note) classes(element, [], names.filter((name) => note.add.has(name)));
    },

    attribute(element, name, value) {
      const note = noteOf(element, name);
      note.value = value;
      put(element, name, note);
    },

    around(element, name, change) {
      const note = noteOf(element, name);
      change();
      note.wrote = note.value = ask(element, "getAttribute", name);
    },

    lift,

    reapply() {
      for (const element of notes.keys()) if (!get(element, "isConnected")) notes.delete(element);
      each((element, name, note) => {
        note.base = ask(element, "getAttribute", name);
        put(element, name, note);
      });
    },

    revert() {
      lift();
      notes.clear();
    },
  };
}

function put(element: Element, name: string, note: Note): void {
  write(element, name, note.value === undefined ? edited(note.base, note.add, note.remove) : note.value, false);
  note.wrote = ask(element, "getAttribute", name);
}

/** If the page has overwritten a change of ours, takes that as its own value. */
function rebase(element: Element, name: string, note: Note): void {
  const now = ask(element, "getAttribute", name);
  if (now === note.wrote) return;
  // Usually our own names are still in it, since pages change a class list name by name.
  note.base = edited(now, note.remove, note.add);
  note.wrote = now;
}

/** The class list with names added and removed; unchanged bytes if that changes nothing. */
function edited(base: string | null, add: ReadonlySet<string>, remove: ReadonlySet<string>): string | null {
  const before = tokens(base);
  const kept = before.filter((name) => !remove.has(name));
  const added = [...add].filter((name) => !before.includes(name));
  return added.length || kept.length < before.length ? [...kept, ...added].join(" ") : base;
}

export function tokens(names: string | null | undefined): string[] {
  return names?.match(/[^\t\n\f\r ]+/g) ?? [];
}

/** Sets an attribute; `null` removes it. A style that need not be exact may be normalized by the browser. */
export function write(element: Element, name: string, value: string | null, isExact = true): void {
  if (ask(element, "getAttribute", name) === value) return;
  if (value === null) {
    ask(element, "removeAttribute", name);
    return;
  }
  // A strict CSP forbids the attribute but allows the CSSOM.
  const style = get(element as Element & Partial<ElementCSSInlineStyle>, "style");
  const isStyle = name === "style" && style;
  if (isStyle) style.cssText = value;
  if (!isStyle || (isExact && ask(element, "getAttribute", name) !== value)) ask(element, "setAttribute", name, value);
}
