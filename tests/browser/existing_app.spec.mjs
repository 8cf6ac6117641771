// A tour over the pages of an app of forms and redirects, with a login.

import assert from "node:assert/strict";

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("existing_app");

const TARGETS = ["#projects", "#new-project", "#project-form [name=title]", "#project-title"];

/** Notes, over all pages of the tab, what the bubble says while it can be seen. */
const noteTexts = () => {
  const note = () => {
    const bubble = document.querySelector("#dj-tutorial-bubble[data-visible=true]");
    const text = bubble?.querySelector(".dj-tutorial-bubble__text").textContent;
    const texts = JSON.parse(sessionStorage.texts ?? "[]");
    if (text && texts.at(-1) !== text) sessionStorage.texts = JSON.stringify([...texts, text]);
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
};

async function signIn(open, name) {
  const page = await open("/login");
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: `Projects of ${name}` }).waitFor();
  await page.waitForFunction(() => window.docent?.connected);
  return new Tour(page, TARGETS);
}

test("a tour goes over pages, a form and its redirect", async ({ open }) => {
  const tour = await signIn(open, "Ada");
  const { page } = tour;
  await tour.start();
  await tour.reaches(1);
  await tour.bubble.getByRole("button", { name: "Next" }).click();
  await tour.reaches(2);
  await page.locator("#new-project").click();
  await page.waitForURL("**/projects/new");
  await tour.reaches(3);
  // What the app refuses completes nothing.
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByRole("alert").waitFor();
  await tour.reaches(3);
  await page.getByLabel("Title").fill("Apollo");
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL("**/projects/0");
  await tour.reaches(4);
  await page.reload();
  await tour.reaches(4);
  await tour.bubble.getByRole("button", { name: "Next" }).click();
  await tour.isGone();
});

test("no link is shown while the answer to a form is awaited", async ({ open }) => {
  const tour = await signIn(open, "Grace");
  const { page } = tour;
  await page.addInitScript(noteTexts);
  await page.reload();
  await page.waitForFunction(() => window.docent?.connected);
  await tour.start();
  await tour.bubble.getByRole("button", { name: "Next" }).click();
  await page.locator("#new-project").click();
  await tour.reaches(3);
  // `/projects/new` is of the last step's pattern, and this is not.
  await page.evaluate(() => history.replaceState({}, "", "/projects/new/first"));
  // The app has done it, and the page is told, long before it is left.
  await page.route("**/projects", async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await route.fulfill({ response });
  });
  await page.getByLabel("Title").fill("Apollo");
  await page.getByRole("button", { name: "Create" }).click();
  await page.waitForURL("**/projects/0");
  await tour.reaches(4);
  const texts = await page.evaluate(() => JSON.parse(sessionStorage.texts));
  assert.ok(texts.length >= 4 && !texts.some((text) => text.includes("another page")), texts.join(", "));
});

test("on another page the bubble links to the step's", async ({ open }) => {
  const tour = await signIn(open, "Alan");
  const { page } = tour;
  await tour.start();
  await tour.bubble.getByRole("button", { name: "Next" }).click();
  await tour.reaches(2);
  await page.goto(new URL("/projects/new", page.url()).href);
  const link = tour.bubble.getByRole("link", { name: "Go to that page" });
  await link.click();
  await page.waitForURL((url) => url.pathname === "/");
  await tour.reaches(2);
  // Of two tabs the newer has the tour.
  const other = new Tour(await open("/"), TARGETS);
  await other.reaches(2);
  await tour.isGone();
});
