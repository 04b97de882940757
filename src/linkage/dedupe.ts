/** Any tables in, entities out: what `recount dedupe` runs, with no register and no configuration. */
import { type ClusterAccuracy, evaluateClusters } from "./evaluate.ts";
import { fieldValue, type InferredField, type InferredFields, inferFields } from "./infer-fields.ts";
import { type LinkOptions, type LinkResult, linkTable, linkTableWith, type ScorePool } from "./link.ts";
import type { LinkModel } from "./link-model.ts";
import type { FieldKind, LinkField, LinkTable } from "./link-table.ts";

/** A column by its distinct texts: an id per row, and what ids stand for. */
export type TextColumn = {
  readonly ids: Uint32Array;
  readonly texts: () => readonly string[];
  readonly textOf: (id: number) => string;
};

/** A table as rows of cells, or column by column. */
export type DedupeTable = { readonly file: string; readonly header: readonly string[] } & (
  | { readonly rows: readonly (readonly string[])[] }
  | { readonly columns: readonly TextColumn[]; readonly numbers: Uint32Array } // of each row in its file, from 1
);

export type DedupeOptions = Omit<LinkOptions, "judgements"> & {
  readonly ignore?: readonly string[]; // columns that the matcher never sees
  readonly truth?: string; // column of true labels: never seen by the matcher either
};

export type DedupeResult = {
  readonly files: readonly { readonly file: string; readonly rows: Uint32Array }[]; // numbers of the rows, from 1
  readonly entity: Uint32Array; // of each row of each file
  readonly records: number;
  readonly pairs: number; // scored
  readonly entities: number;
  readonly result: LinkResult;
  readonly table: LinkTable;
  readonly truth?: () => ClusterAccuracy; // over rows with a true label; measured when asked
  readonly warnings: readonly string[];
};

/**
 * Entities over all rows of all inputs, in this thread. Tables may have different columns: fields of one kind and
 * name, or the only ones of their kind in each file, are one field.
 */
export function dedupeTables(inputs: readonly DedupeTable[], options: DedupeOptions = {}): DedupeResult {
  const plan = planDedupe(inputs, options);
  return reportDedupe(plan, linkTable(plan.table, plan.linking), options);
}

/** As `dedupeTables`, with pairs scored by `pool`. */
export async function dedupeTablesWith(
  pool: ScorePool,
  inputs: readonly DedupeTable[],
  options: DedupeOptions = {},
): Promise<DedupeResult> {
  const plan = planDedupe(inputs, options);
  return reportDedupe(plan, await linkTableWith(pool, plan.table, plan.linking), options);
}

/** A table column by column. */
export type ColumnTable = Extract<DedupeTable, { readonly columns: readonly TextColumn[] }>;

/** Where a row of the result stands: its file, and its number there from 1; undefined past the last. */
export function placeOfRow(
  { files }: Pick<DedupeResult, "files">,
  row: number,
): { readonly file: string; readonly row: number } | undefined {
  let start = 0;
  for (const { file, rows } of files) {
    const number = rows[row - start];
    if (number !== undefined) return { file, row: number };
    start += rows.length;
  }
  return undefined;
}

type Plan = {
  readonly inputs: readonly ColumnTable[];
  readonly table: LinkTable;
  readonly linking: LinkOptions;
  readonly skipped: readonly string[];
};

/** What a model says its columns hold: the first column of a comparison, and every one of full names. */
function kindsOf({ comparisons }: LinkModel): ReadonlyMap<string, FieldKind> {
  return new Map(
    comparisons.flatMap(({ kind, fields }) =>
      (kind === "full-name" ? fields : fields.slice(0, 1)).map((field) => [field, kind] as const),
    ),
  );
}

function planDedupe(tables: readonly DedupeTable[], options: DedupeOptions): Plan {
  const { ignore = [], truth, ...linking } = options;
  const hidden = truth === undefined ? ignore : [...ignore, truth];
  const inputs = tables.map(inColumns);
  const kinds = options.model === undefined ? new Map<string, FieldKind>() : kindsOf(options.model);
  const inferred = inputs.map((input) =>
    inferFields(input.header, sampleRows(input), {
      ignore: hidden,
      kinds,
      repeats: (column) => doesRepeat(input.columns[column]),
    }),
  );
  const skipped = inferred.flatMap(({ notCompared }, i) =>
    notCompared.map(
      ({ column, reason }) => `${inputs[i]?.file}: column "${column}" is not compared: ${reason}`,
    ),
  );
  return { inputs, table: alignTables(inputs, inferred), linking, skipped };
}

function reportDedupe(
  { inputs, table, skipped }: Plan,
  result: LinkResult,
  { truth }: DedupeOptions,
): DedupeResult {
  return {
    files: inputs.map(({ file, numbers }) => ({ file, rows: numbers })),
    entity: result.entity,
    records: table.list.length,
    pairs: result.pairsScored,
    entities: result.entities,
    result,
    table,
    ...(truth !== undefined && { truth: () => measure(inputs, truth, result.entity) }),
    warnings: [...skipped, ...result.warnings],
  };
}

