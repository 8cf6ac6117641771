// Starting Chromium, for the tests and for the screenshots.

import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const EXECUTABLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/**
 * Starts the distribution's Chromium, or the one that `CHROMIUM` names, with a fresh profile and these `flags` beside
 * its own; `options` are Playwright's.
 */
export function launchChromium({ flags = [], ...options } = {}) {
  return chromium.launch({ executablePath: EXECUTABLE, args: [...FLAGS, ...flags], ...options });
}

/**
 * Starts a Chromium whose person has chosen these preferences (the keys of the profile's file), and gives its only
 * context. It takes any certificate.
 */
export async function launchProfile(preferences) {
  const folder = await mkdtemp(join(tmpdir(), "docent-profile-"));
  await mkdir(join(folder, "Default"));
  await writeFile(join(folder, "Default", "Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: EXECUTABLE,
    args: FLAGS,
    ignoreHTTPSErrors: true,
  });
  context.on("close", () => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return context;
}
