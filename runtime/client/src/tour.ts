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

import { type Bubble, type Narration, createBubble, findBubble, narration } from "./bubble.ts";
import { execute } from "./commands.ts";
import { focusOn, isTyping } from "./focus.ts";
import { type Ledger, createLedger, tokens } from "./ledger.ts";
import { type Step, openStep } from "./step.ts";
import type { Code, Op, Push, Run } from "./wire.ts";

/** A step that shows this soon after the person did something was asked for. */
const GESTURE_MS = 5000;

export interface Outside {
  /** The element that commands without a target act on. */
  source(): Element;
  readonly push: Push;
  report(report: Report): boolean;
}

/** What the person answered to a step, that its target is not there, or that its time is to stand still or to run. */
export type Report = readonly [run: number, visit: number, name: "skip" | "back" | "cancel" | "missing" | "hold" | "resume"];

export interface Tour {
  readonly ledger: Ledger;
  /** The run and visit on the page. */
  at(): readonly [run: number, visit: number] | undefined;
  /** Whether the node is the tour's and not the page's. */
  owns(node: Node): boolean;
  /** The person did something: what follows may move the focus, and it returns here. */
  gesture(element: Element): void;
  /** Before anything else of a frame: takes another run's effects off the page; a snapshot's own too. */
  enter(next: Run | undefined, isSnapshot: boolean): void;
  /** Runs the tour's commands of a frame. */
  perform(next: Run): readonly (Code | undefined)[];
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
  let run: Run | undefined;
  let step: Step | undefined;
  /** The detail of the narration that the open step was made for. */
  let toldDetail: unknown;
  let bubble: Bubble | undefined;
  let asker: Element | undefined;
  let askedAt = -Infinity;
  let starter: Element | undefined;
  let isByUser = false;
  let isPerforming = false;
  let hasTimers = true;
  let isPaused = false;
  /** The run and visit of which this connection knows that its time stands still. */
  let held = "";
  let reported = "";
  let shown = "";

  function at(): readonly [run: number, visit: number] | undefined {
    return run && [run.number, run.visit];
  }

  function gesture(element: Element): void {
    asker = element;
    askedAt = performance.now();
  }

  function isAsked(): boolean {
    return performance.now() - askedAt < GESTURE_MS;
  }

  function report(name: Report[2]): boolean {
    if (!run) return false;
    const news = [run.number, run.visit, name] as const;
    if (reported !== (reported = news.join())) outside.report(news);
    return true;
  }

  /** All reasons to stop a step's time come together in what the server is told: that it stands still, or runs. */
  function holdStill(isHeld: boolean): void {
    const visit = String(at());
    if (!run || isHeld === (held === visit)) return;
    if (outside.report([run.number, run.visit, isHeld ? "hold" : "resume"])) held = isHeld ? visit : "";
  }

  /** Opens the step that command `told` narrates, and gives the index at which its setup begins. */
  function open(ops: readonly Op[], told: number): number {
    const said = toldBy(ops[told]!)!;
    const lit = ops[told - 1];
    const isLit = lit?.name === "add_class" && lit.options["to"] === said.target;
    const highlight = isLit ? tokens(String(lit.options["names"])) : [];
    const isNews = shown !== (shown = String(at()));
    start(ops[told]!.options["detail"], said, highlight, isNews);
    return isLit ? told - 1 : told;
  }

  function start(detail: unknown, said: Narration, highlight: readonly string[], isNews: boolean): void {
    close();
    toldDetail = detail;
    step = openStep({
      narration: said,
      isTimed: hasTimers && !!said.timeout,
      highlight,
      ledger,
      isNews,
      movesFocus: isNews && (isByUser || isAsked()),
      perform: (ops) => void perform(ops, Infinity),
      missing() {
        const { target, step } = said;
        report("missing");
        document.dispatchEvent(new CustomEvent("docent:missing", { bubbles: true, detail: { target, step } }));
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

  /** Runs commands; from index `setup` on, those that miss the step's target are owed to it. */
  function perform(ops: readonly Op[], setup: number): readonly (Code | undefined)[] {
    isPerforming = true;
    const scope = { ledger, step, isPolite: true, source: outside.source(), push: outside.push };
    const codes = ops.map((op, index) => {
      const code = execute(op, scope);
      if (code === "missing" && index >= setup && op.options["to"] === step?.selector) step?.owe(op);
      return code;
    });
    isPerforming = false;
    return codes;
  }

  /** A narration event has reached the document: of the open step, or of the app's own making. */
  function hear(event: Event): void {
    const { detail } = event as Partial<CustomEvent<unknown>>;
    const said = narration(detail);
    const element = findBubble();
    if (!said) return;
    if (element && !bubble?.isShown() && bubble?.element !== element) bubble = createBubble(element);
    if (!bubble) return;
    if (step && toldDetail === detail) {
      step.hear(bubble);
    } else if (!isPerforming) {
      start(detail, said, [], true);
      step?.hear(bubble);
      step?.settle();
    }
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
    run = undefined;
    if (isEnd) starter = undefined;
  }

  // For as long as the page lives: a narration begins a tour, and the app may send one at any time.
  document.addEventListener(findBubble()?.dataset["event"] || "tour:narrate", hear);
  document.addEventListener("tour:hide", hide);

  return {
    ledger,
    at,
    owns: (node) => !!bubble?.owns(node),
    gesture,

    enter(next, isSnapshot) {
      const isOther = next?.number !== run?.number;
      if (isOther || isSnapshot) leave(!next);
      if (!isOther || !next) return;
      isPaused = false;
      isByUser = isAsked();
      if (isByUser && !bubble?.element.contains(asker!)) starter = asker;
    },

    perform(next) {
      if (next.visit !== run?.visit) close();
      run = next;
      const { ops } = next;
      const told = ops.findLastIndex(toldBy);
      const codes = perform(ops, told < 0 ? ops.length : open(ops, told));
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

/** What a command tells the bubble, if it is a narration: by its detail, under whatever name. */
function toldBy(op: Op): Narration | undefined {
  return op.name === "dispatch" ? narration(op.options["detail"]) : undefined;
}
