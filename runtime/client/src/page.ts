/**
 * Applies frames to the document.
 *
 * - A frame is applied in one task, in the protocol's order: another run's
 *   effects are reverted, then patches, operations and the tour's operations
 *   are applied. Half a frame is never painted.
 * - Markup from the server is parsed in exactly one place, under the Trusted
 *   Types policy `docent`.
 */

import { execute } from "./commands.ts";
import { create, get } from "./dom.ts";
import { queryOwn } from "./find.ts";
import type { FormState } from "./form_state.ts";
import { createLedger } from "./ledger.ts";
import { type Morph, createMorph } from "./morph.ts";
import type { Tour } from "./tour/tour.ts";
import type { Code, Failure, Frame, Op, Patch, Push } from "./wire.ts";

/** The most failures of a frame that are reported. */
const FAILURES = 64;

interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML(html: string): string }): { createHTML(html: string): string };
}

export interface Page {
  /** Undefined until it is loaded. */
  tour?: Tour;
  readonly formState: FormState;
  apply(frame: Frame): readonly Failure[];
  /** Runs a chain from an attribute of `source`. */
  run(chain: readonly Op[], source: Element): void;
}

/** The live part; for a page that has none, the element on which commands without a target act. */
export function root(): Element {
  return liveRoot() ?? get(document, "body");
}

function liveRoot(): Element | null {
  return queryOwn("[dj-root]");
}

/** The report that an operation did not happen, which the console names too. */
function failure(s: number, index: number, code: Code, { name, options }: Op): Failure {
  const whole = String(options["to"] ?? options["inner"] ?? options["closest"] ?? options["target"] ?? "");
  // By characters, of which a slice of the string may leave half of one.
  const selector = [...whole].slice(0, 256).join("");
  console.debug(`docent: ${name} ${selector}: ${code}`);
  return [s, index, code, name, selector];
}

export function createPage(formState: FormState, push: Push): Page {
  /** The effects of commands outside a tour: they survive renders. */
  const marks = createLedger();
  let live: Element | undefined;
  let morph: Morph;
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("docent", { createHTML: (html) => html });

  const loaded = liveRoot();
  if (loaded) {
    morph = createMorph((live = loaded));
    formState.restored(loaded);
  }

  function perform(op: Op, source: Element): ReturnType<typeof execute> {
    return execute(op, { source, ledger: marks, push });
  }

  /** Morphs the live part. */
  function render(patches: readonly Patch[], c: number): void {
    const now = liveRoot();
    if (!now) return;
    if (now !== live) morph = createMorph((live = now));
    const changes = patches.map(({ html, place }) => {
      // A template's document runs no script and loads nothing.
      const template = create("template");
      template.innerHTML = policy?.createHTML(html) ?? html;
      return { markup: template.content, place };
    });
    page.tour?.ledger.lift();
    marks.lift();
    try {
      morph(changes, formState.judge(c));
    } finally {
      marks.reapply();
      page.tour?.ledger.reapply();
    }
  }

  const page: Page = {
    formState,

    apply({ run, isSnapshot, patches, ops, s, c }) {
      page.tour?.enter(run, isSnapshot);
      if (patches[0]) render(patches, c);
      formState.settle(c);
      const codes = ops.map((op) => perform(op, root()));
      if (run) codes.push(...(page.tour?.perform(run) ?? run.ops.map((): Code => "refused")));
      page.tour?.tick();
      const all = ops.concat(run?.ops ?? []);
      return codes.flatMap((code, index) => (code ? [failure(s, index, code, all[index]!)] : [])).slice(0, FAILURES);
    },

    run(chain, source) {
      for (const op of chain) perform(op, source);
    },
  };
  return page;
}