function inColumns(table: DedupeTable): ColumnTable {
  if ("columns" in table) return table;
  const { file, header, rows } = table;
  const columns = header.map((_, c): TextColumn => {
    const idOf = new Map<string, number>([["", 0]]);
    const ids = Uint32Array.from(rows, (row) => {
      const text = row[c] ?? "";
      const id = idOf.get(text) ?? idOf.size;
      if (id === idOf.size) idOf.set(text, id);
      return id;
    });
    const texts = [...idOf.keys()];
    return { ids, texts: () => texts, textOf: (id) => texts[id] ?? "" };
  });
  return { file, header, columns, numbers: Uint32Array.from(rows, (_, row) => row + 1) };
}

const SAMPLE = 5000; // rows that kinds are told from

function sampleRows({ columns, numbers }: ColumnTable): readonly (readonly string[])[] {
  const stride = Math.max(1, Math.floor(numbers.length / SAMPLE));
  const rows = Array.from(
    { length: Math.min(SAMPLE, Math.ceil(numbers.length / stride)) },
    (_, i) => i * stride,
  );
  const cells = columns.map(({ ids, textOf }) => rows.map((row) => textOf(ids[row] as number)));
  return rows.map((_, i) => cells.map((column) => column[i] ?? ""));
}

const SOME = 0.995; // distinct values to the filled row, below which values repeat

/** Whether values of the column repeat: a sample of a large table seldom holds both of two rows. */
function doesRepeat(column: TextColumn | undefined): boolean {
  let [filled, distinct] = [0, 0];
  for (const id of column?.ids ?? []) {
    if (id === 0) continue;
    filled++;
    if (id > distinct) distinct = id;
  }
  return distinct < SOME * filled;
}

/** Accuracy over the rows with a true label. */
function measure(inputs: readonly ColumnTable[], truth: string, entity: Uint32Array): ClusterAccuracy {
  const idOf = new Map<string, number>([["", 0]]);
  const [found, wanted]: [number[], number[]] = [[], []];
  let row = 0;
  for (const { header, columns, numbers } of inputs) {
    const column = columns[header.findIndex((name) => name.trim() === truth.trim())];
    const own = column?.texts().map((text) => {
      const label = text.trim();
      const id = idOf.get(label) ?? idOf.size;
      idOf.set(label, id);
      return id;
    });
    for (let at = 0; at < numbers.length; at++, row++) {
      const label = own?.[column?.ids[at] ?? 0] ?? 0;
      if (label === 0) continue;
      found.push(entity[row] as number);
      wanted.push(label);
    }
  }
  return evaluateClusters(found, wanted);
}

type Slot = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly fields: readonly (number | undefined)[];
};

/** One table of all inputs, its lists the files. */
function alignTables(inputs: readonly ColumnTable[], inferred: readonly InferredFields[]): LinkTable {
  const size = inputs.reduce((sum, { numbers }) => sum + numbers.length, 0);
  const fields = alignFields(inferred).map(({ name, kind, fields: own }): LinkField => {
    const [only, ...others] = inputs.map((input, i) => {
      const field = inferred[i]?.fields[own[i] ?? -1];
      return field === undefined ? undefined : readField(input, field);
    });
    if (only !== undefined && others.length === 0) return { name, kind, ...only };
    return { name, kind, ...joinValues([only, ...others], inputs) };
  });
  const list = new Uint16Array(size);
  let start = 0;
  for (const [i, { numbers }] of inputs.entries()) {
    list.fill(i, start, start + numbers.length);
    start += numbers.length;
  }
  return { fields, lists: inputs.map(({ file }) => file), list };
}

type FieldValues = Required<Pick<LinkField, "values" | "ids" | "isDistinct">>;

/** The values of one field of all inputs, one after another. */
function joinValues(
  parts: readonly (FieldValues | undefined)[],
  inputs: readonly ColumnTable[],
): Pick<LinkField, "values" | "ids"> {
  const values = [""];
  const ids = new Uint32Array(inputs.reduce((sum, { numbers }) => sum + numbers.length, 0));
  let start = 0;
  for (const [i, { numbers }] of inputs.entries()) {
    const part = parts[i];
    if (part !== undefined) {
      for (let at = 0; at < part.ids.length; at++) ids[start + at] = (part.ids[at] as number) + values.length;
      for (const value of part.values) values.push(value);
    }
    start += numbers.length;
  }
  return { values, ids };
}

/** The values of a field, read once for each distinct text, or for each distinct tuple of the texts of its columns. */
function readField({ columns, header }: ColumnTable, field: InferredField): FieldValues {
  const parts = field.columns.map(({ column }) => ({
    column,
    ids: columns[column]?.ids ?? new Uint32Array(),
    texts: columns[column]?.texts() ?? [],
  }));
  const cells = header.map(() => "");
  const [only, ...others] = parts;
  if (only === undefined) return { values: [], ids: new Uint32Array(), isDistinct: false };
  if (others.length === 0) {
    const values = only.texts.map((text) => {
      cells[only.column] = text;
      return fieldValue(field, cells);
    });
    return { values, ids: only.ids, isDistinct: values.every((value, id) => value === only.texts[id]) };
  }
  const idOf = new Map<string, number>();
  const values: string[] = [];
  const ids = only.ids.map((_, row) => {
    const tuple = parts.map((part) => part.ids[row]).join(" ");
    const known = idOf.get(tuple);
    if (known !== undefined) return known;
    for (const { column, ids: own, texts } of parts) cells[column] = texts[own[row] ?? 0] ?? "";
    idOf.set(tuple, values.length);
    return values.push(fieldValue(field, cells)) - 1;
  });
  return { values, ids, isDistinct: false };
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
