/** Counts as a member of the coalition may see them: over all records, and rounded, so that no list can be told by them. */
import { type PublishedCount, roundedCount } from "../../appeal/small-numbers.ts";
import type { FigureQuery } from "../../model/figure.ts";
import type { Viewer } from "../../model/person.ts";
import type { Cell } from "../../register/breakdown.ts";
import type { CountReport } from "./count-register.ts";

export type ViewedCount = {
  readonly query: FigureQuery;
  readonly documented: PublishedCount;
  readonly breakdown: readonly { readonly group: Cell["group"]; readonly documented: PublishedCount }[];
  readonly size: number;
};

/**
 * The counts by the small-number rule (below 10 not at all, else to 5). An exact count would tell whoever imports one
 * record whether another list has that person: it grows, or it does not. Overlaps of lists are left out for the same
 * reason, and lists that the viewer may not know of.
 */
export function countsForMember(
  reports: readonly CountReport[],
  listNames: ReadonlySet<string>,
): readonly ViewedCount[] {
  return reports.map(({ figure, breakdown }) => ({
    query: figure.query,
    documented: roundedCount(figure.documented),
    breakdown: breakdown
      .filter(({ group: { list } }) => list === undefined || listNames.has(list))
      .map(({ group, documented }) => ({ group, documented: roundedCount(documented) })),
    size: figure.size,
  }));
}

/** Whether the viewer is shown counts as they are: only who has every list may work them out. */
export const seesExactCounts = (viewer: Viewer): boolean => viewer.as === "keeper";
