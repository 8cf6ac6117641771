// Cookies that are blocked, and pages in frames of another site.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchProfile } from "./chromium.mjs";
import { startProxy } from "./proxy.mjs";
import { startServer } from "./servers.mjs";

/** What the person has chosen in the settings of the browser. */
const BLOCKS = {
  // Not the default: Debian's Chromium blocks third-party cookies.
  nothing: { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } },
  "third-party cookies": { profile: { cookie_controls_mode: 1, block_third_party_cookies: true } },
  "all cookies": { profile: { default_content_setting_values: { cookies: 2 } } },
};

const PATIENCE_MS = 10_000;

/** An app with the default cookie, and one whose cookie is set only when a tour begins. */
const servers = {};
before(async () => {
  servers.default = await startServer("cookies");
  servers.late = await startServer("cookies", { ONLY_FOR_TOURS: "on" });
});
after(() => Promise.all(Object.values(servers).map((server) => server.stop())));

/** Runs a test for each of these choices, with a proxy in front of the server. */
function browsing(claim, { blocking = ["nothing"], app = "default", ...options }, body) {
  for (const blocked of blocking) {
    test(blocking.length > 1 ? `${claim}, ${blocked} blocked` : claim, async () => {
      const proxy = await startProxy(servers[app].url, options);
      const context = await launchProfile(BLOCKS[blocked]);
      context.setDefaultTimeout(PATIENCE_MS);
      const open = async (path, name = "localhost") => {
        const page = await context.newPage();
        await page.goto(proxy.at(name, path));
        return page;
      };
      try {
        await body({ open, proxy, context, blocked });
      } finally {
        await context.close();
        proxy.stop();
      }
    });
  }
}

const connected = (frame) => frame.waitForFunction(() => window.docent.connected);
const press = async (frame, count) => {
  await frame.locator("#press").click();
  await frame.locator("#pressed").filter({ hasText: `${count} pressed` }).waitFor();
};
const shows = (frame, text) => frame.locator(".docent-notice").filter({ hasText: text }).waitFor();
/** Loses the connection and waits for the next one. */
const reconnect = async (proxy, ...pages) => {
  // Not by seeing that it is lost: the next one may be there before anybody looks.
  const sockets = pages.map((page) => (page.page?.() ?? page).waitForEvent("websocket"));
  proxy.cut();
  await Promise.all(sockets);
  for (const page of pages) await connected(page);
};
const visitorOf = (frame) => frame.locator("#visitor").innerText();

/** Opens `path` of 127.0.0.1 in a frame of a page of localhost, another site. */
async function openFramed({ open, proxy }, path) {
  const url = proxy.at("127.0.0.1", path);
  const page = await open(`/around?url=${encodeURIComponent(url)}`);
  return { page, frame: page.frames()[1] };
}

browsing("a page whose origin is refused shows it", { host: "localhost:1" }, async ({ open }) => {
  const page = await open("/plain", "127.0.0.1");
  await shows(page, "cannot be used at this address");
});

browsing("without cookies a session lives with its page", { tls: true, blocking: ["all cookies"] }, async ({ open, proxy, context }) => {
  const page = await open("/plain");
  await connected(page);
  assert.deepEqual(await context.cookies(), []);
  await press(page, 1);
  const visitor = await visitorOf(page);
  await reconnect(proxy, page);
  await press(page, 2);
  assert.equal(await visitorOf(page), visitor);
  await page.reload();
  await connected(page);
  await press(page, 1);
  assert.notEqual(await visitorOf(page), visitor);
});

browsing("in another site's frame a page shows what is wrong", { tls: true, blocking: Object.keys(BLOCKS) }, async (visit) => {
  const { frame } = await openFramed(visit, "/plain");
  await shows(frame, "cannot be used inside another site");
});

browsing("the notice of a refused origin stays until its cause is gone", { host: "localhost:1" }, async ({ open, proxy }) => {
  const page = await open("/plain", "127.0.0.1");
  await shows(page, "cannot be used at this address");
  proxy.host = undefined;
  await connected(page);
  await page.locator(".docent-notice").waitFor({ state: "detached" });
});

