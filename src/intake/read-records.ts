/** Rows to records: every data row gives at least one draft, with every issue that it has. */
import { type Issue, issueAt } from "../base/errors.ts";
import { type Mentions, noMentions } from "../model/mention.ts";
import type { Cell, RecordDraft, RecordKind } from "../model/record.ts";
import { isBlank } from "./cell-shape.ts";
import type { Mapping, TableMapping } from "./column-mapping.ts";
import { cellOf, type FormRow, FormRows, inherit, ofHead } from "./join-forms.ts";
import { isHead } from "./kin-words.ts";
import { readNouns } from "./read-nouns.ts";
import { type PlacedColumn, readRow } from "./read-row.ts";
import { type KeyGiver, keyGiver, rowDigest } from "./row-key.ts";
import type { SourceFile } from "./source-file.ts";
import { type Companions, splitPersons } from "./split-persons.ts";
import type { RawRow, Table } from "./table.ts";

type Reader = {
  readonly table: Table;
  readonly mapping: TableMapping;
  readonly columns: readonly PlacedColumn[];
  readonly keys: KeyGiver;
  readonly forms: FormRows;
  readonly keyPrefix: string;
  readonly hasRepeats: boolean; // whether other tables of the file hold rows of this one's forms
};

/**
 * The records of a file's tables under a mapping, as they stream. Forms come before their repeats, whatever the order
 * of the sheets. Throws `input-refused` when a table breaks off, or when the mapping names none of the file's tables.
 */
export async function* readRecords(
  _file: SourceFile,
  tables: readonly Table[],
  mapping: Mapping,
): AsyncIterable<RecordDraft> {
  const [keys, forms] = [keyGiver(), new FormRows()];
  const chosen = mapping.tables.flatMap((entry) => {
    const table = tables.find(({ name }) => name === entry.table);
    return table === undefined || !entry.read
      ? []
      : [{ table, mapping: entry, columns: placeColumns(entry, table) }];
  });
  const isRepeat = ({ columns }: { readonly columns: readonly PlacedColumn[] }) =>
    columns.some(({ means }) => means === "parent-index");
  const hasRepeats = chosen.some(isRepeat);
  const ordered = [...chosen.filter((reader) => !isRepeat(reader)), ...chosen.filter(isRepeat)];
  for (const reader of ordered) {
    const keyPrefix = chosen.length > 1 ? `${reader.table.name}/` : "";
    yield* readTable({ ...reader, keys, forms, keyPrefix, hasRepeats: hasRepeats && !isRepeat(reader) });
  }
}

function placeColumns({ columns }: TableMapping, table: Table): readonly PlacedColumn[] {
  return columns.flatMap((column) => {
    const at = table.header.indexOf(column.column);
    return at === -1 || column.means === "ignore" ? [] : [{ ...column, at }];
  });
}

async function* readTable(reader: Reader): AsyncIterable<RecordDraft> {
  for await (const row of reader.table.rows())
    if (!row.cells.every((cell) => cell.trim() === "")) yield* readDrafts(reader, row);
}

function readDrafts(reader: Reader, row: RawRow): readonly RecordDraft[] {
  const { table, mapping, columns, forms } = reader;
  const reading = readRow(row, columns);
  const parent = parentOf(reader, row);
  const { key, issue } = keyOf(reader, row, parent);
  const nouns = readNouns(reading, { row, records: mapping.records, harm: mapping.harm });
  const own: Mentions = { ...reading.mentions, ...nouns.mentions };
  const mentions = parent === undefined ? own : inheritAs(row, columns, { own, parent });
  const index = cellOf(row, columns, "form-index");
  const isForm = reader.hasRepeats && index !== "";
  if (index !== "") forms.keep(table.name, index, { key, household: parent?.household ?? key, mentions });
  const issues = [
    ...reading.issues,
    ...nouns.issues,
    ...(issue === undefined ? [] : [issue]),
    ...missingParent(reader, row, parent),
  ];
  const base = { key, row: row.row, table: table.name, cells: cellsOf(row, table.header) };
  const parts = isForm ? formParts(mapping.records, mentions, key) : partsOf(mapping.records, mentions, key);
  return parts.map(({ kind, mentions: said }, i) => ({
    ...base,
    part: i + 1,
    kind,
    mentions: said,
    issues: i > 0 ? [] : [...issues, ...namelessIssue(row, kind, said)],
  }));
}

type Part = { readonly kind: RecordKind; readonly mentions: Mentions };

/** A form is its household; it is a person too when it names one. Its members stand in its repeats and are not added here. */
function formParts(records: RecordKind, mentions: Mentions, key: string): readonly Part[] {
  if (records !== "person") return [{ kind: records, mentions }];
  const { persons: _, ...single } = mentions;
  const isNamed = mentions.names.some(({ of }) => of === "self");
  if (!isNamed) return [{ kind: "group", mentions: { ...single, harms: [] } }];
  const household = { kind: "household", target: key } as const;
  return [
    { kind: "person", mentions: ofHead({ ...single, relations: [...single.relations, household] }, key) },
  ];
}

