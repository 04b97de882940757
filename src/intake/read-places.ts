/** The places that a row names, each with the wider places that its columns put around it. */
import type { PlaceMention, PlaceRole } from "../model/mention.ts";
import { isBlank } from "./cell-shape.ts";
import { type PlaceLevel, placeLevels, placeRoleOf } from "./column-meaning.ts";
import type { PlacedColumn } from "./read-row.ts";
import type { RawRow } from "./table.ts";

type Part = { readonly role: PlaceRole; readonly level: PlaceLevel; readonly text: string };

/**
 * A mention for each role that the row fills: its narrowest column is the text, wider ones stand `within`, nearest
 * first. An address is a mention of its own, within the rest. District and region columns that say nothing of whose
 * they are belong to the row's other places.
 */
export function readPlaces(row: RawRow, columns: readonly PlacedColumn[]): readonly PlaceMention[] {
  const parts = columns.flatMap(({ means, at, level = "settlement" }): readonly Part[] => {
    const [role, text] = [placeRoleOf[means], (row.cells[at] ?? "").trim()];
    return role === undefined || isBlank(text) ? [] : [{ role, level, text }];
  });
  const byRole = Map.groupBy(parts, ({ role }) => role);
  const loose = byRole.get("location") ?? [];
  const isOnlyWide = byRole.size > 1 && loose.every(({ level }) => rank(level) > rank("settlement"));
  if (isOnlyWide) byRole.delete("location");
  return [...byRole].flatMap(([role, own]) => mentionsOf(role, own, isOnlyWide ? loose : []));
}

const rank = (level: PlaceLevel) => placeLevels.indexOf(level);

function mentionsOf(role: PlaceRole, own: readonly Part[], around: readonly Part[]): readonly PlaceMention[] {
  const widest = own.reduce((most, { level }) => Math.max(most, rank(level)), 0);
  const wider = around.filter(({ level }) => rank(level) > widest);
  const sorted = [...own, ...wider].sort((a, b) => rank(a.level) - rank(b.level));
  const addresses = sorted.filter(({ level }) => level === "address");
  const named = sorted.filter(({ level }) => level !== "address").map(({ text }) => text);
  const nested = (text: string, within: readonly string[]): PlaceMention =>
    within.length === 0 ? { role, text } : { role, text, within };
  const [nearest, ...rest] = named;
  const main = nearest === undefined ? [] : [nested(nearest, rest)];
  return [...main, ...addresses.map(({ text }) => nested(text, named))];
}
