/** Writes the example coalition's lists and their truth: `node examples/generate.ts`. Two runs give the same bytes. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { sameBytes, utf8 } from "../src/base/bytes.ts";
import { coalition } from "./coalition.ts";
import {
  armenianDisplaced,
  georgianDisplaced,
  latinDisplaced,
  russianDisplaced,
} from "./generator/displaced-lists.ts";
import { formatGazetteer } from "./generator/gazetteer.ts";
import { arabicVictims, armenianKilled, georgianKilled, marketEvent } from "./generator/killed-lists.ts";
import { koboHouseholds } from "./generator/kobo-forms.ts";
import { type ExampleList, truthRows } from "./generator/list.ts";
import { arabicMissing, englishMissing, russianMissing } from "./generator/missing-lists.ts";
import {
  armenianHomes,
  englishHazards,
  englishSites,
  latinHomes,
  russianHazards,
  russianSites,
} from "./generator/site-lists.ts";
import { makeWorld, type World } from "./generator/world.ts";
import { formatCsv, writeList } from "./generator/writers.ts";

const SEED = 30;

/** Every file under examples/ that the generator makes, by its path there. */
export function generateFiles(): ReadonlyMap<string, Uint8Array> {
  const world = makeWorld(SEED);
  const lists = makeLists(world);
  const header = ["file", "sheet", "row", "part", "kind", "entity"];
  return new Map([
    // Data for programs that cannot load TypeScript, as those of an installed package.
    ["coalition.json", utf8(`${JSON.stringify(coalition, undefined, 2)}\n`)],
    ["lists/places.csv", utf8(formatGazetteer(world.country))],
    ...lists.map((list) => [`lists/${list.file}`, writeList(list)] as const),
    ["truth.csv", utf8(formatCsv([header, ...lists.flatMap(truthRows)]).replaceAll("\r\n", "\n"))],
  ]);
}

/** Each list has a seed of its own, so that a change of one leaves the others as they were. */
function makeLists(world: World): readonly ExampleList[] {
  return [
    latinDisplaced(world, 101),
    armenianDisplaced(world, 102),
    russianDisplaced(world, 103),
    georgianDisplaced(world, 104),
    koboHouseholds(world, 105, "teruni"),
    koboHouseholds(world, 106, "asvali"),
    arabicMissing(world, 107),
    russianMissing(world, 108),
    englishMissing(world, 109),
    georgianKilled(world, 110),
    armenianKilled(world, 111),
    arabicVictims(world, 112),
    marketEvent(world),
    russianSites(world, 113),
    englishSites(world, 114),
    latinHomes(world, 115),
    armenianHomes(world, 116),
    englishHazards(world, 117),
    russianHazards(world, 118),
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = new URL("./", import.meta.url);
  mkdirSync(new URL("lists/", folder), { recursive: true });
  for (const [path, bytes] of generateFiles()) {
    if (!process.argv.includes("--check")) writeFileSync(new URL(path, folder), bytes);
    else if (!sameBytes(readFileSync(new URL(path, folder)), bytes)) {
      console.error(`${path} is not what the generator makes: run node examples/generate.ts`);
      process.exitCode = 1;
    }
  }
}
