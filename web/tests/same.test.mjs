// One engine: for every case of every pack and thousands of made-up people, the page says byte for byte what the
// engine built for this computer says.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { page, root } from "./page.mjs";
import { engine } from "./engine.mjs";

test("the page's engine and the program's say the same of everybody", async (context) => {
  const call = await engine(readFileSync(page, "utf8"));
  const people = spawn("cargo", ["run", "--quiet", "--package", "needlewise-page", "--example", "people", "--", process.env.PEOPLE ?? "10000"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let count = 0;
  for await (const line of createInterface({ input: people.stdout })) {
    const { pack, country, answers, hash } = JSON.parse(line);
    const visit = { schema: 1, answers: [[pack, answers]], country: country ?? "" };
    const { text } = call({ today: "2027-01-05", visit, action: { explain: pack } });
    assert.equal(createHash("sha256").update(text).digest("hex"), hash, `${line}\n${text}`);
    count += 1;
  }
  context.diagnostic(`${count} people`);
  assert.ok(count > 1000, `${count} people`);
});
