// Nothing is kept unless somebody says so; what was kept is there again; and when it cannot be, they are told.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { answerAll, close, go, open, page, program, scratch } from "./page.mjs";

after(close);

const stored = (tab) => tab.evaluate(() => localStorage.getItem("needlewise"));

async function age(tab, years) {
  await go(tab, "ask/before/age");
  await tab.fill("#number", years);
  await tab.click("button[type=submit]");
}

test("nothing is kept that nobody asked to keep", async () => {
  const { tab, context } = await open();
  await age(tab, "31");
  assert.equal(await stored(tab), null);
  await tab.reload();
  await tab.waitForSelector("html[data-ready]");
  assert.equal(await tab.evaluate(() => window.needlewise()?.answers?.length ?? 0), 0);
  await context.close();
});

test("a reload loses nothing that was to be kept, and taking the wish back deletes it", async () => {
  const { tab, context } = await open();
  await tab.check("#keep");
  await age(tab, "31");
  await tab.reload();
  await tab.waitForSelector("html[data-ready]");
  await go(tab, "ask/before/age");
  assert.equal(await tab.inputValue("#number"), "31");
  await tab.uncheck("#keep");
  assert.equal(await stored(tab), null);
  await context.close();
});

for (const [name, fault] of [
  ["full", () => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); })],
  ["forbidden", () => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })],
]) {
  test(`a store that is ${name} is told of, and the answers stay`, async () => {
    const { tab, context, faults } = await open();
    await tab.evaluate(fault);
    await age(tab, "31");
    await tab.click("#keep");
    assert.match(await tab.textContent("#say"), /does not let the page keep anything/);
    await go(tab, "ask/before/age");
    assert.equal(await tab.inputValue("#number"), "31");
    assert.deepEqual(faults, []);
    await context.close();
  });
}

for (const broken of ["{", "null", '{"schema":99}', '{"schema":1,"answers":"no"}', "[]"]) {
  test(`what was kept and cannot be read is told of, and stays until somebody answers: ${broken}`, async () => {
    const { tab, context } = await open();
    await tab.evaluate((text) => localStorage.setItem("needlewise", text), broken);
    await tab.reload();
    await tab.waitForSelector("html[data-ready]");
    await tab.waitForSelector("h1");
    if (broken !== "null") {
      assert.match(await tab.textContent("#say"), /cannot be read/);
      assert.equal(await stored(tab), broken);
    }
    await context.close();
  });
}

async function download(tab, selector) {
  const [file] = await Promise.all([tab.waitForEvent("download"), tab.click(selector)]);
  const path = `${scratch}${file.suggestedFilename()}`;
  await file.saveAs(path);
  return path;
}

const waiting = { age: 30, training: "none", device: "roller", face: "yes", length: 0.25, skin_history: ["sun"], days_since_sun: 3 };

test("a record passes the program's own check, and opens again", async () => {
  const { tab, context } = await open({ acceptDownloads: true });
  await answerAll(tab, "before", waiting);
  await go(tab, "answer/before");
  const headline = await tab.textContent("h1");
  const path = await download(tab, "button[name=record]");
  execFileSync(program, ["record", "verify", path], { stdio: "pipe" });
  const fresh = await open();
  await fresh.tab.setInputFiles("[data-open]", path);
  await fresh.tab.waitForSelector(".verdict");
  assert.equal(await fresh.tab.textContent("h1"), headline);
  assert.match(await fresh.tab.textContent("#say"), /answers of your record/);
  await context.close();
  await fresh.context.close();
});

