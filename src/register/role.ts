/** How a record bears on a query, as bits, so that a million records are folded by the OR of small numbers. */
import { daysInMonth, type PrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import type { Harm } from "../model/harm.ts";
import type { PlaceMention } from "../model/mention.ts";
import type { SourceRecord } from "../model/record.ts";
import { HARM_SLOTS, harmPlace, ownPlace, placePath } from "./entry-fields.ts";
import { endsHarm } from "./query.ts";

export const MATCHES = 1; // one harm of it lies in the query's kind, place and period
export const ENDS = 2; // it says that the harm has ended: the missing was found, the mined land cleared
export const LACKS_PLACE = 4; // it would match if only the place of the harm were known
export const LACKS_DATE = 8; // it would match if only the date were known, or known more finely
export const SETTLED_OUT = 16; // somebody judged that its entity does not count under this harm
export const SETTLED_IN = 32; // somebody judged that its entity still counts, whatever a record says of its end

/** Whether an entity counts whose records together have these bits. */
export function counts(role: number): boolean {
  const isEnded = (role & ENDS) !== 0 && (role & SETTLED_IN) === 0;
  return (role & MATCHES) !== 0 && (role & SETTLED_OUT) === 0 && !isEnded;
}

/**
 * The bits of a record under the query, without those of settled fates. It matches exactly when `matchesQuery` says
 * so, unless the query has a reference date, which only counting knows.
 *
 * @example
 * // a record of another kind does not bear on the query at all
 * roleUnder({ unit: "site" })({ kind: "person" }); //=> 0
 */
export function roleUnder(query: FigureQuery): (record: SourceRecord) => number {
  const { unit, harm: kind, place, at } = query;
  const period = daysOf(query.from, earlier(query.until, at));
  if (kind === undefined && period === undefined)
    return (record) => (record.kind === unit ? placeRole(ownPlace(record), place) : 0);
  return (record) => {
    if (record.kind !== unit) return 0;
    let role = 0;
    const { harms } = record.mentions;
    for (let slot = 0; slot < harms.length; slot++) {
      const harm = harms[slot];
      if (harm === undefined || (kind !== undefined && harm.kind !== kind)) continue;
      if (endsBy(harm, kind, at)) role |= ENDS;
      else if (slot < HARM_SLOTS) role |= harmRole(record, harm, { place, period });
    }
    return (role & MATCHES) === 0 ? role : role & ~(LACKS_PLACE | LACKS_DATE);
  };
}

type Days = { readonly first: number; readonly last: number }; // as yyyymmdd, both included

function harmRole(
  record: SourceRecord,
  harm: Harm,
  { place, period }: { readonly place: FigureQuery["place"]; readonly period: Days | undefined },
): number {
  const where = placeRole(place === undefined ? undefined : harmPlace(record, harm), place);
  const when = period === undefined ? MATCHES : dateRole(harm.when, period);
  if (where === 0 || when === 0) return 0;
  return where === MATCHES && when === MATCHES ? MATCHES : (where | when) & ~MATCHES;
}

function placeRole(mention: PlaceMention | undefined, place: FigureQuery["place"]): number {
  if (place === undefined) return MATCHES;
  const path = placePath(mention);
  if (path.length === 0) return LACKS_PLACE;
  return path.includes(place) ? MATCHES : 0;
}

function dateRole(when: PrefixDate | undefined, period: Days): number {
  if (when === undefined) return LACKS_DATE;
  const [first, last] = [firstDay(when), lastDay(when)];
  if (last < period.first || first > period.last) return 0;
  return first >= period.first && last <= period.last ? MATCHES : LACKS_DATE;
}

/** Whether the harm had ended by the reference date. An end without a date is taken to have been before it. */
function endsBy(harm: Harm, kind: FigureQuery["harm"], at: PrefixDate | undefined): boolean {
  if (kind === undefined || !endsHarm(kind, harm.status)) return false;
  return at === undefined || harm.statusWhen === undefined || firstDay(harm.statusWhen) <= lastDay(at);
}

function daysOf(from: PrefixDate | undefined, until: PrefixDate | undefined): Days | undefined {
  if (from === undefined && until === undefined) return undefined;
  return {
    first: from === undefined ? Number.NEGATIVE_INFINITY : firstDay(from),
    last: until === undefined ? Number.POSITIVE_INFINITY : lastDay(until),
  };
}

function earlier(a: PrefixDate | undefined, b: PrefixDate | undefined): PrefixDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return lastDay(a) <= lastDay(b) ? a : b;
}

// Days as yyyymmdd and not counted from an epoch: two multiplications a date, and no object made.
const firstDay = ({ year, month = 1, day = 1 }: PrefixDate) => year * 10_000 + month * 100 + day;

function lastDay({ year, month, day }: PrefixDate): number {
  if (month === undefined) return year * 10_000 + 1231;
  return year * 10_000 + month * 100 + (day ?? daysInMonth(year, month));
}
