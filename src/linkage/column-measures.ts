/** Levels of the values of a column, by its kind. */
import { scripts } from "../names/script.ts";
import { type BirthValue, birthValue, compareBirth, dateLevels } from "./date-levels.ts";
import type { EncodedColumn } from "./encode.ts";
import { type Measure, whenMet } from "./measure.ts";
import { type BirthFacts, WRITINGS } from "./name-memo.ts";
import { namePartValue } from "./name-value.ts";
import { packedLevels } from "./packed-dates.ts";
import { textScreen } from "./text-screen.ts";
import {
  categoryLevels,
  codeLevels,
  compareCodes,
  compareContacts,
  compareNumbers,
  compareParts,
  comparePlaceValues,
  comparePoints,
  compareTextValues,
  contactLevels,
  MOST_CODE_EDITS,
  numberLevels,
  PART_APART,
  PART_SIMILAR,
  partLevels,
  placeLevels,
  pointLevels,
  TEXT_APART,
  type TextValue,
  textLevels,
  textValue,
  wordBits,
} from "./value-levels.ts";

/** The measure of a comparison of anything but full names and dates. */
export function measureOf(column: EncodedColumn & { readonly kind: OtherKind }): Measure {
  switch (column.kind) {
    case "given":
    case "family":
    case "father":
    case "mother":
      return measureParts(column);
    case "identifier":
      return { ...measureWith(column, codeLevels, compareCodes), isApart: codesApart(column) };
    case "phone-email":
      return measureWith(column, contactLevels, compareContacts);
    case "number":
      return measureWith(column, numberLevels, compareNumbers);
    case "place":
      return measureTexts(column, placeLevels, comparePlaceValues);
    case "point":
      return measureWith(column, pointLevels, comparePoints);
    case "text":
      return measureTexts(column, textLevels, compareTextValues);
    case "sex":
    case "category":
    case "month":
    case "day":
      return measureWith(column, categoryLevels, () => "different");
  }
}

export type OtherKind = Exclude<EncodedColumn["kind"], "full-name" | BirthKind>;
export type BirthKind = "date" | "event-date" | "year" | "age";

/** A measure of texts: equal ids are "same"; the rarer of two values that nearly agree says how common they are. */
function measureWith<Level extends string>(
  column: EncodedColumn,
  levels: readonly Level[],
  compare: (a: string, b: string) => Level,
): Measure {
  const { values } = column;
  const frequency = frequencies(column);
  return {
    levels,
    levelOf: (a, b) => (a === b ? 1 : levels.indexOf(compare(values[a] ?? "", values[b] ?? ""))),
    agreedFrequency: (a, b, level) => {
      if (level === 1) return frequency(a);
      return level === levels.length - 1 || level === 0 ? undefined : Math.max(frequency(a), frequency(b));
    },
  };
}

function measureTexts<Level extends string>(
  column: EncodedColumn,
  levels: readonly Level[],
  compare: (a: TextValue, b: TextValue) => Level,
): Measure {
  const measure = measureWith(column, levels, () => "different" as Level);
  const textOf = whenMet(column.values.length, (id) => textValue(column.values[id] ?? ""));
  const levelOf = (a: number, b: number) => (a === b ? 1 : levels.indexOf(compare(textOf(a), textOf(b))));
  return { ...measure, levelOf, isApart: textsApart(column) };
}

const ROUNDING = 1e-9; // of similarities added up in another order

/** Whether two texts share too few letters to be similar, and no word. */
function textsApart({ values }: EncodedColumn): (a: number, b: number) => boolean {
  const { mostSimilar, mayOpenWith } = textScreen(values);
  const bits = new Uint32Array(values.length);
  const isKnown = new Uint8Array(values.length);
  const bitsOf = (id: number) => {
    if (isKnown[id] === 0) {
      isKnown[id] = 1;
      bits[id] = wordBits(values[id] as string);
    }
    return bits[id] as number;
  };
  return (a, b) =>
    mostSimilar(a, b) + ROUNDING < TEXT_APART &&
    (bitsOf(a) & bitsOf(b)) === 0 &&
    !mayOpenWith(a, RESOLVED) &&
    !mayOpenWith(b, RESOLVED);
}

