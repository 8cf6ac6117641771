/**
 * The values of `dj-click` and its siblings: a handler's name, a call with
 * arguments, or a chain that runs in the browser.
 */

import { type Op, type Params, ops, string } from "./wire.ts";

export type Call =
  | { readonly chain?: undefined; readonly name: string; readonly params: Params | undefined }
  | { readonly chain: readonly Op[] };

/** Reads `start_tutorial`, `rename(3, 'Q3', true, null)` or `[["hide",{"to":"#a"}]]`. */
export function call(text: string): Call {
  const value = text.trim();
  if (value.startsWith("[")) return { chain: ops(JSON.parse(value)) };
  const [, name, list] = /^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(value) ?? [];
  return { name: string(name), params: list?.trim() ? (JSON.parse(`[${quoted(list)}]`) as readonly unknown[]) : undefined };
}

/** The arguments as JSON, which has only double quotes. */
function quoted(list: string): string {
  return list.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g, (text, inner: string | undefined) =>
    inner === undefined ? text : JSON.stringify(inner.replace(/\\(.)/g, "$1")),
  );
}
