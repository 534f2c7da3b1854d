// The five people of the terminal answer on the page: by keyboard alone, and by touch. What they are told is what the
// program says of the same answers.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { answerAll, close, go, open, people, program, question, scratch } from "./page.mjs";

after(close);

/** What somebody says to a question; what they do not name, they answer in the ordinary way. */
const said = (person, { id, kind }) => person.says[id] ?? (kind === "many" ? [] : kind === "number" ? 1 : undefined);

/** Moves the focus with Tab until it stands on something. */
async function tabTo(tab, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await tab.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await tab.keyboard.press("Tab");
  }
  assert.fail(`no Tab reaches ${selector}`);
}

async function byKeyboard(tab, person, asked) {
  const answer = said(person, asked);
  if (asked.kind === "number") {
    await tabTo(tab, "#number");
    await tab.keyboard.type(String(answer));
  } else if (asked.kind === "many") {
    for (const id of answer) {
      await tabTo(tab, `input[value="${id}"]`);
      await tab.keyboard.press("Space");
    }
    await tabTo(tab, "button[type=submit]");
  } else {
    await tabTo(tab, "input[type=radio]");
    await tab.keyboard.press("Space");
    for (let presses = 0; presses < 20 && answer && (await checked(tab)) !== answer; presses += 1) {
      await tab.keyboard.press("ArrowDown");
    }
  }
  await tab.keyboard.press("Enter");
}

const checked = (tab) => tab.evaluate(() => document.querySelector("input[type=radio]:checked")?.value);

async function byTouch(tab, person, asked) {
  const answer = said(person, asked);
  if (asked.kind === "number") await tab.fill("#number", String(answer));
  else if (asked.kind === "many") for (const id of answer) await tab.tap(`label:has(input[value="${id}"])`);
  else await tab.tap(answer ? `label:has(input[value="${answer}"])` : "label:has(input[type=radio])");
  await tab.tap("button[type=submit]");
}

for (const [name, person] of Object.entries(people)) {
  for (const [way, answer] of [["keyboard", byKeyboard], ["touch", byTouch]]) {
    test(`${name}, by ${way}`, async () => {
      const touch = way === "touch";
      const { tab, context, faults, requests } = await open({ hasTouch: touch });
      const door = `.door[data-go="ask/${person.pack}"]`;
      if (touch) await tab.tap(door);
      else {
        await tabTo(tab, door);
        await tab.keyboard.press("Enter");
      }
      for (let asked = await question(tab), steps = 0; asked; asked = await question(tab), steps += 1) {
        assert.ok(steps < 90, "the questions end");
        await answer(tab, person, asked);
      }
      if ((await tab.textContent("h1")) === "Check your answers") {
        if (touch) await tab.tap("a.main");
        else {
          await tabTo(tab, "a.main");
          await tab.keyboard.press("Enter");
        }
      }
      const headline = await tab.textContent("h1");
      const given = await tab.evaluate((pack) => {
        const visit = window.needlewise();
        return Object.fromEntries(visit.answers.find(([id]) => id === pack)[1]);
      }, person.pack);
      for (const [id, wanted] of Object.entries(person.says)) {
        if (id in given) assert.deepEqual(given[id], wanted, id);
      }
      const file = `${scratch}answers.json`;
      writeFileSync(file, JSON.stringify(given));
      const shown = program_says(person.pack, file);
      assert.equal(headline, shown.short.headline);
      const titles = await tab.locator(".reason summary .name").evaluateAll((all) => all.map((it) => it.firstChild.textContent.trim()));
      const found = shown.findings.map(({ title }) => title);
      assert.deepEqual(titles, found.slice(0, titles.length), "the reasons, in their order");
      assert.ok(titles.length >= Math.min(found.length, 3), "no reason is left out");
      assert.deepEqual(faults, []);
      assert.deepEqual(requests.filter((url) => !url.startsWith("file:") && !url.startsWith("data:")), []);
      await context.close();
    });
  }
}

function program_says(pack, file) {
  const args = ["check", pack, "--answers", file, "--format", "json", "--country", "GB"];
  try {
    return JSON.parse(execFileSync(program, args, { encoding: "utf8" }));
  } catch (error) {
    // Exit code 1: something stands in the way.
    return JSON.parse(error.stdout);
  }
}

test("the browser's own back button finds what was answered, and forward goes on", async () => {
  const { tab, context } = await open({ place: "ask/before" });
  await tab.fill("#number", "31");
  await tab.click("button[type=submit]");
  const second = await tab.textContent("h1");
  await tab.goBack();
  assert.equal(await tab.inputValue("#number"), "31");
  await tab.goForward();
  assert.equal(await tab.textContent("h1"), second);
  await tab.click(".back");
  assert.equal(await tab.inputValue("#number"), "31");
  await context.close();
});

