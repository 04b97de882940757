/** How well and how fast names are compared: `npm run bench -- names [--blocks] [--speed] [--freeze] [--learn]`. */
import { mkdirSync, writeFileSync } from "node:fs";
import { machine } from "../machine.ts";
import { accuracyTable } from "./accuracy.ts";
import { blockingLines } from "./blocking.ts";
import { namesFolder, readLabelledPairs } from "./labelled-pairs.ts";
import { writeWeights } from "./learn-weights.ts";
import { speedLines } from "./speed.ts";

const SCRIPTS = ["cyrillic", "arabic", "armenian", "georgian", "greek", "hebrew"];

/** Prints the tables, or says loudly that there are no names; `--freeze` writes them to bench/frozen too. */
export async function runNames(options: readonly string[]): Promise<void> {
  const pairs = readLabelledPairs();
  if (pairs === undefined) {
    console.error(`SKIPPED names: no names under ${namesFolder}; set RECOUNT_FIXTURES`);
    return;
  }
  if (options.includes("--learn")) return writeWeights(pairs);
  const tables = [
    ...(options.includes("--speed") ? [] : [{ file: "names.txt", text: accuracyTable(pairs, SCRIPTS) }]),
    // Minutes: a million names.
    ...(options.includes("--blocks") ? [{ file: "names-blocks.txt", text: blockingLines(pairs) }] : []),
  ];
  console.log([machine(), ...tables.map(({ text }) => text), speedLines(pairs)].join("\n\n"));
  if (!options.includes("--freeze")) return;
  const frozen = new URL("../frozen/", import.meta.url);
  mkdirSync(frozen, { recursive: true });
  // Speed is the machine's and the hour's: only what the same code gives everywhere is frozen.
  for (const { file, text } of tables) writeFileSync(new URL(file, frozen), `${text}\n`);
}
