/** Comparisons: which columns are compared as one, by which levels, and how common the value is that they agree on. */
import { RecountError } from "../base/errors.ts";
import { scripts } from "../names/script.ts";
import { type BirthValue, birthValue, compareBirth, dateLevels } from "./date-levels.ts";
import type { EncodedColumn } from "./encode.ts";
import { alignNames, fullNameLevels, gradeOfWords, type WordGrade } from "./full-name-levels.ts";
import type { FieldKind } from "./link-table.ts";
import { countSounds, type SoundCounts, WRITINGS } from "./name-memo.ts";
import { type NameWord, namePartValue, nameWords } from "./name-value.ts";
import { packedLevels } from "./packed-dates.ts";
import { cachePairs } from "./pair-cache.ts";
import { learnReferenceYear, standInAges } from "./stand-ins.ts";
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

/** Which columns make one comparison. The first column gives it its kind. */
export type ComparisonPlan = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly fields: readonly string[];
};

export type Comparison = ComparisonPlan & {
  readonly levels: readonly string[]; // index 0 is null, 1 is the best
  readonly ids: Uint32Array; // id of each row's value (of all its columns together); 0 is missing
  readonly distinct: number; // ids are below it
  readonly sounds?: SoundCounts; // of full names
  /** Level of two ids that are not missing. Symmetric. */
  readonly levelOf: (a: number, b: number) => number;
  /** Share of rows that hold what the two agree on at this level, in (0, 1], or undefined where nothing is agreed. */
  readonly agreedFrequency: (a: number, b: number, level: number) => number | undefined;
};

type Measure = Pick<Comparison, "levels" | "levelOf" | "agreedFrequency"> & {
  /** Whether two different ids are told apart at a glance: their level is the last. Nothing is told unless given. */
  readonly isApart?: (a: number, b: number) => boolean;
  /** The level of two different ids where it is told without their texts, else -1. */
  readonly quickLevel?: (a: number, b: number) => number;
};

const SEPARATOR = WRITINGS;

/**
 * The comparisons of a table's columns. All full names of a row are one comparison (the same name in several
 * scripts is one witness, not two); a date of birth, a year and an age are one as well.
 */
export function planComparisons(columns: readonly EncodedColumn[]): readonly ComparisonPlan[] {
  const fullNames = columns.filter(({ kind }) => kind === "full-name");
  const dates = columns.filter(({ kind }) => kind === "date");
  const years = columns.filter(({ kind }) => kind === "year");
  const ages = columns.filter(({ kind }) => kind === "age");
  const birth = [dates[0] ?? years[0], ages[0]].filter((column) => column !== undefined);
  const joined = [fullNames, birth].filter((group) => group.length > 0);
  const single = columns
    .filter((column) => !joined.some((group) => group.includes(column)))
    .map((column) => [column]);
  return [...joined, ...single]
    .sort((a, b) => columns.indexOf(a[0] as EncodedColumn) - columns.indexOf(b[0] as EncodedColumn))
    .map((group) => ({
      name: group.map(({ name }) => name).join(" + "),
      kind: group[0]?.kind ?? "text",
      fields: group.map(({ name }) => name),
    }));
}

/**
 * The comparison of a plan over encoded columns. `known`: the counts of the sounds of its names, where they need not be
 * counted. Throws `input-model` when one of its fields is not among them.
 */
export function makeComparison(
  plan: ComparisonPlan,
  columns: readonly EncodedColumn[],
  known?: SoundCounts,
): Comparison {
  const parts = plan.fields.flatMap((name) => columns.filter((column) => column.name === name).slice(0, 1));
  if (parts.length < plan.fields.length)
    throw new RecountError(
      "input-model",
      `got no column for "${plan.name}", wanted ${plan.fields.join(" and ")}`,
    );
  const column = joinColumns(plan, parts);
  const sounds = plan.kind === "full-name" ? (known ?? countSounds(column)) : undefined;
  const { levels, agreedFrequency, ...measure } =
    sounds === undefined ? measureOf(column, parts) : measureNames(column, sounds);
  return {
    ...plan,
    ids: column.ids,
    distinct: column.values.length,
    levels,
    ...(sounds !== undefined && { sounds }),
    agreedFrequency,
    levelOf: screened(measure, levels.length - 1),
  };
}

