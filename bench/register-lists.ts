/** The two casualty lists through the register: import, link one to one, and compare with the hidden number. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resourceUsage } from "node:process";
import { formatMapping, inferMapping } from "../src/intake/mapping.ts";
import { openTables } from "../src/intake/read-tables.ts";
import { evaluateClusters } from "../src/linkage/evaluate.ts";
import { organisationId, sourceId } from "../src/model/ids.ts";
import { importSource } from "../src/pipeline.ts";
import { openSourceFile } from "../src/shell/files.ts";
import { initRegister, type OpenRegister } from "../src/shell/register-folder.ts";
import { linkRegister } from "../src/steps/link-register.ts";
import type { BenchRow } from "./data-sets.ts";

const TRUTH = "id";
const noProgress = () => {};

/** Imports and links `paths`, column `id` hidden from both, in a new register of a temporary folder. */
export async function runRegister(name: string, paths: readonly string[]): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), "recount-bench-"));
  chmodSync(folder, 0o711); // the database's user walks through it
  const register = await initRegister(join(folder, "register"), { now: new Date() });
  try {
    const started = performance.now();
    for (const path of paths) await importHidden(register, path, folder);
    const report = await linkRegister(register, { seed: 1, onePerList: true, progress: noProgress });
    const seconds = (performance.now() - started) / 1000;
    const pairs = report.kinds.reduce((sum, kind) => sum + kind.pairs, 0);
    const { precision, recall, f1, bcubed, records } = await measure(register, paths);
    const peakMemoryMb = Math.round(resourceUsage().maxRSS / 1024);
    return {
      name,
      records,
      pairs,
      precision,
      recall,
      f1,
      bcubed,
      seconds,
      pairsPerSecond: pairs / seconds,
      peakMemoryMb,
    };
  } finally {
    await register.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importHidden(register: OpenRegister, path: string, folder: string): Promise<void> {
  const tables = await openTables(await openSourceFile(path));
  if ("issues" in tables) throw new Error(`${path}: ${JSON.stringify(tables.issues)}`);
  const mapping = await inferMapping(tables.value, { records: "person" });
  const mapPath = join(folder, "mapping.json");
  const hidden = mapping.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.column === TRUTH ? { column: TRUTH, means: "ignore" as const } : column,
    ),
  }));
  writeFileSync(mapPath, formatMapping({ ...mapping, tables: hidden }));
  const source = { id: sourceId(sourceName(path)), name: path, consent: "organisation" as const };
  const organisation = { id: organisationId("bench"), name: "bench" };
  await importSource(register, { path, source, organisation, records: "person", mapPath });
}

const sourceName = (path: string) => path.split("/").at(-1) ?? path;

/** The truth is read from the file, by the row that each record came from. */
async function measure({ store }: OpenRegister, paths: readonly string[]) {
  const truths = new Map(paths.map((path) => [sourceName(path), truthColumn(path)]));
  const entities = await store.assignments();
  const [found, wanted]: [string[], string[]] = [[], []];
  for await (const batch of store.records({ kinds: ["person"] }))
    for (const { id, source, row } of batch) {
      found.push(entities.get(id) ?? id);
      wanted.push(truths.get(source)?.[row - 1] ?? id);
    }
  return { ...evaluateClusters(found, wanted), records: found.length };
}

/** First column of a CSV whose first column is never quoted. */
function truthColumn(path: string): readonly string[] {
  const lines = readFileSync(path, "utf8").split(/\r?\n/).slice(1);
  return lines.map((line) => line.split(",")[0] ?? "");
}
