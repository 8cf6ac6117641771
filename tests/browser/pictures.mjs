// Not a test: `node pictures.mjs` takes the README's pictures of the gallery again.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { launchChromium } from "./chromium.mjs";
import { walk } from "./gallery.mjs";
import { startServer } from "./servers.mjs";

const DIRECTORY = fileURLToPath(new URL("../../examples/gallery/pictures/", import.meta.url));
const SIZE = { width: 600, height: 250 };

/** The look, the variant and its step, and where the picture is taken, from the middle of the target. */
const PICTURES = [
  { name: "default", look: "default", variant: "sides", step: 2, left: 110, top: 110 },
  { name: "brand", look: "brand", variant: "popover", step: 1, left: 95, top: 125 },
];

await mkdir(DIRECTORY, { recursive: true });
const [browser, server] = await Promise.all([launchChromium(), startServer("gallery")]);
try {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
    await page.goto(server.url);
    for (const picture of PICTURES) await take(page, colorScheme, picture);
    await page.close();
  }
} finally {
  await Promise.all([browser.close(), server.stop()]);
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
