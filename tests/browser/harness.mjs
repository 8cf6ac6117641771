// The harness of the browser tests: a server, a Chromium with a fresh profile,
// and the rule that no page may write warnings or errors.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launchChromium } from "./chromium.mjs";
import { startServer } from "./servers.mjs";

/** How long a test waits for a condition. The longest step lasts 4 s. */
const PATIENCE_MS = 10_000;

/**
 * Defines the tests of one file, which share a Chromium and a server, with `env` in its environment.
 *
 * Returns a `test(claim, [options,] body)`. The body gets `open(path,
 * {viewport, colorScheme})`, which opens a page of the server for one visitor,
 * and the `server` itself; `openAsAnother` does the same for a second visitor. A test fails if a page wrote a warning or an error
 * to its console, threw, or broke its content security policy, except for
 *
 * - `options.expects`: patterns of messages that must be written.
 * - `options.tolerates`: patterns of messages that may be written.
 */
export function browserTests(serverName, env = {}) {
  let browser, server;
  before(async () => {
    server = await startServer(serverName, env);
    browser = await launchChromium();
  });
  after(() => Promise.all([browser?.close(), server?.stop()]));

  return (claim, ...rest) => {
    const body = rest.pop();
    const { expects = [], tolerates = [] } = rest.pop() ?? {};
    test(claim, async () => {
      const [visitor, another] = [new Visitor(browser), new Visitor(browser)];
      try {
        await body({
          server,
          open: (path, options) => visitor.open(server.url + path, options),
          openAsAnother: (path, options) => another.open(server.url + path, options),
        });
        visitor.checkComplaints(expects, tolerates);
        another.checkComplaints([], tolerates);
      } finally {
        await Promise.all([visitor.leave(), another.leave()]);
      }
    });
  };
}

/** One person with a fresh profile, whose tabs share their cookies. */
class Visitor {
  #browser;
  #context;
  #complaints = [];

  constructor(browser) {
    this.#browser = browser;
  }

  async open(url, { viewport = { width: 1280, height: 800 }, colorScheme = "light" } = {}) {
    this.#context ??= await this.#arrive();
    const page = await this.#context.newPage();
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await page.goto(url);
    return page;
  }

  async #arrive() {
    const context = await this.#browser.newContext();
    context.setDefaultTimeout(PATIENCE_MS);
    context.on("console", (message) => {
      if (["warning", "error"].includes(message.type())) {
        this.#complaints.push(`console ${message.type()}: ${message.text()}`);
      }
    });
    context.on("weberror", (webError) => {
      this.#complaints.push(`uncaught: ${webError.error().stack}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (violation) => {
        console.error(
          `content security policy: ${violation.violatedDirective} forbids ${violation.blockedURI}`,
          `(${violation.sourceFile}:${violation.lineNumber}) ${violation.sample}`,
        );
      });
    });
    return context;
  }

  checkComplaints(expects, tolerates) {
    for (const pattern of expects) {
      assert.ok(
        this.#complaints.some((complaint) => pattern.test(complaint)),
        `the page should have complained: ${pattern}; its console has: ${this.#complaints.join("\n") || "nothing"}`,
      );
    }
    const excused = [...expects, ...tolerates];
    const surprises = this.#complaints.filter(
      (complaint) => !excused.some((pattern) => pattern.test(complaint)),
    );
    assert.ok(!surprises.length, `the page complained:\n${surprises.join("\n")}`);
  }

  async leave() {
    await this.#context?.close();
  }
}
