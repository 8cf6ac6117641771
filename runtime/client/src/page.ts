/**
 * Applies frames to the document.
 *
 * A frame is applied in one task, in the protocol's order: another run's
 * effects are reverted, then patches, operations and the tour's operations
 * are applied. Half a frame is never painted.
 */

import { execute } from "./commands.ts";
import { get } from "./dom.ts";
import { liveRoot } from "./find.ts";
import type { FormState } from "./form_state.ts";
import { type Gesture, createGesture } from "./gesture.ts";
import type { Hooks } from "./hooks.ts";
import { createLedger } from "./ledger.ts";
import type { Render } from "./live.ts";
import type { Navigation } from "./navigation.ts";
import type { Tour } from "./tour/tour.ts";
import type { Code, Failure, Frame, Op, Patch, Push } from "./wire.ts";

/** The most failures of a frame that are reported. */
const FAILURES = 64;

export interface Page {
  /** Undefined until it is loaded. */
  tour?: Tour;
  /** Undefined on a page that the view does not render. */
  readonly formState: FormState | undefined;
  readonly gesture: Gesture;
  /** Registers a hook of the page's own script; undefined on a page that the view does not render. */
  readonly hook: Hooks["register"] | undefined;
  apply(frame: Frame): readonly Failure[];
  /** Runs a chain from an attribute of `source`; its events are sent by `send`. Returns the reason of each command that did not happen. */
  run(chain: readonly Op[], source: Element, send?: Push): (Code | undefined)[];
  /** Marks what the person has pressed, or takes the mark off: while so many events are not answered. */
  mark(element: Element, unanswered: number): void;
}

/** The live part; for a page that has none, the element on which commands without a target act. */
export function root(): Element {
  return liveRoot() ?? get(document, "body");
}

/** The report that an operation did not happen, which the console names too. */
function failure(s: number, index: number, code: Code, { name, options }: Op): Failure {
  const whole = String(options["to"] ?? options["inner"] ?? options["closest"] ?? options["target"] ?? "");
  // By characters, of which a slice of the string may leave half of one.
  const selector = [...whole].slice(0, 256).join("");
  console.debug(`docent: ${name} ${selector}: ${code}`);
  return [s, index, code, name, selector];
}

/** What only a page has that the view renders. */
export interface Live {
  readonly formState: FormState;
  readonly render: Render;
  readonly hooks: Hooks;
}

export function createPage(navigation: Navigation, push: Push, live?: Live): Page {
  /** The effects of commands outside a tour, and the marks of what was pressed: they survive renders. */
  const marks = createLedger();

  function perform(op: Op, source: Element, send = push): ReturnType<typeof execute> {
    return execute(op, { source, ledger: marks, push: send, navigation });
  }

  /** Renders without the effects of commands, which are not the view's. */
  function update({ render, hooks }: Live, patches: readonly Patch[], c: number): void {
    page.tour?.ledger.lift();
    marks.lift();
    let callHooks;
    try {
      callHooks = hooks.render(() => render(patches, c));
    } finally {
      marks.reapply();
      page.tour?.ledger.reapply();
    }
    callHooks();
  }

  const page: Page = {
    formState: live?.formState,
    gesture: createGesture(),
    hook: live?.hooks.register,

    apply(frame) {
      const { run, isSnapshot, patches, ops, s, c } = frame;
      page.tour?.enter(run, isSnapshot);
      // The history keeps the scroll position of the page as it is before the render. Later it changes nothing.
      const last = ops.at(-1);
      if (last?.name === "patch_url") perform(last, root());
      if (live && patches[0]) update(live, patches, c);
      live?.formState.settle(c);
      const codes = ops.map((op) => perform(op, root()));
      if (run) codes.push(...(page.tour?.perform(run) ?? run.ops.map((): Code => "refused")));
      page.tour?.tick();
      page.tour?.tell(frame);
      const all = ops.concat(run?.ops ?? []);
      for (const [code, name] of live?.hooks.failed.splice(0) ?? []) {
        codes.push(code);
        all.push({ name: `hook:${name.slice(0, 64)}`, options: {} } as Op);
      }
      return codes.flatMap((code, index) => (code ? [failure(s, index, code, all[index]!)] : [])).slice(0, FAILURES);
    },

    run: (chain, source, send) => chain.map((op) => perform(op, source, send)),

    mark(element, unanswered) {
      const loading = ["dj-loading"];
      if (unanswered) marks.words(element, loading, true);
      else marks.withdraw(element, loading);
      marks.attribute(element, "aria-busy", unanswered ? "true" : undefined);
    },
  };
  return page;
}
