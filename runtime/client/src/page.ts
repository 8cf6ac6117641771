/**
 * The page as the server changes it: frames go in, the document comes out.
 *
 * - A frame is applied in one task, in the protocol's order: another run's
 *   effects go, patches, commands, the tour's commands. The screen and the
 *   person never see half of one.
 * - Markup from the server is parsed in exactly one place, under the Trusted
 *   Types policy `docent`.
 */

import { execute } from "./commands.ts";
import type { Drafts } from "./drafts.ts";
import { Ledger } from "./ledger.ts";
import { morph } from "./morph.ts";
import type { Tour } from "./tour.ts";
import type { Failure, Frame, Op, Params } from "./wire.ts";

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
}

export class Page {
  /** What commands outside a tour did: it outlives renders. */
  readonly #marks = new Ledger();
  readonly tour: Tour;
  readonly drafts: Drafts;
  readonly #push: (event: string, params: Params) => void;
  readonly #parse: (html: string) => DocumentFragment;

  constructor(tour: Tour, drafts: Drafts, push: (event: string, params: Params) => void) {
    this.tour = tour;
    this.drafts = drafts;
    this.#push = push;
    this.#parse = parser();
  }

  /** The live part; for a page that has none, the place where commands without a target act. */
  static root(): Element {
    return document.querySelector("[dj-root]") ?? document.body;
  }

  apply(frame: Frame): readonly Failure[] {
    const { run } = frame;
    this.tour.enter(run, frame.kind === "snapshot");
    for (const { html } of frame.patches) this.#render(html, frame.c);
    const codes = frame.ops.map((op) => this.#execute(op, Page.root()));
    if (run) codes.push(...this.tour.perform(run));
    this.tour.tick();
    return codes.flatMap((code, index) => (code ? [[index, code] as const] : []));
  }

  /** Runs a chain that an attribute of `source` holds. */
  run(chain: readonly Op[], source: Element): void {
    for (const op of chain) this.#execute(op, source);
  }

  #execute(op: Op, source: Element): ReturnType<typeof execute> {
    return execute(op, { source, ledger: this.#marks, push: this.#push });
  }

  /** Morphs the live part. The markup is that part's inside, or has the part itself somewhere in it. */
  #render(html: string, c: number): void {
    const root = document.querySelector("[dj-root]");
    if (!root) return;
    const markup = this.#parse(html);
    this.tour.ledger.lift();
    this.#marks.lift();
    try {
      morph(root, markup.querySelector("[dj-root]") ?? markup, { ...this.drafts.judge(c), isOurs: (node) => this.tour.owns(node) });
    } finally {
      this.#marks.reapply();
      this.tour.ledger.reapply();
      this.drafts.settle(c);
    }
  }
}

function parser(): (html: string) => DocumentFragment {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("docent", { createHTML: (html) => html });
  return (html) => {
    // A template's document runs no script and loads nothing.
    const template = document.createElement("template");
    template.innerHTML = policy?.createHTML(html) ?? html;
    return template.content;
  };
}
