// Chromium, by playwright as in the other browser tests.

import { launchChromium } from "../chromium.mjs";
import { Tab } from "./tab.mjs";

export const name = "Chromium";

export async function launch() {
  const browser = await launchChromium();
  return {
    version: browser.version(),
    async visit() {
      const context = await browser.newContext();
      const complaints = [];
      context.on("console", (message) => {
        if (["warning", "error"].includes(message.type())) complaints.push(message.text());
      });
      context.on("weberror", (webError) => complaints.push(`uncaught: ${webError.error().stack}`));
      return {
        complaints: async () => complaints,
        async open(viewport) {
          const page = await context.newPage();
          await page.setViewportSize(viewport);
          return new Tab(page);
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
