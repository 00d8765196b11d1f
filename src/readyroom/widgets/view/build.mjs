// Builds the player and the page into widgets/static, or into the folder given.
//
// Each file begins with the SHA-256 of all sources, by which a test sees without Node that the
// built files belong to them.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(here, "..", "static"));

/** SHA-256 over the names and bytes of the source files, sorted by name. */
function digest() {
  const hash = createHash("sha256");
  const isSource = (name) => /\.(m?js|css|json)$/.test(name);
  for (const name of readdirSync(here).filter(isSource).sort()) {
    hash.update(`${name}\0`).update(readFileSync(join(here, name))).update("\0");
  }
  return hash.digest("hex");
}

const banner = `/* Built from widgets/view by "npm run build". SHA-256 of its sources: ${digest()} */`;

await build({
  absWorkingDir: here,
  entryPoints: ["player.js", "page.js", "player.css", "page.css"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  charset: "utf8",
  target: ["chrome109", "firefox115", "safari15.4"],
  banner: { js: banner, css: banner },
  legalComments: "none",
  logLevel: "warning",
});
