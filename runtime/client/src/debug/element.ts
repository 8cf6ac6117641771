/** Creates an element with properties and children. Strings are inserted as text, never as markup. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Sets the text if it differs, so that a selection and the place of a screen reader stay. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** Sets the lines of a list. */
export function writeLines(list: Element, texts: readonly string[]): void {
  while (list.children.length > texts.length) list.lastElementChild!.remove();
  texts.forEach((text, index) => write(list.children[index] ?? list.appendChild(make("li")), text));
}

/** The time of day at a `performance.now()`, to the millisecond. */
export function clock(at: number): string {
  const date = new Date(performance.timeOrigin + at);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
