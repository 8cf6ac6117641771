// Which of the matches is the target: what a person can see of them, and the stand-ins for what they cannot.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { put } from "./scenery.mjs";

const test = browserTests("stage");

/** A link that the step asks for. */
const link = (style = "", id = "hidden") => ["a", { id, class: "pick", href: "#x", style }, "Reports"];
const around = (style, tag = "div") => [tag, { id: "trial", style }, link()];
const READERS = "position:absolute; width:1px; height:1px; margin:-1px; overflow:hidden;";

/** Ways in which a match is on the page, but not to be seen. */
const HIDDEN = {
  "off-canvas": around("position:fixed; transform:translateX(-100%); left:0; width:200px"),
  "off-canvas on the right": around("position:fixed; left:100%; width:200px"),
  "off-canvas by its margin": around("margin-left:-300px; width:300px"),
  transparent: ["div", { id: "trial" }, link("opacity:0")],
  "in a transparent box": around("opacity:0"),
  "scaled to nothing": around("transform:scale(0)"),
  "without a size": ["div", { id: "trial" }, link("display:inline-block; width:0; height:0")],
  "without a size, clipped": ["div", { id: "trial" }, link("display:inline-block; width:0; height:0; overflow:hidden")],
  "in a box of no height": around("max-height:0; overflow:hidden"),
  "in a grid row of no height": ["div", { id: "trial", style: "display:grid; grid-template-rows:0fr" }, ["div", { style: "overflow:hidden; min-height:0" }, link()]],
  "for screen readers, by clip": around(`${READERS} clip:rect(0,0,0,0)`),
  "for screen readers, by clip-path": around("position:absolute; clip-path:inset(50%)"),
  "a text for screen readers itself": ["div", { id: "trial" }, link(READERS)],
  "far to the left": around("position:absolute; left:-9999px"),
  "above the page": around("position:absolute; top:-999px"),
  "past the edge of what clips it": ["div", { id: "trial", style: "width:200px; overflow:hidden; white-space:nowrap" }, link("margin-left:300px")],
  "left of its scroller": ["div", { id: "trial", style: "width:200px; height:60px; overflow:auto; position:relative" }, link("position:absolute; left:-200px")],
  "in a scroller of no height": around("height:0; overflow:auto"),
  "in closed details": around("", "details"),
  "in hidden content": around("content-visibility:hidden; height:50px"),
};

const forget = (page) => page.evaluate(() => document.querySelector("#trial").remove());

test("what nobody can see is not taken before what can be seen", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => document.querySelector("#second").classList.add("pick"));
  const taken = {};
  for (const [way, tree] of Object.entries(HIDDEN)) {
    await put(stage.page, "#gap", tree);
    await stage.step(".pick");
    taken[way] = await stage.page.locator(".tour-highlight").getAttribute("id");
    await forget(stage.page);
  }
  assert.deepEqual(taken, Object.fromEntries(Object.keys(HIDDEN).map((way) => [way, "second"])));
  assert.deepEqual(stage.missing, []);
});

test("what nobody can see is missing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  // A link whose text overflows it is not what is looked for, but can be seen.
  const ways = Object.entries(HIDDEN).filter(([way]) => way !== "without a size");
  for (const [, tree] of ways) {
    await put(stage.page, "#gap", tree);
    const before = stage.missing.length;
    await stage.step(".pick");
    await stage.receives("t", () => stage.missing.length > before);
    assert.equal(await stage.bubble.isVisible(), false);
    await forget(stage.page);
  }
  assert.equal(stage.missing.length, ways.length);
});

/** Ways in which a match can be seen, if somebody scrolls to it. */
const SEEN = {
  "far down": around("position:absolute; top:3000px"),
  "past the end of a scroller": ["div", { id: "trial", style: "width:200px; overflow:auto; white-space:nowrap" }, link("margin-left:400px")],
  "past the end of a scroller from right to left": ["div", { id: "trial", style: "direction:rtl; width:200px; overflow:auto; white-space:nowrap" }, link("margin-right:400px")],
  "at the start of a reversed scroller": ["div", { id: "trial", style: "display:flex; flex-direction:column-reverse; height:100px; overflow:auto" }, ["p", { style: "height:600px; flex-shrink:0" }], link()],
  "out of a box that clips only what is in its flow": ["div", { id: "trial", style: "overflow:hidden; height:20px; width:20px" }, link("position:absolute; left:300px; top:400px")],
  "fixed, in a scroller": ["div", { id: "trial", style: "overflow:auto; height:20px; width:20px" }, link("position:fixed; left:300px; top:400px")],
  "in an inline box": around("overflow:hidden", "span"),
  "in content that is rendered when it is needed": around("content-visibility:auto; height:50px; margin-top:2500px"),
  "one pixel high": ["div", { id: "trial" }, link("display:block; height:1px; overflow:hidden")],
};

