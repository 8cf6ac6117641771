// Builds dist/ from src/: `node build.mjs`. With `--check` nothing is written,
// and the exit code tells whether dist/ is what the sources build to and the
// script is within its bound. `--sizes` shows the share of each file.
//
// With dist/source.sha256 a test without Node can check that the committed bundle
// belongs to the committed sources. It holds 64 lower-case hex digits and a
// newline: the SHA-256 of, for each input file in order,
//
//     relative path in UTF-8, one NUL byte, the file's bytes, one NUL byte
//
// The input files are every regular file below src/, build.mjs and
// package-lock.json; paths are relative to this directory, with `/`, and are
// ordered by their bytes.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { parse } from "acorn";
import { build } from "esbuild";
import { minify } from "terser";

process.chdir(import.meta.dirname);

/**
 * The most bytes of the script after gzip -9. With the page's head it then arrives
 * in the first round trip: ten segments of 1,460 bytes.
 */
const BOUND = 13_000;

/**
 * Properties of our own objects, which get short names. None of them may be a
 * name of the browser's, or a key in a frame, a detail or `window.docent`:
 * `checkOurs` checks the first, and the browser tests the second.
 */
const OURS = `
  abandon announce apply around arrow attach attribute base chain classes closures concluded draining edits element
  enter excess follow formState frame gesture hasTimers heartbeat highlight holdsFocus holdStill isBusy isHeld isNews isOpen
  isPaused isPolite isShown isSnapshot isTimed isTouched judge keeps ledger lift missing movesFocus
  narrate narration ops options params part patches perform postpone raise reapply refused rename report restored
  revert selector sent settle shown side source stepAside submitted tick timer touched tour unanswered usable welcome withdraw
  wrote
`.match(/\w+/g);

/** Names that the browser has too, on objects on which the client does not use them. */
const UNUSED = ["apply", "element", "frame", "options", "part", "source", "touched"];

/** Fails if the browser, as TypeScript knows it, has a name of ours. */
async function checkOurs() {
  const compiler = import.meta.resolve("typescript/package.json");
  const platform = `@typescript/typescript-${process.platform}-${process.arch}`;
  for (const library of ["lib.dom.d.ts", "lib.es5.d.ts", "lib.es2015.core.d.ts", "lib.es2015.collection.d.ts"]) {
    const path = new URL(`../${platform}/lib/${library}`, compiler);
    const text = (await readFile(path, "utf8")).replace(/\/\*[^]*?\*\//g, "");
    // Properties and methods are at the start of a line; parameters do not matter.
    const names = new Set(Array.from(text.matchAll(/^\s+(?:readonly |get |set )*(\w+)\??[(:<]/gm), ([, name]) => name));
    const taken = OURS.filter((name) => names.has(name) && !UNUSED.includes(name));
    if (taken.length) throw new Error(`${library} has ${taken}: take it off the list of our own names`);
  }
}

async function sourceHash() {
  const entries = await readdir("src", { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/"));
  const inputs = [...paths, "build.mjs", "package-lock.json"]
    .map((path) => Buffer.from(path))
    .sort(Buffer.compare);
  const hash = createHash("sha256");
  for (const path of inputs) {
    hash.update(path).update("\0").update(await readFile(path)).update("\0");
  }
  return `${hash.digest("hex")}\n`;
}

if (process.argv.includes("--check")) await checkOurs();

/**
 * The script with arrow functions instead of function declarations, which are longer. They are at the start of
 * their block, where declarations are hoisted to. No function of ours uses `this` or `arguments`.
 */
function withArrows(code) {
  const children = (node) =>
    Object.values(node).flat().filter((child) => typeof child?.type === "string").sort((a, b) => a.start - b.start);
  const print = (node) => {
    const hoisted = [];
    let text = "";
    let at = node.start;
    for (const child of children(node)) {
      // A shorthand property is both a key and a value.
      if (child.start < at) continue;
      text += code.slice(at, child.start);
      at = child.end;
      const isPlain = child.type === "FunctionDeclaration" && !child.async && !child.generator;
      if (isPlain) hoisted.push(`${child.id.name}=(${child.params.map(print)})=>${print(child.body)}`);
      else text += print(child);
    }
    text += code.slice(at, node.end);
    // After the brace of a block; the longest first, which gzip shortens more.
    return hoisted.length ? text.replace(/^\{?/, (brace) => `${brace}let ${hoisted.sort((a, b) => b.length - a.length)};`) : text;
  };
  return print(parse(code, { ecmaVersion: 2022 }));
}

const common = {
  absWorkingDir: import.meta.dirname, bundle: true, minify: true, write: false, legalComments: "none" };
const script = await build({
  ...common,
  entryPoints: ["src/main.ts"],
  format: "iife",
  target: "es2022",
  metafile: true,
  mangleProps: new RegExp(`^(?:${OURS.join("|")})$`),
});
const style = await build({ ...common, entryPoints: ["src/docent.css"] });

// The same with the debug panel, for pages that are being debugged: its size has no bound.
const debug = await build({ ...common, entryPoints: ["src/debug/main.ts"], format: "iife", target: "es2022", loader: { ".css": "text" } });

// esbuild joins the modules; terser minifies better.
const { code } = await minify(withArrows(script.outputFiles[0].text), {
  ecma: 2022,
  toplevel: true,
  // Without constants on the left the text is longer, but its gzip -9 shorter. `unsafe` replaces `String(a)` and
  // `Number(a)` by operators, which differ for symbols and bigints: JSON has neither.
  compress: { passes: 8, if_return: false, unsafe: true, unsafe_math: true, lhs_constants: false },
});

const outputs = {
  "dist/docent.js": code,
  "dist/docent.css": style.outputFiles[0].text,
  "dist/docent-debug.js": debug.outputFiles[0].text,
  "dist/source.sha256": await sourceHash(),
};

if (process.argv.includes("--check")) {
  for (const [path, text] of Object.entries(outputs)) {
    if ((await readFile(path, "utf8").catch(() => "")) !== text) {
      console.error(`${path} is not what the sources build to: run \`npm run build\` and commit dist/`);
      process.exitCode = 1;
    }
  }
} else {
  await mkdir("dist", { recursive: true });
  for (const [path, text] of Object.entries(outputs)) await writeFile(path, text);
}

// Not Node's own zlib, which is another one and saves some bytes more.
const gzip = (text) => execFileSync("gzip", ["-9n"], { input: text }).length;
const size = gzip(code);
console.log(`docent.js  ${size} bytes gzip -9, of ${BOUND}`);
for (const name of ["docent.css", "docent-debug.js"]) console.log(`${name}  ${gzip(outputs[`dist/${name}`])} bytes gzip -9`);
if (process.argv.includes("--sizes") || size > BOUND) {
  // Bytes before terser and gzip, which both work on the whole: as shares of it.
  const [bundle] = Object.values(script.metafile.outputs);
  const parts = Object.entries(bundle.inputs).map(([path, { bytesInOutput }]) => ({ path, share: bytesInOutput / bundle.bytes }));
  for (const { path, share } of parts.sort((a, b) => b.share - a.share)) {
    console.log(`  ${String(Math.round(share * size)).padStart(5)} bytes  ${path}`);
  }
}
if (size > BOUND) {
  console.error(`docent.js is ${size - BOUND} bytes over its bound of ${BOUND}`);
  process.exitCode = 1;
}
