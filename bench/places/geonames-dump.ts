/** A dump of GeoNames of any length with made places, read, put together and asked: what a gazetteer of a country costs. */
import { createWriteStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { memoryUsage } from "node:process";
import { pipeline } from "node:stream/promises";
import { type Random, seededRandom } from "../../src/base/random.ts";
import type { Place } from "../../src/model/place.ts";
import { makeGazetteer } from "../../src/places/gazetteer.ts";
import { mergePlaces } from "../../src/places/merge-places.ts";
import { makePlaceResolver } from "../../src/places/place-resolver.ts";
import { readPlaceRows } from "./geonames-fixture.ts";
import { processorSeconds } from "./processor-time.ts";

const REGIONS = 20;
const DISTRICTS = 40; // in each region
const MENTIONS = 20_000; // each different: a list of villages that hardly repeats

/** The names a made place is made of: two halves of such. */
type Names = readonly string[];

/** Stages of one dump with `rows` places, a line each. */
export async function measureDump(rows: number, names: Names): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  try {
    const path = join(folder, "XX.txt");
    await pipeline(dumpLines(rows, names, seededRandom(7)), createWriteStream(path));
    return await measureFile(path, rows);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function measureFile(path: string, rows: number): Promise<string> {
  const lines = [
    `GeoNames dump of ${rows} rows, ${Math.round(statSync(path).size / 2 ** 20)} MiB; times are of the processor`,
  ];
  let started = processorSeconds();
  const say = (what: string) => {
    const seconds = processorSeconds() - started;
    lines.push(
      `  ${what}: ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows a second, process ${Math.round(memoryUsage().rss / 2 ** 20)} MiB`,
    );
    started = processorSeconds();
  };
  const read = await readPlaceRows(path);
  say("read as records and places");
  const { places } = mergePlaces(read);
  say("put together, parents found");
  const gazetteer = makeGazetteer(places);
  gazetteer.own.same("Milton");
  say("found as written from now on");
  gazetteer.own.near("Milton");
  say("found in other spellings from now on");
  const asked = mentionsOf(places, seededRandom(8));
  const [resolve, before] = [makePlaceResolver(gazetteer), processorSeconds()];
  const resolved = asked.filter((mention) => resolve(mention).state === "resolved").length;
  const seconds = processorSeconds() - before;
  lines.push(
    `  ${asked.length} different mentions, a fifth misspelt: ${Math.round(asked.length / seconds)} a second, ${((100 * resolved) / asked.length).toFixed(1)} % resolved`,
  );
  return lines.join("\n");
}

/** The table of https://download.geonames.org/export/dump/readme.txt: a country, its units, then populated places. */
function* dumpLines(rows: number, names: Names, random: Random): Generator<string> {
  yield lineOf({ id: 1, name: "Xandria", feature: "PCLI", units: ["", ""] }, random);
  for (let region = 1; region <= REGIONS; region++)
    yield lineOf(
      { id: 1 + region, name: madeName(names, random), feature: "ADM1", units: [String(region), ""] },
      random,
    );
  for (let at = REGIONS + 1; at < rows; at++) {
    const unit = at - REGIONS - 1;
    const isDistrict = unit < REGIONS * DISTRICTS;
    const region = isDistrict ? 1 + (unit % REGIONS) : 1 + random.below(REGIONS);
    const district = isDistrict ? 1 + Math.floor(unit / REGIONS) : 1 + random.below(DISTRICTS);
    const feature = isDistrict ? "ADM2" : "PPL";
    yield lineOf(
      {
        id: at + 1,
        name: madeName(names, random),
        feature,
        units: [String(region), `${region}-${district}`],
      },
      random,
    );
  }
}

type DumpRow = {
  readonly id: number;
  readonly name: string;
  readonly feature: string;
  readonly units: readonly [first: string, second: string];
};

function lineOf({ id, name, feature, units: [first, second] }: DumpRow, random: Random): string {
  const [latitude, longitude] = [40 + random.next() * 3, 45 + random.next() * 5];
  const kind = feature === "PPL" ? "P" : "A";
  const cells = [id, name, name, "", latitude.toFixed(5), longitude.toFixed(5), kind, feature, "XX", ""];
  return `${[...cells, first, second, "", "", random.below(5000), "", 300, "Asia/Baku", "2024-01-01"].join("\t")}\n`;
}

function madeName(names: Names, random: Random): string {
  const [front, back] = [names[random.below(names.length)] ?? "", names[random.below(names.length)] ?? ""];
  return front.slice(0, Math.ceil(front.length / 2)) + back.slice(Math.floor(back.length / 2));
}

type Mention = { readonly text: string; readonly within: readonly string[] };

/** Names of settlements within their districts; each fifth has two letters exchanged. */
function mentionsOf(places: readonly Place[], random: Random): readonly Mention[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  return Array.from({ length: MENTIONS }, (_, at) => {
    const place = places[random.below(places.length)];
    const text = place?.names[0]?.text ?? "";
    const parent = place?.parents[0]?.place;
    const district = parent === undefined ? undefined : byId.get(parent)?.names[0]?.text;
    return { text: at % 5 === 0 ? exchanged(text) : text, within: district === undefined ? [] : [district] };
  });
}

const exchanged = (text: string) => text.slice(0, 2) + (text[3] ?? "") + (text[2] ?? "") + text.slice(4);
