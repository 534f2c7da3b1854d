// What the tests share: the page made by the program, a real browser, and somebody who answers.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = process.env.NEEDLEWISE ?? `${root}target/debug/needlewise`;
const scratch = `${root}target/page-tests/`;
mkdirSync(scratch, { recursive: true });

/** A page from the program, with the shipped rules or those of a folder. */
export function make(name, rules) {
  const file = `${scratch}${name}.html`;
  execFileSync(program, ["page", "--force", "--out", file, ...(rules ? ["--rules", rules] : [])], { stdio: "pipe" });
  return file;
}

export const page = process.env.PAGE ?? make("needlewise");
export { scratch };

let browser;
export async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  return browser;
}

export async function close() {
  await browser?.close();
}

/** Opens a page in a window of its own. Whatever goes wrong in it is collected. */
export async function open({ file = page, place = "", ...options } = {}) {
  const context = await (await launch()).newContext({
    viewport: { width: 390, height: 844 },
    locale: "en-GB",
    reducedMotion: "reduce",
    ...options,
  });
  const tab = await context.newPage();
  const faults = [];
  const requests = [];
  tab.on("pageerror", (error) => faults.push(error.message));
  tab.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  tab.on("request", (request) => requests.push(request.url()));
  tab.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await tab.goto(`file://${file}#${place}`);
  await tab.waitForSelector("html[data-ready]");
  return { tab, context, faults, requests };
}

/** The question that is shown: its id, and the kind of its answer. */
export function question(tab) {
  return tab.evaluate(() => {
    const form = document.querySelector("form[data-send^='ask/'], form[data-send^='run/']");
    if (!form) return undefined;
    const { type } = form.querySelector("input");
    return { id: form.dataset.send.split("/")[2], kind: { radio: "one", checkbox: "many" }[type] ?? "number" };
  });
}

/** The five people of the terminal, in their answers; whatever they do not name, they answer in the ordinary way. */
export const people = JSON.parse(readFileSync(new URL("people.json", import.meta.url), "utf8"));

/** Shows a place. */
export function go(tab, place) {
  return tab.evaluate((where) => window.needlewise(undefined, where), place);
}

/** Answers a whole pack at once: as somebody says, and else in the ordinary way. */
export async function answerAll(tab, pack, says) {
  await go(tab, `ask/${pack}`);
  await tab.evaluate((said) => {
    for (let steps = 0; steps < 90; steps += 1) {
      const form = document.querySelector("form[data-send^='ask/']");
      if (!form) return;
      const id = form.dataset.send.split("/")[2];
      const answer = said[id];
      const input = form.querySelector("input");
      if (input.type === "radio") (answer === undefined ? input : form.querySelector(`[value="${answer}"]`)).checked = true;
      else if (input.type === "checkbox") for (const tick of answer ?? []) form.querySelector(`[value="${tick}"]`).checked = true;
      else input.value = answer ?? (id === "age" ? 30 : 1);
      form.requestSubmit();
    }
  }, says);
}
