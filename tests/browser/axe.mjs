// axe-core on a page, and what it has counted.

import assert from "node:assert/strict";
import { after } from "node:test";

import axe from "axe-core";

const OPTIONS = {
  // Left out unless asked for: the size of targets (WCAG 2.5.8).
  rules: { "target-size": { enabled: true } },
  // To read the stylesheet of a shadow root axe would write an inline style, which the page's policy forbids.
  preload: false,
};

const counts = { moments: 0, rules: new Set(), checked: 0 };

after(() => {
  const { moments, rules, checked } = counts;
  console.log(`axe: ${moments} moments looked at, by ${rules.size} rules that applied, ${checked} elements checked`);
});

/** Fails with what is wrong and where, if axe finds anything on the page, or in the part of it that axe's `context` names. */
export async function checkAccessibility(page, moment, context) {
  // A colour on its way to another one has no contrast to measure.
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