const RESOLVED = "@".charCodeAt(0); // a place of a gazetteer compares by its path

/**
 * Whether two name parts of one script share too few letters to be similar. Single words in plain letters are one part
 * each: what is not similar is the same only by one edit.
 */
function partsApart({ values }: EncodedColumn): (a: number, b: number) => boolean {
  const { mostSimilar, leastEdits, isLong } = textScreen(values);
  const writing = new Uint8Array(values.length); // script from 1 on, with PLAIN_WORD
  const writingOf = (id: number) => {
    if (writing[id] === 0) {
      const { text, script } = namePartValue(values[id] ?? "");
      writing[id] = (1 + scripts.indexOf(script)) | (/^[a-z]+$/.test(text) ? PLAIN_WORD : 0);
    }
    return writing[id] as number;
  };
  return (a, b) => {
    const similar = mostSimilar(a, b) + ROUNDING;
    if (similar >= PART_SIMILAR || !isLong(a) || !isLong(b)) return false;
    const [x, y] = [writingOf(a), writingOf(b)];
    if (((x ^ y) & ~PLAIN_WORD) !== 0) return false;
    return similar < PART_APART || ((x & y & PLAIN_WORD) !== 0 && leastEdits(a, b) > 1);
  };
}

const PLAIN_WORD = 128;

function codesApart({ values }: EncodedColumn): (a: number, b: number) => boolean {
  const { leastEdits } = textScreen(values);
  return (a, b) => leastEdits(a, b) > MOST_CODE_EDITS;
}

function measureParts(column: EncodedColumn): Measure {
  const measure = measureWith(column, partLevels, () => "different");
  const partOf = whenMet(column.values.length, (id) => namePartValue(column.values[id] ?? ""));
  const levelOf = (a: number, b: number) =>
    a === b ? 1 : partLevels.indexOf(compareParts(partOf(a), partOf(b)));
  return { ...measure, levelOf, isApart: partsApart(column) };
}

// The pair itself holds the value twice: what counts is how many others hold it.
function frequencies({ counts, ids, whole }: EncodedColumn): (id: number) => number {
  const filled = Math.max(1, whole?.filled ?? ids.length - (counts[0] ?? 0));
  return (id) => Math.max((counts[id] ?? 0) - 1, 0.5) / filled;
}

/** Dates and ages in one value, `date SEPARATOR age`, of which `parts` are the columns. */
export function measureBirth(
  column: EncodedColumn,
  parts: readonly EncodedColumn[],
  facts: BirthFacts,
): Measure {
  const { referenceYear } = facts;
  const standIns = new Set(facts.standIns);
  const births: readonly BirthValue[] = column.values.map((text) => {
    const [date = "", age = ""] = text.split(WRITINGS);
    return {
      ...birthValue(date, age),
      isStandIn: standIns.has(age),
      ...(referenceYear !== undefined && { referenceYear }),
    };
  });
  const nothing = birthValue("", "");
  const dateShare = shares(parts.find(({ kind }) => kind !== "age"));
  const ageShare = shares(parts.find(({ kind }) => kind === "age"));
  return {
    levels: dateLevels,
    levelOf: (a, b) => dateLevels.indexOf(compareBirth(births[a] ?? nothing, births[b] ?? nothing)),
    quickLevel: packedLevels(column, births),
    agreedFrequency: (a, _b, level) => {
      if (dateLevels[level] === "same date") return dateShare(births[a]?.digits ?? "");
      return dateLevels[level] === "same age" ? ageShare(String(births[a]?.age ?? "")) : undefined;
    },
  };
}

/** Share of rows that hold a value. */
function shares(column: EncodedColumn | undefined): (value: string) => number {
  if (column === undefined) return () => 0.5;
  const share = frequencies(column);
  const idOf = new Map(column.values.map((value, id) => [value, id]));
  return (value) => share(value === "" ? -1 : (idOf.get(value) ?? -1));
}
