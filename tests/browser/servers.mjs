// Builds and runs the server programs of the tests.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const WORKSPACE = fileURLToPath(new URL("../..", import.meta.url));

/** The executables of the workspace by name, built once per test file. */
let built;

/** What the tests run. */
const PACKAGES = [
  "onboarding",
  "gallery",
  "background_job",
  "shared_list",
  "existing_app",
  "walkthrough",
  "mixed",
  "branching",
  "keyboard",
  "custom_look",
  "components",
  "wizard",
  "spa",
  "signup_form",
  "docent-tests",
];

async function build(packages) {
  const cargo = spawn(
    process.env.CARGO ?? "cargo",
    [
      "build",
      "--quiet",
      "--bins",
      ...packages.map((name) => `--package=${name}`),
      "--message-format=json-render-diagnostics",
    ],
    { cwd: WORKSPACE, stdio: ["ignore", "pipe", "inherit"] },
  );
  const ended = once(cargo, "exit");
  const executables = new Map();
  for await (const line of createInterface({ input: cargo.stdout })) {
    const message = JSON.parse(line);
    if (message.executable) executables.set(message.target.name, message.executable);
  }
  const [code] = await ended;
  if (code !== 0) throw new Error("the server programs do not build; cargo's errors are above");
  return executables;
}

/** A running server program; `url` is where it listens. */
class Server {
  #executable;
  #progressDir;
  #env;
  #args;
  #process;

  constructor(executable, progressDir, env, args) {
    this.#executable = executable;
    this.#progressDir = progressDir;
    this.#env = env;
    this.#args = args;
  }

  async start(port = "0", env = {}) {
    this.#process = spawn(this.#executable, this.#args, {
      // Without the debug panel, unless a test is about it.
      env: { ...process.env, DEBUG_PANEL: "off", PORT: port, PROGRESS_DIR: this.#progressDir, ...this.#env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    process.once("exit", this.#kill);
    // With port 0 a program takes a free port and prints it.
    for await (const line of createInterface({ input: this.#process.stdout })) {
      this.url = line.match(/http:\/\/[^\s,]+/)?.[0];
      if (this.url) return;
    }
    throw new Error(`${this.#executable} ended before it printed its URL`);
  }

  /** Stops the process by SIGTERM and starts it again at the same port, with `env` added to its environment. */
  async restart(env) {
    await this.#end();
    await this.start(new URL(this.url).port, env);
  }

  /** Stops the process and removes its files. */
  async stop() {
    await this.#end();
    await rm(this.#progressDir, { recursive: true });
  }

  #kill = () => this.#process.kill();

  async #end() {
    process.off("exit", this.#kill);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const gone = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await gone;
  }
}

/** Builds what the tests run. */
export const buildAll = () => (built ??= build(PACKAGES));

/** The path of the program `name` of the workspace. */
export async function program(name) {
  // A package of that name that no test needs is built when it is asked for.
  const executable = (await buildAll()).get(name) ?? (await build([name])).get(name);
  if (!executable) throw new Error(`the workspace builds no program named ${name}`);
  return executable;
}

/**
 * Starts the program `name` of the workspace on a free port, with `env` in its environment, and
 * with these arguments.
 */
export async function startServer(name, env = {}, args = []) {
  const executable = await program(name);
  const server = new Server(executable, await mkdtemp(join(tmpdir(), "docent-progress-")), env, args);
  await server.start();
  return server;
}
