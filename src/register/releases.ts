/** The release register: numbers that were published already, and what a new one would give away beside them. */
import { containsInterval, dayInterval, type PrefixDate } from "../base/prefix-date.ts";
import type { FigureQuery } from "../model/figure.ts";
import type { PlaceId } from "../model/ids.ts";

/** A number that strangers have: exact, under the query that it was counted by. */
export type Release = {
  readonly name: string; // of whatever published it, for the reason
  readonly query: FigureQuery;
  readonly documented: number;
};

/** Two releases whose difference is a small number of people. */
export type Differencing = {
  readonly wider: Release;
  readonly narrower: Release;
  readonly difference: number; // from 1 to 9
};

const SMALL = 10; // published-folder.md, "Small numbers"

/**
 * The pairs of a new release and another, old or new, one of which counts all that the other counts, and 1 to 9 more:
 * whoever subtracts them has a small number that neither shows. `isWithin` says whether a place lies in another or is
 * it. Only people are protected; of sites and land nobody is told apart.
 *
 * @example
 * const query = { unit: "person", harm: "killed" };
 * const [old, now] = [{ name: "1", query, documented: 61 }, { name: "2", query, documented: 62 }];
 * findDifferencing([now], [old], () => false)[0].difference; //=> 1
 */
export function findDifferencing(
  added: readonly Release[],
  published: readonly Release[],
  isWithin: (inner: PlaceId, outer: PlaceId) => boolean,
): readonly Differencing[] {
  const found: Differencing[] = [];
  for (const [at, release] of added.entries())
    for (const other of [...published, ...added.slice(0, at)]) {
      const risk = differenceOf(release, other, isWithin);
      if (risk !== undefined) found.push(risk);
    }
  return found;
}

function differenceOf(
  a: Release,
  b: Release,
  isWithin: (inner: PlaceId, outer: PlaceId) => boolean,
): Differencing | undefined {
  const [wider, narrower] = a.documented >= b.documented ? [a, b] : [b, a];
  const difference = wider.documented - narrower.documented;
  const isSmall = difference > 0 && difference < SMALL && wider.query.unit === "person";
  return isSmall && isPart(narrower.query, wider.query, isWithin)
    ? { wider, narrower, difference }
    : undefined;
}

/** Whether everybody whom `inner` counts `outer` counts too, as far as the queries tell. */
function isPart(
  inner: FigureQuery,
  outer: FigureQuery,
  isWithin: (inner: PlaceId, outer: PlaceId) => boolean,
): boolean {
  if (inner.unit !== outer.unit) return false;
  if (outer.harm !== undefined && inner.harm !== outer.harm) return false;
  if (outer.place !== undefined && !isPlaceWithin(inner.place, outer.place, isWithin)) return false;
  return isPeriodWithin(inner, outer);
}

function isPlaceWithin(
  inner: PlaceId | undefined,
  outer: PlaceId,
  isWithin: (inner: PlaceId, outer: PlaceId) => boolean,
): boolean {
  return inner !== undefined && (inner === outer || isWithin(inner, outer));
}

/** An open end reaches as far as can be; reference dates are no periods: the same people stand in both. */
function isPeriodWithin(inner: FigureQuery, outer: FigureQuery): boolean {
  const first: PrefixDate = { year: 1 };
  const last: PrefixDate = { year: 9999 };
  const span = ({ from = first, until = last }: FigureQuery) => ({
    start: dayInterval(from).start,
    end: dayInterval(until).end,
  });
  return containsInterval(span(outer), span(inner));
}
