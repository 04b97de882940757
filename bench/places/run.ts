/** How well and how fast places are resolved: `npm run bench -- places`. */
import { existsSync } from "node:fs";
import { seededRandom } from "../../src/base/random.ts";
import { placeId } from "../../src/model/ids.ts";
import type { Place } from "../../src/model/place.ts";
import { type Gazetteer, makeGazetteer } from "../../src/places/gazetteer.ts";
import { makePlaceResolver } from "../../src/places/place-resolver.ts";
import { dataPath } from "../data-sets.ts";
import { machine } from "../machine.ts";
import { measureDump } from "./geonames-dump.ts";
import { type HeldName, holdBack, readFixture, SCRIPTS } from "./geonames-fixture.ts";
import { processorSeconds } from "./processor-time.ts";

const FILE = "formats/geonames-cities15000.txt";
const MISSPELT = "misspelt Latin";
const PLACES = 200_000;
const MENTIONS = 500_000;
const DIFFERENT = 10_000; // texts among the mentions: a register names a village many times

const DUMPS = [250_000, 1_000_000]; // rows: what takes four times as long for four times as many grows in line

/**
 * Names held back, by script, and misspelt ones (`accuracy`); speed against 200,000 places (`speed`); a dump of
 * GeoNames read and asked (`dump [ROWS]`); all of them without an option.
 */
export async function runPlaces(options: readonly string[]): Promise<void> {
  console.log(machine());
  const path = dataPath(FILE);
  if (!existsSync(path)) {
    console.error(`SKIPPED places: ${FILE} is not there; it comes from GeoNames; set RECOUNT_FIXTURES`);
    return;
  }
  const all = await readFixture(path);
  const wants = (part: string) => options.length === 0 || options.includes(part);
  const [first, second] = [seededRandom(1), seededRandom(2)];
  if (wants("speed")) console.log(`\n${measureSpeed(all, () => second.next())}`);
  if (wants("accuracy")) measureAccuracy(all, () => first.next());
  if (!wants("dump")) return;
  const names = all.flatMap((place) => place.names.slice(0, 1).map(({ text }) => text));
  const rows = options.map(Number).filter((number) => number > 0);
  for (const count of rows.length > 0 ? rows : DUMPS) console.log(`\n${await measureDump(count, names)}`);
}

function measureAccuracy(all: readonly Place[], random: () => number): void {
  const { places, held } = holdBack(all, random);
  const gazetteer = makeGazetteer(places);
  const misspelt = held
    .filter(({ script, place }) => script === "Latin" && /^[A-Z][a-z]{4,}/.test(place.names[0]?.text ?? ""))
    .map(({ place }) => ({
      place,
      script: MISSPELT,
      text: misspell(place.names[0]?.text ?? "", random),
    }));
  console.log(`\nNames held back from ${places.length} places (every tenth place, one in each script):`);
  console.log(formatAccuracy(gazetteer, [...held, ...misspelt]));
}

/** One letter left out, doubled or put for another. */
function misspell(text: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (text.length - 2));
  const letter = "aeiournstl"[Math.floor(random() * 10)] ?? "a";
  const ways = ["", (text[at] ?? "").repeat(2), letter];
  return text.slice(0, at) + (ways[Math.floor(random() * 3)] ?? "") + text.slice(at + 1);
}

function formatAccuracy(gazetteer: Gazetteer, held: readonly HeldName[]): string {
  const rows = [
    "| script | beside | names | right | wrong | among candidates | precision | recall |",
    "|---|---|---|---|---|---|---|---|",
  ];
  for (const script of [...Object.values(SCRIPTS), MISSPELT])
    for (const isBeside of [true, false])
      rows.push(
        formatRow(
          gazetteer,
          held.filter((name) => name.script === script),
          isBeside,
        ),
      );
  return rows.join("\n");
}

function formatRow(gazetteer: Gazetteer, held: readonly HeldName[], isBeside: boolean): string {
  const resolve = makePlaceResolver(gazetteer);
  const tally = { right: 0, wrong: 0, among: 0 };
  for (const { text, place } of held) {
    const answer = resolve({ text, within: isBeside ? [countryOf(gazetteer, place)] : [] });
    if (answer.state === "resolved") tally[answer.place === place.id ? "right" : "wrong"] += 1;
    else if (answer.candidates.some((candidate) => candidate.place === place.id)) tally.among += 1;
  }
  const { right, wrong, among } = tally;
  const share = (part: number, whole: number) => (whole === 0 ? "-" : (part / whole).toFixed(3));
  const cells = [
    held[0]?.script ?? "none",
    isBeside ? "its country" : "nothing",
    held.length,
    right,
    wrong,
    among,
  ];
  return `| ${[...cells, share(right, right + wrong), share(right, held.length)].join(" | ")} |`;
}

function countryOf({ byId }: Gazetteer, place: Place): string {
  const parent = place.parents[0]?.place;
  return (parent === undefined ? undefined : byId.get(parent)?.names[0]?.text) ?? "";
}

/** Names made of the halves of two others, so that there are 200,000 places that sound like places. */
function manyPlaces(places: readonly Place[], random: () => number): readonly Place[] {
  const halves = places.filter(({ precision }) => precision === "settlement").map(({ names }) => names);
  const draw = () =>
    halves[Math.floor(random() * halves.length)]?.find(({ text }) => text.length > 4)?.text ?? "Milton";
  return Array.from({ length: PLACES }, (_, at): Place => {
    const [front, back] = [draw(), draw()];
    const text = front.slice(0, Math.ceil(front.length / 2)) + back.slice(Math.floor(back.length / 2));
    const parents = at < 200 ? [] : [{ place: placeId(`p${at % 200}`) }];
    return {
      id: placeId(`p${at}`),
      names: [{ text }],
      precision: at < 200 ? "district" : "settlement",
      parents,
    };
  });
}

function measureSpeed(all: readonly Place[], random: () => number): string {
  const places = manyPlaces(all, random);
  const gazetteer = makeGazetteer(places);
  const texts = Array.from({ length: DIFFERENT }, () => {
    const place = places[Math.floor(random() * places.length)];
    const text = place?.names[0]?.text ?? "";
    const district = places[Number((place?.parents[0]?.place ?? "p0").slice(1))]?.names[0]?.text ?? "";
    return { text: random() < 0.2 && text.length > 3 ? misspell(text, random) : text, within: [district] };
  });
  const started = processorSeconds();
  gazetteer.own.near("Milton");
  const built = processorSeconds();
  const resolve = makePlaceResolver(gazetteer);
  let resolved = 0;
  for (let at = 0; at < MENTIONS; at++) {
    const asked = texts[at < DIFFERENT ? at : Math.floor(random() ** 2 * DIFFERENT)];
    if (asked !== undefined && resolve(asked).state === "resolved") resolved += 1;
  }
  const seconds = processorSeconds() - built;
  const share = (100 * resolved) / MENTIONS;
  return `${PLACES} places indexed in ${(built - started).toFixed(1)} s; ${MENTIONS} mentions of ${DIFFERENT} texts, a fifth of them misspelt, in ${seconds.toFixed(2)} s: ${Math.round(MENTIONS / seconds)} a second of processor time (${share.toFixed(1)} % resolved)`;
}