test("what was typed stays when it is refused", async () => {
  const { tab, context } = await open({ place: "ask/before/age" });
  await tab.fill("#number", "seven");
  await tab.click("button[type=submit]");
  assert.match(await tab.textContent("[role=alert]"), /A whole number from/);
  assert.equal(await tab.inputValue("#number"), "seven");
  await context.close();
});

test("a careless way on takes nothing for granted", async () => {
  const { tab, context } = await open({ place: "ask/before/training" });
  await tab.click("button[type=submit]");
  assert.match(await tab.textContent("[role=alert]"), /Pick an answer/);
  assert.equal(await tab.evaluate(() => window.needlewise()?.answers.length ?? 0), 0);
  await context.close();
});

test("who is not sure of a list is asked which ones, by keyboard", async () => {
  const { tab, context, faults } = await open({ place: "ask/before/conditions" });
  const said = async () => Object.fromEntries((await tab.evaluate(() => window.needlewise())).answers[0][1]).conditions;
  const first = await tab.locator("input[name=answer]").first().getAttribute("value");
  const second = await tab.locator("input[name=answer]").nth(1).getAttribute("value");
  await tabTo(tab, 'input[value="unsure"]');
  assert.ok(!(await tab.locator("#doubts").isVisible()), "nothing more is asked of those who are sure");
  await tab.keyboard.press("Space");
  assert.equal(await tab.getAttribute('input[value="unsure"]', "aria-expanded"), "true");
  assert.match(await tab.locator("#doubts").ariaSnapshot(), /group "Which ones are you not sure about\?"/);
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => `${document.activeElement.name} ${document.activeElement.value}`), `doubt ${first}`);
  await tab.keyboard.press("Space");
  await tab.keyboard.press("Enter");
  assert.deepEqual(await said(), [`unsure(${first})`]);

  await go(tab, "ask/before/conditions");
  assert.ok(await tab.isChecked(`#doubts [value="${first}"]`), "what was said is there again");
  await tab.check(`[name=answer][value="${first}"]`);
  assert.ok(!(await tab.isChecked(`#doubts [value="${first}"]`)), "an option is not both");
  await tab.check(`[name=answer][value="${second}"]`);
  await tab.check(`#doubts [value="${second}"]`);
  assert.ok(!(await tab.isChecked(`[name=answer][value="${second}"]`)));
  await tab.click("button[type=submit]");
  assert.deepEqual(await said(), [first, `unsure(${second})`]);

  await go(tab, "ask/before/conditions");
  await tab.uncheck('input[value="unsure"]');
  await tab.click("button[type=submit]");
  assert.deepEqual(await said(), [first], "hidden answers never count");

  await go(tab, "ask/before/conditions");
  await tab.uncheck(`[name=answer][value="${first}"]`);
  await tab.check('input[value="unsure"]');
  await tab.click("button[type=submit]");
  assert.equal(await said(), "unsure", "none of them means all");
  assert.deepEqual(faults, []);
  await context.close();
});

test("an emergency is a screen of its own, with the number to call first", async () => {
  const { tab, context, faults } = await open({ place: "ask/after/danger" });
  await tab.check('input[value="swollen"]');
  await tab.click("button[type=submit]");
  await tab.waitForSelector(".emergency");
  assert.equal(await tab.locator(".emergency a.call").first().getAttribute("href"), "tel:999");
  assert.equal(await tab.locator("details.reason, .bars, .sources").count(), 0, "nothing besides");
  await tab.click(".countries summary");
  await tab.click('button[value="US"]');
  assert.equal(await tab.locator(".emergency a.call").first().getAttribute("href"), "tel:911");
  assert.match(await tab.textContent("h1"), /911/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a source is found from where it is cited, and the question by the skip link", async () => {
  const { tab, context } = await open();
  await answerAll(tab, "before", people["a blood thinner and rosacea"].says);
  await go(tab, "answer/before");
  await tab.locator(".reason summary").first().click();
  await tab.locator(".cite a").first().click();
  assert.match(await tab.evaluate(() => document.activeElement.id), /^source-/);
  assert.ok(await tab.locator(":focus").isVisible());
  await tab.locator(".skip").focus();
  await tab.keyboard.press("Enter");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "main");
  assert.ok(await tab.locator(".verdict").count(), "the screen stays");
  await context.close();
});

test("what is known is found by words", async () => {
  const { tab, context } = await open({ place: "learn" });
  await tab.fill("#words", "does it hurt");
  await tab.locator("#found a").first().click();
  assert.match(await tab.textContent("h1"), /hurt|pain/i);
  await context.close();
});
