// A tab that the browser throttles: its timers do not run, and its connection is
// lost meanwhile.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

test("a throttled tab reconnects silently with its step", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  const closed = stage.close(1012);
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await closed;
  const [, hello] = await stage.receives("h", ([, { session }]) => session);
  assert.deepEqual(hello.run, [1, 1], "the page reports which step it shows");
  await page.waitForFunction(() => window.docent.connected);
  await stage.isBeside("#target");
  assert.equal(await page.locator(".docent-notice").count(), 0);
});
