/** Meanings that only a column's neighbours and its table settle: whose district, and the date and place of what. */
import type { HarmKind } from "../model/harm.ts";
import type { RecordKind } from "../model/record.ts";
import { type ColumnMapping, placeLevels, placeRoleOf } from "./column-mapping.ts";
import { type Concept, conceptsOf, unknownWords } from "./header-concepts.ts";

export type SettledTable = { readonly records: RecordKind; readonly harm?: HarmKind | undefined };

/** The same columns with generic dates, places and districts given to what they stand beside. */
export function settleColumns(
  columns: readonly ColumnMapping[],
  { records, harm }: SettledTable,
): readonly ColumnMapping[] {
  const isHarmed =
    (records === "person" || records === "group") &&
    (harm !== undefined || columns.some(({ means }) => means === "status"));
  return withOneAttribute(withOwnDistricts(isHarmed ? withBareColumns(columns) : columns));
}

/** Of several columns for one attribute the one that says the least besides is it; the others are notes. */
function withOneAttribute(columns: readonly ColumnMapping[]): readonly ColumnMapping[] {
  const byKind = Map.groupBy(
    columns.filter(({ means, kind = "" }) => means === "attribute" && !kind.startsWith("area_")),
    ({ kind }) => kind,
  );
  const length = ({ column }: ColumnMapping) => 2 * unknownWords(column).length + conceptsOf(column).size;
  const chosen = [...byKind.values()].map((alike) => alike.reduce((a, b) => (length(b) < length(a) ? b : a)));
  return columns.map((column) => {
    const isOther = byKind.get(column.kind)?.includes(column) === true && !chosen.includes(column);
    return isOther ? { column: column.column, means: "note" } : column;
  });
}

/** A bare "date" and a bare "place" of a list of what happened to people are of what happened. */
function withBareColumns(columns: readonly ColumnMapping[]): readonly ColumnMapping[] {
  const lacks = (means: ColumnMapping["means"]) => columns.every((column) => column.means !== means);
  const bare = (means: ColumnMapping["means"], ...concepts: readonly Concept[]) =>
    columns.findIndex((column) => column.means === means && isBare(column.column, concepts));
  const dateAt = lacks("harm-date") && lacks("death-date") ? bare("other-date", "date", "year") : -1;
  const placeAt = lacks("harm-place") ? bare("location", "place") : -1;
  return columns.map((column, i): ColumnMapping => {
    if (i === dateAt) return { ...column, means: "harm-date" };
    return i === placeAt ? { ...column, means: "harm-place" } : column;
  });
}

function isBare(header: string, wanted: readonly Concept[]): boolean {
  const concepts = [...conceptsOf(header)];
  return (
    concepts.length > 0 &&
    concepts.every((concept) => wanted.includes(concept)) &&
    unknownWords(header).length === 0
  );
}

/** A district or region that says nothing of whose it is belongs to the narrower place that it follows, else precedes. */
function withOwnDistricts(columns: readonly ColumnMapping[]): readonly ColumnMapping[] {
  return columns.map((column, i) => {
    if (column.means !== "location" || !isWide(column)) return column;
    const isHost = (other: ColumnMapping) => placeRoleOf[other.means] !== undefined && !isWide(other);
    const host = columns.slice(0, i).findLast(isHost) ?? columns.slice(i + 1).find(isHost);
    return host === undefined ? column : { ...column, means: host.means };
  });
}

const isWide = ({ level = "settlement" }: ColumnMapping) =>
  placeLevels.indexOf(level) > placeLevels.indexOf("settlement");
