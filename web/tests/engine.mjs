// The engine of a page, without a browser.

import { unpackBlock } from "../page/unpack.js";

/** Takes a page as text, and gives what asks its engine. */
export async function engine(text) {
  const block = (id) => text.match(new RegExp(`id="${id}">([^<]*)<`))[1].trim();
  const [wasm, rules] = await Promise.all(["engine", "rules"].map((id) => unpackBlock(block(id))));
  const { exports } = (await WebAssembly.instantiate(wasm, {})).instance;
  const write = (bytes) => {
    const at = exports.reserve(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  };
  write(rules);
  if (!exports.load()) throw new Error("the rules cannot be read");
  return (request) => {
    write(new TextEncoder().encode(JSON.stringify(request)));
    const bytes = exports.call();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.buffer(), bytes)));
  };
}
