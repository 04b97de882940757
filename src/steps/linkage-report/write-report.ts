/** A linkage report as a page: of a register's run, and of files that were deduplicated without one. */
import { basename } from "node:path";
import { type DedupeResult, placeOfRow } from "../../linkage/dedupe.ts";
import { linkTableOf, type RowColumns } from "../../linkage/table-builder.ts";
import { renderLinkageReport } from "../../pages/linkage-report/report-page.ts";
import { chartDocument } from "../chart-document.ts";
import type { KindRun } from "../link/link-kind.ts";
import { describeLinkage } from "./describe-linkage.ts";
import { type KnownPairs, knownByJudgements, knownByLabels } from "./threshold-points.ts";

export type ReportOptions = {
  readonly withValues: boolean; // what records say about people stands in the page
  readonly seed: number;
  readonly made: string; // by what and when, for the foot
};

export type ReportedRun = Omit<KindRun, "columns"> & { readonly columns: RowColumns };

/** The page of a register's run over one kind of record, measured by people's judgements where there are any. */
export function registerReport(name: string, run: ReportedRun, options: ReportOptions): string {
  const { kind, columns, result, judgements } = run;
  const judged = judgements.map(({ left, right, answer }) => ({ left, right, isSame: answer === "same" }));
  return renderLinkageReport(
    { document: chartDocument() },
    describeLinkage({
      ...options,
      title: name,
      kind,
      table: linkTableOf(
        columns,
        result.model.comparisons.flatMap(({ fields }) => fields),
      ),
      result,
      labelOf: (row) => columns.ids[row] ?? "",
      ...(judged.length > 0 && {
        known: knownByJudgements(
          `${judged.length} pairs that people judged, which were not drawn at random`,
          judged,
        ),
      }),
    }),
  );
}

/** The page of deduplicated files; `truth` are the labels of all rows where a column had them. */
export function dedupeReport(
  { table, result, files, warnings }: DedupeResult,
  {
    truth,
    ...options
  }: ReportOptions & { readonly truth?: { readonly column: string; readonly labels: readonly string[] } },
): string {
  const known: KnownPairs | undefined =
    truth === undefined ? undefined : knownByLabels(`the column "${truth.column}"`, truth.labels);
  return renderLinkageReport(
    { document: chartDocument() },
    describeLinkage({
      ...options,
      title: table.lists.map((path) => basename(path)).join(", "),
      kind: "row",
      table,
      result: { ...result, warnings },
      labelOf: (row) => {
        const place = placeOfRow({ files }, row);
        if (place === undefined) return "";
        return table.lists.length === 1 ? `row ${place.row}` : `${place.file}, row ${place.row}`;
      },
      ...(known !== undefined && { known }),
    }),
  );
}
