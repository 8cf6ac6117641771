// Not a test: `node screenshots.mjs DIRECTORY [onboarding | gallery | examples]` writes
// pictures of the examples for people to look at, on a desk and on a phone: of
// the onboarding tour its start, each step and its end, light and dark; of the
// gallery each step of each variant, in forced colours too, and the looks; of the small
// examples what their tests look at.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { launchChromium } from "./chromium.mjs";
import { EXAMPLES } from "./examples.mjs";
import { settles, variants, walk } from "./gallery.mjs";
import { startServer } from "./servers.mjs";
import { Tour } from "./tour.mjs";

const SIZES = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

const PREFERENCES = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["forced", { forcedColors: "active" }],
];

const LOOKS = ["compact", "brand", "ink"];

const [directory, only] = process.argv.slice(2);
if (!directory) {
  console.error("usage: node screenshots.mjs DIRECTORY [onboarding | gallery | examples]");
  process.exit(2);
}
await mkdir(directory, { recursive: true });

const browser = await launchChromium();
try {
  const isWanted = (what) => !only || only === what;
  if (isWanted("onboarding")) await withServer("onboarding", photographOnboarding);
  if (isWanted("gallery")) await withServer("gallery", photographGallery);
  if (isWanted("examples")) for (const { name, walk } of EXAMPLES) await withServer(name, walk);
} finally {
  await browser.close();
}

/** Photographs an example in every size, and in the first preferences or in all. */
async function withServer(name, photograph) {
  const server = await startServer(name);
  try {
    for (const [preference, media] of PREFERENCES) {
      for (const viewport of SIZES) {
        const context = await browser.newContext({ ...media, viewport });
        const page = await context.newPage();
        await page.goto(server.url);
        await photograph(page, async (moment) => {
          // Not during a transition or while scrolling.
          await settles(page);
          const path = join(directory, `${name}-${viewport.width}-${preference}-${moment}.png`);
          await page.screenshot({ path });
          console.log(path);
        }, preference);
        await context.close();
      }
    }
  } finally {
    await server.stop();
  }
}

async function photographOnboarding(page, shoot) {
  const tour = new Tour(page);
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
}

async function photographGallery(page, shoot) {
  await shoot("start");
  for (const variant of await variants(page)) {
    for await (const { number } of walk(page, variant)) await shoot(`${variant}-${number}`);
  }
  for (const look of LOOKS) {
    await page.locator(`#look-${look}`).check({ force: true });
    for await (const { number } of walk(page, "sides")) {
      if (number === 2) await shoot(`look-${look}`);
    }
  }
  for (const edition of ["guide", "no-timers"]) {
    await page.goto(new URL(edition, page.url()).href);
    for await (const { number } of walk(page, "timed")) await shoot(`${edition}-${number}`);
  }
}
