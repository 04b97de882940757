/** What the declared scopes of sources mean for an estimate: copies merged, overlaps that cannot be, what is refused. */
import { type DayInterval, dayInterval } from "../base/prefix-date.ts";
import type { CaptureHistory } from "../model/estimate.ts";
import type { FigureQuery, ListPlan } from "../model/figure.ts";
import type { PlaceId, SourceId } from "../model/ids.ts";
import type { SourceScope } from "../model/source.ts";

/** What a plan is made of; `pathOf` gives a place and all above it, widest first. */
export type ListPlanInput = {
  readonly lists: readonly SourceId[];
  readonly scopes: ReadonlyMap<SourceId, SourceScope>;
  readonly pathOf: (place: PlaceId) => readonly PlaceId[];
};

/** The plan, or why the lists cannot carry an estimate of the query. */
export type PlannedLists = { readonly plan: ListPlan } | { readonly reason: string };

// Longer than this, displaced people have returned, died and been displaced again: the total is of no one moment.
const CLOSED_DAYS = 366;

/**
 * The plan for a query's lists. Refused: displacement over more than a year, since its population is open; and a list
 * whose scope covers only a part of what is asked while it could meet all the others, since whom it lacks outside
 * would be taken for people whom it missed.
 */
export function planLists(query: FigureQuery, input: ListPlanInput): PlannedLists {
  if (query.harm === "displaced" && !isClosed(query))
    return {
      reason:
        "got displacement over more than a year, wanted a closed population: people return, die and are displaced again",
    };
  const merged = input.lists.flatMap((list) => {
    const into = originOf(list, input);
    return into === list ? [] : [{ list, into }];
  });
  const leftOut = input.lists.filter((list) => {
    const harms = input.scopes.get(list)?.harms;
    return query.harm !== undefined && harms !== undefined && !harms.includes(query.harm);
  });
  const gone = new Set<SourceId>([...merged.map(({ list }) => list), ...leftOut]);
  const kept = input.lists.filter((list) => !gone.has(list));
  const impossible = kept.flatMap((a, i) =>
    kept.slice(i + 1).flatMap((b) => (isDisjoint(a, b, input) ? [[a, b] as const] : [])),
  );
  const partial = kept.find(
    (list) => isPartial(list, query, input) && !impossible.some((pair) => pair.includes(list)),
  );
  if (partial !== undefined)
    return {
      reason: `got a list that covers only a part of what is asked (${partial}), wanted lists of the same scope: ask for its place and period`,
    };
  return { plan: { merged, leftOut, impossible } };
}

/**
 * Histories with copies counted as the list they were copied from, and without lists that are left out; whoever is on
 * none of the lists that remain is not in them. Patterns in order.
 *
 * @example
 * const histories = [{ lists: ["a"], count: 5 }, { lists: ["a", "b"], count: 2 }, { lists: ["b"], count: 1 }];
 * applyPlan(histories, { merged: [{ list: "b", into: "a" }], leftOut: [], impossible: [] }); //=> [{ lists: ["a"], count: 8 }]
 */
export function applyPlan(histories: readonly CaptureHistory[], plan: ListPlan): readonly CaptureHistory[] {
  const into = new Map(plan.merged.map(({ list, into: origin }) => [list, origin]));
  const counts = new Map<string, { readonly lists: readonly string[]; count: number }>();
  for (const { lists, count } of histories) {
    const origins = lists
      .filter((list) => !plan.leftOut.includes(list))
      .map((list) => into.get(list) ?? list);
    const merged = [...new Set(origins)].sort();
    if (merged.length === 0) continue;
    const key = JSON.stringify(merged);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { lists: merged, count });
    else known.count += count;
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, history]) => history);
}

/**
 * The options with which the figures of an appeal are estimated, and with which a verifier makes the estimate again.
 * Fewer replicates and iterations than the estimator's own, since a reader's browser has to repeat them all.
 */
export function figureRun(plan: ListPlan, seed: number) {
  return { seed, impossible: plan.impossible, replicates: 200, iterations: 12_000 };
}

/** The first source of what a list was copied from; itself when it names none among the lists. */
function originOf(list: SourceId, { lists, scopes }: ListPlanInput): SourceId {
  const seen = new Set<SourceId>([list]);
  for (let at = list; ; ) {
    const next = scopes.get(at)?.copiedFrom?.find((source) => lists.includes(source) && !seen.has(source));
    if (next === undefined) return at;
    seen.add(next);
    at = next;
  }
}

function isClosed({ from, until }: FigureQuery): boolean {
  if (from === undefined || until === undefined) return false;
  return dayInterval(until).end - dayInterval(from).start <= CLOSED_DAYS;
}

/** Whether two lists share nobody by design: no place, no day or no kind of harm lies in both scopes. */
function isDisjoint(a: SourceId, b: SourceId, { scopes, pathOf }: ListPlanInput): boolean {
  const [left, right] = [scopes.get(a) ?? {}, scopes.get(b) ?? {}];
  const { place: here } = left;
  const { place: there } = right;
  if (
    here !== undefined &&
    there !== undefined &&
    !pathOf(here).includes(there) &&
    !pathOf(there).includes(here)
  )
    return true;
  const [days, otherDays] = [daysOf(left), daysOf(right)];
  return days.end <= otherDays.start || otherDays.end <= days.start;
}

/** Whether the list's scope leaves out a part of the query's place or period. */
function isPartial(list: SourceId, query: FigureQuery, { scopes, pathOf }: ListPlanInput): boolean {
  const scope = scopes.get(list) ?? {};
  const isNarrow =
    scope.place !== undefined && (query.place === undefined || !pathOf(query.place).includes(scope.place));
  const [days, asked] = [daysOf(scope), daysOf(query)];
  return isNarrow || days.start > asked.start || days.end < asked.end;
}

function daysOf({ from, until }: Pick<SourceScope, "from" | "until">): DayInterval {
  return {
    start: from === undefined ? Number.NEGATIVE_INFINITY : dayInterval(from).start,
    end: until === undefined ? Number.POSITIVE_INFINITY : dayInterval(until).end,
  };
}
