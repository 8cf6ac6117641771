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
import { createLedger } from "./ledger.ts";
import { morph } from "./morph.ts";
import type { Tour } from "./tour.ts";
import type { Failure, Frame, Op, Push } from "./wire.ts";

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
}

export interface Page {
  readonly tour: Tour;
  readonly drafts: Drafts;
  apply(frame: Frame): readonly Failure[];
  /** Runs a chain that an attribute of `source` holds. */
  run(chain: readonly Op[], source: Element): void;
}

/** The live part; for a page that has none, the place where commands without a target act. */
export function root(): Element {
  return document.querySelector("[dj-root]") ?? document.body;
}

export function createPage(tour: Tour, drafts: Drafts, push: Push): Page {
  /** What commands outside a tour did: it outlives renders. */
  const marks = createLedger();
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("docent", { createHTML: (html) => html });

  function perform(op: Op, source: Element): ReturnType<typeof execute> {
    return execute(op, { source, ledger: marks, push });
  }

  /** Morphs the live part. The markup is that part's inside, or has the part itself somewhere in it. */
  function render(html: string, c: number): void {
    const live = document.querySelector("[dj-root]");
    if (!live) return;
    // A template's document runs no script and loads nothing.
    const template = document.createElement("template");
    template.innerHTML = policy?.createHTML(html) ?? html;
    const markup = template.content;
    tour.ledger.lift();
    marks.lift();
    try {
      morph(live, markup.querySelector("[dj-root]") ?? markup, { ...drafts.judge(c), isOurs: tour.owns });
    } finally {
      marks.reapply();
      tour.ledger.reapply();
      drafts.settle(c);
    }
  }

  return {
    tour,
    drafts,

    apply({ run, isSnapshot, patches, ops, s, c }) {
      tour.enter(run, isSnapshot);
      for (const html of patches) render(html, c);
      const codes = ops.map((op) => perform(op, root()));
      if (run) codes.push(...tour.perform(run));
      tour.tick();
      return codes.flatMap((code, index) => (code ? [[s, index, code] as const] : []));
    },

    run(chain, source) {
      for (const op of chain) perform(op, source);
    },
  };
}
