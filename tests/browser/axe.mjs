// Runs axe-core on a page.

import assert from "node:assert/strict";
import { after } from "node:test";

import axe from "axe-core";

const OPTIONS = {
  // Not in axe's default rules: the size of targets (WCAG 2.5.8).
  rules: { "target-size": { enabled: true } },
  // To read the stylesheet of a shadow root axe would write an inline style, which the page's policy forbids.
  preload: false,
};

const counts = { moments: 0, rules: new Set(), checked: 0 };

after(() => {
  const { moments, rules, checked } = counts;
  console.log(`axe: ${moments} moments looked at, by ${rules.size} rules that applied, ${checked} elements checked`);
});

/** Fails with the findings, if axe has any on the page, or in the part that axe's `context` selects. */
export async function checkAccessibility(page, moment, context) {
  // The contrast cannot be measured during a transition of colours.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  if (!(await page.evaluate(() => window.axe))) await page.evaluate(axe.source);
  const { violations, passes } = await page.evaluate(
    async ([context, options]) => {
      const { violations, passes } = await window.axe.run(context ?? document, options);
      return { violations, passes: passes.map(({ id, nodes }) => ({ id, count: nodes.length })) };
    },
    [context, OPTIONS],
  );
  counts.moments++;
  for (const { id, count } of passes) {
    counts.rules.add(id);
    counts.checked += count;
  }
  const findings = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n${html}\n${failureSummary}`),
  );
  assert.deepEqual(findings, [], `axe, ${moment}`);
}
