// What scripts of the app's own get from docent.

import assert from "node:assert/strict";

export function scripts(test) {
  test("hooks follow their elements, and the app's commands run", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => {
      window.told = [];
      const note = (what) => ({ element }) => void window.told.push(`${what} ${element.id}`);
      docent.hook("Note", { mounted: note("mounted"), updated: note("updated"), removed: note("removed") });
      docent.command("mark", (detail, element) => window.told.push(`mark ${element.id} ${detail.n}`));
      return true;
    });
    await stage.frame({ patches: [`<p id="a" dj-hook="Note">one</p><p id="b" dj-hook="Note">two</p>`] });
    await stage.frame({ patches: [`<p id="b" dj-hook="Note">two</p><p id="a" dj-hook="Note">three</p>`], ops: [["custom:mark", { to: "#b", detail: { n: 3 } }]] });
    await stage.frame({ patches: [`<p id="b">two</p>`] });
    assert.deepEqual(await stage.page.evaluate(() => window.told), ["mounted a", "mounted b", "updated a", "mark b 3", "removed a", "removed b"]);
  });

  test("a script's event is answered; one that is no JSON throws", async ({ open }) => {
    const page = await open("stage", "/stage");
    await page.isLive();
    await page.evaluate(() => {
      docent.push("agree").then((code) => (window.answer = [code ?? "answered", document.querySelector("#count").textContent]));
      return true;
    });
    await page.until("it is answered", () => !!window.answer);
    assert.deepEqual(await page.evaluate(() => window.answer), ["answered", "1 agreed"]);
    const thrown = await page.evaluate(() => {
      try {
        docent.push("agree", "text");
        return "sent";
      } catch (error) {
        return error.name;
      }
    });
    assert.equal(thrown, "TypeError");
  });
}