/** Levels through a cache, and not even that for what is told apart at a glance. */
function screened(
  { levelOf, isApart, quickLevel }: Pick<Measure, "levelOf" | "isApart" | "quickLevel">,
  last: number,
): Measure["levelOf"] {
  const cache = cachePairs(levelOf);
  if (quickLevel !== undefined)
    return (a, b) => {
      const level = a === b ? -1 : quickLevel(a, b);
      return level < 0 ? cache.levelOf(a, b) : level;
    };
  if (isApart === undefined) return cache.levelOf;
  return (a, b) => (a !== b && isApart(a, b) ? last : cache.levelOf(a, b));
}

function joinColumns(plan: ComparisonPlan, parts: readonly EncodedColumn[]): EncodedColumn {
  const [only] = parts;
  const isBirth = parts.some(
    ({ kind }) => kind === "age" || kind === "date" || kind === "event-date" || kind === "year",
  );
  if (only !== undefined && parts.length === 1 && !isBirth) return only;
  // A birth value is always `date SEPARATOR age`, whichever of them the lists have.
  const slots = isBirth
    ? [parts.find(({ kind }) => kind !== "age"), parts.find(({ kind }) => kind === "age")]
    : parts;
  const there = slots.filter((part) => part !== undefined);
  const [alone, ...beside] = there;
  if (alone !== undefined && beside.length === 0) {
    const values = alone.values.map((text) =>
      text === "" ? "" : slots.map((part) => (part === undefined ? "" : text)).join(SEPARATOR),
    );
    return { ...alone, name: plan.name, kind: plan.kind, values };
  }
  const tuples = joinIds(there.map(({ ids }) => ids));
  const values = tuples.first.map((row) => {
    const texts = slots.map((part) => part?.values[part.ids[row] ?? 0] ?? "");
    return texts.every((text) => text === "") ? "" : texts.join(SEPARATOR);
  });
  return {
    name: plan.name,
    kind: plan.kind,
    ids: tuples.ids,
    values: ["", ...values],
    counts: tuples.counts,
  };
}

type Tuples = {
  readonly ids: Uint32Array; // of the tuple of each row, from 1; 0 where all of it is missing
  readonly counts: Uint32Array;
  readonly first: readonly number[]; // row of each tuple
};

/** Ids of the tuples that columns of ids make, by first appearance. */
function joinIds(columns: readonly Uint32Array[]): Tuples {
  const [only, ...others] = columns;
  const size = only?.length ?? 0;
  const ids = new Uint32Array(new SharedArrayBuffer(4 * size));
  ids.set(only ?? []);
  let first: number[] = [];
  for (const other of others) {
    const idOf = new Map<number, number>();
    first = [];
    for (let row = 0; row < size; row++) {
      const code = (ids[row] as number) * 2 ** 26 + (other[row] as number);
      let id = code === 0 ? 0 : idOf.get(code);
      if (id === undefined) {
        id = first.push(row);
        idOf.set(code, id);
      }
      ids[row] = id;
    }
  }
  const counts = new Uint32Array(first.length + 1);
  for (let row = 0; row < size; row++)
    counts[ids[row] as number] = (counts[ids[row] as number] as number) + 1;
  return { ids, counts, first };
}

