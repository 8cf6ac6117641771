// The bubble is beside its target, wherever that is and goes.

import assert from "node:assert/strict";

const isInView = (selector) => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return (top >= 0 && bottom <= innerHeight) || { top, bottom, innerHeight };
};

export function placement(test) {
  test("each position is used if there is room", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => Object.assign(document.querySelector("#frame").style, { position: "absolute", left: "600px", top: "350px" }));
    for (const [index, side] of ["top", "bottom", "left", "right"].entries()) {
      await stage.step("#target", { position: side, index });
      await stage.isBeside("#target", side);
    }
  });

  test("a target far down is scrolled into view", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#far");
    await stage.isBeside("#far");
    await stage.page.until("#far is in view", isInView, "#far");
  });

  test("the bubble follows its target in nested scrollers", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#deep");
    await stage.isBeside("#deep");
    await stage.page.until("#deep is in view", isInView, "#deep");
    for (const [id, by] of [["#inner", -30], ["#outer", 40], ["html", 60]]) {
      await stage.page.evaluate(([id, by]) => document.querySelector(id).scrollBy({ top: by, behavior: "instant" }), [id, by]);
      await stage.isBeside("#deep");
    }
  });

  test("scroll-padding keeps a target below a sticky header", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => {
      document.documentElement.className = "padded";
      const { top } = document.querySelector("#far").getBoundingClientRect();
      scrollTo({ top: top + scrollY - 40, behavior: "instant" });
    });
    await stage.step("#far");
    await stage.isBeside("#far");
    await stage.page.until("#far is below the header", () => {
      const [target, header] = ["#far", "header"].map((selector) => document.querySelector(selector).getBoundingClientRect());
      return target.top >= header.bottom || [target.top, header.bottom];
    });
  });

  test("the bubble is in place in the frame in which a target moves", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => Object.assign(document.querySelector("#frame").style, { position: "absolute", left: "500px", top: "300px" }));
    await stage.step("#target");
    await stage.isBeside("#target");
    const worst = await stage.page.evaluate(async () => {
      const middle = (selector) => {
        const { left, width } = document.querySelector(selector).getBoundingClientRect();
        return left + width / 2;
      };
      let worst = 0;
      for (let move = 1; move <= 20; move++) {
        document.querySelector("#frame").style.left = `${500 + move * 10}px`;
        await new Promise(requestAnimationFrame);
        worst = Math.max(worst, Math.abs(middle("#dj-tutorial-bubble") - middle("#target")));
      }
      return worst;
    });
    assert.ok(worst <= 1, `the bubble is up to ${worst} px behind`);
  });

  test("the bubble follows an animation", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => (document.querySelector("#frame").className = "sliding"));
    await stage.step("#target");
    for (let look = 0; look < 5; look++) await stage.isBeside("#target", "bottom");
  });

  test("a step that nothing disturbs asks for few frames", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => {
      window.asked = 0;
      window.ask = requestAnimationFrame.bind(window);
      window.requestAnimationFrame = (callback) => (asked++, ask(callback));
    });
    await stage.step("#target");
    await stage.isBeside("#target");
    await stage.page.until("docent is at rest", async () => {
      const before = asked;
      for (let frame = 0; frame < 8; frame++) await new Promise(ask);
      return asked === before;
    });
    const perSecond = await stage.page.evaluate(async () => {
      const [before, start] = [asked, performance.now()];
      for (let frame = 0; frame < 60; frame++) await new Promise(ask);
      return (asked - before) / ((performance.now() - start) / 1000);
    });
    assert.ok(perSecond <= 12, `${perSecond} frames a second`);
  });

  test("a replaced, hidden and shown target has its bubble again", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#target");
    await stage.isBeside("#target");
    await stage.page.evaluate(() => (document.querySelector("#target").style.display = "none"));
    await stage.page.hides("#dj-tutorial-bubble");
    await stage.page.evaluate(() => {
      const old = document.querySelector("#target");
      const fresh = old.cloneNode(true);
      fresh.style.display = "";
      old.replaceWith(fresh);
    });
    await stage.isBeside("#target");
    await stage.page.shows("#target.tour-highlight");
  });

  test("the bubble finds a target in a shadow root, and in rtl text", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.page.evaluate(() => {
      const inside = document.createElement("button");
      inside.id = "inside";
      inside.textContent = "Inside";
      document.querySelector("#host").attachShadow({ mode: "open" }).append(inside);
    });
    await stage.step("#host >>> #inside");
    await stage.isBeside("#host >>> #inside");
    await stage.page.evaluate(() => (document.documentElement.dir = "rtl"));
    await stage.step("#second", { index: 1, text: "A text that is long enough to need several lines. ".repeat(3) });
    await stage.isBeside("#second");
  });

  test("a step without its target is in the middle, and moves to it", async ({ stage: openStage }) => {
    const stage = await openStage();
    await stage.step("#late", { on_missing: "center" });
    await stage.isCentered();
    await stage.page.evaluate(() => {
      const late = document.createElement("button");
      late.id = "late";
      late.textContent = "Late";
      document.querySelector("#gap").append(late);
    });
    await stage.isBeside("#late");
  });
}
