// What a person does reaches the server once, in order.

import assert from "node:assert/strict";

const names = (stage) => stage.received.filter(([kind]) => kind === "e").map(([, , name]) => name);

export function events(test) {
  test("a press in an open shadow root counts for what is around it", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.frame({ patches: [`<button id="go" dj-click="go"><x-icon></x-icon></button>`] });
    await stage.page.evaluate(() => {
      const icon = document.createElement("b");
      icon.textContent = "icon";
      document.querySelector("x-icon").attachShadow({ mode: "open" }).append(icon);
    });
    await stage.page.click("#go");
    await stage.receives("e", ([, , name]) => name === "go");
  });

  test("a press on a label is one event", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.frame({ patches: [`<label id="label" dj-click="toggle"><input type="checkbox" id="box"> A long text</label><button id="end" dj-click="end">End</button>`] });
    await stage.page.click("#label");
    await stage.receives("e");
    await stage.frame();
    await stage.page.click("#end");
    await stage.receives("e", ([, , name]) => name === "end");
    assert.deepEqual(names(stage), ["toggle", "end"]);
  });

  test("all letters typed fast arrive, a lone surrogate is replaced", async ({ open }) => {
    const page = await open("stage", "/values");
    await page.isLive();
    await page.focus("#line");
    const text = "the quick brown fox jumps over the lazy dog";
    await page.type(text);
    await page.shows("#given", `${text.length} characters, ${text}`);
    await page.evaluate(() => {
      const line = document.querySelector("#line");
      line.value = "a\ud800b";
      line.dispatchEvent(new InputEvent("input", { bubbles: true }));
    });
    await page.shows("#given", "3 characters, a\ufffdb");
  });

  test("a slider's last value arrives", async ({ open }) => {
    const page = await open("stage", "/values");
    await page.isLive();
    await page.focus("#slider");
    await page.evaluate(async () => {
      const slider = document.querySelector("#slider");
      for (let n = 1; n <= 120; n++) {
        slider.value = n * 5;
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        await new Promise(requestAnimationFrame);
      }
    });
    await page.shows("#given", "600");
  });

  test("an event of a link is sent before the page is left", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.frame({ patches: [`<a id="away" href="/blank" dj-click="leave">Away</a>`] });
    await stage.page.click("#away");
    await stage.receives("e", ([, , name]) => name === "leave");
    await stage.page.until("the page is left", () => location.pathname === "/blank");
  });

  test("a form that leaves the page sends its event first", async ({ open }) => {
    const page = await open("attached", "/leave");
    await page.until("it is connected", () => window.docent?.connected);
    await page.focus("#word");
    await page.type("docent");
    await page.click("#leaving button");
    await page.until("the page is left", () => location.pathname === "/more");
    await page.until("the view is told", async () => (await (await fetch("/words")).text()).endsWith("sent:docent"));
  });
}
