/** Finds elements that `querySelector` alone does not find. */

import { ask, attributeOf, get, host, query, queryAll } from "./dom.ts";

/** The elements that match a selector. In `#host >>> #inside`, the second part is searched in the open shadow root of the first. */
export function findAll(selector: string): Element[] {
  let scopes: (ParentNode & Node)[] = [document];
  let found: Element[] = [];
  for (const part of selector.split(/\s>>>\s/)) {
    found = scopes.flatMap((scope) => queryAll(scope, part));
    scopes = found.flatMap((element) => get(element, "shadowRoot") ?? []);
  }
  return found;
}

/** The nearest `dj-component` around an element: empty if it is reset to the view, `undefined` if there is none. */
export function component(element: Element): string | undefined {
  const around = closest(element, "[dj-component]");
  return (around && attributeOf(around, "dj-component"))!;
}

/** The nearest match around an element, also outside of the shadow roots that it is in. */
export function closest(element: Element | undefined, selector: string): Element | undefined {
  return element && (ask(element, "closest", selector) ?? closest(host(element), selector));
}

/** Whether the element is markup of somebody else, in a `dj-ignore`: nothing of docent's in it counts. */
export function isIgnored(element: Element): boolean {
  return !!closest(get(element, "parentElement") ?? host(element), "[dj-ignore]");
}

/** The first match in the document that is the app's own. */
export function queryOwn<E extends Element>(selector: string): E | null {
  return query(`:is(${selector}):not([dj-ignore] *)`);
}

/** The element whose content the view renders, if the page has one. */
export function liveRoot(): Element | null {
  return queryOwn("[dj-root]");
}

/** The page's bubble, if it has one. */
export function findBubble(): HTMLElement | null {
  return queryOwn("#dj-tutorial-bubble");
}
