/** What a viewer may see of the register as rows of a file, a few at a time. */
import { formatCsvLine } from "../../base/csv.ts";
import { formatPrefixDate } from "../../base/prefix-date.ts";
import type { RecordKind, StoredRecord } from "../../model/record.ts";
import type { Source } from "../../model/source.ts";
import { describePerson } from "../search/describe-person.ts";
import type { RegisterView, ViewedEntity } from "../view.ts";

export const exportFormats = ["csv", "jsonl"] as const;
export const exportedNouns = ["records", "entities"] as const;

export type ExportRequest = {
  readonly of: (typeof exportedNouns)[number];
  readonly format: (typeof exportFormats)[number];
  readonly kind?: RecordKind | undefined; // of all kinds unless given
};

export type Exporting = {
  readonly progress: (done: number, total: number) => void; // records that were gone through
  readonly signal: AbortSignal;
};

const BATCH = 500;
const WAY = "export";

/**
 * The file's text in pieces. Each piece is logged as looked at before it is given: throws `limit` when the viewer has
 * seen as much as one person may in a day, and the signal's reason when it is aborted.
 */
export async function* exportRows(
  view: RegisterView,
  { of, format, kind }: ExportRequest,
  { progress, signal }: Exporting,
): AsyncGenerator<string> {
  const sources = new Map((await view.sources()).map((source) => [source.id as string, source]));
  const total = await countRecords(view, kind);
  const rowsOf = of === "records" ? recordRows : entityRows;
  if (format === "csv") yield `\ufeff${formatCsvLine([...idColumns[of], ...columns])}`;
  let done = 0;
  for await (const batch of view.records.all({ batch: BATCH, ...(kind && { kinds: [kind] }) })) {
    signal.throwIfAborted();
    const rows = await rowsOf(view, batch, sources);
    const shown = rows.flatMap(({ records }) => records.map(({ index }) => index));
    await view.look(WAY, shown);
    yield rows.map((row) => (format === "csv" ? row.csv() : `${JSON.stringify(row.json())}\n`)).join("");
    done += batch.length;
    progress(done, total);
  }
}

async function countRecords(view: RegisterView, kind: RecordKind | undefined): Promise<number> {
  const seen = await view.records.indexesIn(0, Number.MAX_SAFE_INTEGER);
  const wanted = seen.filter((each) => kind === undefined || each.kind === kind);
  return wanted.reduce((count, { indexes }) => count + indexes.length, 0);
}

type Row = {
  readonly records: readonly StoredRecord[];
  readonly csv: () => string;
  readonly json: () => unknown;
};
type Sources = ReadonlyMap<string, Source>;

const idColumns = {
  records: ["record", "kind", "source", "row", "table"],
  entities: ["entity", "kind", "records", "sources"],
} as const;
const columns = ["names", "relatives", "born", "places", "harms"] as const;

async function recordRows(
  _view: RegisterView,
  batch: readonly StoredRecord[],
  sources: Sources,
): Promise<readonly Row[]> {
  return batch.map((record) => {
    const { id, kind, source, row, table, index: _index, ...said } = record;
    const name = sources.get(source)?.name ?? "";
    return {
      records: [record],
      csv: () => formatCsvLine([id, kind, name, row, table, ...saidCells(id, [record], sources)]),
      json: () => ({ record: id, kind, source: name, row, table, ...said }),
    };
  });
}

/** An entity stands where its first record does that the viewer sees, so that none is there twice. */
async function entityRows(
  view: RegisterView,
  batch: readonly StoredRecord[],
  sources: Sources,
): Promise<readonly Row[]> {
  const known = await view.entitiesOf(batch);
  return batch.flatMap((record): readonly Row[] => {
    const found = known.get(record.index);
    const isFirst = found?.records[0]?.index === record.index;
    return found !== undefined && isFirst ? [entityRow(found, record.kind, sources)] : [];
  });
}

function entityRow({ entity, records }: ViewedEntity, kind: RecordKind, sources: Sources): Row {
  const names = [...new Set(records.map(({ source }) => sources.get(source)?.name ?? ""))];
  return {
    records,
    csv: () =>
      formatCsvLine([
        entity,
        kind,
        records.map(({ id }) => id).join("; "),
        names.join("; "),
        ...saidCells(entity, records, sources),
      ]),
    json: () => {
      const { level: _level, sources: _sources, ...said } = described(entity, records, sources);
      return { kind, ...said, records: records.map(({ id }) => id), sources: names };
    },
  };
}

const described = (entity: string, records: readonly StoredRecord[], sources: Sources) =>
  describePerson({ entity: entity as ViewedEntity["entity"], level: 0, records: [] }, records, sources);

function saidCells(entity: string, records: readonly StoredRecord[], sources: Sources): readonly string[] {
  const { names, relatives, born, places, harms } = described(entity, records, sources);
  const cells = [
    names,
    relatives.map(({ of, text }) => `${of}: ${text}`),
    born,
    places.map(({ text }) => text),
    harms.map(({ kind, when, status }) =>
      [kind, when === undefined ? "" : formatPrefixDate(when), status]
        .filter((part) => part !== "")
        .join(" "),
    ),
  ];
  return cells.map((said) => said.join("; "));
}
