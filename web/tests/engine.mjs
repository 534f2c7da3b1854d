// The engine of a page, without a browser.

import { ppmd } from "../page/ppmd.js";
import { bytesOf, unpack } from "../page/unpack.js";

/** Takes a page as text, and gives what asks its engine. */
export async function engine(text) {
  const block = (id) => text.match(new RegExp(`id="${id}">([^<]*)<`))[1];
  const packed = unpack(bytesOf(block("engine")));
  const { exports } = (await WebAssembly.instantiate(packed.next(packed.length), {})).instance;
  const write = (bytes) => {
    const at = exports.reserve(bytes.length);
    new Uint8Array(exports.memory.buffer, at, bytes.length).set(bytes);
  };
  const next = ppmd(bytesOf(block("rules")));
  const part = () => next(new DataView(next(4).buffer).getUint32(0, true));
  write(part());
  if (!exports.load()) throw new Error("the first rules cannot be read");
  write(part());
  if (!exports.finish()) throw new Error("the other rules cannot be read");
  return (request) => {
    write(new TextEncoder().encode(JSON.stringify(request)));
    const bytes = exports.call();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(exports.memory.buffer, exports.buffer(), bytes)));
  };
}
