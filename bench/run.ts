/**
 * Accuracy and speed of linkage on public labelled lists: `npm run bench`, or `node bench/run.ts [--json] [NAME...]`.
 * `npm run bench -- SUITE [...]` runs what suites.ts names instead.
 * Each data set runs in a process of its own, so that its peak memory is its own.
 */
import { execFileSync } from "node:child_process";
import { argv, execPath, resourceUsage } from "node:process";
import { fileURLToPath } from "node:url";
import { measureReliability, type Reliability } from "../src/linkage/calibration.ts";
import { dedupeTables } from "../src/linkage/dedupe.ts";
import type { LinkedPairs } from "../src/linkage/linked-pairs.ts";
import { blockedRecall } from "./blocked-recall.ts";
import {
  absentFiles,
  type BenchRow,
  type DataSet,
  dataPath,
  dataSets,
  type RowTable,
  readDataSet,
} from "./data-sets.ts";
import { machine } from "./machine.ts";
import { runExample, runRegister } from "./register-lists.ts";
import { suites } from "./suites.ts";

/** Links one data set with no configuration and no labels, its truth hidden. */
export async function runDataSet(dataSet: DataSet): Promise<BenchRow> {
  if (dataSet.isExample === true) return runExample(dataSet.name);
  if (dataSet.isThroughRegister === true) return runRegister(dataSet.name, dataSet.files.map(dataPath));
  const started = performance.now();
  const tables = await readDataSet(dataSet);
  const onePerList = dataSet.isOnePerList === true;
  const { records, pairs, truth, result, table } = dedupeTables(tables, {
    truth: dataSet.truthColumn,
    onePerList,
  });
  const seconds = (performance.now() - started) / 1000;
  if (truth === undefined) throw new Error(`${dataSet.name}: got no truth`);
  const peakMemoryMb = Math.round(resourceUsage().maxRSS / 1024);
  const labels = trueLabels(tables, dataSet.truthColumn);
  return {
    name: dataSet.name,
    records,
    pairs,
    ...truth(),
    blockedRecall: blockedRecall(table, result.model, { labels, onePerList }),
    seconds,
    pairsPerSecond: pairs / seconds,
    peakMemoryMb,
    reliability: reliabilityOf(labels, result.pairs),
  };
}

function trueLabels(tables: readonly RowTable[], truthColumn: string): readonly string[] {
  return tables.flatMap(({ header, rows }) => {
    const column = header.findIndex((name) => name.trim() === truthColumn);
    return rows.map((row) => (row[column] ?? "").trim());
  });
}

function reliabilityOf(labels: readonly string[], { left, right, weight }: LinkedPairs): Reliability {
  const isMatch = Array.from(left, (row, pair) => labels[row] === labels[right[pair] ?? 0]);
  return measureReliability(weight, isMatch);
}

function runInChild(name: string): BenchRow {
  const output = execFileSync(execPath, [fileURLToPath(import.meta.url), "--child", name], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(output) as BenchRow;
}

function formatRows(rows: readonly BenchRow[]): string {
  const head = [
    "data",
    "records",
    "pairs scored",
    "precision",
    "recall",
    "F1",
    "B-cubed",
    "blocked recall",
    "seconds",
    "pairs/s",
    "peak MB",
  ];
  const lines = rows.map((row) => [
    row.name,
    row.records,
    row.pairs,
    ...[row.precision, row.recall, row.f1, row.bcubed].map((share) => share.toFixed(4)),
    row.blockedRecall?.toFixed(4) ?? "",
    row.seconds.toFixed(1),
    Math.round(row.pairsPerSecond),
    row.peakMemoryMb,
  ]);
  return [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Predicted probability, true share and number of pairs by decile, and the expected calibration error. */
function formatReliability(rows: readonly BenchRow[]): string {
  const deciles = Array.from({ length: 10 }, (_, bin) => `${bin / 10}-${(bin + 1) / 10}`);
  const lines = rows.flatMap(({ name, reliability }) => {
    if (reliability === undefined) return [];
    const cells = reliability.bins.map(({ pairs, predicted, observed }) =>
      pairs === 0 ? "" : `${predicted.toFixed(2)} / ${observed.toFixed(2)} (${pairs})`,
    );
    return [[name, reliability.error.toFixed(4), ...cells]];
  });
  if (lines.length === 0) return "";
  const head = ["predicted / true (pairs)", "calibration error", ...deciles];
  const table = [head, head.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `\n\nMatch probability of pairs likelier than one in a thousand\n\n${table}`;
}

function main(names: readonly string[], isJson: boolean): void {
  const wanted = dataSets.filter(({ name }) => names.length === 0 || names.includes(name));
  const rows: BenchRow[] = [];
  for (const dataSet of wanted) {
    const absent = absentFiles(dataSet);
    if (absent.length > 0) {
      console.error(
        `SKIPPED ${dataSet.name}: ${absent.join(", ")} is not there; it comes from ${dataSet.from}; set RECOUNT_FIXTURES`,
      );
      continue;
    }
    console.error(`linking ${dataSet.name}, from ${dataSet.from}`);
    rows.push(runInChild(dataSet.name));
  }
  console.log(
    isJson
      ? JSON.stringify({ machine: machine(), rows }, null, 2)
      : `${machine()}\n\n${formatRows(rows)}${formatReliability(rows)}`,
  );
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [child, childName] = argv.slice(2);
  const known = dataSets.find(({ name }) => name === childName);
  const suite = suites[child ?? ""];
  if (suite !== undefined) await suite(argv.slice(3));
  else if (child === "--child" && known !== undefined) console.log(JSON.stringify(await runDataSet(known)));
  else
    main(
      argv.slice(2).filter((name) => !name.startsWith("--")),
      argv.includes("--json"),
    );
}
