/**
 * What docent's commands did to the page's attributes, and what stood there before.
 *
 * A ledger holds one note for each attribute of each element that it changed.
 * Two exist: the tour's, which is reverted when the run ends, and the page's,
 * for commands outside a tour, which lasts.
 *
 * - `revert` leaves every attribute byte for byte as the page itself has it,
 *   absent ones absent.
 * - What the page does to a noted attribute in the meantime is the page's: it
 *   is found by comparing with what the ledger wrote last, and kept.
 * - Between `lift` and `reapply` the document is as if the ledger did not
 *   exist: this is when the server's markup is morphed in. Both happen in one
 *   task, so nothing is ever painted in between.
 */

interface Note {
  /** The attribute as the page has it; `null`: absent. */
  base: string | null;
  /** The attribute as the ledger left it. */
  wrote: string | null;
  /** The ledger's own value for it; `undefined`: the base, edited as a class list. */
  value: string | null | undefined;
  readonly add: Set<string>;
  readonly remove: Set<string>;
}

export class Ledger {
  readonly #notes = new Map<Element, Map<string, Note>>();

  /** Adds and removes class names. */
  classes(element: Element, add: readonly string[], remove: readonly string[]): void {
    const note = this.#note(element, "class");
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

  /** Takes back an addition of class names, if it still stands. */
  withdraw(element: Element, names: readonly string[]): void {
    const note = this.#notes.get(element)?.get("class");
    if (note) this.classes(element, [], names.filter((name) => note.add.has(name)));
  }

  /** Sets an attribute; `null` removes it. */
  attribute(element: Element, name: string, value: string | null): void {
    const note = this.#note(element, name);
    note.value = value;
    put(element, name, note);
  }

  /** Notes what `change` does to an attribute by other means. */
  around(element: Element, name: string, change: () => void): void {
    const note = this.#note(element, name);
    change();
    note.wrote = note.value = element.getAttribute(name);
  }

  /** Takes every change off the page; the ledger remembers them. */
  lift(): void {
    this.#each((element, name, note) => {
      rebase(element, name, note);
      write(element, name, note.base);
    });
  }

  /** Puts lifted changes back on whatever of the page is still there. */
  reapply(): void {
    for (const element of this.#notes.keys()) if (!element.isConnected) this.#notes.delete(element);
    this.#each((element, name, note) => {
      note.base = element.getAttribute(name);
      put(element, name, note);
    });
  }

  /** Takes every change off the page and forgets them. */
  revert(): void {
    this.lift();
    this.#notes.clear();
  }

  #note(element: Element, name: string): Note {
    let notes = this.#notes.get(element);
    if (!notes) this.#notes.set(element, (notes = new Map()));
    let note = notes.get(name);
    if (note) {
      rebase(element, name, note);
    } else {
      const base = element.getAttribute(name);
      notes.set(name, (note = { base, wrote: base, value: undefined, add: new Set(), remove: new Set() }));
    }
    return note;
  }

  #each(visit: (element: Element, name: string, note: Note) => void): void {
    for (const [element, notes] of this.#notes) for (const [name, note] of notes) visit(element, name, note);
  }
}

function put(element: Element, name: string, note: Note): void {
  write(element, name, note.value === undefined ? edited(note.base, note.add, note.remove) : note.value);
  note.wrote = element.getAttribute(name);
}

/** Takes what the page wrote over a change of ours as the page's own value. */
function rebase(element: Element, name: string, note: Note): void {
  const now = element.getAttribute(name);
  if (now === note.wrote) return;
  // Our own names are in there as a rule, since pages change a class list name by name.
  note.base = edited(now, note.remove, note.add);
  note.wrote = now;
}

/** The class list with names added and removed; its very bytes where that changes nothing. */
function edited(base: string | null, add: ReadonlySet<string>, remove: ReadonlySet<string>): string | null {
  const before = tokens(base);
  const kept = before.filter((name) => !remove.has(name));
  const added = [...add].filter((name) => !before.includes(name));
  return added.length || kept.length < before.length ? [...kept, ...added].join(" ") : base;
}

export function tokens(names: string | null): string[] {
  return names?.match(/[^\t\n\f\r ]+/g) ?? [];
}

/** Sets an attribute to these bytes; `null` removes it. */
export function write(element: Element, name: string, value: string | null): void {
  if (element.getAttribute(name) === value) return;
  if (value === null) {
    element.removeAttribute(name);
    return;
  }
  // A strict CSP forbids the attribute and allows the CSSOM.
  const { style } = element as Partial<ElementCSSInlineStyle>;
  if (name === "style" && style) style.cssText = value;
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
