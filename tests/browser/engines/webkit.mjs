// WebKitGTK, by the W3C's WebDriver protocol: WebKit's MiniBrowser on a virtual display.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";

export const name = "WebKitGTK";

/** How long the driver may take for an answer. */
const PATIENCE_MS = 60_000;

/** The names of keys, and what WebDriver calls them. */
const KEYS = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Escape: "\uE00C",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
};

/** Starts the distribution's WebKitGTK, or the browser of it that `MINIBROWSER` names. */
export async function launch() {
  const browser = process.env.MINIBROWSER ?? (await findMiniBrowser());
  const [display, displayNumber] = await startDisplay();
  const port = await freePort();
  const driver = start(process.env.WEBKIT_DRIVER ?? "WebKitWebDriver", [`--port=${port}`], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DISPLAY: `:${displayNumber}` },
  });
  const sessions = `http://127.0.0.1:${port}/session`;
  await listens(`http://127.0.0.1:${port}/status`);

  const options = { binary: browser, args: ["--automation"] };
  const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
  const { sessionId, capabilities: found } = await call(sessions, "POST", { capabilities });
  const session = `${sessions}/${sessionId}`;
  const home = await call(`${session}/window`, "GET");
  return {
    version: found.browserVersion,
    // All visits are of one browser, which takes seconds to start; none finds another's cookies.
    async visit() {
      const tabs = [];
      return {
        async complaints() {
          const complaints = [];
          for (const tab of tabs) complaints.push(...(await tab.complaints()));
          return complaints;
        },
        async open(viewport) {
          await call(`${session}/window`, "POST", { handle: home });
          // A window, because the driver leaves a new tab in the background, where nothing is painted.
          const { handle } = await call(`${session}/window/new`, "POST", { type: "window" });
          const tab = new Tab(session, handle);
          tabs.push(tab);
          await tab.resize(viewport);
          return tab;
        },
        async close() {
          for (const tab of tabs) await tab.close();
        },
      };
    },
    async close() {
      await call(session, "DELETE");
      await stop(driver);
      await stop(display);
    },
  };
}

class Tab {
  #session;
  #handle;
  /** Of the pages that the tab has left. */
  #complaints = [];

  constructor(session, handle) {
    this.#session = session;
    this.#handle = handle;
  }

  async #call(path, method, body) {
    await call(`${this.#session}/window`, "POST", { handle: this.#handle });
    return call(this.#session + path, method, body);
  }

  /** Gives the page this size; the window also has a toolbar. */
  async resize({ width, height }) {
    const rect = await this.#call("/window/rect", "GET");
    const view = await this.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    await this.#call("/window/rect", "POST", {
      width: rect.width - view.width + width,
      height: rect.height - view.height + height,
    });
  }

  async goto(url) {
    await this.complaints();
    await this.#call("/url", "POST", { url });
    await this.evaluate(collectComplaints);
  }

  async reload() {
    await this.complaints();
    await this.#call("/refresh", "POST", {});
    await this.evaluate(collectComplaints);
  }

  /** What the console has got since each page was loaded. */
  async complaints() {
    const fresh = await this.evaluate(() => window[Symbol.for("complaints")]?.splice(0) ?? []);
    this.#complaints.push(...fresh);
    return this.#complaints;
  }

  async evaluate(callee, argument) {
    const script = `const [argument, done] = arguments;
      Promise.resolve().then(() => (${callee})(argument ?? undefined)).then(
        (value) => done({ value }),
        (error) => done({ error: String(error) + error?.stack }),
      );`;
    const { value, error } = await this.#call("/execute/async", "POST", { script, args: [argument ?? null] });
    if (error) throw new Error(error);
    return value;
  }

  #pointer(...actions) {
    return this.#call("/actions", "POST", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  move(x, y) {
    return this.#pointer({ type: "pointerMove", x: Math.round(x), y: Math.round(y) });
  }

  async click(x, y, times) {
    await this.move(x, y);
    const press = [{ type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
    await this.#pointer(...Array(times).fill(press).flat());
  }

  chord(keys) {
    const values = keys.map((key) => KEYS[key] ?? key);
    const actions = [
      ...values.map((value) => ({ type: "keyDown", value })),
      ...values.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    return this.#call("/actions", "POST", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** The tab that is acted in is in front. */
  bringToFront() {
    return this.evaluate(() => {});
  }

  async screenshot() {
    return Buffer.from(await this.#call("/screenshot", "GET"), "base64");
  }

  /** Closes the tab and forgets the visitor, who is a cookie. */
  async close() {
    await this.#call("/cookie", "DELETE");
    await this.#call("/window", "DELETE");
  }
}

/**
 * Collects what the page's console gets from now on. WebDriver cannot ask for it, and
 * MiniBrowser does not print it while it is automated; what is written while a page is
 * loaded is not seen.
 */
function collectComplaints() {
  const complaints = (window[Symbol.for("complaints")] = []);
  for (const level of ["warn", "error"]) {
    const write = console[level];
    console[level] = (...words) => {
      complaints.push(words.join(" "));
      write.apply(console, words);
    };
  }
  addEventListener("error", ({ message }) => complaints.push(`uncaught: ${message}`));
  addEventListener("unhandledrejection", ({ reason }) => complaints.push(`uncaught: ${reason}`));
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
    complaints.push(`content security policy: ${effectiveDirective} forbids ${blockedURI}`);
  });
}

async function call(url, method, body) {
  const response = await fetch(url, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(PATIENCE_MS) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

/** Starts a display that no other program has; returns it and its number. */
async function startDisplay() {
  const display = start("Xvfb", ["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  for await (const number of createInterface({ input: display.stdout })) return [display, number];
  throw new Error("Xvfb ended before it printed its display's number");
}

function start(program, args, options) {
  const child = spawn(program, args, options);
  process.once("exit", () => child.kill());
  return child;
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill();
  await gone;
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function listens(url) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await fetch(url);
      return;
    } catch (cause) {
      if (Date.now() > deadline) throw new Error("WebKitWebDriver does not listen", { cause });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Debian keeps it in a folder of the architecture and of the interface's version. */
async function findMiniBrowser() {
  for (const architecture of await readdir("/usr/lib", { withFileTypes: true })) {
    if (!architecture.name.endsWith("-linux-gnu")) continue;
    const folder = join("/usr/lib", architecture.name);
    const versions = (await readdir(folder)).filter((name) => name.startsWith("webkit2gtk-")).sort();
    if (versions.length) return join(folder, versions.at(-1), "MiniBrowser");
  }
  throw new Error("there is no MiniBrowser below /usr/lib: install webkit2gtk-driver, or set MINIBROWSER to its path");
}