/** What a child of a form says. The one who is its head is whom the form names. */
function inheritAs(
  row: RawRow,
  columns: readonly PlacedColumn[],
  { own, parent }: { readonly own: Mentions; readonly parent: FormRow },
): Mentions {
  const mentions = inherit(own, parent);
  return isHead(cellOf(row, columns, "relation-to-head")) ? ofHead(mentions, parent.household) : mentions;
}

/** "Ali + 4 children" is a person and a group of four; "5 unidentified" is a group; a family of six is one and five. */
function partsOf(records: RecordKind, mentions: Mentions, key: string): readonly Part[] {
  if (records !== "person") return [{ kind: records, mentions }];
  const found = companionsOf(mentions);
  const { persons: _, ...single } = mentions;
  if (found === undefined) return [{ kind: "person", mentions: single }];
  const { places, harms } = mentions;
  const group: Part = {
    kind: "group",
    mentions: {
      ...noMentions,
      places,
      harms,
      persons: found.persons,
      relations: [{ kind: "member-of", target: key }],
    },
  };
  if (found.name === undefined)
    return [{ kind: "group", mentions: { ...single, names: [], persons: found.persons } }];
  const names = mentions.names.map((name) =>
    name.text === found.text ? { ...name, text: found.name ?? name.text } : name,
  );
  return [{ kind: "person", mentions: { ...single, names } }, group];
}

function companionsOf({
  names,
  persons,
  relations,
}: Mentions): (Companions & { readonly text?: string }) | undefined {
  for (const { text, of } of names) {
    const found = of === "self" ? splitPersons(text) : undefined;
    if (found !== undefined) return { ...found, text };
  }
  // Where rows share a household its members have rows of their own, and its size adds nobody.
  const isHousehold = relations.some(({ kind }) => kind === "household");
  const own = names.find(({ of }) => of === "self")?.text;
  if (isHousehold || persons === undefined || persons < 2 || own === undefined) return undefined;
  return { name: own, text: own, persons: persons - 1 };
}

function parentOf({ columns, forms }: Reader, row: RawRow): FormRow | undefined {
  const index = cellOf(row, columns, "parent-index");
  return index === "" ? undefined : forms.find(cellOf(row, columns, "parent-table"), index);
}

function missingParent({ columns }: Reader, row: RawRow, parent: FormRow | undefined): readonly Issue[] {
  const index = cellOf(row, columns, "parent-index");
  return index === "" || parent !== undefined
    ? []
    : [issueAt(`row ${row.row}, column "_parent_index"`, "the index of a form", index)];
}

function keyOf(
  reader: Reader,
  row: RawRow,
  parent: FormRow | undefined,
): { readonly key: string; readonly issue?: Issue } {
  const { columns, keys, forms, table, keyPrefix } = reader;
  if (parent !== undefined)
    return keys.give(`${parent.key}/${table.name}/${forms.ordinal(parent, table.name)}`);
  const uuid = cellOf(row, columns, "form-key").replace(/^uuid:/, "");
  if (uuid !== "") return keys.give(uuid);
  const column = columns.find(({ isKey }) => isKey === true);
  const text = column === undefined ? "" : (row.cells[column.at] ?? "").trim();
  if (column === undefined || isBlank(text))
    return { key: keys.give(rowDigest(tellingCells(row, columns))).key };
  const { key, isRepeat } = keys.give(keyPrefix + text);
  if (!isRepeat) return { key };
  return {
    key,
    issue: issueAt(`row ${row.row}, column "${column.column}"`, "an identifier that no other row has", text),
  };
}

/** All cells but the list's own numbering, which changes when rows come or go. */
function tellingCells(row: RawRow, columns: readonly PlacedColumn[]): readonly string[] {
  const numbering = new Set(columns.filter(({ means }) => means === "row-number").map(({ at }) => at));
  return row.cells.map((cell, i) => (numbering.has(i) ? "" : cell));
}

function cellsOf(row: RawRow, header: readonly string[]): readonly Cell[] {
  const cells: Cell[] = row.cells.flatMap((text, i) =>
    text === "" ? [] : [[header[i] ?? `column ${i + 1}`, text] as const],
  );
  const extra = (row.extra ?? []).map((text, i): Cell => [`column ${header.length + i + 1}`, text]);
  return [...cells, ...extra];
}

function namelessIssue(row: RawRow, kind: RecordKind, { names }: Mentions): readonly Issue[] {
  const needsName = kind === "person" || kind === "place";
  return needsName && !names.some(({ of }) => of === "self")
    ? [issueAt(`row ${row.row}`, "a name", "none")]
    : [];
}
