/** Makes an element of properties and children: text is text, whatever is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Writes only what is new: what is selected or read aloud stays as it is. */
export function write(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A list whose lines are these texts. */
export function writeLines(list: Element, texts: readonly string[]): void {
  while (list.children.length > texts.length) list.lastElementChild!.remove();
  texts.forEach((text, index) => write(list.children[index] ?? list.appendChild(make("li")), text));
}

/** The time of day of a moment by `performance.now()`, to the millisecond. */
export function clock(at: number): string {
  const date = new Date(performance.timeOrigin + at);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
