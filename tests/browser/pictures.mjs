// Not a test: `node pictures.mjs` takes the pictures of the READMEs again, those of the gallery
// and one of each small example; `node pictures.mjs NAME…` only those of the examples named.

import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { launchChromium } from "./chromium.mjs";
import { EXAMPLES, PICTURED } from "./examples.mjs";
import { settles, walk } from "./gallery.mjs";
import { startServer } from "./servers.mjs";

const DIRECTORY = directory("gallery");
const SIZE = { width: 600, height: 250 };

/** The look, the variant and its step, and where the picture is taken, from the middle of the target. */
const PICTURES = [
  { name: "default", look: "default", variant: "sides", step: 2, left: 110, top: 110 },
  { name: "brand", look: "brand", variant: "popover", step: 1, left: 95, top: 125 },
];

const only = process.argv.slice(2);
const browser = await launchChromium();
try {
  if (!only.length) await photographGallery();
  for (const example of [...EXAMPLES, ...PICTURED]) {
    if (!only.length || only.includes(example.name)) await photograph(example);
  }
} finally {
  await browser.close();
}

function directory(name) {
  return fileURLToPath(new URL(`../../examples/${name}/pictures/`, import.meta.url));
}

async function photographGallery() {
  await mkdir(DIRECTORY, { recursive: true });
  const server = await startServer("gallery");
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    for (const picture of PICTURES) await take(page, colorScheme, picture);
    await page.close();
  }
  await server.stop();
}

/** The picture of the index of examples, in both colour schemes. */
async function photograph({ name, walk, args = [] }) {
  await mkdir(directory(name), { recursive: true });
  for (const colorScheme of ["light", "dark"]) {
    // Each with a server of its own, on which nothing has been done yet.
    const data = await mkdtemp(join(tmpdir(), "docent-pictures-"));
    const server = await startServer(name, { DATABASE: join(data, "funnel.sqlite") }, args);
    const page = await browser.newPage({ colorScheme, viewport: { width: 720, height: 400 } });
    await page.goto(server.url);
    await page.waitForLoadState("networkidle");
    await walk(page, async (moment) => {
      if (moment !== "picture") return;
      await page.mouse.move(0, 0);
      if (await page.locator("#dj-tutorial-bubble").count()) await settles(page);
      const path = `${directory(name)}${colorScheme}.png`;
      await page.screenshot({ path });
      console.log(path);
    });
    await page.close();
    await server.stop();
    await rm(data, { recursive: true });
  }
}

async function take(page, colorScheme, { name, look, variant, step, left, top }) {
  await page.locator(`label:has(#look-${look})`).click();
  for await (const { number } of walk(page, variant)) {
    if (number !== step) continue;
    const { x, y, width, height } = await page.locator(".tour-highlight").boundingBox();
    const clip = { ...SIZE, x: Math.round(x + width / 2) - left, y: Math.round(y + height / 2) - top };
    const path = `${DIRECTORY}${name}-${colorScheme}.png`;
    await page.screenshot({ path, clip });
    console.log(path);
  }
}
