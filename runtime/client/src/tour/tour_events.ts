/**
 * Tells the page's own scripts what happens in tours, by events of the document: for its analytics.
 *
 * `tour:started`, `tour:step` and `tour:ended`, with `{tour, name, step, total}` in `detail`; in that of the last one
 * also `reason`. A step that is shown again is not told again.
 */

import { dispatch } from "../dom.ts";
import type { Frame } from "../wire.ts";

export function createTourEvents(): (frame: Frame) => void {
  let run: number | undefined;
  let visit: string | undefined;
  let step: Readonly<Record<string, unknown>> = {};
  const tell = (event: string, more?: object): void => dispatch(document, `tour:${event}`, { ...step, ...more });
  return (frame) => {
    for (const { name, options } of [...(frame.run?.ops ?? []), ...frame.ops]) {
      if (name === "over") tell("ended", { reason: options["outcome"] });
      if (name !== "step" || visit === (visit = String(frame.run?.at))) continue;
      const { tour, name: named, step: index, total } = options;
      step = { tour, name: named, step: index, total };
      if (run !== (run = frame.run?.at[0])) tell("started");
      tell("step");
    }
  };
}
