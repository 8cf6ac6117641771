// Walks through the gallery: one variant after another, step by step.

/** The variants on the page, by the ids of their cards. */
export function variants(page) {
  return page.locator(".card").evaluateAll((cards) => cards.map(({ id }) => id));
}

/** Waits until no transition and no scrolling is running. */
export async function settles(page) {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  await page.evaluate(async () => {
    const bubble = document.querySelector("#dj-tutorial-bubble");
    const place = () => JSON.stringify([scrollY, bubble.getBoundingClientRect()]);
    for (let still = 0, before = ""; still < 3; ) {
      await new Promise(requestAnimationFrame);
      still = place() === before ? still + 1 : 0;
      before = place();
    }
  });
}

/** Shows one variant and yields each of its steps, which it leaves by Skip; closes the variant's dialog. */
export async function* walk(page, variant) {
  const bubble = page.locator("#dj-tutorial-bubble");
  const progress = bubble.locator(".dj-tutorial-bubble__step");
  await page.locator(`#${variant}-show`).click();
  for (let number = 1, total = 1; number <= total; number++) {
    await bubble.filter({ hasText: `Step ${number} of ` }).waitFor();
    total = Number((await progress.textContent()).match(/\d+$/)[0]);
    await page.mouse.move(0, 0);
    await settles(page);
    yield { variant, number, total };
    await bubble.locator(".dj-tutorial-bubble__skip").click();
  }
  await bubble.waitFor({ state: "hidden" });
  await page.evaluate(() => document.querySelector(":modal")?.close());
}
