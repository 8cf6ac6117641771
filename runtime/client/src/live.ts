/** The live part: the markup on the page that the view renders. */

import { liveRoot } from "./find.ts";
import type { FormState } from "./form_state.ts";
import type { Parser } from "./markup.ts";
import { type Morph, createMorph } from "./morph.ts";
import type { Patch } from "./wire.ts";

/** Changes the live part. The patches answer the events up to `c`. */
export type Render = (patches: readonly Patch[], c: number) => void;

export function createLive(formState: FormState, parse: Parser): Render {
  let live: Element | undefined;
  let morph: Morph;

  const loaded = liveRoot();
  if (loaded) {
    morph = createMorph((live = loaded));
    formState.restored(loaded);
  }

  return (patches, c) => {
    const now = liveRoot();
    if (!now) return;
    if (now !== live) morph = createMorph((live = now));
    const changes = patches.map(({ html, place }) => ({ markup: parse(html), place }));
    morph(changes, formState.judge(c));
  };
}
