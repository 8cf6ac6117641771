// Not a test: `node screenshots.mjs DIRECTORY` writes pictures of the
// onboarding tour for people to look at: its start, each step and its end,
// light and dark, on a desk and on a phone.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launchChromium } from "./chromium.mjs";
import { startServer } from "./servers.mjs";
import { Tour } from "./tour.mjs";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

const directory = process.argv[2];
if (!directory) {
  console.error("usage: node screenshots.mjs DIRECTORY");
  process.exit(2);
}
await mkdir(directory, { recursive: true });

const [browser, server] = await Promise.all([launchChromium(), startServer("onboarding")]);
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const viewport of SIZES) await photograph(colorScheme, viewport);
  }
} finally {
  await Promise.all([browser.close(), server.stop()]);
}

async function photograph(colorScheme, viewport) {
  const context = await browser.newContext({ colorScheme, viewport });
  const page = await context.newPage();
  const tour = new Tour(page);
  const shoot = async (moment) => {
    // The bubble fades in; a picture of that looks like a mistake.
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    // So does one that is taken while the page scrolls.
    await page.evaluate(async () => {
      for (let still = 0, before = -1; still < 10; ) {
        await new Promise(requestAnimationFrame);
        still = scrollY === before ? still + 1 : 0;
        before = scrollY;
      }
    });
    const path = join(directory, `${viewport.width}-${colorScheme}-${moment}.png`);
    await page.screenshot({ path });
    console.log(path);
  };

  await page.goto(server.url);
  await shoot("0-start");
  await tour.start();
  await tour.reaches(1);
  await shoot("1-dashboard");
  await tour.reaches(2);
  await shoot("2-new-project");
  await tour.target(2).click();
  await tour.reaches(3);
  await shoot("3-title");
  await page.keyboard.type("Apollo");
  await tour.reaches(4);
  await shoot("4-save");
  await tour.target(4).click();
  await tour.isGone();
  await shoot("5-end");
  await page.getByRole("button", { name: "Save project" }).click();
  await page.getByRole("alert").waitFor();
  await shoot("6-refused-title");
  await context.close();
}
