// Builds dist/ from src/: `node build.mjs`. With `--check` nothing is written,
// and the exit code says whether dist/ is what the sources give.
//
// dist/source.sha256 lets a test without Node see that the committed bundle
// belongs to the committed sources. It holds 64 lower-case hex digits and a
// newline: the SHA-256 of, for each input file in order,
//
//     relative path in UTF-8, one NUL byte, the file's bytes, one NUL byte
//
// The input files are every regular file below src/, build.mjs and
// package-lock.json; paths are relative to this directory, with `/`, and are
// ordered by their bytes.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

process.chdir(import.meta.dirname);

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

const common = { bundle: true, minify: true, write: false, legalComments: "none" };
const script = await build({
  ...common,
  entryPoints: ["src/main.ts"],
  format: "iife",
  target: "es2022",
  metafile: true,
});
const style = await build({ ...common, entryPoints: ["src/docent.css"] });

const outputs = {
  "dist/docent.js": script.outputFiles[0].text,
  "dist/docent.css": style.outputFiles[0].text,
  "dist/source.sha256": await sourceHash(),
};

if (process.argv.includes("--check")) {
  for (const [path, text] of Object.entries(outputs)) {
    if ((await readFile(path, "utf8").catch(() => "")) !== text) {
      console.error(`${path} is not what the sources give: run \`npm run build\` and commit dist/`);
      process.exitCode = 1;
    }
  }
} else {
  await mkdir("dist", { recursive: true });
  for (const [path, text] of Object.entries(outputs)) await writeFile(path, text);
}

const gzip = (text) => gzipSync(text, { level: 9 }).length;
console.log(`docent.js  ${gzip(outputs["dist/docent.js"])} bytes gzip -9`);
console.log(`docent.css ${gzip(outputs["dist/docent.css"])} bytes gzip -9`);
if (process.argv.includes("--sizes")) {
  const [bundle] = Object.values(script.metafile.outputs);
  for (const [path, { bytesInOutput }] of Object.entries(bundle.inputs)) {
    console.log(`  ${String(bytesInOutput).padStart(6)} bytes minified  ${path}`);
  }
}
