// Where a step scrolls to, and where it does not.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { openWithFakeServer } from "./fake_server.mjs";
import { put } from "./scenery.mjs";

const test = browserTests("stage");

/** A page that scrolls at once, and counts how often it does. */
async function still(visit, options) {
  const stage = await openWithFakeServer(visit, "/stage", options);
  await stage.page.emulateMedia({ reducedMotion: "reduce" });
  await stage.page.evaluate(() => {
    window.scrolls = 0;
    window.sideways = 0;
    addEventListener("scroll", () => (scrolls++, (sideways = Math.max(sideways, scrollX))), true);
  });
  return stage;
}

const scrolls = (page) => page.evaluate(() => scrolls);

/** Waits until docent has looked at the page again. */
const looked = async (stage) => {
  await stage.frame({ run: [1, 1, []] });
  await stage.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
};

const box = (page, selector) => page.locator(selector).evaluate((element) => element.getBoundingClientRect().toJSON());

const isInView = (page, selector) =>
  page.waitForFunction((selector) => {
    const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
    return top >= document.querySelector("header").getBoundingClientRect().bottom && bottom <= innerHeight;
  }, selector);

test("a page whose top is in view does not scroll for a welcome", async (visit) => {
  const stage = await still(visit);
  for (const target of ["body", "main"]) {
    await stage.step(target);
    await stage.bubble.waitFor();
    await looked(stage);
    assert.equal(await scrolls(stage.page), 0, target);
  }
});

test("a tall target is shown from its start, below the header", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await put(page, "main", ["section", { id: "tall", style: "height:3000px" }, "Tall"]);
  for (const from of [0, 5000]) {
    await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), from);
    await stage.step("#tall");
    await stage.bubble.waitFor();
    await page.waitForFunction(() => Math.abs(document.querySelector("#tall").getBoundingClientRect().top - 110) <= 2);
  }
});

test("a wide target does not move the page sideways", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await put(page, "#gap", ["div", { style: "height:1500px" }], ["div", { id: "wide", style: "width:4000px; height:50px; background:#ddd" }, "Wide"]);
  for (const left of [0, 700]) {
    await page.evaluate((left) => scrollTo({ left, top: 0, behavior: "instant" }), left);
    await stage.step("#wide");
    await isInView(page, "#wide");
    await looked(stage);
    assert.equal(await page.evaluate(() => scrollX), left);
  }
});

test("a shell that hides its overflow is not scrolled", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await put(
    page,
    "main",
    [
      "div",
      { id: "shell", style: "position:fixed; inset:0; overflow:hidden; background:white; z-index:2" },
      ["div", { style: "height:200px" }, "Its header"],
      ["div", { id: "content", style: "height:800px; overflow:auto" }, ["div", { style: "height:2000px" }], ["button", { id: "item" }, "Item"], ["div", { style: "height:250px" }]],
    ],
  );
  await stage.step("#item");
  await stage.isBeside("#item");
  assert.deepEqual(await page.evaluate(() => [shell.scrollTop, scrollY, content.scrollTop > 0]), [0, 0, true]);
});

for (const [what, shift] of [
  ["a banner", () => (document.querySelector("#gap").style.height = "1200px")],
  ["an accordion that opens", () => (document.querySelector("#accordion").open = true)],
  ["an image", () => (document.querySelector("#image").src = document.querySelector("#image").dataset.src)],
]) {
  test(`a step follows its target that ${what} pushes away`, async (visit) => {
    const stage = await still(visit);
    const { page } = stage;
    const picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='900' height='1100'/>";
    await put(
      page,
      "#gap",
      ["details", { id: "accordion" }, ["summary", {}, "More"], ["div", { style: "height:1200px" }]],
      ["img", { id: "image", alt: "", "data-src": picture }],
    );
    if (what === "an image") {
      // The page's policy has no images but its own.
      await page.evaluate(() => Object.defineProperty(document.querySelector("#image"), "src", { set() { this.style.height = "1200px"; this.style.display = "block"; } }));
    }
    await stage.step("#target");
    await stage.isBeside("#target");
    await page.evaluate(shift);
    await isInView(page, "#target");
    await stage.isBeside("#target");
  });
}

