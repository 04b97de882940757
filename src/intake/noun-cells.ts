/** Cells of a row that tell of the nouns beyond names, dates and places, until they are put together. */
import type { PrefixDate } from "../base/prefix-date.ts";
import type { ColumnMeaning } from "../model/column-meaning.ts";

export type NounCell = {
  readonly column: { readonly column: string; readonly means: ColumnMeaning; readonly kind?: string };
  readonly text: string;
};

export type NounCells = {
  readonly texts: NounCell[];
  readonly dates: Map<ColumnMeaning, PrefixDate>; // by the meaning of their column
};

/** Meanings whose texts are kept as they are for `readNouns`. */
export const nounMeanings: ReadonlySet<ColumnMeaning> = new Set<ColumnMeaning>([
  "alleged",
  "qualification",
  "qualification-by",
  "citation",
  "status-by",
  "status-source",
  "event",
  "relation",
  "units",
  "assessor",
  "hazard-class",
  "accidents",
  "cleared-area",
  "devices-found",
  "handed-over-to",
  "geometry",
  "return-wish",
  "obstacle",
  "return-status",
  "antemortem",
]);
