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

import { closeModal } from "./dialog.ts";
import { ask, attributeOf, get } from "./dom.ts";

interface Note {
  readonly element: Element;
  readonly name: string;
  /** The page's own attribute. */
  readonly like: Attr | null;
  /** The page's own value; `null`: absent. */
  base: string | null;
  /** The value that the ledger wrote last. */
  wrote: string | null;
  /** The value that a command has set in place of the page's; `undefined`: none. */
  value?: string | null | undefined;
  /** The words of a list that were added to it since (`true`) or removed. */
  readonly edits: Map<string, boolean>;
}

export interface Ledger {
  /** Adds classes, or removes them. */
  words(element: Element, words: readonly string[], isAdded: boolean): void;
  /** Reverts the addition of these classes. */
  withdraw(element: Element, words: readonly string[]): void;
  /** Sets an attribute; `null` removes it, and `undefined` restores it. */
  attribute(element: Element, name: string, value: string | null | undefined): void;
  /** Records that a modal dialog was opened, which is closed at the end. */
  opened(dialog: HTMLDialogElement): void;
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
  let notes: Note[] = [];
  const dialogs: Element[] = [];

  function noteOf(element: Element, name: string): Note {
    let note = notes.find((note) => note.element === element && note.name === name);
    if (!note) notes.push((note = { element, name, like: ask(element, "getAttributeNode", name), base: null, wrote: null, edits: new Map() }));
    // For a new note this takes the whole value as the page's.
    rebase(note);
    return note;
  }

  function words(element: Element, list: readonly string[], isAdded: boolean): void {
    const note = noteOf(element, "class");
    const before = tokens(unedited(note));
    for (const word of list) {
      if (before.includes(word) === isAdded) note.edits.delete(word);
      else note.edits.set(word, isAdded);
    }
    settle(note);
  }

  function set(note: Note, value: string | null | undefined): void {
    note.value = value;
    note.edits.clear();
    settle(note);
  }

  /** Writes it. Of what is as the page has it nothing is kept. */
  function settle(note: Note): void {
    put(note);
    notes = notes.filter(({ value, edits }) => value !== undefined || edits.size);
  }

  function lift(): void {
    for (const note of notes) {
      rebase(note);
      write(note.element, note.name, note.base, true, note.like);
    }
  }

  return {
    words,

    withdraw(element, list) {
      const note = noteOf(element, "class");
      // What the page has by now itself stays.
      for (const word of list) if (note.edits.get(word)) note.edits.delete(word);
      settle(note);
    },

    attribute(element, name, value) {
      set(noteOf(element, name), value);
    },

    opened(dialog) {
      dialogs.push(dialog);
    },

    around(element, name, change) {
      const note = noteOf(element, name);
      change();
      set(note, read(note));
    },

    lift,

    reapply() {
      notes = notes.filter(({ element }) => get(element, "isConnected"));
      for (const note of notes) {
        note.base = read(note);
        put(note);
      }
    },

    revert() {
      lift();
      notes = [];
      for (const dialog of dialogs.splice(0)) closeModal(dialog, "open");
    },
  };
}

function read({ element, name }: Note): string | null {
  return attributeOf(element, name);
}

/** What the words are added to, or removed from. */
function unedited({ base, value }: Note): string | null {
  return value === undefined ? base : value;
}

function put(note: Note): void {
  write(note.element, note.name, edited(unedited(note), note.edits, true), false, note.like);
  note.wrote = read(note);
}

/** If the page has overwritten a change of ours, takes that as its own value. */
function rebase(note: Note): void {
  const now = read(note);
  if (now === note.wrote) return;
  // Usually our own names are still in it, since pages change a class list name by name.
  note.base = edited(now, note.edits, false);
  note.wrote = now;
}

/** The list with these words added and removed, or the reverse: absent if none is left, unchanged bytes if that changes nothing. */
function edited(base: string | null, words: ReadonlyMap<string, boolean>, isForward: boolean): string | null {
  const before = tokens(base);
  const kept = before.filter((word) => words.get(word) !== !isForward);
  const added = [...words.keys()].filter((word) => words.get(word) === isForward && !before.includes(word));
  return added.length || kept.length < before.length ? [...kept, ...added].join(" ") || null : base;
}

export function tokens(words: string | null | undefined): string[] {
  return words?.match(/[^\t\n\f\r ]+/g) ?? [];
}

/**
 * Sets an attribute; `null` removes it. A style that need not be exact may be normalized by the browser. With a `like`,
 * an attribute of the parser's, the name may be one that only a parser admits in each browser, as `@click`, or have a namespace.
 */
export function write(element: Element, name: string, value: string | null, isExact = true, like?: Attr | null): void {
  if (attributeOf(element, name) === value) return;
  if (value === null) return ask(element, "removeAttribute", name);
  // A strict CSP forbids the attribute but allows the CSSOM.
  const style = get(element as Element & Partial<ElementCSSInlineStyle>, "style");
  const isStyle = name === "style" && style;
  if (isStyle) style.cssText = value;
  if (isStyle && (!isExact || attributeOf(element, name) === value)) return;
  if (like) {
    const attribute = like.cloneNode() as Attr;
    attribute.value = value;
    ask(element, "setAttributeNode", attribute);
  } else ask(element, "setAttribute", name, value);
}
