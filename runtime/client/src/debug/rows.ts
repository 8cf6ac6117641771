/** A list with a row for each item, the newest first. The rows of items that remain are not touched. */

import { make } from "./element.ts";

export interface Rows<T> {
  readonly list: HTMLOListElement;
  /** Shows exactly these, given the oldest first. */
  show(items: readonly T[]): void;
  /** The items shown, the oldest first. */
  shown(): [item: T, row: HTMLLIElement][];
}

export function createRows<T>(className: string, makeRow: (item: T) => HTMLLIElement): Rows<T> {
  const rows = new Map<T, HTMLLIElement>();
  const list = make("ol", { className });
  return {
    list,

    show(items) {
      const wanted = new Set(items);
      for (const [item, row] of rows) {
        if (wanted.has(item)) continue;
        row.remove();
        rows.delete(item);
      }
      for (const item of items) {
        if (rows.has(item)) continue;
        const row = makeRow(item);
        rows.set(item, row);
        list.prepend(row);
      }
    },

    shown: () => [...rows],
  };
}
