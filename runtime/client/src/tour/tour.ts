/**
 * The run that is on the page.
 *
 * Owns the tour's ledger and the open step, and carries out the tour's
 * operations of a frame in order.
 *
 * - A frame of another run, or of none, first reverts everything that the last
 *   run did to the page.
 * - A control names the run and the visit in which it was pressed, and is sent
 *   once for them.
 * - A snapshot that shows the same visit again repeats neither focus nor
 *   announcement.
 * - A step that ends in the frame that shows it is narrated, and the page is
 *   not scrolled for it.
 */

import { type Bubble, createBubble } from "./bubble.ts";
import type { execute } from "../commands.ts";
import { dispatch } from "../dom.ts";
import type { FindBubble } from "../notice.ts";
import { focusOn, isTyping } from "../focus.ts";
import type { Gesture } from "../gesture.ts";
import { type Ledger, createLedger, tokens } from "../ledger.ts";
import type { Navigation } from "../navigation.ts";
import { type Step, openStep } from "./step.ts";
import { createWhereabouts } from "./whereabouts.ts";
import { createTourEvents } from "./tour_events.ts";
import { type Code, type Frame, type Limits, type Narration, type Op, type Push, type Run, type ShownStep, type StepRef, isNarration } from "../wire.ts";

export interface Outside {
  /** The element on which commands without a target act. */
  source(): Element;
  readonly bubble: FindBubble;
  readonly gesture: Gesture;
  readonly push: Push;
  readonly navigation: Navigation;
  /** Runs a command: those of the page's own scripts are known there. */
  readonly execute: typeof execute;
  report(report: Report): boolean;
  /** What the server has told of itself; `undefined` before that, when only the app itself can narrate. */
  limits(): Limits | undefined;
}

/**
 * A tour control: of the person, or that the target is missing or what is waited for has happened, or that the step's time
 * pauses or continues. Or where the page is (`here`), or that the browser has brought it back as it was (`again`).
 */
export type Report = readonly [...StepRef, name: string, path?: string];
export type ControlName = "skip" | "back" | "cancel" | "missing" | "done" | "again";

export interface Tour {
  readonly ledger: Ledger;
  /** The run and visit on the page. */
  at(): StepRef | undefined;
  /** Before anything else of a frame: reverts the effects of another run; for a snapshot, of the same run too. */
  enter(next: Run | undefined, isSnapshot: boolean): void;
  /** Carries out the tour's operations of a frame. */
  perform(next: Run): (Code | undefined)[];
  /** Updates the open step to the page. */
  tick(): void;
  /** Tells the page's own scripts what a frame has done to the tour. */
  tell(frame: Frame): void;
  /** Sends a control of the step shown, once. Returns whether there is a run. */
  report(name: ControlName): boolean;
  /** There is a new connection, on which no step's time is held yet. */
  welcome(): void;
  /** There is no connection any more: removes the tour from the page. */
  abandon(): void;
}

