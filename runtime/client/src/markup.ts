/** Parses markup from the server: the one place, under the Trusted Types policy `docent`. */

import { create } from "./dom.ts";

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
}

/** Parses markup. It runs no script and loads nothing: it is in a template's document. */
export type Parser = (html: string) => DocumentFragment;

/** The page's parser. A page may permit a policy of this name only once. */
export function createParser(): Parser {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("docent", { createHTML: (html) => html });
  return (html) => {
    const template = create("template");
    template.innerHTML = policy?.createHTML(html) ?? html;
    return template.content;
  };
}
