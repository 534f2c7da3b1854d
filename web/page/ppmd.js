// Text out of PPMd (variant H, with the range coder of 7-Zip): from what came before, a model guesses how likely each
// next byte is. The names and numbers are those of the model, which Dmitry Shkarin gave to everybody.

/** The longest context, in bytes, and the largest frequency of a byte in one. `src/packed` packs with the same. */
const ORDER = 12;
const MOST = 124;
/** The range of the coder is never left smaller. */
const TOP = 1 << 24;
/** Where the two numbers of the coder stand. */
const [CODE, RANGE] = [0, 1];

const FIRST_BINARY = [0x3cdd, 0x1f3f, 0x59bf, 0x48f3, 0x64a1, 0x5abc, 0x6632, 0x6051];
const ESCAPES = [25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2];

/** Classes of contexts by how many bytes were seen in them: finer ones for few. */
const classes = [0, 1, 2];
for (let size = 1; classes.length < 256; size += 1) classes.push(...Array(size).fill(size + 2));

const high = (symbol) => Number(symbol >= 64);

/** Gives what takes the next so many bytes out of a block. */
export function ppmd(packed) {
  let at = 5;
  // Numbers this large are quick to change only in an array.
  const coder = Uint32Array.of(new DataView(packed.buffer, packed.byteOffset).getUint32(1), 0xffffffff);

  // A state is a byte that was seen after a context: how often, and what to go on with. That is a context, a place in
  // `text` (below 0) while the context was not made, or nothing (0).
  // There are about eight for each byte that is packed.
  const most = 32 * packed.length + 1024;
  const [symbols, freqs, nexts] = [new Uint8Array(most), new Uint8Array(most), new Int32Array(most)];
  let states = 1;
  /** States that are free again, by how many stand together: 1, 2, 4 and so on. */
  const free = Array.from({ length: 9 }, () => []);
  // A context: its first state, how many it has, their frequencies in sum, and the context that is one byte shorter.
  const [firsts, counts, sums, suffixes] = [new Int32Array(most / 2), new Uint16Array(most / 2), new Uint16Array(most / 2), new Int32Array(most / 2)];
  let contexts = 2;
  const [text, mask] = [[], new Uint32Array(256)];
  let end = 0;

  const binary = Uint16Array.from({ length: 128 << 6 }, (_, kind) => 0x4000 - Math.floor(FIRST_BINARY[kind & 7] / ((kind >> 6) + 2)));
  const sees = Array.from({ length: 25 }, (_, row) => Array.from({ length: 16 }, () => ({ sum: (5 * row + 10) << 3, shift: 3, count: 4 })));

  /** Room for two to that many states. */
  function room(power) {
    const place = free[power].pop();
    if (place) return place;
    states += 1 << power;
    return states - (1 << power);
  }

  function fill(state, symbol, freq, next) {
    symbols[state] = symbol;
    freqs[state] = freq;
    nexts[state] = next;
  }

  function copy(from, to) {
    fill(to, symbols[from], freqs[from], nexts[from]);
  }

  function newContext(first, count, suffix) {
    firsts[contexts] = first;
    counts[contexts] = count;
    suffixes[contexts] = suffix;
    return contexts++;
  }

  function add(context, symbol, freq, next) {
    const count = counts[context]++;
    // All the room is taken where a power of two is full.
    if (!(count & (count - 1))) {
      const power = 31 - Math.clz32(count);
      move(context, count, power, power + 1);
    }
    fill(firsts[context] + count, symbol, freq, next);
  }

  /** Moves the states of a context to a room of another size. */
  function move(context, count, old, now) {
    const from = firsts[context];
    const to = room(now);
    for (let place = 0; place < count; place += 1) copy(from + place, to + place);
    free[old].push(from);
    firsts[context] = to;
  }

  function stateOf(context, symbol) {
    let state = firsts[context];
    while (symbols[state] !== symbol) state += 1;
    return state;
  }

  /** Changes places with the state before. */
  function raise(state) {
    copy(state, 0);
    copy(state - 1, state);
    copy(0, state - 1);
    return state - 1;
  }

  const root = newContext(room(8), 256, 0);
  sums[root] = 257;
  for (let symbol = 0; symbol < 256; symbol += 1) fill(firsts[root] + symbol, symbol, 1, 0);
  let [min, max, found] = [root, root, firsts[root]];
  /** How many orders lower the present context is than the longest. */
  let fall = ORDER;
  let run = -ORDER - 1;
  let [success, escape, flag, masks] = [0, 0, 0, 0];

  function normalize() {
    while (coder[RANGE] < TOP) {
      coder[CODE] = (coder[CODE] << 8) | packed[at++];
      coder[RANGE] <<= 8;
    }
  }

  function take(low, size) {
    coder[CODE] -= low * coder[RANGE];
    coder[RANGE] *= size;
  }

  function threshold(total) {
    coder[RANGE] /= total;
    return Math.floor(coder[CODE] / coder[RANGE]);
  }

  /** Makes the contexts that a state, and those like it in shorter contexts, lead to. */
  function made() {
    const path = fall ? [found] : [];
    const from = nexts[found];
    const seen = symbols[found];
    let context = min;
    while (suffixes[context]) {
      context = suffixes[context];
      const state = stateOf(context, seen);
      if (nexts[state] !== from) {
        context = nexts[state];
        if (!path.length) return context;
        break;
      }
      path.push(state);
    }
    const symbol = text[-from];
    let freq = freqs[stateOf(context, symbol)];
    if (counts[context] > 1) {
      const others = sums[context] - counts[context] - freq + 1;
      const twice = 2 * freq - 2;
      freq = 1 + (twice <= others ? Number(5 * (freq - 1) > others) : Math.floor((twice + others - 1) / (2 * others)) + 1);
    }
    while (path.length) {
      const first = room(0);
      fill(first, symbol, freq, from - 1);
      context = newContext(first, 1, context);
      nexts[path.pop()] = context;
    }
    return context;
  }

  /** Learns the byte that was found, in all contexts it was not yet seen after. */
  function learn() {
    const symbol = symbols[found];
    const shorter = suffixes[min];
    if (freqs[found] < MOST / 4 && shorter) {
      let state = stateOf(shorter, symbol);
      if (counts[shorter] === 1) {
        if (freqs[state] < 32) freqs[state] += 1;
      } else {
        if (state > firsts[shorter] && freqs[state] >= freqs[state - 1]) state = raise(state);
        if (freqs[state] < MOST - 9) {
          freqs[state] += 2;
          sums[shorter] += 2;
        }
      }
    }
    if (!fall) {
      min = max = made();
      nexts[found] = min;
      return;
    }
    text[end++] = symbol;
    let next = -end;
    let after = nexts[found];
    if (!after) {
      nexts[found] = next;
      after = min;
    } else {
      if (after < 0) after = made();
      fall -= 1;
      if (!fall) {
        next = after;
        if (max !== min) end -= 1;
      }
    }
    const total = counts[min];
    const own = freqs[found];
    const others = sums[min] - total - own + 1;
    for (let context = max; context !== min; context = suffixes[context]) {
      const count = counts[context];
      let sum = sums[context];
      if (count > 1) sum += (2 * count < total) + 2 * (4 * count <= total && sum <= 8 * count);
      else {
        const one = firsts[context];
        freqs[one] = freqs[one] < MOST / 4 - 1 ? 2 * freqs[one] : MOST - 4;
        sum = freqs[one] + escape + (total > 3);
      }
      const share = 2 * (sum + 6) * own;
      const all = others + sum;
      const few = share < 6 * all;
      const freq = few ? 1 + (share > all) + (share >= 4 * all) : 4 + (share >= 9 * all) + (share >= 12 * all) + (share >= 15 * all);
      add(context, symbol, freq, next);
      sums[context] = sum + (few ? 3 : freq);
    }
    min = max = after;
  }

  /** Halves the frequencies of a context, the byte that was found in front. */
  function halve() {
    const first = firsts[min];
    const kept = Number(fall > 0);
    while (found > first) found = raise(found);
    let rest = sums[min] - freqs[found];
    let sum = (freqs[found] = (freqs[found] + 4 + kept) >> 1);
    let last = first + counts[min] - 1;
    for (let state = first + 1; state <= last; state += 1) {
      rest -= freqs[state];
      sum += freqs[state] = (freqs[state] + kept) >> 1;
      for (let to = state; to > first && freqs[to] > freqs[to - 1]; ) to = raise(to);
    }
    const before = counts[min];
    for (; !freqs[last]; last -= 1) {
      counts[min] -= 1;
      rest += 1;
    }
    shrink(min, before);
    found = firsts[min];
    if (counts[min] > 1) sums[min] = sum + rest - (rest >> 1);
    else
      do {
        rest >>= 1;
        freqs[found] = (freqs[found] + 1) >> 1;
      } while (rest > 1);
  }

  /** Moves to a smaller room, where that is enough now. */
  function shrink(context, before) {
    const power = (count) => (count > 1 ? 32 - Math.clz32(count - 1) : 0);
    if (power(before) !== power(counts[context])) move(context, counts[context], power(before), power(counts[context]));
  }

  function goOn() {
    if (!fall && nexts[found] > 0) min = max = nexts[found];
    else learn();
  }

  function count(state) {
    found = state;
    sums[min] += 4;
    freqs[state] += 4;
  }

  function ofSeveral() {
    const sum = sums[min];
    const first = firsts[min];
    const past = first + counts[min];
    const value = threshold(sum);
    let low = 0;
    for (let state = first; state < past; state += 1) {
      const freq = freqs[state];
      if (value < low + freq) {
        take(low, freq);
        normalize();
        success = Number(state === first && 2 * freq > sum);
        run += success;
        count(state);
        const overtakes = state > first && freqs[state] > freqs[state - 1];
        if (overtakes) found = raise(state);
        if (freqs[found] > MOST && (overtakes || state === first)) halve();
        goOn();
        return true;
      }
      low += freq;
    }
    success = 0;
    flag = 8 * high(symbols[found]);
    take(low, sum - low);
    return false;
  }

  function ofOne() {
    const state = firsts[min];
    flag = 8 * high(symbols[found]);
    const size = counts[suffixes[min]];
    const kind = ((freqs[state] - 1) << 6) + success + 32 * (run < 0) + (size > 11 ? 6 : size > 2 ? 4 : 2 * size - 2) + 16 * high(symbols[state]) + flag;
    const bound = (coder[RANGE] >>> 14) * binary[kind];
    binary[kind] -= (binary[kind] + 32) >> 7;
    if (coder[CODE] < bound) {
      binary[kind] += 128;
      coder[RANGE] = bound;
      normalize();
      found = state;
      success = 1;
      run += 1;
      if (freqs[state] < 128) freqs[state] += 1;
      goOn();
      return true;
    }
    escape = ESCAPES[binary[kind] >> 10];
    coder[CODE] -= bound;
    coder[RANGE] -= bound;
    success = 0;
    return false;
  }

  /** The byte is none of those seen after this context: a shorter one knows it. */
  function ofShorter() {
    normalize();
    const masked = counts[min];
    for (let place = 0; place < masked; place += 1) mask[symbols[firsts[min] + place]] = masks;
    do {
      fall += 1;
      min = suffixes[min];
      if (!min) throw new Error("a block of this page is broken");
    } while (counts[min] === masked);
    const first = firsts[min];
    const all = counts[min];
    const left = all - masked;
    let see;
    let total = 1;
    if (all < 256) {
      const kind = (left < counts[suffixes[min]] - all) + 2 * (sums[min] < 11 * all) + 4 * (masked > left) + flag;
      see = sees[classes[left - 1]][kind];
      const part = see.sum >> see.shift;
      see.sum = (see.sum - part) & 0xffff;
      total = part || 1;
    }
    for (let state = first; state < first + all; state += 1) if (mask[symbols[state]] !== masks) total += freqs[state];
    const value = threshold(total);
    let low = 0;
    for (let state = first; state < first + all; state += 1) {
      if (mask[symbols[state]] === masks) continue;
      if (value < low + freqs[state]) {
        take(low, freqs[state]);
        normalize();
        if (see && see.shift < 7 && --see.count === 0) {
          see.sum = (2 * see.sum) & 0xffff;
          see.count = (3 << see.shift++) & 0xff;
        }
        count(state);
        run = -ORDER - 1;
        if (freqs[state] > MOST) halve();
        learn();
        return true;
      }
      low += freqs[state];
    }
    take(low, total - low);
    if (see) see.sum = (see.sum + total) & 0xffff;
    return false;
  }

  function byte() {
    masks += 1;
    if (!(counts[min] > 1 ? ofSeveral() : ofOne())) while (!ofShorter());
    return symbols[found];
  }

  return (length) => {
    const bytes = new Uint8Array(length);
    for (let place = 0; place < length; place += 1) bytes[place] = byte();
    return bytes;
  };
}
