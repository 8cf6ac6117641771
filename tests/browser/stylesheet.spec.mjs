// What the default stylesheet does.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

test("neither the bubble nor the dimming is printed", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  const parts = stage.page.locator("#dj-tutorial-bubble,.dj-tutorial-spotlight");
  assert.equal(await parts.count(), 2);
  await stage.page.emulateMedia({ media: "print" });
  assert.deepEqual(await parts.evaluateAll((parts) => parts.map((part) => getComputedStyle(part).display)), ["none", "none"]);
  await stage.page.emulateMedia({ media: "screen" });
  await stage.isBeside("#target");
});