test("a step follows its target until the person has scrolled", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await stage.step("#target");
  await stage.isBeside("#target");
  await page.mouse.move(900, 500);
  await page.mouse.wheel(0, 20);
  await page.waitForFunction(() => scrollY === 20);
  await page.evaluate(() => {
    document.documentElement.style.overflowAnchor = "none";
    document.querySelector("#gap").style.height = "1200px";
  });
  await looked(stage);
  await looked(stage);
  assert.equal(await page.evaluate(() => scrollY), 20);
});

for (const [what, style] of [
  ["fixed", "position:fixed; right:0; top:150px; width:300px"],
  ["beside the page", "position:absolute; left:100%; margin-left:-300px; top:1500px; width:300px"],
]) {
  test(`a drawer that opens and is ${what} is not scrolled to`, async (visit) => {
    const stage = await still(visit);
    const { page } = stage;
    await put(page, "body", ["div", { id: "drawer", style: `${style}; transform:translateX(100%); transition:transform 0.4s; background:#eee` }, ["button", { id: "item" }, "Item"]]);
    await page.evaluate(() => {
      document.body.style.position = "relative";
      drawer.getBoundingClientRect();
      drawer.style.transform = "none";
    });
    await stage.step("#item");
    await stage.isBeside("#item");
    await page.waitForFunction(() => !document.querySelector("#drawer").getAnimations().length);
    await stage.isBeside("#item");
    assert.equal(await page.evaluate(() => sideways), 0);
    if (what === "fixed") assert.equal(await scrolls(page), 0);
  });
}

test("a sticky header without scroll-padding hides no target", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await put(page, "main", ["div", { style: "height:900px" }]);
  await page.evaluate(() => {
    const { top } = document.querySelector("#far").getBoundingClientRect();
    scrollTo({ top: top + scrollY - 40, behavior: "instant" });
  });
  await stage.step("#far");
  await isInView(page, "#far");
  await stage.isBeside("#far");
});

test("a bar at the bottom of the view does not hide the target", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await put(page, "body", ["footer", { id: "bar", style: "position:fixed; inset:auto 0 0 0; height:90px; background:#ddd" }, "Cookies?"]);
  await page.evaluate(() => {
    const { bottom } = document.querySelector("#far").getBoundingClientRect();
    scrollTo({ top: bottom + scrollY - innerHeight + 40, behavior: "instant" });
  });
  await stage.step("#far");
  await stage.isBeside("#far");
  await page.waitForFunction(() => document.querySelector("#far").getBoundingClientRect().bottom <= document.querySelector("#bar").getBoundingClientRect().top);
});

test("a field that the step focuses is scrolled to", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await put(page, "main", ["input", { id: "low", "aria-label": "Low" }], ["div", { style: "height:900px" }]);
  await page.locator("#start").click();
  await stage.receives("e");
  await stage.step("#low");
  await page.locator("#low:focus").waitFor();
  await isInView(page, "#low");
  await stage.isBeside("#low");
});

test("a target in a zoomed scroller is scrolled to its middle", async (visit) => {
  const stage = await still(visit);
  const { page } = stage;
  await page.evaluate(() => (document.querySelector("#outer").style.zoom = 1.6));
  await stage.step("#deep");
  await stage.isBeside("#deep");
  await page.waitForFunction(() => {
    const [deep, inner] = ["#deep", "#inner"].map((id) => document.querySelector(id).getBoundingClientRect());
    return Math.abs(deep.top + deep.bottom - inner.top - inner.bottom) < 30;
  });
});

test("a smooth scroll ends with the target in the middle", async (visit) => {
  const stage = await openWithFakeServer(visit);
  await stage.step("#far");
  await stage.page.waitForFunction(() => {
    const { top, bottom } = document.querySelector("#far").getBoundingClientRect();
    return Math.abs(top + bottom - innerHeight) < 120;
  });
  assert.ok((await box(stage.page, "#far")).top > 0);
});
