// What a person does in each of the small examples, for its test and for its picture.
//
// A walk is called with the page and with `shoot(moment)`, which is awaited at each moment that
// is worth a look; the picture of the index is that of the moment "picture".

import assert from "node:assert/strict";

const bubble = (page) => page.locator('[id="dj-tutorial-bubble"][data-visible="true"]');
const button = (page, name) => page.getByRole("button", { name, exact: true });

/** Waits until the bubble has the text. */
const bubbleShows = (page, text) => bubble(page).filter({ hasText: text }).waitFor();
const isOver = (page) => page.locator("#dj-tutorial-bubble").waitFor({ state: "hidden" });

/** Moves the pointer away from the bubble, where it would hold a step's time. */
async function start(page) {
  await button(page, "Take the tour").click();
  await page.mouse.move(0, 0);
}

async function type(page, selector, text) {
  await page.locator(selector).fill(text);
  await page.keyboard.press("Enter");
}

/** Tab until the element has the focus, and then the key. */
async function tabTo(page, selector, key) {
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press("Tab");
    if (await page.locator(selector).evaluateAll((found) => found.includes(document.activeElement))) {
      if (key) await page.keyboard.press(key);
      return;
    }
  }
  throw new Error(`Tab does not reach ${selector}`);
}

export const EXAMPLES = [
  {
    name: "walkthrough",
    async walk(page, shoot) {
      await start(page);
      await bubbleShows(page, "How high the water is");
      await button(page, "Pause").click();
      await button(page, "Resume").waitFor();
      await shoot("picture");
      await button(page, "Resume").click();
      await page.mouse.move(0, 0);
      // Nobody does anything.
      await bubbleShows(page, "The wind at the pier");
      await bubble(page).getByRole("button", { name: "Skip" }).click();
      await bubbleShows(page, "Where you can moor");
      await bubble(page).getByRole("button", { name: "Close" }).click();
      await isOver(page);
    },
    async byKeyboard(page, shoot) {
      await tabTo(page, "[dj-click=start_tutorial]", "Enter");
      await bubbleShows(page, "How high the water is");
      await shoot("at the first step");
      await page.keyboard.press("Escape");
      await isOver(page);
    },
  },
  {
    name: "mixed",
    async walk(page, shoot) {
      await start(page);
      await bubbleShows(page, "Welcome!");
      await bubbleShows(page, "These have been dry");
      await bubble(page).getByRole("button", { name: "Skip" }).click();
      await bubbleShows(page, "Go ahead");
      await shoot("picture");
      await page.locator("#water").click();
      await bubbleShows(page, "It is here now");
      await page.locator("#watered").getByText("Basil").waitFor();
      await bubble(page).getByRole("button", { name: "Skip" }).click();
      await isOver(page);
    },
    async byKeyboard(page, shoot) {
      await tabTo(page, "[dj-click=start_tutorial]", "Enter");
      for (const text of ["Welcome!", "These have been dry"]) {
        await bubbleShows(page, text);
        await tabTo(page, ".dj-tutorial-bubble__skip", "Enter");
      }
      await bubbleShows(page, "Go ahead");
      await shoot("at the button");
      await tabTo(page, "#water", "Enter");
      await bubbleShows(page, "It is here now");
    },
  },
  {
    name: "branching",
    async walk(page, shoot) {
      await page.getByLabel("No, I am new").check();
      await start(page);
      await bubbleShows(page, "Welcome!");
      await button(page, "Next").click();
      await bubbleShows(page, "Here are the books");
      await button(page, "Next").click();
      await bubbleShows(page, "Skip, and I ask again");
      // The bubble goes, and comes back with the same text.
      const isAsked = page.evaluate(() => new Promise((resolve) => document.addEventListener("tour:step", () => resolve(), { once: true })));
      await button(page, "Skip").click();
      await isAsked;
      await bubbleShows(page, "Skip, and I ask again");
      await shoot("picture");
      await page.locator("#borrow").click();
      await isOver(page);
      await page.getByLabel("Yes, I know my way").check();
      await start(page);
      await bubbleShows(page, "New: your card");
    },
    async byKeyboard(page, shoot) {
      await tabTo(page, "[name=who]:checked", "ArrowDown");
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Enter");
      await bubbleShows(page, "New: your card");
      await shoot("at the card");
      await tabTo(page, ".dj-tutorial-bubble__skip", "Enter");
      await isOver(page);
    },
  },
  {
    name: "keyboard",
    async walk(page, shoot) {
      await page.keyboard.press("t");
      await bubbleShows(page, "Press the right arrow");
      await page.keyboard.press("ArrowRight");
      await bubbleShows(page, "The left arrow leads back");
      await shoot("picture");
      await page.keyboard.press("ArrowLeft");
      await bubbleShows(page, "Press the right arrow");
      await page.keyboard.press("ArrowRight");
      await bubbleShows(page, "The left arrow leads back");
      await page.keyboard.press("ArrowRight");
      await bubbleShows(page, "the arrows are yours");
      // In the field they move the caret, and lead nowhere.
      const heading = page.locator("#heading");
      await heading.focus();
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowLeft");
      assert.equal(await heading.evaluate((field) => field.selectionStart), "Chapter one".length - 1);
      await bubbleShows(page, "the arrows are yours");
      await page.keyboard.press("Escape");
      await isOver(page);
    },
  },
  {
    name: "custom_look",
    async walk(page, shoot) {
      await start(page);
      await bubbleShows(page, "The oven is hot");
      assert.equal(await bubble(page).getAttribute("class"), "note");
      assert.equal(await page.locator(".chalked").getAttribute("id"), "bake");
      await bubble(page).getByText("1 / 2").waitFor();
      await shoot("picture");
      await page.locator("#bake").click();
      await bubbleShows(page, "it is still warm");
      assert.equal(await page.locator(".chalked.warm").getAttribute("id"), "shelf");
      await button(page, "Next").click();
      await isOver(page);
    },
    async byKeyboard(page, shoot) {
      await tabTo(page, "[dj-click=start_tutorial]", "Enter");
      await bubbleShows(page, "The oven is hot");
      await shoot("at the oven");
      await tabTo(page, "#bake", "Enter");
      await bubbleShows(page, "it is still warm");
      await tabTo(page, ".dj-tutorial-bubble__skip", "Enter");
      await isOver(page);
    },
  },
  {
    name: "components",
    async walk(page, shoot) {
      await start(page);
      await bubbleShows(page, "Who is the captain?");
      await type(page, "[dj-component=keeper] input", "Ada");
      await page.locator("[dj-component=keeper] input[value=Ada]").waitFor();
      await bubbleShows(page, "Who is the captain?");
      await shoot("picture");
      await type(page, "[dj-component=captain] input", "Grace");
      await bubbleShows(page, "who keeps the goal?");
      await page.locator("[dj-component=keeper] button").click();
      await isOver(page);
    },
    async byKeyboard(page, shoot) {
      await tabTo(page, "[dj-click=start_tutorial]", "Enter");
      await bubbleShows(page, "Who is the captain?");
      await tabTo(page, "[dj-component=captain] input");
      await page.keyboard.type("Grace");
      await page.keyboard.press("Enter");
      await bubbleShows(page, "who keeps the goal?");
      await shoot("at the second form");
    },
  },
  {
    name: "wizard",
    async walk(page, shoot) {
      await bubbleShows(page, "who pays?");
      await page.locator("#company").click();
      await bubbleShows(page, "The invoice");
      await page.reload();
      await bubbleShows(page, "The invoice");
      await type(page, "[name=name]", " ");
      await page.getByRole("alert").filter({ hasText: "Which company" }).waitFor();
      await bubbleShows(page, "The invoice");
      await shoot("with a refusal");
      await type(page, "[name=name]", "Acme");
      await bubbleShows(page, "Try 40");
      await shoot("picture");
      await type(page, "[name=guests]", "40");
      await page.getByRole("alert").filter({ hasText: "1 to 12" }).waitFor();
      // Form and tour go back together, to what was entered.
      await page.locator("form").getByRole("button", { name: "Back" }).click();
      await bubbleShows(page, "The invoice");
      assert.equal(await page.locator("[name=name]").inputValue(), "Acme");
      await type(page, "[name=name]", "Acme");
      await type(page, "[name=guests]", "4");
      await bubbleShows(page, "Is everything right?");
      await page.getByText("A room for 4, paid by Acme.").waitFor();
      await page.locator("#book").click();
      await page.getByText("It is booked.").waitFor();
      await isOver(page);
    },
    async byKeyboard(page, shoot) {
      await bubbleShows(page, "who pays?");
      await tabTo(page, "#private", "Enter");
      await bubbleShows(page, "Try 40");
      await shoot("at the guests");
      await tabTo(page, "[name=guests]");
      await page.keyboard.type("2");
      await page.keyboard.press("Enter");
      await bubbleShows(page, "Is everything right?");
      await tabTo(page, "#book", "Enter");
      await page.getByText("It is booked.").waitFor();
    },
  },
  {
    name: "spa",
    async walk(page, shoot) {
      await start(page);
      await bubbleShows(page, "What is there to do?");
      await type(page, "#add [name=title]", " ");
      await page.getByRole("alert").filter({ hasText: "needs a title" }).waitFor();
      await type(page, "#add [name=title]", "Water the basil");
      await bubbleShows(page, "rendered itself again");
      await shoot("picture");
      await button(page, "Next").click();
      await bubbleShows(page, "Go to the other view");
      // The highlighted element is replaced.
      await page.getByLabel("Water the basil").first().click();
      await bubbleShows(page, "Go to the other view");
      await page.locator("#to-done.tour-highlight").click();
      await page.waitForURL("**/done");
      await bubbleShows(page, "What is done will be here");
      await button(page, "Next").click();
      await isOver(page);
    },
    async byKeyboard(page, shoot) {
      await tabTo(page, "[data-docent-start]", "Enter");
      await bubbleShows(page, "What is there to do?");
      await shoot("at the field");
      await tabTo(page, "#add [name=title]");
      await page.keyboard.type("Read");
      await page.keyboard.press("Enter");
      await bubbleShows(page, "rendered itself again");
    },
  },
];

