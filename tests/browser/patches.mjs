// What the server reads in a render, and sends for one that follows another.

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

/** The nodes that the server reads in each of many pages; `null` where it gives up. */
export async function nodesOf(pages) {
  return findAll(await program("nodes"), pages);
}

/** The program's answer to each value. */
function findAll(executable, values) {
  const input = values.map((value) => JSON.stringify(value)).join("\n");
  const { stdout, status, stderr } = spawnSync(executable, { input, encoding: "utf8", maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(`no answer: ${stderr}`);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
}
