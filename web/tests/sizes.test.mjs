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

/** When a page has something on the screen, in milliseconds: the middle of several. */
async function opened(file, place, seen = "h1") {
  const times = [];
  for (let tries = 0; tries < 7; tries += 1) {
    const context = await (await launch()).newContext();
    const tab = await context.newPage();
    await tab.goto("about:blank");
    const began = performance.now();
    await tab.goto(`file://${file}#${place}`, { waitUntil: "commit" });
    await tab.waitForSelector(seen);
    times.push(performance.now() - began);
    await context.close();
  }
  return times.sort((one, other) => one - other)[3];
}

test("the first screen and the first question are there at once", async (context) => {
  const empty = `${scratch}empty.html`;
  writeFileSync(empty, "<!doctype html><title>empty</title><h1>empty</h1>");
  const nothing = await opened(empty, "");
  const first = await opened(page, "", ".door");
  context.diagnostic(`first screen after ${Math.round(first)} ms, an empty page after ${Math.round(nothing)} ms`);
  assert.ok(first / nothing < 2.5, `${first} ms, against ${nothing} ms for an empty page`);
  const question = await opened(page, "ask/before", "form[data-send^='ask/']");
  context.diagnostic(`first question after ${Math.round(question)} ms, an empty page after ${Math.round(nothing)} ms`);
  assert.ok(question / nothing < 3.5, `${question} ms, against ${nothing} ms for an empty page`);
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
  const middle = times[Math.floor(times.length / 2)];
  context.diagnostic(`the next question after ${middle.toFixed(1)} ms`);
  assert.ok(middle < 16.7, `${middle} ms`);
  await window.close();
});

/** Gzipped, in bytes: half is the engine, two fifths the rules with their sources. The aim is 250 000. */
const LARGEST = 262_000;
