// A page behind a real nginx: by TLS, and below a path that the server does not see.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { startNginx } from "./nginx.mjs";
import { startServer } from "./servers.mjs";
import { Tour } from "./tour.mjs";

let server, nginx, browser;

before(async () => {
  server = await startServer("stage");
  nginx = await startNginx(server.url);
  browser = await launchChromium();
});

after(async () => {
  await browser?.close();
  await nginx?.stop();
  await server?.stop();
});

test("a tour runs by TLS below a sub-path, and resumes", async () => {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const page = await context.newPage();
  const complaints = [];
  const files = new Map();
  page.on("console", (message) => {
    // Chromium asks for an icon outside of the app's path.
    const isOfIcon = message.location().url.endsWith("/favicon.ico");
    if (["warning", "error"].includes(message.type()) && !isOfIcon) complaints.push(message.text());
  });
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.includes("/docent/")) files.set(pathname, response.headers()["content-encoding"]);
  });

  await page.goto(`${nginx.url}/timed`);
  const tour = new Tour(page, ["#first", "#second"]);
  await tour.start();
  await tour.reaches(1);
  await tour.reaches(2);
  await page.reload();
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.isGone();

  assert.deepEqual([...files.keys()].sort(), [
    "/tools/docent/docent-tour.js",
    "/tools/docent/docent.css",
    "/tools/docent/docent.js",
  ]);
  assert.deepEqual([...new Set(files.values())], ["br"]);
  const [cookie] = await context.cookies();
  assert.equal(cookie.name, "__Host-docent");
  assert.equal(cookie.secure, true);
  assert.deepEqual(complaints, []);
  await context.close();
});
