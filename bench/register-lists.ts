/** Lists through the register: imported, linked, and compared with a truth that neither step saw. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resourceUsage } from "node:process";
import { readExample } from "../src/cli/example.ts";
import { formatMapping, inferMapping } from "../src/intake/mapping.ts";
import { openTables } from "../src/intake/read-tables.ts";
import { type ClusterAccuracy, evaluateClusters } from "../src/linkage/evaluate.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { openSourceFile } from "../src/shell/files.ts";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import { measureLinkage } from "../src/steps/measure-linkage.ts";
import type { BenchRow } from "./data-sets.ts";

const TRUTH = "id";
const noProgress = () => {};

/** Imports and links `paths`, column `id` hidden from both, in a new register of a temporary folder. */
export async function runRegister(name: string, paths: readonly string[]): Promise<BenchRow> {
  return inRegister(name, {
    onePerList: true,
    take: async (register, folder) => {
      for (const path of paths) await importHidden(register, path, { folder, truth: TRUTH });
    },
    measure: (register) => measureRegister(register, paths, TRUTH),
  });
}

/** The example coalition: twenty invented lists in five scripts, against the truth they were made with. */
export async function runExample(name: string): Promise<BenchRow> {
  const { lists, truth } = await readExample();
  return inRegister(name, {
    onePerList: false,
    take: async (register) => {
      for (const list of lists) await importSource(register, { ...list });
    },
    measure: ({ store }) => measureLinkage(store, truth),
  });
}

type RegisterRun = {
  readonly onePerList: boolean;
  readonly take: (register: OpenRegister, folder: string) => Promise<void>;
  readonly measure: (register: OpenRegister) => Promise<ClusterAccuracy & { readonly records: number }>;
};

async function inRegister(name: string, { onePerList, take, measure }: RegisterRun): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  chmodSync(folder, 0o711); // the database's user walks through it
  const register = await initRegister(join(folder, "register"), { now: new Date() });
  try {
    const started = performance.now();
    await take(register, folder);
    const report = await linkRegister(register, { seed: 1, onePerList, progress: noProgress });
    const seconds = (performance.now() - started) / 1000;
    const pairs = report.kinds.reduce((sum, kind) => sum + kind.pairs, 0);
    const { precision, recall, f1, bcubed, records } = await measure(register);
    const peakMemoryMb = Math.round(resourceUsage().maxRSS / 1024);
    const pairsPerSecond = pairs / seconds;
    return { name, records, pairs, precision, recall, f1, bcubed, seconds, pairsPerSecond, peakMemoryMb };
  } finally {
    await register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export type HiddenTruth = { readonly folder: string; readonly truth: string };

/** Imports a table of people as a source of its own, its column `truth` left out; the mapping goes to `folder`. */
export async function importHidden(
  register: OpenRegister,
  path: string,
  { folder, truth }: HiddenTruth,
): Promise<void> {
  const tables = await openTables(await openSourceFile(path));
  if ("issues" in tables) throw new Error(`${path}: ${JSON.stringify(tables.issues)}`);
  const mapping = await inferMapping(tables.value, { records: "person" });
  const mapPath = join(folder, "mapping.json");
  const hidden = mapping.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.column === truth ? { column: truth, means: "ignore" as const } : column,
    ),
  }));
  writeFileSync(mapPath, formatMapping({ ...mapping, tables: hidden }));
  const source = { id: sourceId(sourceName(path)), name: path, consent: "organisation" as const };
  const organisation = { id: organisationId("bench"), name: "bench" };
  await importSource(register, { path, source, organisation, records: "person", mapPath });
}

const sourceName = (path: string) => path.split("/").at(-1) ?? path;

/** The truth is read from the file, by the row that each record came from. */
export async function measureRegister(
  { store }: OpenRegister,
  paths: readonly string[],
  truth: string,
): Promise<ClusterAccuracy & { readonly records: number }> {
  const truths = new Map(paths.map((path) => [sourceName(path), truthColumn(path, truth)]));
  const entities = await store.assignments();
  const [found, wanted]: [string[], string[]] = [[], []];
  for await (const batch of store.records({ kinds: ["person"] }))
    for (const { id, source, row } of batch) {
      found.push(entities.get(id) ?? id);
      wanted.push(truths.get(source)?.[row - 1] ?? id);
    }
  return { ...evaluateClusters(found, wanted), records: found.length };
}

/** A column of a CSV that has no quoted cell before it. */
function truthColumn(path: string, truth: string): readonly string[] {
  const [head = "", ...lines] = readFileSync(path, "utf8").split(/\r?\n/);
  const column = head.split(",").indexOf(truth);
  return lines.map((line) => line.split(",", column + 1)[column] ?? "");
}
