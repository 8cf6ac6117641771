/**
 * Why the step on the page waits, as far as the page knows. Reads the document
 * and changes nothing.
 *
 * The page does not know for which event a step waits on the server, only what it
 * looks for itself. The handlers that the target calls are the best hint.
 */

import { findBubble } from "../find.ts";
import { findAll } from "../find.ts";
import { focused } from "../focus.ts";
import { sight } from "../tour/sight.ts";
import { type Story, label } from "./story.ts";

const CALLS = /^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;

export function waits({ shown, isHeld, unanswered, elapsed }: Story, isConnected: boolean, now: number): string[] {
  const reasons: string[] = [];
  if (!isConnected) reasons.push("The connection is lost: nothing happens until the server is back.");
  if (unanswered.length) reasons.push(`Not answered yet: ${unanswered.join(", ")}.`);
  if (!shown) return [...reasons, "No step is on the page."];
  const { target, timeout } = shown;
  reasons.push(`${label(shown)}, at ${target}.`, ...targetOf(target, shown.isCentered));
  if (timeout) {
    const left = Math.max(0, timeout - elapsed(now)) / 1000;
    reasons.push(`Its time: ${left.toFixed(1)} s left of ${timeout / 1000} s${isHeld ? `, held: ${holder()}` : ""}.`);
  }
  reasons.push(...shown.until.map((look) => `The page looks for ${look}.`));
  const ends = [
    timeout ? "when its time is over" : "",
    shown.hasNext ? "by Next" : "",
    shown.until.length ? "when the page sees what it looks for" : "",
    // Of a handler beside these the page knows nothing.
    shown.isOnlyTimed ? "" : "by a handler or a flow of the server",
    `by ${shown.hasNext ? "another" : "a"} button of the bubble`,
  ];
  reasons.push(`It ends ${ends.filter(Boolean).join(", or ")}.`);
  return reasons;
}

/** The reason why the step's time is held. */
function holder(): string {
  const bubble = findBubble();
  if (document.hidden) return "the tab is hidden";
  if (bubble?.matches(":hover")) return "the pointer is at the bubble";
  if (bubble?.contains(focused())) return "the focus is in the bubble";
  return "it was paused";
}

function targetOf(selector: string, isCentered: boolean): string[] {
  const found = find(selector);
  const instead = isCentered ? "the bubble is in the middle of the view" : "the step waits for it, unless its on_missing is skip or cancel";
  if (!found.length) return [`Its target is missing: nothing on the page matches; ${instead}.`];
  const seen = [false, true].flatMap((isLenient) => found.filter((element) => sight(element, isLenient)));
  if (!seen.length) return [`Its target is on the page but cannot be seen; ${instead}.`];
  const several = found.length > 1 ? [`${found.length} elements match: the first that can be seen is the target.`] : [];
  const calls = callsOf(seen[0]!);
  return calls ? [...several, `Its target calls ${calls}.`] : several;
}

/** The handlers that the target calls: the step may wait for one of them. */
function callsOf(target: Element): string {
  const names = target.getAttributeNames().filter((name) => CALLS.test(name));
  return names.map((name) => `${target.getAttribute(name)} (${name})`).join(", ");
}

function find(selector: string): Element[] {
  try {
    return findAll(selector);
  } catch {
    // Not a valid selector: nothing matches it.
    return [];
  }
}
