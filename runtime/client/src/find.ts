/** Finding elements where `querySelector` alone does not look. */

/** What matches a selector; in `#host >>> #inside`, the second part inside the open shadow root of the first. */
export function findAll(selector: string): Element[] {
  let scopes: ParentNode[] = [document];
  let found: Element[] = [];
  for (const part of selector.split(/\s>>>\s/)) {
    found = scopes.flatMap((scope) => [...scope.querySelectorAll(part)]);
    scopes = found.flatMap(({ shadowRoot }) => shadowRoot ?? []);
  }
  return found;
}

/** The `dj-component` around an element; empty where it is the view's again, nothing where there is none. */
export function component(element: Element): string | undefined {
  return closest(element, "[dj-component]")?.getAttribute("dj-component")!;
}

/** The nearest match around an element, looked up through shadow roots. */
export function closest(element: Element | undefined, selector: string): Element | undefined {
  return element && (element.closest(selector) ?? closest((element.getRootNode() as Partial<ShadowRoot>).host, selector));
}
