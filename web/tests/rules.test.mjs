// A page made from other rules says so, and says what they switched off, in the words of the program.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { answerAll, close, go, make, open, program, scratch } from "./page.mjs";

after(close);

const rules = `${scratch}academy`;
const run = (args, input) => spawnSync(program, ["--rules", rules, ...args], { input, encoding: "utf8", env: { ...process.env, COLUMNS: "2000" } });
const plain = (text) => text.replace(/\s+/g, " ").trim();

/** A folder with only what a school does in its own way. */
function academy() {
  rmSync(rules, { recursive: true, force: true });
  mkdirSync(`${rules}/learn`, { recursive: true });
  mkdirSync(`${rules}/before`);
  writeFileSync(
    `${rules}/learn/after.ron`,
    `[Question(id: ours, ask: "What does our school say?", because: "It is ours.", answer: Many({ oil: "Öl on the skin" })),
      Rule(id: ours_oil, level: note, title: "Öl on the skin", when: has(ours, oil), why: "It blocks the pores.", advice: "Use none.", sources: [adverse_2021])]`,
  );
  const off = (seen) => writeFileSync(`${rules}/before/needles.ron`, `[Off(rule: too_long, ${seen}because: "our teachers set the depth")]`);
  off("");
  // The program says which sum to write.
  const { stdout, stderr } = run(["pack", "lint"]);
  off(`${`${stdout}${stderr}`.match(/seen: "\w+"/)[0]}, `);
}

test("the page of a school says whose rules it has, and what they switched off", async () => {
  academy();
  const { tab, context, faults } = await open({ file: make("academy", rules) });
  assert.match(await tab.textContent(".notice"), /not the shipped rules.*`academy`, laid over the shipped rules/);
  for (const place of ["lists", "learn/learn/ours_oil"]) {
    await go(tab, place);
    assert.match(await tab.textContent(".notice, .callout"), /not the shipped rules/, place);
  }
  const person = { age: 30, training: "none", device: "roller", face: "yes", length: 1.5 };
  await answerAll(tab, "before", person);
  await go(tab, "answer/before");
  const said = plain(await tab.textContent(".callout"));
  assert.match(said, /Switched off: .*our teachers set the depth/);
  const given = await tab.evaluate(() => Object.fromEntries(window.needlewise().answers.find(([pack]) => pack === "before")[1]));
  const shown = run(["check", "before", "--answers", "-"], JSON.stringify(given));
  assert.ok(plain(shown.stdout).includes(said), `${said}\n${shown.stdout}${shown.stderr}`);
  assert.ok(plain(shown.stdout).includes(plain(await tab.textContent("h1"))));
  assert.deepEqual(faults, []);
  await context.close();
});

test("a page is found by its words in capital letters and small ones, and not only those of English", async () => {
  academy();
  const { tab, context } = await open({ file: make("academy", rules), place: "learn" });
  for (const words of ["öl", "ÖL", "Öl"]) {
    await tab.fill("#words", words);
    assert.match(await tab.textContent("#found"), /Öl on the skin/, words);
  }
  await context.close();
});
