/** What an import counted, for its report. */
import type { Issue } from "../base/errors.ts";
import { type PlaceTally, tallyPlaces } from "../model/place-tally.ts";
import type { SourceRecord } from "../model/record.ts";

export type ImportTally = {
  rows: number;
  records: number;
  issues: number;
  readonly issuesByKind: Map<string, number>; // by what was wanted
  readonly firstIssues: Issue[];
  places: PlaceTally;
};

const ISSUES_SHOWN = 20;

export function emptyTally(): ImportTally {
  return {
    rows: 0,
    records: 0,
    issues: 0,
    issuesByKind: new Map(),
    firstIssues: [],
    places: tallyPlaces([]),
  };
}

/** Counts the records of one row. */
export function tallyRow(tally: ImportTally, records: readonly SourceRecord[]): void {
  tally.rows += 1;
  tally.records += records.length;
  tally.places = addPlaces(tally.places, tallyPlaces(records));
  for (const issue of records.flatMap(({ issues }) => issues)) {
    tally.issues += 1;
    tally.issuesByKind.set(issue.expected, (tally.issuesByKind.get(issue.expected) ?? 0) + 1);
    if (tally.firstIssues.length < ISSUES_SHOWN) tally.firstIssues.push(issue);
  }
}

function addPlaces(a: PlaceTally, b: PlaceTally): PlaceTally {
  return {
    resolved: a.resolved + b.resolved,
    ambiguous: a.ambiguous + b.ambiguous,
    unresolved: a.unresolved + b.unresolved,
  };
}
