/** Any tables in, entities out: what `recount dedupe` runs, with no register and no configuration. */
import { type ClusterAccuracy, evaluateClusters } from "./evaluate.ts";
import { fieldValue, type InferredFields, inferFields } from "./infer-fields.ts";
import { type LinkOptions, type LinkResult, linkTable } from "./link.ts";
import type { FieldKind, LinkField, LinkTable } from "./link-table.ts";

export type DedupeTable = {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export type DedupeOptions = Omit<LinkOptions, "judgements"> & {
  readonly ignore?: readonly string[]; // columns that the matcher never sees
  readonly truth?: string; // column of true labels: never seen by the matcher either
};

export type DedupeResult = {
  readonly rows: readonly { readonly file: string; readonly row: number; readonly entity: number }[]; // row from 1
  readonly records: number;
  readonly pairs: number; // scored
  readonly entities: number;
  readonly result: LinkResult;
  readonly table: LinkTable;
  readonly truth?: ClusterAccuracy; // over rows with a true label
  readonly warnings: readonly string[];
};

/**
 * Entities over all rows of all inputs. Tables may have different columns: fields of one kind and name, or the only
 * ones of their kind in each file, are one field.
 */
export function dedupeTables(inputs: readonly DedupeTable[], options: DedupeOptions = {}): DedupeResult {
  const { ignore = [], truth, ...linking } = options;
  const hidden = truth === undefined ? ignore : [...ignore, truth];
  const inferred = inputs.map(({ header, rows }) => inferFields(header, rows, { ignore: hidden }));
  const table = alignTables(inputs, inferred);
  const result = linkTable(table, linking);
  const skipped = inferred.flatMap(({ notCompared }, i) =>
    notCompared.map(
      ({ column, reason }) => `${inputs[i]?.file}: column "${column}" is not compared: ${reason}`,
    ),
  );
  const rows = inputs.flatMap(({ file, rows }) => rows.map((_, row) => ({ file, row: row + 1 })));
  const accuracy = truth === undefined ? undefined : measure(inputs, truth, result.entity);
  return {
    rows: rows.map((row, i) => ({ ...row, entity: result.entity[i] ?? 0 })),
    records: rows.length,
    pairs: result.pairsScored,
    entities: result.entities,
    result,
    table,
    ...(accuracy !== undefined && { truth: accuracy }),
    warnings: [...skipped, ...result.warnings],
  };
}

function measure(inputs: readonly DedupeTable[], truth: string, entity: Uint32Array): ClusterAccuracy {
  const labels = inputs.flatMap(({ header, rows }) => {
    const column = header.findIndex((name) => name.trim() === truth.trim());
    return rows.map((row) => (row[column] ?? "").trim());
  });
  const labelled = [...labels.keys()].filter((row) => labels[row] !== "");
  return evaluateClusters(
    labelled.map((row) => entity[row] ?? 0),
    labelled.map((row) => labels[row] ?? ""),
  );
}

type Slot = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly fields: readonly (number | undefined)[];
};

/** One table of all inputs, its lists the files; rows that are alike have keys that are alike. */
export function alignTables(inputs: readonly DedupeTable[], inferred: readonly InferredFields[]): LinkTable {
  const slots = alignFields(inferred);
  const fields = slots.map(
    ({ name, kind, fields: own }): LinkField => ({
      name,
      kind,
      values: inputs.flatMap(({ rows }, i) => {
        const field = inferred[i]?.fields[own[i] ?? -1];
        return rows.map((row) => (field === undefined ? "" : fieldValue(field, row)));
      }),
    }),
  );
  return {
    fields,
    lists: inputs.map(({ file }) => file),
    list: Uint16Array.from(inputs.flatMap(({ rows: own }, i) => own.map(() => i))),
  };
}

/** The same name and kind first, then the only field of a kind in a file with the only one in another. */
function alignFields(inferred: readonly InferredFields[]): readonly Slot[] {
  const slots: { name: string; kind: FieldKind; fields: (number | undefined)[] }[] = [];
  for (const [file, { fields }] of inferred.entries()) {
    for (const [index, { name, kind }] of fields.entries()) {
      const isOnly =
        fields.filter((field) => field.kind === kind).length === 1 && kind !== "text" && kind !== "category";
      const ofKind = slots.filter((slot) => slot.kind === kind && slot.fields[file] === undefined);
      const slot =
        ofKind.find((known) => known.name === name) ??
        (isOnly && ofKind.length === 1 ? ofKind[0] : undefined);
      if (slot !== undefined) slot.fields[file] = index;
      else
        slots.push({
          name: uniqueName(slots, name),
          kind,
          fields: Array.from({ length: file + 1 }, (_, i) => (i === file ? index : undefined)),
        });
    }
  }
  return slots;
}

function uniqueName(slots: readonly { readonly name: string }[], name: string): string {
  const taken = new Set(slots.map((slot) => slot.name));
  let [unique, count] = [name, 1];
  while (taken.has(unique)) unique = `${name} (${++count})`;
  return unique;
}
