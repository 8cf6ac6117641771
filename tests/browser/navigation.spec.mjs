// What leads from one page of an app to another, and back.

import assert from "node:assert/strict";
import { test as plain } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { browserTests } from "./harness.mjs";
import { startServer } from "./servers.mjs";

const test = browserTests("navigation");

const isConnected = (page) => page.waitForFunction(() => window.docent?.connected);
const heading = (page, text) => page.locator("h1", { hasText: new RegExp(`^${text}$`) }).waitFor();
const bubble = (page, text) => page.locator("#dj-tutorial-bubble", { hasText: text }).waitFor();
const place = (page) => page.url().replace(/^https?:\/\/[^/]+/, "");

/** Opens a page, whose sockets the test may cut. */
async function openWithSockets({ open, server }, path) {
  const page = await open("/noted");
  const sockets = [];
  await page.routeWebSocket(/.*/, (socket) => {
    const upstream = socket.connectToServer();
    sockets.push({ url: socket.url(), cut: () => Promise.all([socket.close({ code: 1001 }), upstream.close({ code: 1001 })]) });
  });
  await page.goto(server.url + path);
  await isConnected(page);
  return { page, sockets };
}

test("a tour goes on, and ends, on the pages of its redirects", async ({ open }) => {
  const page = await open("/");
  await bubble(page, "Order some tea.");
  await page.locator("#order").click();
  await heading(page, "Thanks");
  await bubble(page, "Finish here.");
  await page.locator("#finish").click();
  await heading(page, "The end");
  await isConnected(page);
  assert.equal(await page.locator("#dj-tutorial-bubble").isVisible(), false, "the tour is over");
  await page.goBack();
  await heading(page, "Thanks");
  await isConnected(page);
  assert.equal(await page.locator("#dj-tutorial-bubble").isVisible(), false, "and stays over");
});

test("Back and Forward reach the view, and a reload its mount", async ({ open }) => {
  const page = await open("/list?page=1");
  await isConnected(page);
  await page.locator("#count").click();
  for (const number of [2, 3]) {
    await page.locator("#next").click();
    await heading(page, `Page ${number}`);
    assert.equal(place(page), `/list?page=${number}`);
    assert.equal(await page.title(), `Page ${number}`);
  }
  await page.goBack();
  await heading(page, "Page 2");
  await page.goBack();
  await heading(page, "Page 1");
  assert.equal(await page.title(), "Page 1");
  await page.goForward();
  await heading(page, "Page 2");
  await page.getByText("1 clicks").waitFor();
  await page.reload();
  await heading(page, "Page 2");
  await isConnected(page);
  await page.getByText("0 clicks").waitFor();
  // The entries before outlive the reload.
  await page.goBack();
  await heading(page, "Page 1");
});

test("a URL in place of another makes no entry", async ({ open }) => {
  const page = await open("/list?page=1");
  await isConnected(page);
  await page.locator("#next").click();
  await heading(page, "Page 2");
  await page.locator("#skip").click();
  await heading(page, "Page 12");
  assert.equal(place(page), "/list?page=12");
  await page.goBack();
  await heading(page, "Page 1");
});

test("a fragment and another script's entries are not the view's", async ({ open }) => {
  const page = await open("/list?page=1");
  await isConnected(page);
  await page.evaluate(() => history.pushState({ own: true }, "", "?tab=own"));
  await page.goBack();
  await page.evaluate(() => (location.hash = "rows"));
  await page.locator("#next").click();
  await heading(page, "Page 2");
  await page.goBack();
  await heading(page, "Page 1");
  assert.equal(place(page), "/list?page=1#rows");
  await page.locator("#count").click();
  await page.getByText("1 clicks").waitFor();
});

test("a page finds its session at its patched URL", async (visit) => {
  const { page, sockets } = await openWithSockets(visit, "/list?page=1");
  await page.locator("#count").click();
  await page.locator("#next").click();
  await heading(page, "Page 2");
  await sockets.at(-1).cut();
  await page.locator("#count").click();
  await page.getByText("2 clicks").waitFor();
  assert.match(sockets.at(-1).url, /\/list\?page=2$/);
  await page.goBack();
  await heading(page, "Page 1");
  await sockets.at(-1).cut();
  await page.locator("#count").click();
  await page.getByText("3 clicks").waitFor();
  assert.match(sockets.at(-1).url, /\/list\?page=1$/);
});

test("a view that cannot show a URL has its page loaded", async ({ open }) => {
  const page = await open("/plain");
  await isConnected(page);
  const mount = await page.locator("[dj-root] p").innerText();
  await page.getByRole("button", { name: "Next" }).click();
  await heading(page, "Tab 1");
  assert.equal(await page.locator("[dj-root] p").innerText(), mount);
  await page.goBack();
  await heading(page, "Tab 0");
  await page.waitForFunction((mount) => document.querySelector("[dj-root] p")?.innerText !== mount, mount);
  assert.equal(place(page), "/plain");
});

test("Back scrolls where the page was, over a shorter one", async ({ open }) => {
  const page = await open("/list?page=2");
  await isConnected(page);
  await page.locator("#next").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  assert.ok(before > 1_000, `${before}`);
  await page.locator("#next").click();
  await heading(page, "Page 3");
  await page.waitForFunction(() => scrollY === 0);
  await page.goBack();
  await heading(page, "Page 2");
  await page.waitForFunction((before) => Math.abs(scrollY - before) < 2, before);
});

test("the focus stays where it is over a patched URL", async ({ open }) => {
  const page = await open("/list?page=1");
  await isConnected(page);
  await page.locator("#next").focus();
  await page.keyboard.press("Enter");
  await heading(page, "Page 2");
  assert.equal(await page.evaluate(() => document.activeElement.id), "next");
  await page.locator("[name=note]").pressSequentially("half a w");
  await page.goBack();
  await heading(page, "Page 1");
  assert.equal(await page.evaluate(() => document.activeElement.name), "note");
  assert.equal(await page.locator("[name=note]").inputValue(), "half a w");
});

test("what is being typed is sent before a redirect", async ({ open }) => {
  const page = await open("/list?page=1");
  await isConnected(page);
  await page.locator("[name=note]").pressSequentially("not lost");
  assert.equal(await page.evaluate(async () => (await fetch("/poke")).status), 204);
  await page.waitForURL("**/end");
  await heading(page, "The end");
  assert.equal(await page.evaluate(async () => (await fetch("/noted")).text()), "not lost");
});

test("a tour works under a policy with a nonce", async ({ open }) => {
  const page = await open("/nonce");
  await bubble(page, "Order some tea.");
  assert.equal(await page.evaluate(() => document.querySelectorAll("head [nonce]").length), 3);
});

plain("Back after a redirect has a live page, cached or not", async () => {
  const server = await startServer("navigation");
  // Playwright turns the cache off, which browsers have.
  const browser = await launchChromium({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${server.url}/list?page=1`);
    await isConnected(page);
    await page.evaluate(() => fetch("/poke"));
    await heading(page, "The end");
    await page.goBack();
    await heading(page, "Page 1");
    await isConnected(page);
    await page.locator("#count").click();
    await page.getByText("1 clicks").waitFor();
  } finally {
    await Promise.all([browser.close(), server.stop()]);
  }
});