export function createTour(outside: Outside): Tour {
  const ledger = createLedger();
  let at: StepRef | undefined;
  let step: Step | undefined;
  /** The narration whose event is being dispatched. */
  let narrated: Narration | undefined;
  let bubble: Bubble | undefined;
  let starter: Element | undefined;
  let isByUser = false;
  let isPaused = false;
  /** The run and visit whose time is held on this connection. */
  let held = "";
  let reported = "";
  let shown = "";
  const send = (...what: [name: string, path?: string]): unknown => at && outside.report([...at, ...what]);
  const { expect, stay, watch } = createWhereabouts(send, outside.navigation.leave);

  function report(name: ControlName): boolean {
    if (!at) return false;
    if (reported !== (reported = at + name)) send(name);
    return true;
  }

  /** Tells the server when the step's time is held and when it runs. */
  function holdStill(isHeld: boolean): void {
    if (isHeld !== (held === String(at)) && send(isHeld ? "hold" : "resume")) held = isHeld ? String(at) : "";
  }

  /** Opens a step: the tour's, which `shown` describes, or else one that only has the app's own narration. */
  function open(narration: Narration, isNews: boolean, shown?: ShownStep): void {
    close();
    const limits = outside.limits();
    step = openStep({
      narration,
      isTimed: !!limits?.hasTimers && !!narration.timeout,
      patience: limits?.target,
      highlight: tokens(shown?.highlight),
      ledger,
      isNews,
      until: shown?.until ?? [],
      isDue: watch(narration),
      done: () => report("done"),
      movesFocus: isNews && (isByUser || !!outside.gesture.last()),
      narrate: shown && ((target) => {
        narrated = narration;
        dispatch(target, shown.event, narration);
        narrated = undefined;
      }),
      perform,
      missing() {
        const { target, step } = narration;
        report("missing");
        dispatch(document, "docent:missing", { target, step });
      },
      control(control, pressed) {
        if (pressed) outside.gesture.note(pressed);
        if (control === "pause") isPaused = !isPaused;
        else if (!report(control)) hide();
      },
      isPaused: () => isPaused,
      holdStill,
    });
  }

  /** Carries out operations in order. Gives the reason for each that did not happen. */
  function perform(ops: readonly Op[]): (Code | undefined)[] {
    const source = outside.source();
    return ops.map((op, index) => {
      if (op.name === "end") close();
      if (op.name === "at") return expect(op.options["path"]);
      if (op.shown) {
        const { position = outside.bubble()?.dataset["position"], ...told } = op.shown.narration;
        const narration = { ...told, position };
        open(narration, shown !== (shown = `${at},${narration.step}`), op.shown);
        step?.tick();
        // One that ends in this frame has no time to wait for its target.
        return !told.elsewhere && !step?.find() && ops.slice(index).some(({ name }) => name === "end") ? "missing" : undefined;
      }
      const code = outside.execute(op, { ...outside, ledger, step, isPolite: true, source });
      if (code === "missing" && op.options["to"] === step?.selector) step?.postpone(op);
      return code;
    });
  }

  /** Handles a narration event: the open step's, or one of the app's own. */
  function onNarration(event: Event): void {
    const { detail } = event as Partial<CustomEvent<unknown>>;
    // An event that a listener dispatches while a step is narrated does not replace the step.
    if (!isNarration(detail) || (narrated && narrated !== detail)) return;
    const element = outside.bubble();
    if (element && !bubble?.isShown() && bubble?.element !== element) bubble = createBubble(element);
    if (!bubble) return;
    if (!narrated) open(detail, true);
    step?.attach(bubble);
    if (!narrated) step?.settle();
  }

  function close(): void {
    step?.close();
    step = undefined;
  }

  function clear(): void {
    close();
    bubble?.hide();
  }

  function hide(): void {
    // In a modal dialog the starter is inert, but the target is not.
    const returns = step?.holdsFocus() && !isTyping() && [starter, step.find()];
    clear();
    if (returns) returns.some((element) => element && focusOn(element));
  }

  /** Removes the run from the page; at its end returns the focus to the element that started it. */
  function leave(isEnd: boolean): void {
    if (isEnd) hide();
    else clear();
    ledger.revert();
    at = undefined;
    expect(undefined);
    if (isEnd) starter = undefined;
  }

  // Never removed: the app may dispatch a narration at any time.
  document.addEventListener(outside.bubble()?.dataset["event"] || "tour:narrate", onNarration);
  document.addEventListener("tour:hide", hide);
  // Another page may have taken the tour meanwhile.
  addEventListener("pageshow", ({ persisted }) => {
    if (!persisted) return;
    stay();
    report("again");
  });

  return {
    ledger,
    at: () => at,

    enter(next, isSnapshot) {
      const isOther = next?.at[0] !== at?.[0];
      if (isOther || isSnapshot) leave(!next);
      if (!isOther || !next) return;
      isPaused = false;
      const asker = outside.gesture.last();
      isByUser = !!asker;
      if (asker && !bubble?.element.contains(asker)) starter = asker;
    },

    perform(next) {
      at = next.at;
      const codes = perform(next.ops);
      step?.settle();
      // A step that has not begun has nothing in the bubble yet, and the one before is over.
      if (!step?.hasBegun()) bubble?.hide();
      return codes;
    },

    tick: () => step?.tick(),
    tell: createTourEvents(),
    report,

    welcome() {
      held = "";
    },

    abandon: () => leave(true),
  };
}
