// Builds dist/ from src/: `node build.mjs`. With `--check` nothing is written,
// and the exit code tells whether dist/ is what the sources build to and the
// script is within its bound. `--sizes` shows the share of each file.
//
// Each file is also there as gzip and brotli, so that the server compresses nothing
// and needs no crate for it. Versions of Node and gzip may differ in these bytes: what
// is checked is what they hold.
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
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from "node:zlib";
import { build, transform } from "esbuild";
import { rollup } from "rollup";
import { minify } from "terser";

process.chdir(import.meta.dirname);

/**
 * The most bytes after gzip -9. With the page's head the script arrives in the first round trip: ten segments of
 * 1,460 bytes. The part that shows tours arrives in the second, before the connection can be there.
 */
const BOUNDS = { "docent.js": 13_000, "docent-tour.js": 7_700, "docent-attach.js": 9_000 };

/**
 * Properties that only the client's own modules name: their names are shortened, the same in each file. Flags begin with
 * `is` or `has`. None of these names may be in a string, on the wire, in `docent.d.ts` or exported by a file that is
 * loaded later; those of the browser's own objects terser leaves alone.
 */
const OWN_NAMES = `
  (?:is|has)[A-Z]\\w*
  formState|restored|recover|concluded|submitted|sent|refused|settle|judge|keeps|unanswered|settled|timer|gesture|chain|params
  ledger|words|attribute|around|base|wrote|edits|withdraw|lift|reapply|revert|markup|place|html|hooks|hooked|failed|enter|perform|tick|tell
  createPage|loadTour|settings|granted|notice|say|announce|leave|patch|report|execute
  welcome|heartbeat|draining|closures|patches|ops|shown|narration|abandon
  narrate|patience|holdStill|movesFocus|stepAside|usable|postpone|holdsFocus
`.trim().replace(/\s+/g, "|");

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

/** Takes the types off; the rest of a module stays as it is. */
const withoutTypes = {
  name: "without-types",
  async transform(code, id) {
    return { code: (await transform(code, { loader: "ts", target: "es2022", sourcefile: id })).code, map: null };
  },
};

/** The version of the script in its URLs. It is that of the sources, since each of its files has it in its text. */
const hash = await sourceHash();
const version = hash.slice(0, 8);

// Rollup joins the modules, so that each of them is in one of the files; terser minifies.
const bundle = await rollup({ input: { docent: "src/main.ts" }, plugins: [withoutTypes] });
const { output: files } = await bundle.generate({ format: "es", chunkFileNames: "docent-tour.js", strict: false });
// For pages that docent does not render. The tag is in the app's own markup, without a version, so that no other file
// can import this one: the part that shows tours has all that it needs, and this one is no module.
for (const [input, file, format] of [
  ["src/attach.ts", "docent-attach.js", "iife"],
  ["src/tour/tour.ts", "docent-attach-tour.js", "es"],
]) {
  const bundle = await rollup({ input, plugins: [withoutTypes], external: (id) => id === "./docent-attach-tour.js" });
  files.push(...(await bundle.generate({ format, file, strict: false })).output);
}
const scripts = {};
const nameCache = {};
const mangle = { properties: { regex: RegExp(`^(?:${OWN_NAMES})$`) } };
for (const { fileName, code } of files) {
  const versioned = code.replace(/["']\.\/(docent(?:-tour|-attach-tour)?\.js)["']/g, `"./$1?v=${version}"`);
  scripts[fileName] = (await minify(versioned, { module: true, ecma: 2022, compress: { passes: 6, unsafe_arrows: true }, mangle, nameCache })).code;
}

// Rollup has given what one file exports for another names of its own; those that terser gave it serve as well, and
// need not be told apart.
const localNames = new Map();
const rename = (file, clause, name) => {
  if (!clause.test(scripts[file])) throw Error(`${file} has no ${clause}`);
  scripts[file] = scripts[file].replace(clause, (_, before, list, after) => before + list.split(",").map((item) => name(...item.split(" as "))).join() + after);
};
rename("docent.js", /(export\{)(.*?)(\})/, (local, exported = local) => {
  localNames.set(exported, local);
  return local;
});
rename("docent-tour.js", /(import\{)(.*?)(\}from)/, (exported, local = exported) => {
  const name = localNames.get(exported);
  if (!name) throw Error(`docent.js does not export ${exported}`);
  return name === local ? name : `${name} as ${local}`;
});

const common = {
  absWorkingDir: import.meta.dirname, bundle: true, minify: true, write: false, legalComments: "none" };
const style = await build({ ...common, entryPoints: ["src/docent.css"] });

// The same in one file, with the debug panel, for pages that are being debugged: its size has no bound.
const debug = await build({ ...common, entryPoints: ["src/debug/main.ts"], format: "iife", target: "es2022", loader: { ".css": "text" } });

const outputs = {
  "dist/docent.js": scripts["docent.js"],
  "dist/docent-tour.js": scripts["docent-tour.js"],
  "dist/docent-attach.js": scripts["docent-attach.js"],
  "dist/docent-attach-tour.js": scripts["docent-attach-tour.js"],
  "dist/docent.css": style.outputFiles[0].text,
  "dist/docent-debug.js": debug.outputFiles[0].text,
  "dist/docent.d.ts": await readFile("src/docent.d.ts", "utf8"),
  "dist/source.sha256": hash,
};

// Not Node's own zlib, which is another one and saves some bytes more.
const gzip = (text) => execFileSync("gzip", ["-9n"], { input: text });
const brotli = (text) =>
  brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
  });
/** By the ending of the file's name. */
const ENCODINGS = { gz: [gzip, gunzipSync], br: [brotli, brotliDecompressSync] };
const isServed = (path) => !path.endsWith(".sha256");

if (process.argv.includes("--check")) {
  const check = async (path, text, decode) => {
    const committed = await readFile(path).then(decode).catch(() => "");
    if (committed.toString() !== text) {
      console.error(`${path} is not what the sources build to: run \`npm run build\` and commit dist/`);
      process.exitCode = 1;
    }
  };
  for (const [path, text] of Object.entries(outputs)) {
    await check(path, text, (bytes) => bytes);
    if (!isServed(path)) continue;
    for (const [ending, [, decode]] of Object.entries(ENCODINGS)) await check(`${path}.${ending}`, text, decode);
  }
} else {
  await mkdir("dist", { recursive: true });
  for (const [path, text] of Object.entries(outputs)) {
    await writeFile(path, text);
    if (!isServed(path)) continue;
    for (const [ending, [encode]] of Object.entries(ENCODINGS)) await writeFile(`${path}.${ending}`, encode(text));
  }
}

for (const [path, text] of Object.entries(outputs)) {
  const name = path.slice("dist/".length);
  if (!isServed(path)) continue;
  const bound = BOUNDS[name];
  const size = gzip(text).length;
  console.log(`${name}  ${size} bytes gzip -9${bound ? `, of ${bound}` : ""}`);
  const file = files.find(({ fileName }) => fileName === name);
  if (file && (process.argv.includes("--sizes") || size > bound)) {
    // Bytes before terser and gzip, which both work on the whole: as shares of it.
    const parts = Object.entries(file.modules).map(([path, { renderedLength }]) => ({ path, share: renderedLength / file.code.length }));
    for (const { path, share } of parts.sort((a, b) => b.share - a.share)) {
      console.log(`  ${String(Math.round(share * size)).padStart(5)} bytes  ${path.slice(import.meta.dirname.length + 1)}`);
    }
  }
  if (size > bound) {
    console.error(`${name} is ${size - bound} bytes over its bound of ${bound}`);
    process.exitCode = 1;
  }
}
