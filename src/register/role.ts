/** How a record bears on a query, as bits, so that a million records are folded by the OR of small numbers. */
import { firstDay, lastDay, type PrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import { harmKinds, harmStatuses } from "../model/harm.ts";
import { type RecordKind, recordKinds } from "../model/record.ts";
import type { CountColumns } from "./count-columns.ts";
import { HARM_SLOTS } from "./entry-fields.ts";
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
 * The bits of every row of a kind under the query, without those of settled fates: of its unit unless told. A row matches exactly when `matchesQuery` says
 * so of its record, unless the query has a reference date, which only counting knows.
 *
 * @example
 * const columns = { kind: Uint8Array.of(0, 2), own: Uint32Array.of(0, 0), paths: [[]] }; // a person and a site
 * rolesOfRows(columns, { unit: "person" }); //=> Uint8Array.of(1, 0)
 */
export function rolesOfRows(
  columns: CountColumns,
  query: FigureQuery,
  of: RecordKind = query.unit,
): Uint8Array {
  const { kind, own } = columns;
  const unit = recordKinds.indexOf(of);
  const where = placeRoles(columns, query.place);
  const roles = new Uint8Array(kind.length);
  const period = daysOf(query.from, earlier(query.until, query.at));
  if (query.harm === undefined && period === undefined) {
    for (let row = 0; row < roles.length; row++)
      if (kind[row] === unit) roles[row] = where[own[row] as number] as number;
    return roles;
  }
  const asked: Asked = {
    ...(query.harm !== undefined && { harm: harmKinds.indexOf(query.harm) }),
    ends: Uint8Array.from(harmStatuses, (status) =>
      query.harm !== undefined && endsHarm(query.harm, status) ? 1 : 0,
    ),
    endedBy: query.at === undefined ? Number.POSITIVE_INFINITY : lastDay(query.at),
    where,
    period,
  };
  fillHarmRoles(roles, columns, { ...asked, unit });
  return roles;
}

type Days = { readonly first: number; readonly last: number }; // as yyyymmdd, both included

type Asked = {
  readonly harm?: number;
  readonly ends: Uint8Array; // by status: 1 when it ends the harm
  readonly endedBy: number; // the last day on which an end still counts
  readonly where: Uint8Array; // bits by path
  readonly period: Days | undefined;
};

/** One loop over a million rows: nothing in it is made anew, not even the arguments of a call. */
function fillHarmRoles(
  roles: Uint8Array,
  { kind, harmStart, harmKind, harmStatus, harmFirst, harmLast, harmPlace, endFirst }: CountColumns,
  { unit, harm, ends, endedBy, where, period }: Asked & { readonly unit: number },
): void {
  let end = harmStart[0] as number;
  for (let row = 0; row < roles.length; row++) {
    const first = end;
    end = harmStart[row + 1] as number;
    if (kind[row] !== unit) continue;
    let role = 0;
    for (let at = first; at < end; at++) {
      if (harm !== undefined && harmKind[at] !== harm) continue;
      // An end without a date is taken to have been before any reference date.
      if (ends[harmStatus[at] as number] === 1 && (endFirst[at] as number) <= endedBy) role |= ENDS;
      else if (at - first < HARM_SLOTS) {
        const placed = where[harmPlace[at] as number] as number;
        if (placed === 0) continue;
        const dated =
          period === undefined ? MATCHES : dateRole(harmFirst[at] as number, harmLast[at] as number, period);
        if (dated === 0) continue;
        role |= placed === MATCHES && dated === MATCHES ? MATCHES : (placed | dated) & ~MATCHES;
      }
    }
    roles[row] = (role & MATCHES) === 0 ? role : role & ~(LACKS_PLACE | LACKS_DATE);
  }
}

/** By path, whether what is there lies in the place; everything does where none is asked for. */
function placeRoles({ paths }: CountColumns, place: FigureQuery["place"]): Uint8Array {
  return Uint8Array.from(paths, (path) => {
    if (place === undefined) return MATCHES;
    if (path.length === 0) return LACKS_PLACE;
    return path.includes(place) ? MATCHES : 0;
  });
}

function dateRole(first: number, last: number, { first: from, last: until }: Days): number {
  if (first === 0) return LACKS_DATE;
  if (last < from || first > until) return 0;
  return first >= from && last <= until ? MATCHES : LACKS_DATE;
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
