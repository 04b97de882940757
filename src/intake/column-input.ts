/** What the rules that give a column its meaning look at. */
import type { RecordKind } from "../model/record.ts";
import type { ColumnMapping } from "./column-mapping.ts";
import type { ColumnProfile } from "./column-profile.ts";
import type { Concept } from "./header-concepts.ts";

/** What is known of the table that a column stands in. */
export type ColumnSetting = {
  readonly records: RecordKind;
  readonly concepts: ReadonlySet<Concept>; // of all its headers together
  readonly hasBirthParts: boolean; // year, month and day of birth in columns of their own
};

/** A column's mapping but for its header. */
export type Meaning = Omit<ColumnMapping, "column">;

export type ColumnInput = {
  readonly header: string;
  readonly unknown: readonly string[]; // words of the header that speak of nothing known
  readonly concepts: ReadonlySet<Concept>;
  readonly has: (...wanted: readonly Concept[]) => boolean; // all of them
  readonly any: (...wanted: readonly Concept[]) => boolean;
  readonly profile: ColumnProfile;
  readonly setting: ColumnSetting;
};
