/** A list with a row for each item, the newest first. The rows of items that stay are left as they are. */

import { make } from "./element.ts";

export interface Rows<T> {
  readonly list: HTMLOListElement;
  /** Shows these, the oldest first, and no others. */
  show(items: readonly T[]): void;
  /** What is shown, the oldest first. */
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