test("what is only scrolled away can be seen", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(() => document.querySelector("#far").classList.add("pick"));
  const taken = {};
  for (const [way, tree] of Object.entries(SEEN)) {
    await put(page, "#gap", tree);
    for (const top of [0, 900]) {
      await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), top);
      await stage.step(".pick");
      taken[way] = await page.locator(".tour-highlight").getAttribute("id");
      await stage.isBeside(".pick");
    }
    await forget(page);
  }
  assert.deepEqual(taken, Object.fromEntries(Object.keys(SEEN).map((way) => [way, "hidden"])));
  assert.deepEqual(stage.missing, []);
});

test("a target is seen in a page from right to left, and zoomed", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const { page } = stage;
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const [direction, zoom] of [["rtl", 1], ["rtl", 2], ["ltr", 2], ["ltr", 0.5]]) {
    await page.evaluate(([direction, zoom]) => {
      document.body.dir = direction;
      document.documentElement.style.zoom = zoom;
      scrollTo({ top: 500, behavior: "instant" });
    }, [direction, zoom]);
    for (const target of ["#deep", "#target", "#far"]) {
      await stage.step(target);
      await stage.isBeside(target);
    }
  }
  assert.deepEqual(stage.missing, []);
});

test("a target that fades in is not missing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    document.querySelector("#frame").animate({ opacity: [0, 1] }, { delay: 60_000, duration: 1_000, fill: "both" });
  });
  await stage.step("#target");
  await stage.isBeside("#target");
  assert.deepEqual(stage.missing, []);
});

test("a target in a drawer that slides in is not missing", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await put(stage.page, "#gap", ["div", { id: "drawer", style: "position:fixed; left:0; top:200px; width:200px; transform:translateX(-100%); transition:transform 0.3s" }, ["button", { id: "item" }, "Item"]]);
  // The drawer opens in the frame after the step, as that of a component would.
  await stage.page.evaluate(() => {
    document.addEventListener("tour:narrate", () => requestAnimationFrame(() => (document.querySelector("#drawer").style.transform = "none")));
  });
  await stage.step("#item");
  await stage.isBeside("#item");
  assert.deepEqual(stage.missing, []);
});

test("an element without a box is where its content is", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await put(
    stage.page,
    "#gap",
    ["x-card", { id: "card", style: "display:contents" }, ["x-inner", { style: "display:contents" }, ["button", { id: "in-card" }, "B"]]],
    ["div", { id: "tall-card", style: "position:absolute; height:0; left:500px; top:300px" }, ["button", { id: "in-tall", style: "position:absolute; width:90px" }, "B"]],
  );
  await stage.page.evaluate(() => {
    const card = document.createElement("x-shadow");
    card.id = "shadow-card";
    card.style.display = "contents";
    const inside = document.createElement("button");
    inside.textContent = "Inside";
    card.attachShadow({ mode: "open" }).append(inside);
    document.querySelector("#gap").append(card);
  });
  for (const [target, box] of [["#card", "#in-card"], ["#tall-card", "#in-tall"], ["#shadow-card", "#shadow-card >>> button"]]) {
    await stage.step(target);
    await stage.isBeside(box);
    // It moves with its content.
    await stage.page.evaluate(() => (document.querySelector("header").style.height = `${innerHeight / 4}px`));
    await stage.isBeside(box);
    await stage.page.evaluate(() => (document.querySelector("header").style.height = ""));
  }
  await stage.page.evaluate(() => (document.querySelector("#gap").style.display = "none"));
  await stage.step("#card");
  await stage.receives("t", ([, , , name]) => name === "missing");
});

