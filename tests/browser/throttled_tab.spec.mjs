// A tab that the browser puts to sleep: its timers stand still, its socket
// dies meanwhile, and its person finds the step where it was.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { standIn } from "./stand-in.mjs";

const test = browserTests("stage");

test("a tab that slept while its socket died is connected again when it wakes, with its step and no word of it", async (visit) => {
  const stage = await standIn(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Page.setWebLifecycleState", { state: "frozen" });
  const closed = stage.close(1012);
  await devtools.send("Page.setWebLifecycleState", { state: "active" });
  await closed;
  const [, hello] = await stage.hears("h", ([, { session }]) => session);
  assert.deepEqual(hello.run, [1, 1], "the page says which step it shows");
  await page.waitForFunction(() => window.docent.connected);
  await stage.isBeside("#target");
  assert.equal(await page.locator(".docent-notice").count(), 0);
});
