/** Searching a million names across scripts: `npm run bench -- search [--names N] [--queries N] [--seed N] [--freeze]`; `--learn` learns how names are spelt. */
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { memoryUsage, threadCpuUsage } from "node:process";
import { type Random, seededRandom } from "../../src/base/random.ts";
import { changeNames, emptyNameIndex, type NameIndex, searchNames } from "../../src/names/index.ts";
import { formatSnapshot, parseSnapshot } from "../../src/names/search/snapshot.ts";
import { machine } from "../machine.ts";
import { learnSpellings } from "./learn-spellings.ts";
import {
  crossScriptQuery,
  keepNames,
  type MadeName,
  type MadeNames,
  type MadeQuery,
  misspeltQuery,
  nameMaker,
  write,
} from "./made-names.ts";
import { absentTables, readNameWords } from "./name-words.ts";
import { openTrigramPeer } from "./trigram-peer.ts";

const USUAL_SEED = 20_261_125;

/** Of each kind: a share near .98 is told to half a hundredth. */
const USUAL_QUERIES = 3000;
const FROZEN = new URL("../frozen/search.md", import.meta.url);

/** What `ask` takes for right, beside the table. */
const HIT =
  "hit@10: among the first ten records is one of the person asked for, or one whose name is written just as that person's in the index, or would be written in the query's script just as was asked before it was misspelt. A record of a name that only sounds like it is a miss, and so is a pair of words that the mined tables take for one name and are two.";

/** The numbers of the ten names that were found, nearest first. */
type Finder = (text: string) => readonly number[] | Promise<readonly number[]>;

type Outcome = {
  readonly query: MadeQuery;
  readonly place: number;
  readonly ms: number;
  readonly cpuMs: number;
}; // place -1: not found

export async function runSearch(options: readonly string[]): Promise<void> {
  if (options.includes("--learn")) return learnSpellings();
  const absent = absentTables();
  if (absent.length > 0)
    return console.error(`SKIPPED search: ${absent.join(", ")} are not there; set RECOUNT_FIXTURES`);
  const count = numberOf(options, "--names", 1_000_000);
  const asked = numberOf(options, "--queries", USUAL_QUERIES);
  const seed = numberOf(options, "--seed", USUAL_SEED);
  const random = seededRandom(seed);
  const make = nameMaker(readNameWords(), random);
  const names = keepNames(make, count);
  const lines = [
    machine(),
    "",
    `${count} made names, seed ${seed}; ${asked} queries of each kind`,
    "",
    HIT,
    "",
  ];
  const say = (line: string) => {
    console.log(line);
    lines.push(line);
  };
  for (const line of lines) console.log(line);
  const index = measureIndex(names, say);
  const own: Finder = (text) => searchNames(index, text, 10).map(({ owner }) => owner);
  const kinds = queriesOf(names, asked, random);
  say("");
  say(load());
  say("");
  say(
    "| recount | queries | hit@10 | hit@1 | p50 ms | p95 ms | p99 ms | max ms | p50 ms of the thread | p99 |",
  );
  say("|---|---|---|---|---|---|---|---|---|---|");
  for (const query of kinds[0]![1].slice(0, 200)) await own(query.text); // warm, as a server is
  for (const [kind, queries] of kinds) {
    const outcomes = await ask(own, queries, names);
    say(formatRow(kind, outcomes));
    if (kind !== "one script, misspelt") sayPairs(kind, outcomes, say);
  }
  await measurePeer(names, kinds, { say, asked: Math.min(asked, numberOf(options, "--peer-queries", 200)) });
  if (!options.includes("--freeze")) return;
  mkdirSync(new URL(".", FROZEN), { recursive: true });
  writeFileSync(FROZEN, `${lines.join("\n")}\n`);
}

function numberOf(options: readonly string[], flag: string, otherwise: number): number {
  const at = options.indexOf(flag);
  return at < 0 ? otherwise : Number(options[at + 1]);
}

/** How many processes wait for a core: times of a busy machine say little, of which the processor's say more. */
const load = () => `load ${loadavg()[0]?.toFixed(1)}`;

