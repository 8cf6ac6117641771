// The guide's own page: its HTML and CSS, character for character.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("pages");

test("the page is the guide's with its template tags replaced", async ({ open }) => {
  const page = await open("/guide");
  const served = await (await page.request.get(page.url())).text();
  const guide = await readFile(new URL("../pages/guide.html", import.meta.url), "utf8");

  const [before, after] = guide
    .replace("{% load djust_tutorials %}\n", "")
    .split("{% tutorial_bubble %}");
  const start = served.indexOf(before);
  assert.notEqual(start, -1, `not in the page:\n${before}\nThe page:\n${served}`);
  assert.match(served.slice(start + before.length), /^<div [^>]*class="dj-tutorial-bubble"/);
  assert.ok(served.includes(after));
});

test("the guide's page runs the tour with the guide's styles", async ({ open }) => {
  const page = await open("/guide");
  const tour = new Tour(page);
  await tour.bubble.waitFor({ state: "hidden" });
  await tour.start();
  await tour.reaches(1);

  const style = (locator, property) =>
    locator.evaluate((element, name) => getComputedStyle(element)[name], property);
  assert.equal(await tour.text.innerText(), "This is your dashboard — your home base.");
  assert.equal(await style(tour.bubble, "display"), "block");
  assert.equal(await style(tour.bubble, "backgroundColor"), "rgb(30, 41, 59)");
  assert.equal(await style(tour.bubble, "fontSize"), "14px");
  // The guide's CSS has a transition of 0.2 s.
  await tour.target(1).evaluate((element) =>
    Promise.all(element.getAnimations().map((animation) => animation.finished)),
  );
  assert.equal(await style(tour.target(1), "outlineWidth"), "3px");
  assert.equal(await style(tour.target(1), "outlineColor"), "rgb(99, 102, 241)");

  const [bubble, target] = [await tour.bubble.boundingBox(), await tour.target(1).boundingBox()];
  assert.ok(bubble.y >= target.y + target.height, "the bubble is below its target");

  await tour.reaches(2);
  await tour.close();
  await tour.isGone();
});

test("the guide's CSS alone styles the bubble as a plain element", async ({ open }) => {
  const page = await open("/guide");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  const [looks, plain] = await tour.bubble.evaluate((bubble) => {
    const twin = document.createElement("div");
    twin.className = bubble.className;
    twin.dataset.visible = "true";
    twin.append(...[...bubble.childNodes].map((node) => node.cloneNode(true)));
    document.body.append(twin);
    const look = (top) =>
      [top, ...top.querySelectorAll("*")].map((element) => {
        const style = getComputedStyle(element);
        const { width, height } = element.getBoundingClientRect();
        const names = ["display", "border", "padding", "color", "background", "border-radius", "box-shadow", "font", "opacity", "z-index"];
        return [element.className, width, height, ...names.map((name) => style.getPropertyValue(name))];
      });
    const both = [look(bubble), look(twin)];
    twin.remove();
    return both;
  });
  assert.deepEqual(looks, plain);
});

test("a tour leaves the bubble's markup byte for byte", async ({ open }) => {
  const page = await open("/guide");
  const tour = new Tour(page);
  const markup = () => tour.bubble.evaluate(({ outerHTML }) => outerHTML);
  const before = await markup();
  await tour.start();
  await tour.reaches(1);
  await tour.close();
  await tour.isGone();
  assert.equal(await markup(), before);
});

test("the guide's page with handlers completes its tour", async ({ open }) => {
  const page = await open("/guide-in-use");
  const tour = new Tour(page);
  await tour.start();
  await tour.reaches(1);
  await tour.reaches(2);
  await tour.target(2).click();
  await tour.reaches(3);
  await page.keyboard.type("Apollo");
  await tour.reaches(4);
  assert.equal(await tour.target(3).inputValue(), "Apollo");
  await tour.target(4).click();
  await tour.isGone();
  await page.getByText("Saved: Apollo").waitFor();
});
