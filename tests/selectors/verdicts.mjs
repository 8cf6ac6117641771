// The corpus on disk, and Chromium's verdict on a selector.

import { readFileSync } from "node:fs";

export const CORPUS = new URL("corpus.tsv", import.meta.url);

/** `[selector, accepted]` for each line of the corpus. */
export function readCorpus() {
  return readFileSync(CORPUS, "utf8")
    .split("\n")
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => {
      const [verdict, selector] = line.split("\t");
      return [JSON.parse(selector), verdict === "yes"];
    });
}

/** Whether `document.querySelector` takes each of `selectors`, without an exception. */
export async function askChromium(browser, selectors) {
  const page = await browser.newPage();
  try {
    return await page.evaluate(
      (selectors) =>
        selectors.map((selector) => {
          try {
            document.querySelector(selector);
            return true;
          } catch (error) {
            if (error.name !== "SyntaxError") throw error;
            return false;
          }
        }),
      selectors,
    );
  } finally {
    await page.close();
  }
}
