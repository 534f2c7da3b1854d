// The rules of a stranger are shown, never run.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { close, make, open, scratch } from "./page.mjs";

after(close);

const BAD = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"' onload='alert(3)' $& $1 &lt;b&gt; ${"w".repeat(300)}`;

const rules = `${scratch}hostile`;
rmSync(rules, { recursive: true, force: true });
mkdirSync(`${rules}/trap`, { recursive: true });
writeFileSync(
  `${rules}/library.ron`,
  `[Source(id: s, title: "${plain(BAD)}", publisher: "${plain(BAD)}", year: 2020, grade: Expert, url: "javascript:alert(4)", read: direct, review_by: "2099-01-01"),
    Term(word: "trap", means: "${plain(BAD)}")]`,
);
writeFileSync(
  `${rules}/trap/pack.ron`,
  `[Pack(id: trap, title: "${plain(BAD)}", intro: "${plain(BAD)}", version: "1", reviewed: "2026-01-01", review_by: "2099-01-01",
    sections: { all: "${plain(BAD)}" }, risks: { infection: "${plain(BAD)}" },
    wording: { note: "${plain(BAD)}", emergency: "${plain(BAD)}", deferral: "${plain(BAD)}" })]`,
);
writeFileSync(
  `${rules}/trap/all.ron`,
  `[Question(id: q, ask: "${plain(BAD)} trap?", help: "${plain(BAD)}", because: "${plain(BAD)}", answer: One({ no: "${plain(BAD)}", yes: "${plain(BAD)}" })),
    Question(id: n, ask: "${plain(BAD)} how many?", because: "${plain(BAD)}", answer: Number(unit: "<b>", range: 0..=9, worse: higher, usual: 1)),
    Question(id: m, ask: "${plain(BAD)} which?", because: "${plain(BAD)}", answer: Many({ a: "${plain(BAD)}", b: "${plain(BAD)}" })),
    Rule(id: r, level: deferral, risks: [infection], title: "${plain(BAD)}", when: is(q, yes), why: "${plain(BAD)}", advice: "${plain(BAD)}", wait: days(3), sources: [s])]`,
);

/** As a text in a rule file. */
function plain(text) {
  return text.replaceAll('"', '\\"');
}

test("a hostile pack is only text", async () => {
  const file = make("hostile", rules);
  const { tab, context, faults, requests } = await open({ file });
  const visit = async (place) => {
    await tab.evaluate((where) => window.needlewise(undefined, where), place);
    assert.equal(await tab.locator("main script, main img, main [onload], main [onerror], main a[href^='javascript:']").count(), 0, place);
    const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${place} is ${wide} px too wide`);
  };
  assert.match(await tab.textContent("main"), /<script>alert\(1\)<\/script>/);
  assert.match(await tab.textContent("main"), /not the shipped rules/);
  for (const place of ["ask/trap/q", "ask/trap/n", "ask/trap/m", "ask/trap/<script>", "learn/trap/r", "run/trap", "answer/<img src=x>"]) await visit(place);
  await tab.evaluate(() => window.needlewise({ schema: 1, answers: [["trap", [["q", "yes"], ["n", 3], ["m", ["a", "b"]]]]] }));
  for (const place of ["check/trap", "answer/trap", "hand-over/trap"]) await visit(place);
  assert.deepEqual(faults, []);
  assert.deepEqual(requests.filter((url) => !url.startsWith("file:")), []);
  await context.close();
});

test("the rules in the page can close nothing", () => {
  const text = readFileSync(`${scratch}hostile.html`, "utf8");
  const data = text.match(/id="?rules"?[^>]*>([^<]*)</)[1];
  assert.match(data, /^[A-Za-z0-9+/=\s]+$/);
});
