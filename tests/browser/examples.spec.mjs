// The small examples, each walked through by a person, and once by keyboard.
//
// Each is looked at on a desk and on a phone, light and dark: axe finds nothing, and nothing is
// wider than the page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { checkAccessibility } from "./axe.mjs";
import { launchChromium } from "./chromium.mjs";
import { startServer } from "./servers.mjs";
import { EXAMPLES } from "./examples.mjs";

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };

let browser;
before(async () => {
  browser = await launchChromium();
});
after(() => browser?.close());

for (const { name, walk, byKeyboard } of EXAMPLES) {
  test(`${name} is walked through`, async () => {
    const server = await startServer(name);
    try {
      await visit(server.url, { viewport: DESK, colorScheme: "light" }, walk);
      await visit(server.url, { viewport: PHONE, colorScheme: "dark" }, byKeyboard ?? walk);
    } finally {
      await server.stop();
    }
  });
}

/** One person, with a page on which nothing may go wrong. */
async function visit(url, options, walk) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  const complaints = [];
  context.on("console", (message) => {
    if (["warning", "error"].includes(message.type())) complaints.push(message.text());
  });
  context.on("weberror", (webError) => complaints.push(webError.error().stack));
  try {
    const page = await context.newPage();
    await page.goto(url);
    await page.waitForFunction(() => window.docent?.connected);
    await walk(page, (moment) => look(page, moment));
    assert.deepEqual(complaints.filter((text) => !/the server responded with a status of 422/.test(text)), []);
  } finally {
    await context.close();
  }
}

async function look(page, moment) {
  await checkAccessibility(page, moment);
  const size = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return { scrollWidth, clientWidth };
  });
  assert.ok(size.scrollWidth <= size.clientWidth, `${moment}: ${size.scrollWidth} px of content`);
}
