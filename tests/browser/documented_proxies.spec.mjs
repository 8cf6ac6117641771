// A page behind a real proxy: by TLS, and below a path that the server does not see.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { HOST, startCaddy, startNginx } from "./documented_proxies.mjs";
import { startServer } from "./servers.mjs";
import { Tour } from "./tour.mjs";

let server, browser;

before(async () => {
  server = await startServer("stage");
  browser = await launchChromium({ flags: [`--host-resolver-rules=MAP ${HOST} 127.0.0.1`] });
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

async function assertTourRunsAndResumes(url) {
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

  await page.goto(`${url}/timed`);
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
}

for (const [name, start] of Object.entries({ nginx: startNginx, Caddy: startCaddy })) {
  test(`behind ${name} a tour runs by TLS below a sub-path`, async (t) => {
    const proxy = await start(server.url);
    t.after(proxy.stop);
    await assertTourRunsAndResumes(proxy.url);
  });
}
