/** The places that a row names, each with the wider places that its columns put around it. */
import type { PlaceMention, PlaceRole } from "../model/mention.ts";
import { isBlank } from "./cell-shape.ts";
import { type PlaceLevel, placeLevels, placeRoleOf } from "./column-mapping.ts";
import type { PlacedColumn } from "./read-row.ts";
import type { RawRow } from "./table.ts";

type Part = { readonly role: PlaceRole; readonly level: PlaceLevel; readonly text: string };

/**
 * A mention for each role that the row fills: its narrowest column is the text, wider ones stand `within`, nearest
 * first. An address is a mention of its own, within the rest.
 */
export function readPlaces(row: RawRow, columns: readonly PlacedColumn[]): readonly PlaceMention[] {
  const parts = columns.flatMap(({ means, at, level = "settlement" }): readonly Part[] => {
    const [role, text] = [placeRoleOf[means], (row.cells[at] ?? "").trim()];
    return role === undefined || isBlank(text) ? [] : [{ role, level, text }];
  });
  return [...Map.groupBy(parts, ({ role }) => role)].flatMap(([role, own]) => mentionsOf(role, own));
}

const rank = (level: PlaceLevel) => placeLevels.indexOf(level);

function mentionsOf(role: PlaceRole, own: readonly Part[]): readonly PlaceMention[] {
  const sorted = [...own].sort((a, b) => rank(a.level) - rank(b.level));
  const addresses = sorted.filter(({ level }) => level === "address");
  const named = sorted.filter(({ level }) => level !== "address").map(({ text }) => text);
  const nested = (text: string, within: readonly string[]): PlaceMention =>
    within.length === 0 ? { role, text } : { role, text, within };
  const [nearest, ...rest] = named;
  const main = nearest === undefined ? [] : [nested(nearest, rest)];
  return [...main, ...addresses.map(({ text }) => nested(text, named))];
}