test("an area is where it is in its image", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const area = (id, shape, coords) => ["area", { id, shape, coords, href: "#x", alt: id }];
  await put(
    stage.page,
    "#gap",
    ["img", { id: "map", usemap: "#places", alt: "A map", style: "display:block; width:400px; height:100px" }],
    ["map", { name: "places" }, area("square", "rect", "100,20,140,60"), area("disc", "circle", "200,50,10"), area("star", "poly", "300,10,320,80,280,40"), area("rest", "default", "")],
  );
  for (const [target, bottom, middle] of [["#square", 60, 120], ["#disc", 60, 200], ["#star", 80, 300], ["#rest", 100, 200]]) {
    await stage.step(target);
    await stage.page.waitForFunction(
      ([bottom, middle]) => {
        const image = document.querySelector("#map").getBoundingClientRect();
        const bubble = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
        const lit = document.querySelector(".dj-tutorial-spotlight").getBoundingClientRect();
        return Math.abs(bubble.top - image.top - bottom - 19) <= 1 && Math.abs((lit.left + lit.right) / 2 - image.left - middle) <= 1;
      },
      [bottom, middle],
    );
  }
  assert.deepEqual(stage.missing, []);
});

test("a control that the app draws itself is at its label or place", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await put(
    stage.page,
    "#gap",
    ["label", { id: "label", for: "box", style: "position:absolute; left:400px; top:300px" }, "Newsletter"],
    ["input", { id: "box", type: "checkbox", style: READERS }],
    ["input", { id: "file", type: "file", style: "position:absolute; left:700px; top:300px; width:100px; height:40px; opacity:0" }],
  );
  await stage.step("#box");
  await stage.isBeside("#label");
  await stage.step("#file");
  await stage.isBeside("#file");
  assert.deepEqual(stage.missing, []);
});

test("a straight line of a drawing can be a target", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.evaluate(() => {
    const [svg, line] = ["svg", "line"].map((name) => document.createElementNS("http://www.w3.org/2000/svg", name));
    for (const [name, value] of Object.entries({ id: "line", x1: 10, x2: 90, y1: 40, y2: 40, stroke: "black" })) line.setAttribute(name, value);
    svg.append(line);
    document.querySelector("#gap").append(svg);
  });
  await stage.step("#line");
  await stage.isBeside("#line");
  assert.deepEqual(stage.missing, []);
});

test("a target whose form has fields named as methods works", async (visit) => {
  const stage = await openWithFakeServer(visit);
  const names = ["getBoundingClientRect", "getAnimations", "matches", "closest", "classList", "scrollIntoView", "scrollTo", "querySelectorAll", "tabIndex", "shadowRoot", "assignedSlot", "parentElement", "labels", "scrollTop", "offsetHeight", "clientHeight", "getRootNode", "style", "focus", "contains"];
  await put(stage.page, "#gap", ["form", { id: "form", style: "overflow:auto; max-height:200px" }, ...names.map((name) => ["input", { name, "aria-label": name }]), ["button", { id: "in-form" }, "Send"]]);
  await stage.step("#form", { more: [["dispatch", { to: "#form", event: "x" }], ["hide", { to: "#form" }], ["show", { to: "#form" }], ["scroll_into_view", { to: "#form" }]] });
  await stage.isBeside("#form");
  await stage.step("#in-form");
  await stage.isBeside("#in-form");
  await stage.page.keyboard.press("Tab");
  await stage.page.keyboard.press("Tab");
  await stage.end();
  assert.equal(await stage.page.evaluate(() => Element.prototype.getAttribute.call(document.querySelector("#form"), "class")), null);
});

test("what its own scroller has scrolled away is not lit", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.page.emulateMedia({ reducedMotion: "reduce" });
  await stage.step("#deep");
  await stage.isBeside("#deep");
  await stage.page.locator("#deep").hover();
  await stage.page.mouse.wheel(0, -600);
  const look = () =>
    stage.page.evaluate(() => {
      const inner = document.querySelector("#inner").getBoundingClientRect();
      const bubble = document.querySelector("#dj-tutorial-bubble").getBoundingClientRect();
      const { width, height } = document.querySelector(".dj-tutorial-spotlight").getBoundingClientRect();
      return { lit: width * height, gap: Math.round(bubble.top - inner.bottom) };
    });
  await stage.page.waitForFunction(() => document.querySelector("#inner").scrollTop === 0);
  await stage.page.waitForFunction(() => document.querySelector(".dj-tutorial-spotlight").offsetHeight === 0);
  assert.deepEqual(await look(), { lit: 0, gap: 19 });
  // The bubble stays: somebody can scroll back.
  await stage.page.evaluate(() => document.querySelector("#deep").scrollIntoView({ block: "center", behavior: "instant" }));
  await stage.isBeside("#deep");
});
