// What stands in the page before its engine is there: drawn at once, and nothing said to it is lost.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { close, launch, page, question } from "./page.mjs";

after(close);

/** Opens the page, whose engine comes when `come` is called. */
async function waiting(place = "") {
  const context = await (await launch()).newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
  const tab = await context.newPage();
  await tab.addInitScript(() => {
    const compile = WebAssembly.compile;
    const held = new Promise((resolve) => (window.come = resolve));
    WebAssembly.compile = async (bytes) => {
      await held;
      return compile(bytes);
    };
  });
  await tab.goto(`file://${page}#${place}`);
  const come = async () => {
    await tab.evaluate(() => window.come());
    await tab.waitForSelector("html[data-ready]");
  };
  return { tab, context, come };
}

/** Makes the first choice, or types a number, and does not send it. */
async function say(tab) {
  const first = tab.locator("form input >> nth=0");
  if ((await question(tab)).kind === "number") await first.fill("30");
  else await first.check();
}

const screen = (tab) => tab.evaluate(() => document.getElementById("main").innerHTML.replace(/\s+/g, " "));

test("the first question of each check stands in the page as the engine draws it", async () => {
  for (const check of ["before", "after"]) {
    const { tab, context, come } = await waiting();
    await tab.click(`[data-go="ask/${check}"]`);
    const [drawn, title] = [await screen(tab), await tab.title()];
    assert.ok(await question(tab));
    await come();
    assert.equal(await screen(tab), drawn, "nothing moves under the finger when the engine comes");
    await tab.evaluate((place) => window.needlewise(undefined, place), `ask/${check}`);
    assert.deepEqual([await screen(tab), await tab.title()], [drawn, title]);
    await context.close();
  }
});

test("an answer given before the engine is there is taken, and the next question comes", async () => {
  const { tab, context, come } = await waiting("ask/before");
  const first = await question(tab);
  await say(tab);
  await tab.click("button[type=submit]");
  assert.equal(await tab.textContent("#say"), "One moment.");
  await come();
  const second = await question(tab);
  assert.notEqual(second.id, first.id);
  assert.equal((await tab.evaluate(() => window.needlewise())).answers[0][1][0][0], first.id);
  await tab.goBack();
  assert.deepEqual(await question(tab), first);
  await context.close();
});

test("whoever answers and turns back before the engine is there stays there, and the answer is kept", async () => {
  const { tab, context, come } = await waiting();
  await tab.click("[data-go='ask/before']");
  const first = await question(tab);
  await say(tab);
  await tab.click("button[type=submit]");
  await tab.goBack();
  await come();
  assert.match(await tab.textContent("main .doors"), /Go on where you were/);
  await tab.click("[data-go='ask/before']");
  assert.notEqual((await question(tab)).id, first.id);
  await context.close();
});

test("a choice that was made and not yet sent stays when the engine comes", async () => {
  const { tab, context, come } = await waiting("ask/before");
  await say(tab);
  await come();
  const said = await tab.evaluate(() => [...new FormData(document.querySelector("form"))].filter(([, value]) => value));
  assert.equal(said.length, 1);
  await context.close();
});

test("whoever comes back to kept answers does not begin anew", async () => {
  const { tab, context, come } = await waiting("ask/before");
  const first = await question(tab);
  await come();
  await tab.check("#keep");
  await say(tab);
  await tab.click("button[type=submit]");
  const second = await question(tab);
  await tab.goto("about:blank");
  await tab.goto(`file://${page}#ask/before`);
  assert.equal(await question(tab), undefined);
  await come();
  assert.deepEqual(await question(tab), second);
  assert.notEqual(second.id, first.id);
  await context.close();
});
