/**
 * The register at scale: `npm run bench -- incremental [ROWS]` imports and links made-up people, then takes in a list of
 * a thousand more, and prints time and memory of each step. A million rows unless told.
 */

import { once } from "node:events";
import { chmodSync, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resourceUsage } from "node:process";
import { type Random, seededRandom } from "../src/base/random.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import type { Reuse } from "../src/steps/link/link-kind.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { machine } from "./machine.ts";

const NEW_ROWS = 1000;
const HEADER = "id,first name,surname,date of birth,birth place";

/** Runs the suite; the first argument is the number of rows. */
export async function benchIncremental([count = "1000000"]: readonly string[]): Promise<void> {
  const rows = Number(count);
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  chmodSync(folder, 0o711); // the database's user walks through it
  const register = await initRegister(join(folder, "register"), { now: new Date() });
  console.log(
    `${machine()}\n\n| step | seconds | of processor, without the database | peak MB |\n| --- | --- | --- | --- |`,
  );
  try {
    const [large, small] = [join(folder, "people.csv"), join(folder, "new.csv")];
    await writePeople(large, rows, seededRandom(7));
    await writePeople(small, NEW_ROWS, seededRandom(8));
    await step(`import ${rows} rows`, () => take(register, "people", large));
    await step("link them", () => link(register, "never"));
    await step(`import ${NEW_ROWS} more`, () => take(register, "new", small));
    await step("link what is new", () => link(register, "always"));
  } finally {
    await register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function step(name: string, work: () => Promise<string>): Promise<void> {
  const [started, before] = [performance.now(), resourceUsage()];
  const said = await work();
  const after = resourceUsage();
  const processor =
    (after.userCPUTime + after.systemCPUTime - before.userCPUTime - before.systemCPUTime) / 1e6;
  const seconds = (performance.now() - started) / 1000;
  const peak = Math.round(after.maxRSS / 1024);
  console.log(`| ${name}: ${said} | ${seconds.toFixed(1)} | ${processor.toFixed(1)} | ${peak} |`);
}

async function take(register: OpenRegister, name: string, path: string): Promise<string> {
  const source = { id: sourceId(name), name, consent: "organisation" as const };
  const organisation = { id: organisationId("bench"), name: "bench" };
  const { records } = await importSource(register, { path, source, organisation, records: "person" });
  return `${records} records`;
}

async function link(register: OpenRegister, reuse: Reuse): Promise<string> {
  const progress = () => {};
  const { kinds } = await linkRegister(register, { seed: 1, onePerList: false, reuse, progress });
  const people = kinds.find(({ kind }) => kind === "person");
  return `${people?.pairs} pairs, ${people?.entities} entities`;
}

const syllables = [
  "ba",
  "be",
  "da",
  "do",
  "ga",
  "ha",
  "ka",
  "ko",
  "la",
  "li",
  "ma",
  "mi",
  "na",
  "ni",
  "ra",
  "ro",
  "sa",
  "so",
  "ta",
  "va",
];

/** Made-up people with one to four rows each, slips among them. */
async function writePeople(path: string, rows: number, random: Random): Promise<void> {
  const words = (count: number, length: number) =>
    Array.from({ length: count }, () =>
      Array.from({ length }, () => syllables[random.below(syllables.length)]).join(""),
    );
  const [givens, families, places] = [words(800, 2), words(6000, 3), words(500, 3)];
  const pick = (from: readonly string[]) => from[Math.floor(from.length * random.next() ** 2)] ?? "";
  const two = (value: number) => String(value).padStart(2, "0");
  const stream = createWriteStream(path);
  stream.write(`${HEADER}\n`);
  for (let row = 0; row < rows; ) {
    const born = `${1920 + random.below(90)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
    const person = [pick(givens), pick(families), born, pick(places)];
    for (let copies = 1 + random.below(4); copies > 0 && row < rows; copies--) {
      const cells = person.map((cell) =>
        random.below(12) === 0 ? "" : random.below(10) === 0 ? slip(cell, random) : cell,
      );
      if (!stream.write(`${row++},${cells.join(",")}\n`)) await once(stream, "drain");
    }
  }
  stream.end();
  await once(stream, "finish");
}

/** One character in the place of another. */
function slip(text: string, random: Random): string {
  const at = random.below(Math.max(1, text.length - 1));
  return text.slice(0, at) + (text[at + 1] ?? "") + (text[at] ?? "") + text.slice(at + 2);
}
