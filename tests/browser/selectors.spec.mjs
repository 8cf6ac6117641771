// The corpus that docent-check is tested against holds what this Chromium
// accepts. Where it does not, see tests/selectors/README.md.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { selectors } from "../selectors/generate.mjs";
import { askChromium, readCorpus } from "../selectors/verdicts.mjs";
import { launchChromium } from "./chromium.mjs";

let browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

test("the corpus matches its generator", () => {
  assert.deepEqual(
    readCorpus().map(([selector]) => selector),
    selectors(),
  );
});

test("Chromium accepts exactly what the corpus marks as valid", async () => {
  const corpus = readCorpus();
  assert(corpus.length >= 5000);
  const verdicts = await askChromium(
    browser,
    corpus.map(([selector]) => selector),
  );
  const changed = corpus.filter(([, accepted], index) => accepted !== verdicts[index]);
  assert.deepEqual(changed, [], `verdicts differ in Chromium ${browser.version()}`);
});
