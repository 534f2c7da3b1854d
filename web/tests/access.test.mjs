// Everybody can use it: axe finds nothing on any kind of screen, light and dark; nothing runs off a narrow screen, or
// off one at 200 %; whatever is pressed is large enough.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { answerAll, close, open, scratch } from "./page.mjs";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

after(close);

const thinner = { age: 54, training: "none", device: "roller", face: "yes", length: 0.5, health: ["medicine"], blood_medicines: ["doac"], skin_history: ["sun"], days_since_sun: 3 };

/** A way to each kind of screen. */
const screens = {
  home: async () => {},
  "a number": (tab) => tab.go("ask/before/age"),
  "one answer": (tab) => tab.go("ask/before/training"),
  "a list": (tab) => tab.go("ask/after/danger"),
  "a list of doubts": async (tab) => {
    await tab.go("ask/before/conditions");
    await tab.check('input[value="unsure"]');
  },
  "help, and a picture in it": async (tab) => {
    await tab.go("ask/before/length");
    await tab.click(".help summary");
  },
  "a refusal": async (tab) => {
    await tab.go("ask/before/age");
    await tab.fill("#number", "seven");
    await tab.click("button[type=submit]");
  },
  "check your answers": async (tab) => {
    await answerAll(tab, "before", thinner);
    await tab.go("check/before");
  },
  "an answer, all open": async (tab) => {
    await answerAll(tab, "before", thinner);
    await tab.go("answer/before");
    await tab.locator("summary").evaluateAll((all) => all.forEach((summary) => (summary.parentElement.open = true)));
  },
  "care today": async (tab) => {
    await answerAll(tab, "after", { days: 3, skin_signs: ["redder"] });
    await tab.go("answer/after");
  },
  "an emergency": async (tab) => {
    await answerAll(tab, "after", { danger: ["swollen"] });
    await tab.go("answer/after");
    await tab.click(".countries summary");
  },
  "the page to hand over": async (tab) => {
    await answerAll(tab, "before", thinner);
    await tab.go("hand-over/before");
  },
  learn: (tab) => tab.go("learn"),
  "a topic": (tab) => tab.go("learn/learn/gentle"),
  checklists: (tab) => tab.go("lists"),
  "an item": begun,
  "a text to write down": (tab) => written(tab, "head_lot"),
  "a date": (tab) => written(tab, "head_expiry"),
  "why a list is begun": async (tab) => {
    await begun(tab);
    await tab.go("lists");
    await tab.click('button[value="during"]');
  },
  "the end of a list": async (tab) => {
    await begun(tab);
    await tab.go("close/ready");
  },
};

async function begun(tab) {
  await tab.go("lists");
  await tab.fill("[name=trainer]", "AB");
  await tab.fill("[name=trainee]", "KL");
  await tab.click('button[value="ready"]');
}

async function written(tab, item) {
  await begun(tab);
  await tab.go("lists");
  await tab.click('button[value="time_out"]');
  await tab.fill("[name=reason]", "on paper");
  await tab.click('button[value="time_out"]');
  await tab.go(`run/time_out/${item}`);
}

async function at(name, options) {
  const opened = await open(options);
  opened.tab.go = (place) => opened.tab.evaluate((where) => window.needlewise(undefined, where), place);
  await screens[name](opened.tab);
  return opened;
}

for (const name of Object.keys(screens)) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe: ${name}, ${colorScheme}`, async () => {
      const { tab, context, faults } = await at(name, { colorScheme, bypassCSP: true });
      await tab.addScriptTag({ path: axe });
      const { violations } = await tab.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
      assert.deepEqual(found, []);
      assert.deepEqual(faults, []);
      await context.close();
    });
  }

  test(`nothing runs off the screen: ${name}`, async () => {
    for (const [width, deviceScaleFactor] of [[320, 1], [390, 2], [768, 1], [1280, 1], [640 / 2, 2]]) {
      const { tab, context } = await at(name, { viewport: { width, height: 800 }, deviceScaleFactor });
      const wide = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wide <= 0, `${wide} px too wide at ${width}`);
      if (process.env.SHOTS) await tab.screenshot({ path: `${scratch}${name.replaceAll(" ", "-")}-${width}.png`, fullPage: true });
      await context.close();
    }
  });

  test(`targets are large enough: ${name}`, async () => {
    const { tab, context } = await at(name, {});
    const small = await tab.evaluate(() => {
      // Links within sentences are as high as their line.
      const pressed = [...document.querySelectorAll("button, [role=button], summary, label.choice, a.back, .door, .topics a, .more a, .act a, .keep, input[type=search], #number")];
      return pressed.filter((it) => it.checkVisibility()).map((it) => [it.outerHTML.slice(0, 80), it.getBoundingClientRect().height]).filter(([, height]) => height < 44);
    });
    assert.deepEqual(small, []);
    await context.close();
  });
}

test("a screen reader is told the question, its answers and where it is", async () => {
  const { tab, context } = await at("one answer", {});
  const tree = await tab.locator("body").ariaSnapshot();
  for (const wanted of [/progressbar "Questions"/, /group "How is the person/, /heading "How is the person.*" \[level=1\]/, /radio "No training"/, /radio "I am not sure"/, /button "Go on"/]) {
    assert.match(tree, wanted);
  }
  assert.equal(await tab.evaluate(() => document.activeElement.tagName), "H1", "the focus follows to the new screen");
  await context.close();
});
