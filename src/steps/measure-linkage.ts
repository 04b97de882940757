/** How well the linkage found what is known to be true: for the example, whose truth is invented with it. */
import { evaluateClusters } from "../linkage/evaluate.ts";
import type { SourceId } from "../model/ids.ts";
import type { Store } from "../store/store.ts";
import { readRecords } from "./read-register.ts";

export type TruthRow = {
  readonly source: SourceId;
  readonly sheet: string; // "" where a file has one table
  readonly row: number;
  readonly part: number;
  readonly entity: string;
};

export type LinkageMeasure = {
  readonly people: number; // entities found
  readonly records: number; // person records that the truth knows
  readonly pairs: number; // true pairs of records of one person
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly bcubed: number;
};

/** Pairwise precision and recall of the register's people against the truth, over records that the truth knows. */
export async function measureLinkage(store: Store, truth: readonly TruthRow[]): Promise<LinkageMeasure> {
  const truths = new Map(truth.flatMap((row) => [[keyOf(row, row.sheet), row.entity] as const]));
  const [records, entities] = await Promise.all([readRecords(store, ["person"]), store.assignments()]);
  const known = records.flatMap((record) => {
    const entity = truths.get(keyOf(record, record.table)) ?? truths.get(keyOf(record, ""));
    return entity === undefined ? [] : [{ found: entities.get(record.id) ?? record.id, entity }];
  });
  const found = known.map((record) => record.found);
  const wanted = known.map((record) => record.entity);
  const { precision, recall, f1, bcubed } = evaluateClusters(found, wanted);
  const sizes = Map.groupBy(wanted, (entity) => entity).values();
  const pairs = sizes.reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
  return { people: new Set(found).size, records: known.length, pairs, precision, recall, f1, bcubed };
}

const keyOf = ({ source, row, part }: { source: SourceId; row: number; part: number }, sheet: string) =>
  JSON.stringify([source, sheet, row, part]);
