// The bubble's position relative to its target.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";

const test = browserTests("stage");

for (const side of ["top", "bottom", "left", "right"]) {
  test(`position: ${side} is used if there is room`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.evaluate(() => {
      const { style } = document.querySelector("#frame");
      Object.assign(style, { position: "absolute", left: "600px", top: "350px" });
    });
    await stage.step("#target", { position: side });
    await stage.isBeside("#target", side);
  });
}

test("the bubble follows its target in nested scrollers", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#deep");
  await stage.isBeside("#deep");
  const inView = () =>
    stage.page.evaluate(() => {
      const [deep, inner] = ["#deep", "#inner"].map((id) => document.querySelector(id).getBoundingClientRect());
      return deep.top >= inner.top && deep.bottom <= inner.bottom;
    });
  await stage.page.waitForFunction(() => {
    const [deep, inner] = ["#deep", "#inner"].map((id) => document.querySelector(id).getBoundingClientRect());
    return deep.top >= inner.top && deep.bottom <= inner.bottom;
  });
  assert.ok(await inView(), "the target is in view in its scroller");
  for (const [id, by] of [
    ["#inner", -30],
    ["#outer", 40],
    ["html", 60],
  ]) {
    await stage.page.evaluate(([id, by]) => document.querySelector(id).scrollBy({ top: by, behavior: "instant" }), [id, by]);
    await stage.isBeside("#deep");
  }
});

test("scroll-padding keeps a target below a sticky header", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    document.documentElement.className = "padded";
    const { top } = document.querySelector("#far").getBoundingClientRect();
    // The header covers the target, although that is inside the window.
    scrollTo({ top: top + scrollY - 40, behavior: "instant" });
  });
  await stage.step("#far");
  await stage.isBeside("#far");
  await stage.page.waitForFunction(
    () => document.querySelector("#far").getBoundingClientRect().top >= document.querySelector("header").getBoundingClientRect().bottom,
  );
});

test("a target is scrolled into view with its scroll-margin", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const far = document.querySelector("#far");
    far.style.scrollMarginTop = "116px";
    scrollTo({ top: far.getBoundingClientRect().top + scrollY - 40, behavior: "instant" });
  });
  await stage.step("#far");
  await stage.isBeside("#far");
  await stage.page.waitForFunction(
    () => document.querySelector("#far").getBoundingClientRect().top >= document.querySelector("header").getBoundingClientRect().bottom,
  );
});

for (const side of ["left", "right", "top", "bottom"]) {
  test(`position: ${side} at that edge keeps the bubble in view`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.evaluate((side) => {
      const { style } = document.querySelector("#frame");
      Object.assign(style, { position: "fixed", inset: "auto", zIndex: 2 });
      style[side] = "0px";
      style[side === "left" || side === "right" ? "top" : "left"] = "300px";
    }, side);
    await stage.step("#target", { position: side });
    await stage.isBeside("#target", { left: "right", right: "left", top: "bottom", bottom: "top" }[side]);
  });
}

test("on a right-to-left page the bubble is beside its target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.documentElement.dir = "rtl"));
  await stage.step("#target", { text: "A text that is long enough to need several lines. ".repeat(3) });
  await stage.isBeside("#target");
});

test("a pinch-zoomed view keeps the bubble in its visible part", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const devtools = await stage.page.context().newCDPSession(stage.page);
  await devtools.send("Emulation.setPageScaleFactor", { pageScaleFactor: 2 });
  await stage.page.waitForFunction(() => visualViewport.scale === 2);
  await stage.step("#target");
  await stage.isBeside("#target");
});

test("a target far down is scrolled into view", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#far");
  await stage.isBeside("#far");
  await stage.page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#far").getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
});

test("a transformed target has the bubble beside it", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.querySelector("#frame").className = "turned"));
  await stage.step("#target");
  await stage.isBeside("#target");
});

for (const zoom of [0.5, 1.5, 2]) {
  test(`a page at zoom ${zoom} has the bubble beside its target`, async (visit) => {
    const stage = await openWithFakeServer(visit);
    await stage.page.evaluate((zoom) => (document.documentElement.style.zoom = zoom), zoom);
    await stage.step("#target");
    await stage.isBeside("#target");
  });
}

test("the bubble follows a layout shift", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.page.evaluate(() => (document.querySelector("#gap").style.height = "120px"));
  await stage.isBeside("#target");
});

test("the bubble follows an animation frame by frame", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.querySelector("#frame").className = "sliding"));
  await stage.step("#target", { position: "bottom" });
  await stage.isBeside("#target");
  const worst = await stage.page.evaluate(
    () =>
      new Promise((resolve) => {
        let frames = 0;
        let worst = 0;
        requestAnimationFrame(function look() {
          const target = document.querySelector("#target").getBoundingClientRect();
          const bubble = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
          worst = Math.max(worst, Math.abs(bubble.top - target.bottom - 19));
          if (++frames < 60) requestAnimationFrame(look);
          else resolve(worst);
        });
      }),
  );
  assert.ok(worst <= 3, `the bubble is at most ${worst} px behind`);
});

