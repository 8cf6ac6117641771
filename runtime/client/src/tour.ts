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

import { Bubble, type Control, type Narration, narration } from "./bubble.ts";
import { execute } from "./commands.ts";
import { focusOn, isTyping } from "./focus.ts";
import { Ledger, tokens } from "./ledger.ts";
import { Step } from "./step.ts";
import type { Code, Op, Params, Run } from "./wire.ts";

/** A step that shows this soon after the person did something was asked for. */
const GESTURE_MS = 5000;

export interface Outside {
  /** The element that commands without a target act on. */
  source(): Element;
  readonly push: (event: string, params: Params) => void;
  control(run: number, visit: number, control: Control): void;
}

export class Tour {
  readonly ledger = new Ledger();
  readonly #outside: Outside;
  #run: { readonly number: number; readonly visit: number } | undefined;
  #step: Step | undefined;
  /** The detail of the narration that the open step was made for. */
  #detail: unknown;
  #bubble: Bubble | undefined;
  #gesture: { readonly element: Element; readonly at: number } | undefined;
  #starter: Element | undefined;
  #isByUser = false;
  #isPerforming = false;
  #asked = "";
  #shown = "";

  constructor(outside: Outside) {
    this.#outside = outside;
    const event = Bubble.find()?.dataset["event"] || "tour:narrate";
    document.addEventListener(event, (event) => this.#hear(event));
    document.addEventListener("tour:hide", () => this.#hide());
  }

  /** The run and visit on the page. */
  get at(): readonly [run: number, visit: number] | undefined {
    return this.#run && [this.#run.number, this.#run.visit];
  }

  owns(node: Node): boolean {
    return !!this.#bubble?.owns(node);
  }

  /** The person did something: what follows may move the focus, and it returns here. */
  gesture(element: Element): void {
    this.#gesture = { element, at: performance.now() };
  }

  /** Before anything else of a frame: takes another run's effects off the page; a snapshot's own too. */
  enter(run: Run | undefined, isSnapshot: boolean): void {
    const isOther = run?.number !== this.#run?.number;
    if (isOther || isSnapshot) this.#leave(!run);
    if (isOther && run) {
      this.#isByUser = this.#isAsked();
      if (this.#isByUser && !this.#bubble?.element.contains(this.#gesture!.element)) this.#starter = this.#gesture!.element;
    }
  }

  /** Runs the tour's commands of a frame. */
  perform(run: Run): readonly (Code | undefined)[] {
    if (run.visit !== this.#run?.visit) this.#close();
    this.#run = run;
    const { ops } = run;
    const told = ops.findLastIndex((op) => toldBy(op) !== undefined);
    const setup = told < 0 ? ops.length : this.#open(ops, told);
    const codes = this.#execute(ops, setup);
    this.#step?.settle();
    if (!this.#step) this.#bubble?.hide();
    return codes;
  }

  tick(): void {
    this.#step?.tick();
  }

  /** Sends the person's answer to the step shown. False: no run is on the page. */
  control(control: Control): boolean {
    if (!this.#run) return false;
    const { number, visit } = this.#run;
    const asked = `${number} ${visit} ${control}`;
    if (asked !== this.#asked) this.#outside.control(number, visit, control);
    this.#asked = asked;
    return true;
  }

  /** There is no server any more: the page is left as it was without a tour. */
  abandon(): void {
    this.#leave(true);
  }

  /** Opens the step that command `told` narrates, and gives the index at which its setup begins. */
  #open(ops: readonly Op[], told: number): number {
    const said = toldBy(ops[told]!)!;
    let setup = told;
    while (setup > 0 && ops[setup - 1]!.name === "add_class" && ops[setup - 1]!.options["to"] === said.target) setup--;
    const highlight = ops.slice(setup, told).flatMap(({ options }) => tokens(String(options["names"])));
    const shown = this.at!.join(" ");
    const isNews = shown !== this.#shown;
    this.#shown = shown;
    this.#start(ops[told]!.options["detail"], said, highlight, isNews);
    return setup;
  }

  #start(detail: unknown, narration: Narration, highlight: readonly string[], isNews: boolean): void {
    this.#close();
    this.#detail = detail;
    this.#step = new Step({
      narration,
      highlight,
      ledger: this.ledger,
      isNews,
      movesFocus: isNews && (this.#isByUser || this.#isAsked()),
      perform: (ops) => void this.#execute(ops, Infinity),
      control: (control, pressed) => {
        if (pressed) this.gesture(pressed);
        if (!this.control(control)) this.#hide();
      },
    });
  }

  /** Runs commands; from index `setup` on, those that miss the step's target are owed to it. */
  #execute(ops: readonly Op[], setup: number): readonly (Code | undefined)[] {
    this.#isPerforming = true;
    const step = this.#step;
    const scope = { ledger: this.ledger, step, isPolite: true, source: this.#outside.source(), push: this.#outside.push };
    const codes = ops.map((op, index) => {
      const code = execute(op, scope);
      if (code === "missing" && index >= setup && op.options["to"] === step?.selector) step?.owe(op);
      return code;
    });
    this.#isPerforming = false;
    return codes;
  }

  /** A narration event has reached the document: of the open step, or of the app's own making. */
  #hear(event: Event): void {
    const { detail } = event as Partial<CustomEvent<unknown>>;
    const said = narration(detail);
    const element = Bubble.find();
    if (!said) return;
    if (element && !this.#bubble?.isShown && this.#bubble?.element !== element) this.#bubble = new Bubble(element);
    if (!this.#bubble) return;
    if (this.#step && this.#detail === detail) {
      this.#step.hear(this.#bubble);
    } else if (!this.#isPerforming) {
      this.#start(detail, said, [], true);
      this.#step?.hear(this.#bubble);
      this.#step?.settle();
    }
  }

  #isAsked(): boolean {
    return !!this.#gesture && performance.now() - this.#gesture.at < GESTURE_MS;
  }

  #hide(): void {
    const returns = this.#step?.hasFocus && !isTyping();
    this.#close();
    this.#bubble?.hide();
    if (returns && this.#starter) focusOn(this.#starter);
  }

  /** Takes the run off the page; at its end the focus goes back to where it came from. */
  #leave(isEnd: boolean): void {
    if (isEnd) this.#hide();
    else {
      this.#close();
      this.#bubble?.hide();
    }
    this.ledger.revert();
    this.#run = undefined;
    if (isEnd) this.#starter = undefined;
  }

  #close(): void {
    this.#step?.close();
    this.#step = undefined;
  }
}

/** What a command tells the bubble, if it is a narration: by its detail, under whatever name. */
function toldBy(op: Op): Narration | undefined {
  return op.name === "dispatch" ? narration(op.options["detail"]) : undefined;
}
