// A tour over the pages of an app of forms and redirects, with a login.

import { browserTests } from "./harness.mjs";
import { Tour } from "./tour.mjs";

const test = browserTests("existing_app");

const TARGETS = ["#projects", "#new-project", "#project-form [name=title]", "#project-title"];

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
