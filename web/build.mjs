// Puts the page together: engine, script and looks into page/page.html, with the hashes its policy names.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildSync, transformSync } from "esbuild";
import { PurgeCSS } from "purgecss";
import { compile } from "sass";

const [wasm, profile] = process.argv.slice(2);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The engine as it was built, or smaller where `wasm-opt` is to be had: its path. */
function engine() {
  if (profile !== "page") return wasm;
  const features = ["bulk-memory", "sign-ext", "mutable-globals", "nontrapping-float-to-int", "reference-types", "multivalue"];
  const small = `${wasm}.small`;
  try {
    // What else it can do saves code, and loses more than that when it is packed.
    const passes = ["duplicate-function-elimination", "dae-optimizing", "merge-blocks", "remove-unused-names", "remove-unused-brs", "optimize-instructions", "vacuum", "strip-producers", "strip-target-features"];
    execFileSync("wasm-opt", [...passes.map((name) => `--${name}`), ...features.map((name) => `--enable-${name}`), wasm, "-o", small]);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.error("`wasm-opt` is not there (Debian: binaryen); the page is larger without it");
    return wasm;
  }
  return small;
}

/** A file as `page/unpack.js` reads it. */
function packed(path) {
  const how = ["--format=lzma", "--lzma1=preset=9e,lc=4,lp=0,pb=0", "--stdout"];
  const file = execFileSync("xz", [...how, path], { maxBuffer: 1 << 28 });
  // Its header is a sign for how literals are told apart, the size of a dictionary, and the length if it is known.
  const start = Buffer.alloc(5);
  start[0] = file[0];
  start.writeUInt32LE(statSync(path).size, 1);
  return Buffer.concat([start, file.subarray(13)]);
}

const script = buildSync({
  entryPoints: [here("page/page.js")],
  bundle: true,
  minify: true,
  write: false,
  format: "iife",
  target: "es2022",
}).outputFiles[0].text.trim();
const { css } = compile(here("page/style.scss"), {
  loadPaths: [here("node_modules/@picocss/pico/scss")],
  style: "compressed",
  charset: false,
  silenceDeprecations: ["if-function", "import", "global-builtin", "color-functions"],
});
// What no screen has needs no looks.
const screens = ["page/page.html", "page/page.js", "templates/*.html", "src/screen/*.rs", "../src/report/{html.rs,controls.html,home.html,line.html,part.html,question.html,terms.html}"];
// Nothing is ever marked as right, and nothing is of an unknown length.
const needless = /[^{}]*(aria-invalid=false|indeterminate|::-ms-|::-moz-focus-inner)[^{}]*\{[^{}]*\}/g;
const [{ css: looks }] = await new PurgeCSS().purge({ content: screens.map(here), css: [{ raw: css.replace(needless, "") }], variables: true, safelist: ["h3", /^layer-\d$/] });
const style = transformSync(looks, { loader: "css", minify: true, target: "safari15.4" }).code.trim();
const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const parts = {
  "style-hash": hash(style),
  "script-hash": hash(script),
  style,
  script,
  engine: packed(engine()).toString("base64"),
};
const page = readFileSync(here("page/page.html"), "utf8").replace(/\{\{([a-z-]+)\}\}/g, (all, name) => parts[name] ?? all);
writeFileSync(here("dist/page.html"), page);
console.error(`web/dist/page.html: ${Math.round(page.length / 1000)} kB without the rules`);
