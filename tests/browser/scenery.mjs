// Puts elements on a page whose policy forbids markup from a string and style attributes.

/** Appends elements to the one that `into` selects. Each is `[tag, attributes, ...children]`, a child also a text. */
export const put = (page, into, ...trees) =>
  page.evaluate(
    ([into, trees]) => {
      const make = (tree) => {
        if (typeof tree === "string") return document.createTextNode(tree);
        const [tag, { style = "", ...attributes }, ...children] = tree;
        const element = document.createElement(tag);
        for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
        element.style.cssText = style;
        element.append(...children.map(make));
        return element;
      };
      document.querySelector(into).append(...trees.map(make));
    },
    [into, trees],
  );