/** Builds the index, keeps it and reads it back; says what each cost. */
function measureIndex(names: MadeNames, say: (line: string) => void): NameIndex {
  globalThis.gc?.();
  const before = memoryUsage();
  const started = performance.now();
  const change = changeNames(emptyNameIndex(), new Set());
  for (let number = 0; number < names.length; number++) change.add(number, names.at(number).text);
  const index = change.finish();
  const built = (performance.now() - started) / 1000;
  globalThis.gc?.();
  const after = memoryUsage();
  const held = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  const bytes = formatSnapshot(index, "bench");
  const reading = performance.now();
  const read = parseSnapshot(bytes);
  if ("issues" in read) throw new Error("got a snapshot that cannot be read");
  const readMs = performance.now() - reading;
  say(
    `index: ${built.toFixed(1)} s to build, ${index.tokens.folds.length} distinct parts, ${(held / names.length).toFixed(0)} bytes a name in memory${globalThis.gc === undefined ? " (garbage included: run node with --expose-gc)" : ""}, whole process ${Math.round(after.rss / 2 ** 20)} MiB`,
  );
  say(`snapshot: ${(bytes.length / 2 ** 20).toFixed(1)} MiB, read in ${readMs.toFixed(0)} ms`);
  return read.value.index;
}

type Kinds = readonly (readonly [kind: string, queries: readonly MadeQuery[]])[];

function queriesOf(names: MadeNames, asked: number, random: Random): Kinds {
  const made = (query: (name: MadeName) => MadeQuery | undefined) => {
    const queries: MadeQuery[] = [];
    while (queries.length < asked) {
      const one = query(names.at(random.below(names.length)));
      if (one !== undefined) queries.push(one);
    }
    return queries;
  };
  return [
    ["two scripts", made((name) => crossScriptQuery(name, false, random))],
    ["two scripts, misspelt", made((name) => crossScriptQuery(name, true, random))],
    ["one script, misspelt", made((name) => misspeltQuery(name, random))],
  ];
}

/**
 * Asks one after the other. A name that was found is right when its person's is the one asked for, or is written in
 * the query's script just as that one is: who asks for it in that script asks for both. Nor can a record that is
 * written just as the one asked for be told from it.
 */
async function ask(find: Finder, queries: readonly MadeQuery[], names: MadeNames): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const query of queries) {
    const [started, cpu] = [performance.now(), threadCpuUsage()];
    const found = await find(query.text);
    const ms = performance.now() - started;
    const { user, system } = threadCpuUsage(cpu);
    const wanted = write(query.name.words, query.script);
    const isRight = ({ words, text }: MadeName) =>
      text === query.name.text || write(words, query.script) === wanted;
    const place = found.findIndex((number) => isRight(names.at(number)));
    outcomes.push({ query, place, ms, cpuMs: (user + system) / 1000 });
  }
  return outcomes;
}

function formatRow(kind: string, outcomes: readonly Outcome[]): string {
  const inOrder = (of: (outcome: Outcome) => number) => outcomes.map(of).sort((a, b) => a - b);
  const [times, cpuTimes] = [inOrder(({ ms }) => ms), inOrder(({ cpuMs }) => cpuMs)];
  const at = (share: number, of = times) =>
    (of[Math.min(of.length - 1, Math.floor(share * of.length))] ?? 0).toFixed(1);
  const share = (most: number) =>
    (outcomes.filter(({ place }) => place >= 0 && place < most).length / outcomes.length).toFixed(3);
  return `| ${[kind, outcomes.length, share(10), share(1), at(0.5), at(0.95), at(0.99), at(1), at(0.5, cpuTimes), at(0.99, cpuTimes)].join(" | ")} |`;
}

function sayPairs(kind: string, outcomes: readonly Outcome[], say: (line: string) => void): void {
  const pairs = Map.groupBy(outcomes, ({ query }) => `${query.script} for ${query.name.script}`);
  for (const [pair, of] of [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)))
    if (of.length >= 20) say(formatRow(`${kind}: ${pair}`, of));
}

async function measurePeer(
  names: MadeNames,
  kinds: Kinds,
  { say, asked }: { readonly say: (line: string) => void; readonly asked: number },
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  chmodSync(folder, 0o711);
  const peer = await openTrigramPeer(
    join(folder, "database"),
    Array.from({ length: names.length }, (_, number) => names.at(number).text),
  );
  try {
    say("");
    say(
      `pg_trgm, ${peer.version}, GIN index on a romanised column: ${peer.buildSeconds.toFixed(1)} s to build, ${(peer.indexBytes / names.length).toFixed(0)} bytes a name on disk`,
    );
    say("");
    say(
      "| pg_trgm | queries | hit@10 | hit@1 | p50 ms | p95 ms | p99 ms | max ms | p50 ms of this thread | p99 |",
    );
    say("|---|---|---|---|---|---|---|---|---|---|");
    for (const [kind, queries] of kinds)
      say(formatRow(kind, await ask((text) => peer.find(text), queries.slice(0, asked), names)));
  } finally {
    await peer.close();
  }
}