/** Other examples, whose own tests walk them: what leads to their pictures. */
export const PICTURED = [
  {
    name: "background_job",
    async walk(page, shoot) {
      await start(page);
      await bubbleShows(page, "Start the import");
      await page.locator("#start").click();
      await bubbleShows(page, "Reload the page if you like");
      await page.locator("output").filter({ hasText: "of 250" }).waitFor();
      await shoot("picture");
    },
  },
  {
    name: "shared_list",
    async walk(page, shoot) {
      for (const text of ["Milk", "Bread", "Pears"]) {
        await page.getByLabel("To buy").fill(text);
        await page.getByRole("button", { name: "Add" }).click();
        await page.getByRole("listitem").filter({ hasText: text }).waitFor();
      }
      await page.getByLabel("Bread").check();
      await shoot("picture");
    },
  },
  {
    name: "signup_form",
    async walk(page, shoot) {
      await page.locator("#signup-email").fill("ada");
      await page.locator("#signup-email").press("Tab");
      await page.locator("#signup-email-error").filter({ hasText: "@" }).waitFor();
      await page.locator("#signup-email").scrollIntoViewIfNeeded();
      await shoot("picture");
    },
  },
  {
    name: "funnel",
    args: ["sample"],
    async walk(page, shoot) {
      await page.goto(new URL("/funnel", page.url()).href);
      await shoot("picture");
    },
  },
  {
    name: "existing_app",
    async walk(page, shoot) {
      await page.getByLabel("Your name").fill("Ada");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "Projects of Ada" }).waitFor();
      await page.waitForFunction(() => window.docent?.connected);
      await start(page);
      await button(page, "Next").click();
      await bubbleShows(page, "Begin the first one");
      await shoot("picture");
    },
  },
];
