// Firefox, by puppeteer, which speaks WebDriver BiDi with it.

import puppeteer from "puppeteer-core";

import { Tab } from "./tab.mjs";

export const name = "Firefox";

/** Starts the distribution's Firefox, or the one that `FIREFOX` names, with a fresh profile. */
export async function launch() {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  });
  return {
    version: (await browser.version()).replace("firefox/", ""),
    async visit() {
      const context = await browser.createBrowserContext();
      const complaints = [];
      return {
        complaints: async () => complaints,
        async open(viewport) {
          const page = await context.newPage();
          page.on("console", (message) => {
            if (["warn", "error"].includes(message.type())) complaints.push(message.text());
          });
          // Also what Firefox itself has to say, as of the content security policy.
          page.on("pageerror", (error) => complaints.push(`uncaught: ${error.stack}`));
          await page.setViewport(viewport);
          return new Tab(page);
        },
        close: () => context.close(),
      };
    },
    close: () => browser.close(),
  };
}