test("a narrow window keeps the bubble in view, down to 320 px", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target", { text: "A text that is long enough to need several lines on a narrow screen. ".repeat(3) });
  for (const width of [1280, 700, 360, 320]) {
    await stage.page.setViewportSize({ width, height: 640 });
    await stage.isBeside("#target");
  }
});

test("at 320 px with large text every button can be reached", async (visit) => {
  const stage = await openWithFakeServer(visit, "/stage", { viewport: { width: 320, height: 640 } });
  await stage.page.evaluate(() => (document.documentElement.style.fontSize = "32px"));
  await stage.step("#target", { index: 1, text: "A text that is long enough to need several lines on a narrow screen. ".repeat(4) });
  await stage.bubble.waitFor();
  for (const name of ["back", "skip", "cancel"]) {
    await stage.bubble.locator(`.dj-tutorial-bubble__${name}`).click();
    await stage.receives("t", (frame) => frame[3] === name);
  }
});

test("a replaced target gets highlight and bubble again", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.page.evaluate(() => {
    const old = document.querySelector("#target");
    const fresh = old.cloneNode(true);
    fresh.className = "wide";
    old.replaceWith(fresh);
  });
  await stage.page.locator("#target.wide.tour-highlight").waitFor();
  await stage.isBeside("#target");
  await stage.end();
  assert.equal(await stage.page.locator("#target").getAttribute("class"), "wide");
});

test("a target whose class the app rewrites is highlighted again", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.isBeside("#target");
  await stage.page.evaluate(() => (document.querySelector("#target").className = "quiet"));
  await stage.page.locator("#target.quiet.tour-highlight").waitFor();
  await stage.end();
  assert.equal(await stage.page.locator("#target").getAttribute("class"), "quiet");
});

test("a moved, hidden, removed and reinserted target is followed", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#target");
  await stage.page.evaluate(() => document.querySelector("#inner").before(document.querySelector("#target")));
  await stage.page.evaluate(() => document.querySelector("#target").scrollIntoView({ behavior: "instant", block: "center" }));
  await stage.isBeside("#target");
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = true));
  await stage.isHidden();
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = false));
  await stage.isBeside("#target");
  await stage.page.evaluate(() => {
    window.kept = document.querySelector("#target");
    kept.remove();
  });
  await stage.isHidden();
  await stage.page.evaluate(() => document.querySelector("#frame").append(kept));
  await stage.page.evaluate(() => document.querySelector("#target").scrollIntoView({ behavior: "instant", block: "center" }));
  await stage.isBeside("#target");
});

test("of several matches the first visible one is the target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => (document.querySelector("#target").hidden = true));
  await stage.step("#target, #second");
  await stage.isBeside("#second");
  assert.deepEqual(stage.missing, []);
});

test("#host >>> #inside finds a target in an open shadow root", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const root = document.querySelector("#host").attachShadow({ mode: "open" });
    const middle = document.createElement("div");
    middle.className = "middle";
    root.append(middle);
    const inside = document.createElement("button");
    inside.id = "inside";
    inside.textContent = "Inside";
    middle.attachShadow({ mode: "open" }).append(inside);
  });
  const target = "#host >>> .middle >>> #inside";
  await stage.step(target);
  await stage.isBeside(target);
  const inside = stage.page.locator("#inside");
  await stage.page.locator("#inside.tour-highlight").waitFor();

  // Tab goes from the bubble to the target, and back.
  await stage.bubble.locator(".dj-tutorial-bubble__cancel").focus();
  await stage.page.keyboard.press("Tab");
  assert.equal(await inside.evaluate((element) => element.getRootNode().activeElement === element), true);
  await stage.page.keyboard.press("Shift+Tab");
  await stage.page.locator(".dj-tutorial-bubble__cancel:focus").waitFor();

  await stage.end();
  assert.equal(await inside.getAttribute("class"), null);
});

test("no animation frames are requested without a step", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    window.asked = 0;
    const ask = window.requestAnimationFrame;
    window.requestAnimationFrame = (callback) => (window.asked++, ask(callback));
  });
  await stage.step("#target");
  await stage.isBeside("#target");
  assert.ok((await stage.page.evaluate(() => asked)) > 0);
  await stage.end();
  await stage.isHidden();
  const before = await stage.page.evaluate(() => asked);
  await stage.frame();
  await stage.frame();
  assert.ok((await stage.page.evaluate(() => asked)) <= before + 1);
});
