/** Reads the patches of a frame. */

import { type Patch, checked, integer, list, string } from "./wire.ts";

/** Whatever is no patch throws. */
export function patch(value: unknown): Patch {
  const [kind, path, name, ...rest] = list(value);
  if (kind === "html") return { html: string(path), place: undefined };
  const html = string(rest.pop());
  const [total, from, count] = rest.map(integer) as [number, number, number];
  checked(rest.length ? kind === "nodes" && from >= 0 && count >= 0 && from + count <= total : kind === "tag", kind);
  return { html, place: { path: list(path).map(integer), name: string(name), total, from, count } };
}
