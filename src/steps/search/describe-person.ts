/** All that the records of one found person say. */
import { formatPrefixDate } from "../../base/prefix-date.ts";
import type { Harm } from "../../model/harm.ts";
import type { EntityId } from "../../model/ids.ts";
import type { PlaceMention } from "../../model/mention.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Source } from "../../model/source.ts";
import { ownNames } from "./own-names.ts";

export type Relative = { readonly of: "father" | "mother" | "spouse"; readonly text: string };

export type FoundPerson = {
  readonly entity: EntityId;
  readonly level: number; // of the nearest name, an index into nameLevels
  readonly names: readonly string[]; // as the sources wrote them, each once
  readonly relatives: readonly Relative[]; // whom its records name beside it, as they wrote them
  readonly born: readonly string[]; // prefix dates
  readonly places: readonly PlaceMention[];
  readonly harms: readonly Harm[];
  readonly sources: readonly { readonly source: Source; readonly records: number }[];
};

/** What a person was found by: the level, and the indexes of the records whose names were near, nearest first. */
export type PersonHit = {
  readonly entity: EntityId;
  readonly level: number;
  readonly records: readonly number[];
};

/** The fields that a described person shows. */
export const describedFields = ["names", "dates.birth", "places", "harms"] as const;

/** What the records of a person say, those first that were found, so that the nearest name leads. */
export function describePerson(
  { entity, level, records: hits }: PersonHit,
  all: readonly StoredRecord[],
  sourceById: ReadonlyMap<string, Source>,
): FoundPerson {
  const placeOf = new Map(hits.map((index, at) => [index, at]));
  const rank = ({ index }: StoredRecord) => placeOf.get(index) ?? hits.length;
  const records = all.toSorted((a, b) => rank(a) - rank(b));
  const bySource = Map.groupBy(records, ({ source }) => source);
  return {
    entity,
    level,
    names: unique(records.flatMap(ownNames), (name) => name),
    relatives: unique(records.flatMap(relativesOf), ({ of, text }) => `${of} ${text}`),
    born: unique(
      records.flatMap(({ mentions }) => mentions.dates.filter(({ role }) => role === "birth")),
      ({ date }) => formatPrefixDate(date),
    ).map(({ date }) => formatPrefixDate(date)),
    places: unique(
      records.flatMap(({ mentions }) => mentions.places),
      ({ text }) => text,
    ),
    harms: unique(
      records.flatMap(({ mentions }) => mentions.harms),
      ({ kind, when, status }) => `${kind} ${when === undefined ? "" : formatPrefixDate(when)} ${status}`,
    ),
    sources: [...bySource].flatMap(([id, of]) => {
      const source = sourceById.get(id);
      return source === undefined ? [] : [{ source, records: of.length }];
    }),
  };
}

/** Relatives by their own names, and the father's name that is a part of the person's. */
function relativesOf({ mentions }: StoredRecord): readonly Relative[] {
  return mentions.names.flatMap(({ of, part, text }): readonly Relative[] => {
    if (of !== "self") return [{ of, text }];
    return part === "father" ? [{ of: "father", text }] : [];
  });
}

function unique<T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] {
  return [...new Map(values.map((value) => [keyOf(value), value] as const)).values()];
}
