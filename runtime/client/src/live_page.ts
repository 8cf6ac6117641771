/**
 * A page that docent renders. Its script tag has the token, and names the render.
 *
 * The part that shows tours is a script of its own (`tour/tour.ts`). It is
 * loaded while the connection is made, and frames wait for it: the page can be
 * used before, and no step is shown later for it. If it cannot be loaded, the
 * page works without tours, and the server is told of each step that is not shown.
 */

import { findBubble } from "./find.ts";
import { createFormState } from "./form_state.ts";
import { createHooks } from "./hooks.ts";
import { createLive } from "./live.ts";
import { createParser } from "./markup.ts";
import { createNavigation } from "./navigation.ts";
import { createPage } from "./page.ts";
import { patch } from "./patch.ts";
import type { Kind } from "./start.ts";

export function livePage({ dataset: { docent = "", digest, build } }: HTMLScriptElement): Kind {
  return {
    navigation: createNavigation,
    createPage(navigation, push, send) {
      const formState = createFormState();
      const hooks = createHooks(send);
      return createPage(navigation, push, { formState, render: createLive(formState, createParser()), hooks });
    },
    bubble: findBubble,
    loadTour: () => import("./tour/tour.ts"),
    hasTour: () => true,
    settings: (_, { url }, notice) => ({ url, token: docent, digest, build, notice, patch, isServed: true }),
  };
}
