/**
 * The run that is on the page.
 *
 * Owns the tour's ledger, the open step and the one answer of the person to
 * each step. It knows nothing of the tour's other steps.
 *
 * - A frame of another run, or of none, first takes all that the last one did
 *   off the page.
 * - A control names the run and the visit that it was pressed in, and is sent
 *   once for them.
 * - Focus and announcement belong to a visit: a snapshot that shows the same
 *   visit again repeats neither.
 */

import { type Bubble, createBubble, findBubble } from "./bubble.ts";
import { dispatch, execute } from "./commands.ts";
import { focusOn, isTyping } from "./focus.ts";
import { type Ledger, createLedger, tokens } from "./ledger.ts";
import { type Step, openStep } from "./step.ts";
import { type Code, type Narration, type Op, type Push, type Run, type ShownStep, type StepRef, isNarration } from "./wire.ts";

/** A step that shows this soon after the person did something was asked for. */
const GESTURE_MS = 5000;

export interface Outside {
  /** The element that commands without a target act on. */
  source(): Element;
  readonly push: Push;
  report(report: Report): boolean;
}

/** What the person answered to a step, that its target is not there, or that its time is to stand still or to run. */
export type Report = readonly [...StepRef, name: "skip" | "back" | "cancel" | "missing" | "hold" | "resume"];

export interface Tour {
  readonly ledger: Ledger;
  /** The run and visit on the page. */
  at(): StepRef | undefined;
  /** Whether the node is the tour's and not the page's. */
  owns(node: Node): boolean;
  /** The person did something: what follows may move the focus, and it returns here. */
  gesture(element: Element): void;
  /** Before anything else of a frame: takes another run's effects off the page; a snapshot's own too. */
  enter(next: Run | undefined, isSnapshot: boolean): void;
  /** Carries out the tour's operations of a frame. */
  perform(next: Run): (Code | undefined)[];
  /** Brings the open step up to date with the page. */
  tick(): void;
  /** Tells the server about the step shown, once. False: no run is on the page. */
  report(name: Report[2]): boolean;
  /** A server has welcomed the page: steps end by themselves there or not, and it holds no step's time. */
  welcome(hasTimers: boolean): void;
  /** There is no server any more: the page is left as it was without a tour. */
  abandon(): void;
}

export function createTour(outside: Outside): Tour {
  const ledger = createLedger();
  let at: StepRef | undefined;
  let step: Step | undefined;
  /** The narration whose event is being dispatched. */
  let narrated: Narration | undefined;
  let bubble: Bubble | undefined;
  let asker: Element | undefined;
  let askedAt = -Infinity;
  let starter: Element | undefined;
  let isByUser = false;
  let hasTimers = true;
  let isPaused = false;
  /** The run and visit of which this connection knows that its time stands still. */
  let held = "";
  let reported = "";
  let shown = "";

  function gesture(element: Element): void {
    asker = element;
    askedAt = performance.now();
  }

  function isAsked(): boolean {
    return performance.now() - askedAt < GESTURE_MS;
  }

  function report(name: Report[2]): boolean {
    if (!at) return false;
    if (reported !== (reported = at + name)) outside.report([...at, name]);
    return true;
  }

  /** All reasons to stop a step's time come together in what the server is told: that it stands still, or runs. */
  function holdStill(isHeld: boolean): void {
    if (at && isHeld !== (held === String(at)) && outside.report([...at, isHeld ? "hold" : "resume"])) held = isHeld ? String(at) : "";
  }

  /** Opens a step: the tour's, which `shown` describes, or else one that only has the app's own narration. */
  function open(said: Narration, isNews: boolean, shown?: ShownStep): void {
    close();
    step = openStep({
      narration: said,
      isTimed: hasTimers && !!said.timeout,
      highlight: tokens(shown?.highlight),
      ledger,
      isNews,
      movesFocus: isNews && (isByUser || isAsked()),
      narrate: shown && ((target) => {
        narrated = said;
        dispatch(target, shown.event, said);
        narrated = undefined;
      }),
      perform,
      missing() {
        const { target, step } = said;
        report("missing");
        dispatch(document, "docent:missing", { target, step });
      },
      control(control, pressed) {
        if (pressed) gesture(pressed);
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
      if (op.shown) {
        const { narration } = op.shown;
        open(narration, shown !== (shown = `${at},${narration.step}`), op.shown);
        step?.tick();
        // One that ends in this frame has no time to wait for its target.
        return !step?.find() && ops.slice(index).some(({ name }) => name === "end") ? "missing" : undefined;
      }
      const code = execute(op, { ledger, step, isPolite: true, source, push: outside.push });
      if (code === "missing" && op.options["to"] === step?.selector) step?.owe(op);
      return code;
    });
  }

  /** A narration event has reached the document: the open step's, or one of the app's own. */
  function hear(event: Event): void {
    const { detail } = event as Partial<CustomEvent<unknown>>;
    // What a listener of the app's dispatches while a step is being narrated does not replace the step.
    if (!isNarration(detail) || (narrated && narrated !== detail)) return;
    const element = findBubble();
    if (element && !bubble?.isShown() && bubble?.element !== element) bubble = createBubble(element);
    if (!bubble) return;
    if (!narrated) open(detail, true);
    step?.hear(bubble);
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
    // In a modal dialog the starter is inert; what the step was about is not.
    const returns = step?.holdsFocus() && !isTyping() && [starter, step.find()];
    clear();
    if (returns) returns.some((element) => element && focusOn(element));
  }

  /** Takes the run off the page; at its end the focus goes back to where it came from. */
  function leave(isEnd: boolean): void {
    if (isEnd) hide();
    else clear();
    ledger.revert();
    at = undefined;
    if (isEnd) starter = undefined;
  }

  // For as long as the page lives: a narration begins a tour, and the app may send one at any time.
  document.addEventListener(findBubble()?.dataset["event"] || "tour:narrate", hear);
  document.addEventListener("tour:hide", hide);

  return {
    ledger,
    at: () => at,
    owns: (node) => !!bubble?.owns(node),
    gesture,

    enter(next, isSnapshot) {
      const isOther = next?.at[0] !== at?.[0];
      if (isOther || isSnapshot) leave(!next);
      if (!isOther || !next) return;
      isPaused = false;
      isByUser = isAsked();
      if (isByUser && !bubble?.element.contains(asker!)) starter = asker;
    },

    perform(next) {
      at = next.at;
      const codes = perform(next.ops);
      step?.settle();
      if (!step) bubble?.hide();
      return codes;
    },

    tick: () => step?.tick(),
    report,

    welcome(has) {
      hasTimers = has;
      held = "";
    },

    abandon: () => leave(true),
  };
}
