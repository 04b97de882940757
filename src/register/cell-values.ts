/** What a record says of the things that counts are broken down by; "" for what it does not say. */
import type { FigureQuery } from "../model/figure.ts";
import type { HarmKind } from "../model/harm.ts";
import type { SourceRecord } from "../model/record.ts";
import { harmPlace, ownPlace, placePath } from "./entry-fields.ts";

/** Bands of completed years, both ends included. Children apart, as in the Convention on the Rights of the Child. */
export const ageBands = ["0-17", "18-39", "40-59", "60+"] as const;
export type AgeBand = (typeof ageBands)[number];

/** The year of the record's first harm of the kind; "" when it is not known. */
export function yearOf(record: SourceRecord, kind: HarmKind | undefined): string {
  const year = record.mentions.harms.find((harm) => harm.kind === kind)?.when?.year;
  return year === undefined ? "" : String(year);
}

/** The place one step below the query's, or as near to it as the record says; "" when it is not known. */
export function placeOf(record: SourceRecord, query: FigureQuery): string {
  const harm = record.mentions.harms.find(({ kind }) => kind === query.harm);
  const path = placePath(harm === undefined ? ownPlace(record) : harmPlace(record, harm));
  const below = query.place === undefined ? 1 : path.indexOf(query.place) + 1;
  return path[below] ?? path.at(-1) ?? "";
}

/**
 * The age band of the record's person: by the age that it states, else by the years of birth and of the harm, unless
 * the two ages that these allow lie in two bands.
 *
 * @example
 * ageBandOf({ mentions: { dates: [], harms: [], age: 17 } }, "killed"); //=> "0-17"
 */
export function ageBandOf(
  { mentions }: Pick<SourceRecord, "mentions">,
  kind: HarmKind | undefined,
): AgeBand | "" {
  if (mentions.age !== undefined) return bandOf(mentions.age);
  const born = mentions.dates.find(({ role }) => role === "birth")?.date.year;
  const harmed = mentions.harms.find((harm) => harm.kind === kind)?.when?.year;
  if (born === undefined || harmed === undefined || harmed < born) return "";
  const older = bandOf(harmed - born);
  return older === bandOf(Math.max(0, harmed - born - 1)) ? older : "";
}

function bandOf(age: number): AgeBand {
  if (age < 18) return "0-17";
  if (age < 40) return "18-39";
  return age < 60 ? "40-59" : "60+";
}
