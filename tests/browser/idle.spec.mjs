// What an open step costs while nothing happens, and that it sees at once what does.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

/** A step at `#target` that has come to rest: docent asks for no frame for a while. */
async function atRest(visit) {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.asked = 0;
    window.ask = window.requestAnimationFrame.bind(window);
    window.requestAnimationFrame = (callback) => (asked++, ask(callback));
  });
  await stage.step("#target");
  await stage.isBeside("#target");
  await rest(stage);
  return stage;
}

const rest = (stage) =>
  stage.page.evaluate(
    () =>
      new Promise((done) => {
        let still = 0;
        let before = asked;
        ask(function look() {
          still = asked === before ? still + 1 : 0;
          before = asked;
          if (still === 8) done();
          else ask(look);
        });
      }),
  );

test("a step that nothing disturbs asks for few frames", async (visit) => {
  const stage = await atRest(visit);
  const [share, total] = await stage.page.evaluate(
    () =>
      new Promise((done) => {
        const before = asked;
        let frames = 0;
        ask(function count() {
          if (++frames === 120) done([asked - before, frames]);
          else ask(count);
        });
      }),
  );
  assert.ok(share < total / 4, `${share} of ${total} frames`);
});

/** Does something in a task, or in a frame, and tells how far the bubble is from its target when that frame is painted. */
const errorAfter = (stage, change, isInFrame) =>
  stage.page.evaluate(
    ([change, isInFrame]) =>
      new Promise((done) => {
        const act = {
          "a layout shift": () => (document.querySelector("#gap").style.height = "40px"),
          "a class": () => document.querySelector("#frame").classList.add("turned"),
          "a scroll": () => scrollTo({ top: 30, behavior: "instant" }),
          "a change around its slot": () => (document.querySelector("#host").shadowRoot.firstChild.style.paddingTop = "40px"),
        }[change];
        const measure = () => {
          const { port1, port2 } = new MessageChannel();
          // After the frame's callbacks and its layout.
          port1.onmessage = () => {
            const target = document.querySelector("#target").getBoundingClientRect();
            const bubble = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
            done(Math.abs(bubble.top - target.bottom - 19));
          };
          port2.postMessage(0);
        };
        if (isInFrame) ask(() => (act(), measure()));
        else (act(), ask(measure));
      }),
    [change, isInFrame],
  );

test("the bubble follows a change around its slot in its frame", async (visit) => {
  const stage = await atRest(visit);
  await stage.page.evaluate(() => {
    const host = document.querySelector("#host");
    const around = document.createElement("div");
    around.append(document.createElement("slot"));
    host.attachShadow({ mode: "open" }).append(around);
    host.append(document.querySelector("#target"));
  });
  await stage.isBeside("#target");
  await rest(stage);
  assert.ok((await errorAfter(stage, "a change around its slot", false)) <= 1);
});

test("the bubble follows an image above that loads late", async (visit) => {
  const stage = await atRest(visit);
  let answer;
  const held = new Promise((resolve) => (answer = resolve));
  await stage.page.route("**/late.svg", async (route) => {
    await held;
    await route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"/>' });
  });
  await stage.page.evaluate(() => {
    const image = new Image();
    image.src = "/late.svg";
    document.querySelector("#gap").append(image);
    window.error = new Promise((done) => {
      image.onload = () => ask(() => setTimeout(() => done(document.querySelector("#dj-tutorial-bubble").getBoundingClientRect().top - document.querySelector("#target").getBoundingClientRect().bottom - 19)));
    });
  });
  await rest(stage);
  answer();
  assert.ok(Math.abs(await stage.page.evaluate(() => error)) <= 1);
});

for (const cause of ["a layout shift", "a class", "a scroll"]) {
  for (const isInFrame of [false, true]) {
    // A scroll made in a frame is reported in the next one.
    if (isInFrame && cause === "a scroll") continue;
    test(`the bubble follows ${cause} in its frame${isInFrame ? ", made in one" : ""}`, async (visit) => {
      const stage = await atRest(visit);
      assert.ok((await errorAfter(stage, cause, isInFrame)) <= 1);
      await stage.isBeside("#target");
    });
  }
}
