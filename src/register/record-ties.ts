/** Ties: what a record is found by when another one's page is made: the household or the event that it names. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { DateMention, NameMention, RelationMention } from "../model/mention.ts";
import type { SourceRecord } from "../model/record.ts";
import type { RecordPart } from "./record-parts.ts";

/** What a tie says of the record. */
export type TieKind =
  | "household" // is of this one
  | "victim-of" // names this as the event whose victim it is
  | "harmed-on" // names some event, and was harmed on this day
  | "event" // is an event of this name, key or id
  | "event-on" // is an event of this day
  | "displaced"; // tells of people who were displaced

/** `to` is a name, a key, an id, or `tieDate`'s text of a day. */
export type Tie = { readonly kind: TieKind; readonly to: string };

/** That a record tells of people who were displaced. */
export const displacedTie: Tie = { kind: "displaced", to: "" };

/** A date as ties have it: two are the same where the text is. */
export const tieDate = (date: PrefixDate): string => JSON.stringify(date);

/**
 * The ties that this part of a record tells, each once. Whoever may not see the part does not find the record by them.
 *
 * @example
 * const part = { kind: "person", source: "a", version: 1, mentions: { relations: [{ kind: "household", target: "H-1" }] } };
 * tiesOfPart({ kind: "person", mentions: part.mentions }, part); //=> [{ kind: "household", to: "H-1" }]
 */
export function tiesOfPart(
  record: Pick<SourceRecord, "kind" | "mentions">,
  part: RecordPart,
): readonly Tie[] {
  const ties = [
    ...relationTies(part),
    ...harmTies(record, part),
    ...(record.kind === "event" ? eventTies(part) : []),
  ];
  return [...new Map(ties.map((tie) => [`${tie.kind} ${tie.to}`, tie])).values()];
}

function relationTies({ mentions }: RecordPart): readonly Tie[] {
  return itemsOf<RelationMention>(mentions["relations"]).flatMap(({ kind, target }): readonly Tie[] =>
    kind === "household" || kind === "victim-of" ? [{ kind, to: target }] : [],
  );
}

/** A harm's kind and its day may be for two audiences, and so in two parts. */
function harmTies(
  { kind, mentions }: Pick<SourceRecord, "kind" | "mentions">,
  part: RecordPart,
): readonly Tie[] {
  const isVictim = mentions.relations.some((relation) => relation.kind === "victim-of");
  const harms = itemsOf<{ readonly kind?: string; readonly when?: PrefixDate }>(part.mentions["harms"]);
  const isDisplaced =
    part.mentions["return"] !== undefined || harms.some((harm) => harm.kind === "displaced");
  return [
    ...(isDisplaced && (kind === "person" || kind === "group") ? [displacedTie] : []),
    ...harms.flatMap(({ when }): readonly Tie[] =>
      isVictim && when !== undefined ? [{ kind: "harmed-on", to: tieDate(when) }] : [],
    ),
  ];
}

function eventTies({ row, mentions }: RecordPart): readonly Tie[] {
  const names = itemsOf<NameMention>(mentions["names"]).map(({ text }) => text);
  const days = itemsOf<DateMention>(mentions["dates"]).filter(
    ({ role, date }) => role === "other" && date.day !== undefined,
  );
  return [
    ...[...names, ...(row === undefined ? [] : [row.id, row.key])].map((to): Tie => ({ kind: "event", to })),
    ...days.map(({ date }): Tie => ({ kind: "event-on", to: tieDate(date) })),
  ];
}

/** A part holds null where an item belongs to another one. */
const itemsOf = <Item>(values: unknown): readonly Item[] =>
  Array.isArray(values) ? values.filter((item) => item !== null) : [];