const embedding = { tls: true, blocking: Object.keys(BLOCKS) };
browsing("in another site's frame an embedded page has a session", embedding, async (visit) => {
  const { page, frame } = await openFramed(visit, "/embedded");
  await connected(frame);
  await press(frame, 1);
  const visitor = await visitorOf(frame);
  await reconnect(visit.proxy, frame);
  await press(frame, 2);
  assert.equal(await visitorOf(frame), visitor);
  // The browser does block what the test takes for blocked.
  const taken = await frame.evaluate(() => (document.cookie = "third=1; SameSite=None; Secure") && document.cookie);
  assert.equal(taken, visit.blocked === "nothing" ? "third=1" : "");

  await page.reload();
  const again = page.frames()[1];
  await connected(again);
  const [cookie] = await visit.context.cookies(visit.proxy.at("127.0.0.1", "/"));
  // Only who blocks all cookies is somebody else after a reload.
  assert.equal(cookie?.name, visit.blocked === "all cookies" ? undefined : "__Host-docent-embedded");
  assert.equal((await visitorOf(again)) === visitor, cookie !== undefined);
});

browsing("an embedded page in a tab of its own has the ordinary cookie", { tls: true }, async ({ open, context }) => {
  await connected(await open("/embedded"));
  const cookies = await context.cookies();
  assert.deepEqual(cookies.map(({ name, sameSite }) => [name, sameSite]), [["__Host-docent", "Lax"]]);
});

const late = { app: "late", tls: true };
browsing("a browser gets the cookie when its tour begins", late, async ({ open, proxy, context }) => {
  const page = await open("/plain");
  const before = await open("/plain");
  for (const each of [page, before]) {
    await connected(each);
    await press(each, 1);
  }
  assert.deepEqual(await context.cookies(), []);
  const visitor = await visitorOf(page);
  assert.notEqual(await visitorOf(before), visitor);

  const kept = page.waitForResponse(async (response) => (await response.allHeaders())["set-cookie"] !== undefined);
  await page.locator("#start").click();
  await kept;
  const [cookie, ...others] = await context.cookies();
  assert.deepEqual([cookie.name, cookie.value, others], ["__Host-docent", visitor, []]);
  await press(page, 2);
  await page.locator("#dj-tutorial-bubble").filter({ hasText: "Press it again." }).waitFor();

  // Both keep their sessions, with the cookie.
  await reconnect(proxy, page, before);
  await press(page, 3);
  await press(before, 2);
  await page.locator("#dj-tutorial-bubble").filter({ hasText: "That was all." }).waitFor();

  // The tour goes on in the page that is opened next.
  for (const each of [page, before]) {
    await each.reload();
    await each.locator("#start").click();
    await each.locator("#dj-tutorial-bubble").filter({ hasText: "That was all." }).waitFor();
    assert.equal(await visitorOf(each), visitor);
  }
  const set = proxy.requests.filter(({ path, setCookie }) => path === "/plain" && setCookie);
  // By the request for the tour, and by the two pages that were opened after it.
  assert.equal(set.length, 3);
});

browsing("a late cookie that is blocked costs nothing but the resume", { ...late, blocking: ["all cookies"] }, async ({ open, proxy }) => {
  const page = await open("/plain");
  await connected(page);
  await page.locator("#start").click();
  await press(page, 1);
  await reconnect(proxy, page);
  await press(page, 2);
  await page.locator("#dj-tutorial-bubble").filter({ hasText: "That was all." }).waitFor();
});

browsing("a late cookie makes no frame of another site work", late, async (visit) => {
  const { frame } = await openFramed(visit, "/plain");
  await shows(frame, "cannot be used inside another site");
  const sockets = visit.proxy.requests.filter(({ method }) => method === "upgrade");
  assert.equal(sockets.length, 0);
});
