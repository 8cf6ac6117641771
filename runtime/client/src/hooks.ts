/**
 * Calls the page's own scripts for the elements with a `dj-hook`.
 *
 * - An element has its hook from `mounted` to `removed`, also where a render moves it.
 * - Only what a render does to it counts as an update: not what the page or docent's
 *   commands do.
 * - Below `dj-ignore` no element has a hook.
 * - A hook that throws, or that no script has registered, fails alone. It is told as a
 *   command would be: with the next frame.
 */

import { attributeOf, get } from "./dom.ts";
import type { DocentHook, DocentHooked, DocentParams } from "./docent.d.ts";
import { findAll } from "./find.ts";
import type { Code } from "./wire.ts";

export interface Hooks {
  register(name: string, hook: DocentHook): void;
  /** Makes the changes of a render. The result calls the hooks of elements that have come, changed by them, or gone. */
  render(change: () => void): () => void;
  /** What has failed: why, and the hook's name. Whoever tells it takes it out. */
  readonly failed: [code: Code, name: string][];
}

interface Live {
  readonly name: string;
  readonly hook: DocentHook;
  readonly hooked: DocentHooked;
}

export function createHooks(push: (name: string, params: DocentParams | undefined, source: Element) => Promise<string | undefined>): Hooks {
  const hooks = new Map<string, DocentHook>();
  const live = new Map<Element, Live>();
  /** The names that were told as unknown. */
  const unknown = new Set<string>();
  const failed: [Code, string][] = [];
  // Its records are taken and never delivered.
  const observer = new MutationObserver(() => {});

  function call({ name, hook, hooked }: Live, method: keyof DocentHook): void {
    try {
      hook[method]?.(hooked);
    } catch (error) {
      reportError(error);
      failed.push(["threw", name]);
    }
  }

  function scan(records: readonly MutationRecord[] = []): void {
    const changed = new Set<Node>();
    for (const { target } of records) for (let at: Node | null = target; at && !changed.has(at); at = get(at, "parentNode")) changed.add(at);
    const found = new Map(findAll("[dj-hook]:not([dj-ignore] *)").map((element) => [element, attributeOf(element, "dj-hook")!]));
    for (const [element, own] of live) {
      if (found.get(element) !== own.name) {
        live.delete(element);
        call(own, "removed");
      } else if (changed.has(element)) {
        call(own, "updated");
      }
    }
    for (const [element, name] of found) {
      if (live.has(element)) continue;
      const hook = hooks.get(name);
      if (hook) {
        const own = { name, hook, hooked: { element, push: (name: string, params?: DocentParams) => push(name, params, element) } };
        live.set(element, own);
        observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
        call(own, "mounted");
      } else if (!unknown.has(name) && document.readyState === "complete") {
        unknown.add(name);
        failed.push(["refused", name]);
      }
    }
  }

  return {
    register(name, hook) {
      hooks.set(name, hook);
      scan();
    },

    render(change) {
      observer.takeRecords();
      change();
      const records = observer.takeRecords();
      return () => scan(records);
    },

    failed,
  };
}
