/** What a linkage report shows, as plain data: no engine, no register, only numbers and labels. */

export type ReportLevel = {
  readonly label: string;
  readonly m: number; // among matches
  readonly u: number; // among strangers
};

export type ReportComparison = { readonly name: string; readonly levels: readonly ReportLevel[] }; // best first

export type ReportRow = {
  readonly label: string; // record id, or file and row
  readonly list: string;
  readonly values?: readonly (readonly [field: string, text: string])[]; // only when values were asked for
};

export type ReportStep = {
  readonly field: string;
  readonly level: string;
  readonly bits: number; // rarity of the agreed value included
  readonly values?: readonly [left: string, right: string];
};

/** Rows are indexes into `rows`. `prior` of the report and the steps' bits add up to `total`. */
export type ReportPair = {
  readonly left: number;
  readonly right: number;
  readonly total: number; // bits
  readonly linked: boolean; // in one entity
  readonly steps: readonly ReportStep[];
};

export type ReportCluster = {
  readonly rows: readonly number[];
  readonly links: readonly (readonly [left: number, right: number, bits: number])[]; // kept pairs inside it
  readonly weakest?: number; // bits of the weakest link that holds it together; absent when people's word does
};

export type ThresholdPoint = {
  readonly bits: number;
  readonly links: number; // pairs at or above
  readonly precision?: number; // with truth or labels
  readonly recall?: number;
};

export type LinkageReportData = {
  readonly title: string; // what was linked
  readonly kind: string; // what a row is
  readonly made: string; // when and by what, for the foot
  readonly hasValues: boolean;
  readonly lists: readonly { readonly name: string; readonly rows: number }[];
  readonly records: number;
  readonly pairsScored: number;
  readonly pairsKept: number;
  readonly entities: number;
  readonly waiting: number; // pairs that could go either way
  readonly seed: number;
  readonly priorBits: number;
  readonly thresholdBits: number;
  readonly comparisons: readonly ReportComparison[];
  readonly rules: readonly { readonly keys: string; readonly pairs: number }[];
  readonly weights: readonly { readonly bits: number; readonly linked: number; readonly apart: number }[]; // bins of a bit
  readonly unlinkable: readonly { readonly bits: number; readonly share: number }[];
  readonly clusterSizes: readonly { readonly size: number; readonly count: number }[];
  readonly thresholds: readonly ThresholdPoint[];
  readonly labels?: { readonly what: string; readonly pairs: number }; // what precision and recall are measured by
  readonly rows: readonly ReportRow[]; // those that pairs and clusters below speak of
  readonly pairs: readonly ReportPair[];
  readonly clusters: readonly ReportCluster[];
  readonly warnings: readonly string[];
};
