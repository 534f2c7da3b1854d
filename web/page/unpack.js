// A block of the page as bytes: base64 around LZMA. A browser unpacks only deflate by itself, and the engine is a
// third larger in that.

/** How far a probability is from the other end, and how fast it moves. */
const EVEN = 1024;
const MOVE = 5;
/** Where the two numbers of the range coder stand. */
const [CODE, RANGE] = [0, 1];

/** Bytes of a block as text. */
export function bytesOf(text) {
  const signs = atob(text.trim());
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

/**
 * Gives how many bytes were packed, and what takes the next so many of them out. In a block stand how literals are
 * told apart, then the length in four bytes, then what LZMA wrote. The names are those of its specification, which is
 * in the public domain.
 */
export function unpack(packed) {
  const properties = packed[0];
  const lc = properties % 9;
  const lpMask = (1 << (Math.trunc(properties / 9) % 5)) - 1;
  const pbMask = (1 << Math.trunc(properties / 45)) - 1;
  const out = new Uint8Array(new DataView(packed.buffer, packed.byteOffset).getUint32(1, true));
  const models = (size) => new Uint16Array(size).fill(EVEN);

  let at = 6;
  // Numbers this large are quick to change only in an array.
  const coder = new Uint32Array(2).fill(0xffffffff);
  while (at < 10) coder[CODE] = (coder[CODE] << 8) | packed[at++];

  function normalize() {
    if (coder[RANGE] < 0x1000000) {
      coder[RANGE] <<= 8;
      coder[CODE] = (coder[CODE] << 8) | packed[at++];
    }
  }

  function bit(model, index) {
    const bound = (coder[RANGE] >>> 11) * model[index];
    let found = 0;
    if (coder[CODE] < bound) {
      coder[RANGE] = bound;
      model[index] += (2048 - model[index]) >> MOVE;
    } else {
      coder[RANGE] -= bound;
      coder[CODE] -= bound;
      model[index] -= model[index] >> MOVE;
      found = 1;
    }
    normalize();
    return found;
  }

  function tree(model, start, bits) {
    let node = 1;
    for (let depth = 0; depth < bits; depth += 1) node = (node << 1) | bit(model, start + node);
    return node - (1 << bits);
  }

  function reverse(model, start, bits) {
    let node = 1;
    let value = 0;
    for (let depth = 0; depth < bits; depth += 1) {
      const next = bit(model, start + node);
      node = (node << 1) | next;
      value |= next << depth;
    }
    return value;
  }

  function direct(bits) {
    let value = 0;
    for (let depth = 0; depth < bits; depth += 1) {
      coder[RANGE] >>>= 1;
      const next = coder[CODE] >= coder[RANGE] ? 1 : 0;
      if (next) coder[CODE] -= coder[RANGE];
      normalize();
      value = (value << 1) | next;
    }
    return value;
  }

  function lengths() {
    const [choice, low, middle, high] = [models(2), models(16 << 3), models(16 << 3), models(256)];
    return (pos) => {
      if (!bit(choice, 0)) return 2 + tree(low, pos << 3, 3);
      if (!bit(choice, 1)) return 10 + tree(middle, pos << 3, 3);
      return 18 + tree(high, 0, 8);
    };
  }

  const literals = models((lpMask + 1) * (0x300 << lc));
  const [isMatch, isRep0Long] = [models(12 << 4), models(12 << 4)];
  const [isRep, isRepG0, isRepG1, isRepG2] = [models(12), models(12), models(12), models(12)];
  const [slots, positions, align] = [models(4 << 6), models(128), models(16)];
  const [matchLength, repLength] = [lengths(), lengths()];

  function literal(here, state, rep0) {
    const before = here ? out[here - 1] : 0;
    const start = 0x300 * (((here & lpMask) << lc) + (before >> (8 - lc)));
    let symbol = 1;
    if (state >= 7) {
      let match = out[here - rep0 - 1];
      while (symbol < 0x100) {
        const expected = (match >> 7) & 1;
        match <<= 1;
        const found = bit(literals, start + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | found;
        if (expected !== found) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bit(literals, start + symbol);
    return symbol & 0xff;
  }

  function distance(length) {
    const slot = tree(slots, Math.min(length - 2, 3) << 6, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) << bits;
    if (slot < 14) return base + reverse(positions, base - slot, bits);
    return base + (direct(bits - 4) << 4) + reverse(align, 0, 4);
  }

  let [state, rep0, rep1, rep2, rep3, here] = [0, 0, 0, 0, 0, 0];

  /** Takes the next byte, or several that stood there before. */
  function step() {
    const pos = here & pbMask;
    if (!bit(isMatch, (state << 4) + pos)) {
      out[here] = literal(here, state, rep0);
      here += 1;
      state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
      return;
    }
    let length;
    if (!bit(isRep, state)) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      length = matchLength(pos);
      rep0 = distance(length);
      state = state < 7 ? 7 : 10;
    } else {
      if (!bit(isRepG0, state)) {
        if (!bit(isRep0Long, (state << 4) + pos)) {
          out[here] = out[here - rep0 - 1];
          here += 1;
          state = state < 7 ? 9 : 11;
          return;
        }
      } else if (!bit(isRepG1, state)) {
        [rep0, rep1] = [rep1, rep0];
      } else if (!bit(isRepG2, state)) {
        [rep0, rep1, rep2] = [rep2, rep0, rep1];
      } else {
        [rep0, rep1, rep2, rep3] = [rep3, rep0, rep1, rep2];
      }
      length = repLength(pos);
      state = state < 7 ? 8 : 11;
    }
    if (rep0 >= here) throw new Error("a block of this page is broken");
    for (const end = Math.min(here + length, out.length); here < end; here += 1) out[here] = out[here - rep0 - 1];
  }

  let given = 0;
  function next(length) {
    const end = given + length;
    while (here < end) step();
    const bytes = out.subarray(given, end);
    given = end;
    return bytes;
  }
  return { length: out.length, next };
}
