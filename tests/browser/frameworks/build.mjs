// Builds the pages of this folder with Vite, as an app would.

import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "vite";

export const FRAMEWORKS = ["react", "vue", "htmx", "turbo"];

/** Builds them all, and gives the folder that the scripts are in. */
export async function buildFrameworks() {
  const outDir = await mkdtemp(join(tmpdir(), "docent-frameworks-"));
  for (const name of FRAMEWORKS) {
    await build({
      root: import.meta.dirname,
      configFile: false,
      logLevel: "error",
      define: { "process.env.NODE_ENV": '"production"' },
      build: { outDir, emptyOutDir: false, lib: { entry: `${name}.mjs`, formats: ["es"], fileName: () => `${name}.js` } },
    });
  }
  return outDir;
}