for (const [name, text, why] of [
  ["broken", "{", /no record of needlewise/],
  ["of a newer program", '{"schema": 99, "kind": "check"}', /newer needlewise/],
  ["something else", "{}", /no record of needlewise/],
]) {
  test(`a file that is ${name} is refused in a sentence, and nothing is lost`, async () => {
    const { tab, context, faults } = await open();
    await age(tab, "31");
    await go(tab, "");
    const path = `${scratch}refused.json`;
    writeFileSync(path, text);
    await tab.setInputFiles("[data-open]", path);
    await tab.waitForSelector("#say:not(:empty)");
    assert.match(await tab.textContent("#say"), why);
    await go(tab, "ask/before/age");
    assert.equal(await tab.inputValue("#number"), "31");
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("a record that somebody changed is refused", async () => {
  const { tab, context } = await open({ acceptDownloads: true });
  await answerAll(tab, "before", waiting);
  await go(tab, "answer/before");
  const path = await download(tab, "button[name=record]");
  writeFileSync(path, readFileSync(path, "utf8").replace('"answer": 30.0', '"answer": 31.0'));
  await go(tab, "");
  await tab.setInputFiles("[data-open]", path);
  await tab.waitForSelector("#say:not(:empty)");
  assert.match(await tab.textContent("#say"), /Somebody has changed this file/);
  await context.close();
});

test("the day to look again goes into a calendar, and says nothing of the person", async () => {
  const { tab, context } = await open({ acceptDownloads: true });
  await answerAll(tab, "before", waiting);
  await go(tab, "answer/before");
  const text = readFileSync(await download(tab, "button[name=reminder]"), "utf8");
  assert.match(text, /^BEGIN:VCALENDAR\r\n[\s\S]*DTSTART;VALUE=DATE:\d{8}\r\n[\s\S]*END:VCALENDAR/);
  assert.doesNotMatch(text, /sun|skin|needle length/i);
  assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
  await context.close();
});

test("the page to hand over is one side of paper", async () => {
  const { tab, context } = await open();
  await answerAll(tab, "before", { ...waiting, health: ["medicine"], blood_medicines: ["doac"], conditions: ["rosacea"] });
  await go(tab, "hand-over/before");
  const pdf = (await tab.pdf({ format: "A4" })).toString("latin1");
  assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1);
  await context.close();
});

test("a checklist is gone through, signed, kept, and read by the program", async () => {
  const { tab, context, faults } = await open({ viewport: { width: 820, height: 1180 }, acceptDownloads: true });
  await go(tab, "lists");
  await tab.click('button[value="ready"]');
  assert.match(await tab.textContent("[role=alert]"), /initials/);
  await tab.fill("[name=trainer]", "AB");
  await tab.fill("[name=trainee]", "KL");
  await tab.click('button[value="ready"]');
  for (let steps = 0; steps < 60 && (await tab.locator("form[data-send^='run/']").count()); steps += 1) {
    assert.ok(await tab.locator(".alarm").isVisible(), "the incident card is in reach");
    const box = await tab.locator(".alarm").boundingBox();
    assert.ok(box.y + box.height <= 1180, "without scrolling");
    if (await tab.locator("fieldset input[type=radio][name=answer]").count()) await tab.locator("input[name=answer]").first().check();
    else if (await tab.locator("#number").count()) await tab.fill("#number", "1");
    if (await tab.locator("[name=read_back]").count()) await tab.check('[name=read_back][value="yes"]');
    if (steps === 0) await tab.fill("[name=note]", "left hand");
    await tab.click("form button[type=submit]");
  }
  const sign = 'button[value="sign"], button[value="halt"]';
  await tab.click(sign);
  assert.match(await tab.textContent("[role=alert]"), /own code: the trainer writes AB/);
  await tab.fill(".signs [name=trainer]", "ab");
  await tab.fill(".signs [name=trainee]", "XX");
  await tab.click(sign);
  assert.match(await tab.textContent("[role=alert]"), /own code: the trainee writes KL/);
  await tab.fill(".signs [name=trainer]", "AB");
  await tab.fill(".signs [name=trainee]", "kl");
  await tab.click(sign);
  const path = await download(tab, 'button[value="record"]');
  const record = JSON.parse(readFileSync(path, "utf8"));
  assert.deepEqual([record.trainer, record.trainee, record.pack], ["AB", "KL", "ready"]);
  assert.deepEqual(record.items[0].notes, ["left hand"]);
  const shown = execFileSync(program, ["record", "show", path], { encoding: "utf8" });
  assert.match(shown, /KL/);
  execFileSync(program, ["record", "verify", path], { stdio: "pipe" });
  const folder = `${scratch}class`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  cpSync(path, `${folder}/ready.json`);
  assert.match(execFileSync(program, ["class", folder], { encoding: "utf8" }), /KL/);
  const fresh = await open();
  await fresh.tab.setInputFiles("[data-open]", path);
  await fresh.tab.waitForSelector(".verdict");
  assert.match(await fresh.tab.textContent("#say"), /as it was kept/);
  await fresh.tab.waitForSelector("html[data-whole]");
  assert.ok(await fresh.tab.isVisible(".verdict"), "it stays when the other rules are there");
  assert.deepEqual(faults, []);
  await context.close();
  await fresh.context.close();
});

test("a lot and a date are written down as they are read, and the record of them is read by the program", async () => {
  const { tab, context, faults } = await open({ acceptDownloads: true });
  await go(tab, "lists");
  await tab.fill("[name=trainer]", "AB");
  await tab.fill("[name=trainee]", "KL");
  await tab.fill("[name=client]", "C-07");
  await tab.click('button[value="time_out"]');
  await tab.fill("[name=reason]", "the others are on paper");
  await tab.click('button[value="time_out"]');
  await go(tab, "run/time_out/head_lot");
  await tab.click("form button[type=submit]");
  assert.match(await tab.textContent("[role=alert]"), /Not written down/);
  await tab.fill("#entry", "ACME 24-117");
  await tab.click("form button[type=submit]");
  await go(tab, "run/time_out/head_lot");
  assert.equal(await tab.inputValue("#entry"), "ACME 24-117");
  await go(tab, "run/time_out/head_expiry");
  const later = `${new Date().getFullYear() + 1}-03-31`;
  await tab.fill("#entry", later);
  await tab.click("form button[type=submit]");
  await go(tab, "close/time_out");
  const path = await download(tab, 'button[value="record"]');
  const record = JSON.parse(readFileSync(path, "utf8"));
  const words = (id) => record.items.find(({ question }) => question === id).words;
  assert.deepEqual([words("head_lot"), words("head_expiry"), record.client], ["ACME 24-117", later, "C-07"]);
  assert.match(execFileSync(program, ["record", "show", "--full", path], { encoding: "utf8" }), /ACME 24-117/);
  execFileSync(program, ["record", "verify", path], { stdio: "pipe" });
  assert.deepEqual(faults, []);
  await context.close();
});

test("names are refused where codes are wanted, with the reason, and nobody is two people", async () => {
  const { tab, context } = await open({ place: "lists" });
  for (const [trainer, trainee, client, why] of [
    ["Annabel", "KL", "", /Trainer: initials or a code only.*looks like a name/],
    ["AB", "Karl Lund", "", /Trainee: initials or a code only/],
    ["AB", "KL", "Jane Roe", /Client: initials or a code only/],
    ["AB", "ab", "", /trainer and trainee are both `AB`/],
    ["AB", "KL", "AB", /trainer and client are both `AB`/],
  ]) {
    await tab.fill("[name=trainer]", trainer);
    await tab.fill("[name=trainee]", trainee);
    await tab.fill("[name=client]", client);
    await tab.click('button[value="ready"]');
    assert.match(await tab.textContent("[role=alert]"), why);
    assert.equal(await tab.inputValue("[name=trainee]"), trainee, "what was typed stays");
  }
  assert.equal(await tab.evaluate(() => window.needlewise().lists?.length ?? 0), 0);
  await context.close();
});

test("the incident card is begun from a list, and leads back to it", async () => {
  const { tab, context } = await open();
  await go(tab, "lists");
  await tab.fill("[name=trainer]", "AB");
  await tab.fill("[name=trainee]", "KL");
  await tab.click('button[value="during"]');
  assert.match(await tab.textContent("[role=alert]"), /First comes: .*write why/);
  await tab.fill("[name=reason]", "the others are on paper");
  await tab.click('button[value="during"]');
  await tab.click(".alarm");
  assert.match(await tab.textContent(".progress"), /[Ii]ncident/);
  const visit = await tab.evaluate(() => window.needlewise());
  const { run } = visit.lists.find(({ run }) => run.pack === "during");
  assert.equal(run.incidents.length, 1);
  assert.equal(run.despite.reason, "the others are on paper");
  await tab.locator("input[name=answer]").first().check();
  if (await tab.locator("[name=read_back]").count()) await tab.check('[name=read_back][value="yes"]');
  await tab.click("form button[type=submit]");
  await go(tab, "incident/during");
  const { lists } = await tab.evaluate(() => window.needlewise());
  assert.equal(lists.find(({ run }) => run.pack === "incident").run.items.filter(({ answer }) => answer).length, 1, "what was said of it stays");
  await go(tab, "close/incident");
  await tab.click(".back");
  assert.doesNotMatch(await tab.textContent(".progress"), /[Ii]ncident/);
  await context.close();
});

test("it opens by a double click, says what it may do, and asks nobody", () => {
  const text = readFileSync(page, "utf8");
  assert.match(text, /default-src 'none'/);
  assert.doesNotMatch(text, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:\/\/[^"]*\.js/);
});
