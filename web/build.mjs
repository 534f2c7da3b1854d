// Puts the page together: engine, script and looks into page/page.html, with the hashes its policy names.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";
import { buildSync } from "esbuild";
import { compile } from "sass";

const [wasm, profile] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The engine, made smaller where `wasm-opt` is to be had. */
function engine() {
  if (profile !== "page") return readFileSync(wasm);
  const features = ["bulk-memory", "sign-ext", "mutable-globals", "nontrapping-float-to-int", "reference-types", "multivalue"];
  const small = `${wasm}.small`;
  try {
    // One pass only: what more passes save in code, they lose when it is packed.
    execFileSync("wasm-opt", ["-O1", "-s", "2", ...features.map((name) => `--enable-${name}`), wasm, "-o", small]);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.error("`wasm-opt` is not there (Debian: binaryen); the page is larger without it");
    return readFileSync(wasm);
  }
  return readFileSync(small);
}

const script = buildSync({
  entryPoints: [here("page/page.js")],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: "es2022",
}).outputFiles[0].text.trim();
const style = compile(here("page/style.scss"), {
  loadPaths: [here("node_modules/@picocss/pico/scss")],
  style: "compressed",
  charset: false,
  silenceDeprecations: ["if-function", "import", "global-builtin", "color-functions"],
}).css.trim();
const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const parts = {
  "style-hash": hash(style),
  "script-hash": hash(script),
  style,
  script,
  engine: deflateRawSync(engine(), { level: 9 }).toString("base64"),
};
const page = readFileSync(here("page/page.html"), "utf8").replace(/\{\{([a-z-]+)\}\}/g, (all, name) => parts[name] ?? all);
writeFileSync(here("dist/page.html"), page);
console.error(`web/dist/page.html: ${Math.round(page.length / 1000)} kB without the rules`);
