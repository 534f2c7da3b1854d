// One file that a phone can take: how large it is, how soon the first question is there, how soon the next.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { gzipSync } from "node:zlib";
import { close, launch, open, page, scratch } from "./page.mjs";

after(close);

test("the file is small", (context) => {
  const bytes = readFileSync(page);
  const packed = gzipSync(bytes, { level: 9 }).length;
  context.diagnostic(`${Math.round(bytes.length / 1000)} kB, ${Math.round(packed / 1000)} kB gzipped`);
  assert.ok(bytes.length <= 600_000, `${bytes.length} bytes`);
  assert.ok(packed <= LARGEST, `${packed} bytes gzipped`);
});

/** When a page has something on the screen, in milliseconds. */
async function opened(file, place, seen) {
  const context = await (await launch()).newContext();
  const tab = await context.newPage();
  await tab.goto("about:blank");
  const began = performance.now();
  await tab.goto(`file://${file}#${place}`, { waitUntil: "commit" });
  await tab.waitForSelector(seen);
  const time = performance.now() - began;
  await context.close();
  return time;
}

const middle = (numbers) => numbers.sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

test("the first screen and the first question are there at once", async (context) => {
  const empty = `${scratch}empty.html`;
  writeFileSync(empty, "<!doctype html><title>empty</title><h1>empty</h1>");
  // Taken in turns, so that whatever else the computer does weighs on all of them.
  const times = { nothing: [], first: [], question: [] };
  for (let turns = 0; turns < 9; turns += 1) {
    times.nothing.push(await opened(empty, "", "h1"));
    times.first.push(await opened(page, "", ".door"));
    times.question.push(await opened(page, "ask/before", "form[data-send^='ask/']"));
  }
  const nothing = middle(times.nothing);
  for (const [what, most] of [["first", 3.5], ["question", 3.5]]) {
    const time = middle(times[what]);
    context.diagnostic(`${what} after ${Math.round(time)} ms, an empty page after ${Math.round(nothing)} ms`);
    assert.ok(time / nothing < most, `${what}: ${time} ms, against ${nothing} ms for an empty page`);
  }
});

test("each answer is there within a frame", async (context) => {
  const { tab, context: window } = await open({ place: "ask/before/training" });
  const times = await tab.evaluate(async () => {
    const times = [];
    for (let steps = 0; steps < 12; steps += 1) {
      const form = document.querySelector("form[data-send]");
      if (!form) break;
      const input = form.querySelector("input");
      if (input.type === "radio") input.checked = true;
      else if (input.type === "text") input.value = "1";
      const began = performance.now();
      form.requestSubmit();
      times.push(performance.now() - began);
      await new Promise(requestAnimationFrame);
    }
    return times.sort((one, other) => one - other);
  });
  const time = times[Math.floor(times.length / 2)];
  context.diagnostic(`the next question after ${time.toFixed(1)} ms`);
  assert.ok(time < 16.7, `${time} ms`);
  await window.close();
});

/** Gzipped, in bytes: half is the engine, two fifths the rules with their sources. The aim is 250 000. */
const LARGEST = 270_000;
