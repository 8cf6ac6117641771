// Writes corpus.tsv again: node tests/selectors/refresh.mjs

import { writeFileSync } from "node:fs";

import { launchChromium } from "../browser/chromium.mjs";
import { selectors } from "./generate.mjs";
import { CORPUS, askChromium } from "./verdicts.mjs";

const browser = await launchChromium();
try {
  const all = selectors();
  const verdicts = await askChromium(browser, all);
  const heading = [
    "# Whether document.querySelector takes a selector (JSON), as Chromium sees it.",
    `# Verdicts of Chromium ${browser.version()}. Written by refresh.mjs; see README.md.`,
  ];
  const lines = all.map((selector, index) => `${verdicts[index] ? "yes" : "no"}\t${JSON.stringify(selector)}`);
  writeFileSync(CORPUS, [...heading, ...lines, ""].join("\n"));
  console.log(`${all.length} selectors: ${verdicts.filter(Boolean).length} accepted by Chromium ${browser.version()}`);
} finally {
  await browser.close();
}
