/** The panel's list of frames, each a line that opens to show the frame, and its filter. */

import { clock, make, write } from "./element.ts";
import type { Kept } from "./recording.ts";
import { createRows } from "./rows.ts";
import { KINDS } from "./story.ts";

/** The most characters of a frame that is shown on one line. */
const ONE_LINE = 80;

export interface Frames {
  readonly filter: HTMLElement;
  readonly list: HTMLElement;
  /** Shows exactly these. */
  show(frames: readonly Kept[]): void;
  /** The frames that pass the filter, the oldest first. */
  passing(): Kept[];
}

/** `changed` is called when the filter changes. */
export function createFrames(changed: () => void): Frames {
  const text = make("input", { type: "search", placeholder: "Filter", ariaLabel: "Filter by text", autocomplete: "off", spellcheck: false });
  const direction = choice("Direction", [["", "Both ways"], ["out", "Sent"], ["in", "Received"]]);
  const kind = choice("Kind", [["", "All kinds"], ...KINDS.map((name) => [name, name] as const)]);
  const filter = make("div", { className: "row" }, text, direction, kind);
  const rows = createRows<Kept>("frames", (frame) => make("li", { hidden: !passes(frame) }, line(frame)));
  filter.addEventListener("input", () => {
    for (const [frame, row] of rows.shown()) row.hidden = !passes(frame);
    changed();
  });

  function passes(frame: Kept): boolean {
    const wanted = text.value.trim().toLowerCase();
    const isRight = (!direction.value || frame.direction === direction.value) && (!kind.value || frame.kind === kind.value);
    return isRight && `${frame.kind} ${frame.summary} ${frame.text}`.toLowerCase().includes(wanted);
  }

  return {
    filter,
    list: rows.list,
    show: rows.show,
    passing: () => rows.shown().flatMap(([frame, { hidden }]) => (hidden ? [] : frame)),
  };
}

function choice(label: string, options: readonly (readonly [value: string, text: string])[]): HTMLSelectElement {
  return make("select", { ariaLabel: label }, ...options.map(([value, text]) => make("option", { value }, text)));
}

function line(frame: Kept): HTMLDetailsElement {
  const { at, direction, kind, summary } = frame;
  const raw = make("pre", { tabIndex: 0, role: "group", ariaLabel: "The frame" });
  const details = make(
    "details",
    {},
    make(
      "summary",
      {},
      make("span", { className: "at" }, clock(at)),
      make("span", { className: `way ${direction}` }, direction === "out" ? "↑ sent" : "↓ received"),
      make("span", { className: "kind" }, kind),
      make("span", { className: "summary" }, summary),
    ),
    raw,
  );
  // Written when it is opened: most never are.
  details.addEventListener("toggle", () => write(raw, details.open ? formatted(frame) : ""));
  return details;
}

/** The frame, on several lines if it is long; unchanged if it is not JSON or was cut. */
function formatted({ text, length }: Kept): string {
  const rest = length > text.length ? `\n… ${length - text.length} characters more were not kept` : "";
  try {
    return text.length > ONE_LINE ? JSON.stringify(JSON.parse(text), undefined, 2) + rest : text;
  } catch {
    return text + rest;
  }
}
