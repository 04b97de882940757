/** Levels of full names of a column: each distinct word prepared once, each pair of words graded once. */
import { areApart, CLOSE_MOST } from "../names/screen.ts";
import type { EncodedColumn } from "./encode.ts";
import {
  alignNames,
  type FullNameAgreement,
  type FullNameLevel,
  fullNameLevels,
  gradeOfWords,
  type WordGrade,
} from "./full-name-levels.ts";
import { type Measure, whenMet } from "./measure.ts";
import { type SoundCounts, WRITINGS } from "./name-memo.ts";
import { type NameWord, nameWords } from "./name-value.ts";
import { cachePairs } from "./pair-cache.ts";

/** The measure of a column of full names whose sounds were counted. */
export function measureNames({ values }: EncodedColumn, sounds: SoundCounts): Measure {
  const { wordsOf, grade } = metNames(values);
  const frequency = soundFrequency(sounds);
  const align = (a: number, b: number) => alignBest(wordsOf(a), wordsOf(b), grade);
  return {
    levels: fullNameLevels,
    levelOf: (a, b) => (a === b ? 1 : align(a, b).rank),
    agreedFrequency: (a, b, level) => {
      if (level === 0 || level === fullNameLevels.length - 1) return undefined;
      const { words, agreed } = align(a, b);
      return agreed.reduce((product, [at]) => product * frequency(words[at]), 1);
    },
  };
}

type MetWord = NameWord & { readonly id: number }; // from 1

type MetNames = {
  readonly wordsOf: (id: number) => readonly (readonly MetWord[])[]; // of each writing
  readonly grade: WordGrade<MetWord>; // each pair of distinct words graded once: names are made of few words
};

/** Names as they are met: most of a large table meet nobody. */
function metNames(values: readonly string[]): MetNames {
  const met = new Map<number, MetWord>(); // by the word's number
  const words: MetWord[] = [];
  const meet = (word: NameWord): MetWord => {
    const known = met.get(word.token.number);
    if (known !== undefined) return known;
    const own = { ...word, id: words.length + 1 };
    words.push(own);
    met.set(word.token.number, own);
    return own;
  };
  const wordsOf = whenMet(values.length, (id) =>
    (values[id] as string).split(WRITINGS).map((text) => nameWords(text).map(meet)),
  );
  const { levelOf } = cachePairs(
    (a, b) => gradeOfWords(words[a - 1] as MetWord, words[b - 1] as MetWord),
    WORD_SLOTS,
  );
  return { wordsOf, grade: (a, b) => (areClearlyApart(a, b) ? 0 : levelOf(a.id, b.id)) };
}

/** Most words of two names are: this takes no look into what was graded before, which lies far away in memory. */
function areClearlyApart({ token: a }: NameWord, { token: b }: NameWord): boolean {
  return !a.isInitial && !b.isInitial && areApart(a.screen, 0, b.screen, 0, CLOSE_MOST);
}

const WORD_SLOTS = 1 << 20;

type Alignment = FullNameAgreement & { readonly rank: number; readonly words: readonly NameWord[] };

const NOTHING: Alignment = { level: "missing", rank: 0, agreed: [], words: [] };

/** The best alignment of any writing of one name with any writing of the other. */
function alignBest(
  a: readonly (readonly MetWord[])[],
  b: readonly (readonly MetWord[])[],
  grade: WordGrade<MetWord>,
): Alignment {
  let best = NOTHING;
  for (const [i, left] of a.entries()) {
    for (const [j, right] of b.entries()) {
      // Writings of the same column are in the same script: others only where a column is missing.
      const isApart = i !== j && (b[i]?.length ?? 0) > 0 && left.length > 0;
      if (left.length === 0 || right.length === 0 || isApart) continue;
      const found = alignNames(left, right, grade);
      const rank = RANKS.get(found.level) ?? 0;
      if (best.rank === 0 || rank < best.rank) best = { ...found, rank, words: left };
    }
  }
  return best;
}

const RANKS: ReadonlyMap<FullNameLevel, number> = new Map(fullNameLevels.map((level, rank) => [level, rank]));

/** Share of rows whose name has the word, by sound. */
function soundFrequency({ sounds, counts, rows }: SoundCounts): (word: NameWord | undefined) => number {
  const bySound = new Map(sounds.map((sound, i) => [sound, counts[i] ?? 0]));
  return (word) => Math.max((bySound.get(word?.key ?? "") ?? 0) - 1, 0.5) / Math.max(1, rows);
}