function measureOf(column: EncodedColumn, parts: readonly EncodedColumn[]): Measure {
  switch (column.kind) {
    case "full-name":
      return measureNames(column, countSounds(column));
    case "date":
    case "event-date":
    case "year":
    case "age":
      return measureBirth(column, parts);
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

/** What is made of a value when it first meets another: most values of a large table never do. */
function whenMet<Value>(count: number, make: (id: number) => Value): (id: number) => Value {
  const made: (Value | undefined)[] = Array.from({ length: count });
  return (id) => {
    const known = made[id];
    if (known !== undefined) return known;
    const own = make(id);
    made[id] = own;
    return own;
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
function frequencies({ counts, ids }: EncodedColumn): (id: number) => number {
  const filled = Math.max(1, ids.length - (counts[0] ?? 0));
  return (id) => Math.max((counts[id] ?? 0) - 1, 0.5) / filled;
}

function measureBirth(column: EncodedColumn, parts: readonly EncodedColumn[]): Measure {
  const ages = parts.find(({ kind }) => kind === "age");
  const standIns = ages === undefined ? new Set<string>() : standInAges(ages);
  const referenceYear = learnReferenceYear(column.values);
  const births: readonly BirthValue[] = column.values.map((text) => {
    const [date = "", age = ""] = text.split(SEPARATOR);
    return {
      ...birthValue(date, age),
      isStandIn: standIns.has(age),
      ...(referenceYear !== undefined && { referenceYear }),
    };
  });
  const nothing = birthValue("", "");
  const dateCounts = countBy(column, (id) => births[id]?.digits ?? "");
  const ageCounts = countBy(column, (id) => String(births[id]?.age ?? ""));
  return {
    levels: dateLevels,
    levelOf: (a, b) => dateLevels.indexOf(compareBirth(births[a] ?? nothing, births[b] ?? nothing)),
    quickLevel: packedLevels(column, births),
    agreedFrequency: (a, _b, level) => {
      if (dateLevels[level] === "same date") return dateCounts(births[a]?.digits ?? "");
      return dateLevels[level] === "same age" ? ageCounts(String(births[a]?.age ?? "")) : undefined;
    },
  };
}

/** Share of rows whose value falls under a key; "" is missing. */
function countBy({ counts }: EncodedColumn, keyOf: (id: number) => string): (key: string) => number {
  const byKey = new Map<string, number>();
  for (const [id, count] of counts.entries()) {
    const key = keyOf(id);
    if (key !== "") byKey.set(key, (byKey.get(key) ?? 0) + count);
  }
  const total = Math.max(
    1,
    [...byKey.values()].reduce((sum, count) => sum + count, 0),
  );
  return (key) => Math.max((byKey.get(key) ?? 0) - 1, 0.5) / total;
}

function measureNames(column: EncodedColumn, sounds: SoundCounts): Measure {
  const { wordsOf, grade } = metNames(column.values);
  const frequency = soundFrequency(sounds);
  const align = (a: number, b: number) => alignBest(wordsOf(a), wordsOf(b), grade);
  return {
    levels: fullNameLevels,
    levelOf: (a, b) => (a === b ? 1 : fullNameLevels.indexOf(align(a, b).level)),
    agreedFrequency: (a, b, level) => {
      if (level === 0 || level === fullNameLevels.length - 1) return undefined;
      const { words, agreed } = align(a, b);
      return agreed.reduce((product, [at]) => product * frequency(words[at]), 1);
    },
  };
}

type MetNames = {
  readonly wordsOf: (id: number) => readonly (readonly NameWord[])[]; // of each writing
  readonly grade: WordGrade; // each pair of distinct words graded once: names are made of few words
};

/** Names as they are met: most of a large table meet nobody. */
function metNames(values: readonly string[]): MetNames {
  const idOf = new Map<string, number>();
  const ids = new Map<NameWord, number>();
  const words: NameWord[] = [];
  const number = (word: NameWord) => {
    const text = `${word.token.script} ${word.token.fold}`;
    const id = idOf.get(text) ?? words.push(word);
    idOf.set(text, id);
    ids.set(word, id);
    return word;
  };
  const wordsOf = whenMet(values.length, (id) =>
    (values[id] as string).split(WRITINGS).map((text) => nameWords(text).map(number)),
  );
  const cache = cachePairs((a, b) => {
    const [left, right] = [words[a - 1], words[b - 1]];
    return left === undefined || right === undefined ? 0 : gradeOfWords(left, right);
  }, WORD_SLOTS);
  return { wordsOf, grade: (a, b) => cache.levelOf(ids.get(a) ?? 0, ids.get(b) ?? 0) };
}

const WORD_SLOTS = 1 << 20;

type Alignment = ReturnType<typeof alignNames> & { readonly words: readonly NameWord[] };

/** The best alignment of any writing of one name with any writing of the other. */
function alignBest(
  a: readonly (readonly NameWord[])[],
  b: readonly (readonly NameWord[])[],
  grade: WordGrade,
): Alignment {
  let best: Alignment = { level: "missing", agreed: [], words: [] };
  const isBetter = (level: Alignment["level"]) =>
    best.level === "missing" || fullNameLevels.indexOf(level) < fullNameLevels.indexOf(best.level);
  for (const [i, left] of a.entries()) {
    for (const [j, right] of b.entries()) {
      // Writings of the same column are in the same script: others only where a column is missing.
      const isApart = i !== j && (b[i]?.length ?? 0) > 0 && left.length > 0;
      if (left.length === 0 || right.length === 0 || isApart) continue;
      const found = alignNames(left, right, grade);
      if (isBetter(found.level)) best = { ...found, words: left };
    }
  }
  return best;
}

/** Share of rows whose name has the word, by sound. */
function soundFrequency({ sounds, counts, rows }: SoundCounts): (word: NameWord | undefined) => number {
  const bySound = new Map(sounds.map((sound, i) => [sound, counts[i] ?? 0]));
  return (word) => Math.max((bySound.get(word?.key ?? "") ?? 0) - 1, 0.5) / Math.max(1, rows);
}
