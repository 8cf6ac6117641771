/**
 * Reads what a page can shadow.
 *
 * The fields of a form are properties of the form, and hide the browser's: where
 * a field is named `matches`, `form.matches` is that field. Images and forms
 * with a name do the same to `document`. Wherever the node may be a form, its
 * properties are taken from its prototype, which no markup can change.
 */

type Arguments<F> = F extends (...list: infer A) => unknown ? A : never;
type Result<F> = F extends (...list: never[]) => infer R ? R : never;

export function get<N extends EventTarget, K extends keyof N>(node: N, name: K): N[K] {
  return Reflect.get(Reflect.getPrototypeOf(node)!, name, node) as N[K];
}

export function ask<N extends EventTarget, K extends keyof N>(node: N, name: K, ...list: Arguments<N[K]>): Result<N[K]> {
  return (get(node, name) as (...list: unknown[]) => Result<N[K]>).call(node, ...list);
}

/** The first match in the document. */
export function query<E extends Element>(selector: string): E | null {
  return ask(document, "querySelector", selector) as E | null;
}

/** All matches in the scope. */
export function queryAll(scope: ParentNode & Node, selector: string): Element[] {
  return [...ask(scope, "querySelectorAll", selector)];
}

/** The value of an attribute; `null` if it is absent. */
export function attributeOf(element: Element, name: string): string | null {
  return ask(element, "getAttribute", name);
}

export function create<K extends keyof HTMLElementTagNameMap>(name: K): HTMLElementTagNameMap[K] {
  return ask(document, "createElement", name) as HTMLElementTagNameMap[K];
}

export function dispatch(target: EventTarget, event: string, detail?: unknown, bubbles = true): void {
  ask(target, "dispatchEvent", new CustomEvent(event, { bubbles, composed: true, detail }));
}

/** The element whose shadow root the node is in. */
export function host(node: Node): Element | undefined {
  return (ask(node, "getRootNode") as Partial<ShadowRoot>).host;
}
