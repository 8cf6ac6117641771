// All of docent's texts on a page come from the page's markup.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";

const test = browserTests("pages");

test("a German bubble has no English text", async ({ open }) => {
  const page = await open("/guide-in-german");
  const bubble = page.locator("#dj-tutorial-bubble");
  const buttons = () => bubble.getByRole("button").allInnerTexts();
  await page.getByRole("button", { name: "Take the tour" }).click();
  await bubble.filter({ hasText: "Schritt 1 von 4" }).waitFor();
  assert.equal(await page.getByRole("dialog", { name: "Rundgang" }).count(), 1);
  assert.deepEqual(await buttons(), ["Anhalten", "Überspringen", "Schließen"]);
  await bubble.getByText("Anhalten").click();
  await bubble.getByText("Weiter geht’s").waitFor();
  await bubble.getByText("Überspringen").click();
  await bubble.filter({ hasText: "Schritt 2 von 4" }).waitFor();
  assert.deepEqual(await buttons(), ["Zurück", "Überspringen", "Schließen"]);
});

for (const [code, notice] of [
  [1012, "Verbindung verloren. Neuer Versuch …"],
  [4409, "In einem anderen Tab geöffnet."],
  [4410, "Veraltet. Bitte neu laden."],
]) {
  test(`nor does the notice after a close with ${code}`, async ({ open, server }) => {
    const page = await open("/guide");
    // The longest delay before a reload.
    await page.addInitScript(() => (Math.random = () => 0.9));
    await page.routeWebSocket(/.*/, (socket) => socket.onMessage(() => socket.close({ code })));
    await page.goto(`${server.url}/guide-in-german`);
    await page.locator(".docent-notice").filter({ hasText: notice }).waitFor();
  });
}
