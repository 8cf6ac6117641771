// The claims that are tested in every engine, and how each runs them.

import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { startServer } from "../servers.mjs";
import { startFakeSocket } from "./fake_socket.mjs";
import { Page } from "./page.mjs";
import * as claims from "./claims/index.mjs";

const VIEWPORT = { width: 1280, height: 800 };
const SERVERS = ["attached", "navigation", "onboarding", "pages", "stage"];

/** Tests every claim in this engine. */
export function testIn(engine) {
  describe(engine.name, () => {
    const servers = {};
    let browser, fake;
    before(async () => {
      browser = await engine.launch();
      for (const name of SERVERS) servers[name] = await startServer(name);
      fake = await startFakeSocket(servers.stage);
      console.log(`${engine.name} ${browser.version}`);
    });
    after(async () => {
      await fake?.stop();
      await Promise.all(Object.values(servers).map((server) => server.stop()));
      await browser?.close();
    });

    for (const [subject, define] of Object.entries(claims)) {
      describe(subject, () => define(claim));
    }

    /**
     * Tests one claim. The body gets `open(server, path)`, which opens a page of one visitor,
     * `stage()`, which opens the stage with a fake server for its socket, and the `servers`.
     * Options:
     *
     * - `expects`: patterns of what the console must have.
     * - `tolerates`: patterns of what it may have.
     * - `lacks`: by the name of an engine, why it cannot be tested there.
     */
    function claim(title, ...rest) {
      const body = rest.pop();
      const { expects = [], tolerates = [], lacks = {} } = rest.pop() ?? {};
      test(title, { skip: lacks[engine.name] ?? false }, async () => {
        const visit = await browser.visit();
        try {
          let page;
          const openTab = async () => (page = new Page(await visit.open(VIEWPORT)));
          const open = async (server, path) => {
            await openTab();
            await page.goto(servers[server].url + path);
            return page;
          };
          const stage = () => fake.open(openTab, "/stage");
          const picture = (name) => takePicture(page, `${name}-${engine.name}`);
          await body({ open, stage, servers, picture, engine: engine.name });
          const complaints = await visit.complaints();
          for (const pattern of expects) {
            assert.ok(complaints.some((complaint) => pattern.test(complaint)), `the page should have complained: ${pattern}; it has: ${complaints.join("\n")}`);
          }
          const excused = [...expects, ...tolerates];
          const surprises = complaints.filter((complaint) => !excused.some((pattern) => pattern.test(complaint)));
          assert.ok(!surprises.length, `the page complained:\n${surprises.join("\n")}`);
        } finally {
          await visit.close();
        }
      });
    }
  });
}

/** Writes a picture into the directory that `PICTURES` names, if it does. */
async function takePicture(page, name) {
  const directory = process.env.PICTURES;
  if (!directory) return;
  await page.until("nothing moves", () => document.getAnimations().every(({ playState }) => playState !== "running"));
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, `${name}.png`), await page.screenshot());
}
