/** A table of rows that are already in memory: sheets and JSON. */
import { findHeader } from "./find-header.ts";
import type { Notice, TableFormat, UnnamedTable } from "./table.ts";
import { isTotals, type ReadRow, tidyRows } from "./tidy-rows.ts";

export type Grid = {
  readonly name: string;
  readonly format: TableFormat;
  readonly rows: readonly ReadRow[]; // with titles and header
  readonly notices: readonly Notice[];
};

const HEAD_ROWS = 200;

/** The table of a grid whose header has to be found. */
export function gridTable({ name, format, rows, notices }: Grid): UnnamedTable {
  const {
    header,
    titles,
    dataAt,
    notices: found,
  } = findHeader(rows.slice(0, HEAD_ROWS).map(({ cells }) => cells));
  return {
    name,
    format,
    header,
    titles,
    notices: [...notices, ...found, ...totalsNotice(rows.slice(dataAt))],
    rows: () => tidyRows(rows.slice(dataAt), { header, keepEmpty: false }),
  };
}

function totalsNotice(rows: readonly ReadRow[]): readonly Notice[] {
  const last = rows.findLast(({ cells }) => cells.some((cell) => cell !== ""))?.cells;
  if (last === undefined || !isTotals(last)) return [];
  return [
    {
      code: "totals-row",
      message: `left out a row of totals: ${last.filter((cell) => cell !== "").join(" ")}`,
    },
  ];
}
