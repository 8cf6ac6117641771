// What the server sends for a render that follows another one.

import { spawnSync } from "node:child_process";

import { program } from "./servers.mjs";

/** A function that finds the patches from one render to the next; `isFine` makes each node a part. */
export async function patchesOf() {
  const executable = await program("patches");
  return (before, after, isFine) => findAll(executable, [[before, after, isFine]])[0];
}

/** The patches of many pairs at once. */
export async function patchesOfPairs(pairs) {
  return findAll(await program("patches"), pairs);
}

function findAll(executable, pairs) {
  const input = pairs.map((pair) => JSON.stringify(pair)).join("\n");
  const { stdout, status, stderr } = spawnSync(executable, { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`no patches: ${stderr}`);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}
