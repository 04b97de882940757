/** The parts of the indexed names that are nearest to one part of a query, whatever script each is in. */
import { bitCount } from "../bit-count.ts";
import { LONGEST_WORD, letterDistance, lettersOf } from "../distance.ts";
import type { PreparedToken } from "../prepare.ts";
import { typingErrors } from "../screen.ts";
import { isAbjad, scripts } from "../script.ts";
import { codesOf, costsByMode, HARD, type Mode, SOUND_BITS } from "../sounds.ts";
import { letterBitsOf, writtenClass } from "./lookup.ts";
import type { NameIndex } from "./name-index.ts";
import { walkSounds } from "./sound-walk.ts";
import { sectionOf } from "./token-table.ts";
import { BEGUN, INITIAL, VARIANT, type WeighedParts, weighParts } from "./weigh-parts.ts";

/** Likeness, in per mille, of a part that is written the same: above one that only sounds the same. */
const WRITTEN = 1001;

/** Likeness, in per mille, of a part that begins only alike in sounds, less what is still to come. */
const BEGUN_ALIKE = 700;

/** Parts that one part of a query may begin: of more than these, those that most names have. */
const MOST_BEGUN = 256;

/** Names share parts, and queries do: what the last so many parts of queries are near to is kept. */
const MOST_KEPT = 1024;

type Kept = {
  readonly whole: Map<PreparedToken, WeighedParts>;
  readonly last: Map<PreparedToken, WeighedParts>;
};
const keptByIndex = new WeakMap<NameIndex, Kept>();

/**
 * The parts with names that are near `asked`, those that say most first: alike in sounds, mistyped in one script,
 * forms of one given name, and initials that it begins with. A last part is still being written: it may also be the
 * beginning of one.
 */
export function nearTokens(index: NameIndex, asked: PreparedToken, isLast: boolean): WeighedParts {
  const kept = keptByIndex.get(index) ?? { whole: new Map(), last: new Map() };
  keptByIndex.set(index, kept);
  const memory = isLast ? kept.last : kept.whole;
  const found = memory.get(asked) ?? findNear(index, asked, isLast);
  memory.delete(asked);
  if (memory.size >= MOST_KEPT) memory.delete(memory.keys().next().value!);
  memory.set(asked, found);
  return found;
}

/** Whether some name has the part: one of names that are gone may have none. */
function hasNames({ postingStart }: NameIndex, token: number): boolean {
  return postingStart[token + 1]! > postingStart[token]!;
}

/** Parts that were found, each once, with the greatest likeness of those that it was found by, in per mille. */
type Finds = { readonly index: NameIndex; readonly tokens: number[]; readonly begun: Set<number> };

function findNear(index: NameIndex, asked: PreparedToken, isLast: boolean): WeighedParts {
  const finds: Finds = { index, tokens: [], begun: new Set() };
  if (asked.isInitial) takeOpened(finds, asked, isLast);
  else takeWhole(finds, asked, isLast);
  if (isLast) takeBegun(finds, asked);
  const found = weighParts(index, { found: finds.tokens, begun: finds.begun, asked });
  for (const token of finds.tokens) index.likeness[token] = 0;
  return found;
}

function take({ index, tokens }: Finds, token: number, likeness: number): void {
  const known = index.likeness[token]!;
  if (likeness <= known || !hasNames(index, token)) return;
  if (known === 0) tokens.push(token);
  index.likeness[token] = likeness;
}

function takeWhole(finds: Finds, asked: PreparedToken, isLast: boolean): void {
  const { lookup } = finds.index;
  takeAlike(finds, asked, isLast);
  takeMistyped(finds, asked);
  for (const one of asked.variants)
    for (let at = lookup.classStart[one] ?? 0; at < (lookup.classStart[one + 1] ?? 0); at++)
      take(finds, lookup.ofClass[at]!, VARIANT);
  for (const token of lookup.initials) if (opensAlike(finds.index, token, asked)) take(finds, token, INITIAL);
}

function modeOf(asked: PreparedToken, script: number): Mode {
  const hasAbjad = isAbjad(asked.script) || isAbjad(scripts[script]!);
  if (scripts[script] === asked.script) return hasAbjad ? 3 : 0;
  return hasAbjad ? 2 : 1;
}

function takeAlike(finds: Finds, asked: PreparedToken, isLast: boolean): void {
  const { sounds } = finds.index.lookup;
  const visit = {
    near: (place: number, likeness: number) => take(finds, sounds.token[place]!, likeness),
    begun: isLast ? (place: number) => void finds.begun.add(sounds.token[place]!) : undefined,
  };
  for (const form of asked.forms)
    for (let script = 0; script < scripts.length; script++)
      for (const isAcross of [false, true]) {
        // As one language says it, a word is written in other scripts; there, not as another language says it.
        if ((form.isAcross || isAcross) && scripts[script] === asked.script) continue;
        if (form.isAcross && isAcross) continue;
        const section = sectionOf(script, isAcross);
        const [from, to] = [sounds.sectionStart[section]!, sounds.sectionStart[section + 1]!];
        const query = { codes: codesOf(form.sounds), from, to, mode: modeOf(asked, script) };
        if (from < to && query.codes.length > 0) walkSounds(sounds, query, visit);
      }
}

/** Parts of the script that may be one letter off: a pass over their letters' bits costs less than an index. */
function takeMistyped(finds: Finds, { fold, script: written }: PreparedToken): void {
  const { index } = finds;
  const { letterBits, written: tokens, writtenStart } = index.lookup;
  const [script, length, bits, letters] = [
    scripts.indexOf(written),
    fold.length,
    letterBitsOf(fold),
    lettersOf(fold),
  ];
  if (length > LONGEST_WORD) return;
  const end = writtenStart[writtenClass(script, length + 1) + 1]!;
  for (let at = writtenStart[writtenClass(script, length - 1)]!; at < end; at++) {
    if (bitCount(bits ^ letterBits[at]!) > 2) continue;
    const other = index.tokens.folds[tokens[at]!]!;
    if (other.length > LONGEST_WORD) continue;
    const longer = Math.max(length, other.length);
    const most = typingErrors(longer);
    const errors = other === fold ? 0 : letterDistance(letters, lettersOf(other), most);
    const likeness = other === fold ? WRITTEN : Math.round(1000 * (1 - errors / longer));
    if (errors <= most) take(finds, tokens[at]!, likeness);
  }
}

/** Whether a part begins with the letter or sound that another does. */
function opensAlike({ tokens }: NameIndex, token: number, asked: PreparedToken): boolean {
  if (scripts[tokens.scripts[token]!] === asked.script) return tokens.folds[token]![0] === asked.fold[0];
  const form = tokens.formStart[token]!;
  const [code] = codesOf(asked.forms[0]?.sounds[0] ?? "");
  if (code === undefined || form === tokens.formStart[token + 1]) return false;
  return costsByMode[1]!.change[(code << SOUND_BITS) | tokens.codes[tokens.codeStart[form]!]!]! <= HARD / 4;
}

/** The parts that an initial may stand for; the last of a query may be the beginning of each. */
function takeOpened(finds: Finds, asked: PreparedToken, isLast: boolean): void {
  const { tokens } = finds.index;
  for (let token = 0; token < tokens.folds.length; token++) {
    if (!opensAlike(finds.index, token, asked)) continue;
    take(finds, token, tokens.folds[token] === asked.fold ? WRITTEN : INITIAL);
    if (isLast) finds.begun.add(token);
  }
}

/** Parts that begin as `asked` does: those of most names, at most 256. */
function takeBegun(finds: Finds, { fold }: PreparedToken): void {
  const { index, begun } = finds;
  const { byFold, folds } = index.tokens;
  for (let at = firstNotBelow(index, fold); at < byFold.length && folds[byFold[at]!]!.startsWith(fold); at++)
    begun.add(byFold[at]!);
  const { postingStart, lookup, likeness } = index;
  const namesOf = (token: number) => postingStart[token + 1]! - postingStart[token]!;
  const most = [...begun]
    .filter((token) => hasNames(index, token) && likeness[token]! < likenessOfBeginning(fold, folds[token]!))
    .sort((a, b) => namesOf(b) - namesOf(a) || lookup.orderOf[a]! - lookup.orderOf[b]!)
    .slice(0, MOST_BEGUN);
  begun.clear();
  for (const token of most) {
    begun.add(token);
    take(finds, token, likenessOfBeginning(fold, folds[token]!));
  }
}

/** The longer what is typed of a part, the likelier it is meant; one that is only begun alike in sounds less so. */
function likenessOfBeginning(typed: string, fold: string): number {
  const begun = fold.startsWith(typed) ? BEGUN : BEGUN_ALIKE;
  return Math.round((begun * (1 + Math.min(1, typed.length / fold.length))) / 2);
}

/** First place in the order of folds that is not below `fold`. */
function firstNotBelow({ tokens: { byFold, folds } }: NameIndex, fold: string): number {
  let [low, high] = [0, byFold.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (folds[byFold[middle]!]! < fold) low = middle + 1;
    else high = middle;
  }
  return low;
}
