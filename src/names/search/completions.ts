/** Parts that a query's last part may be the beginning of, while somebody is still typing. */
import { soundDistance } from "../distance.ts";
import { nameKeys } from "../keys.ts";
import {
  FLAGS,
  FORM_CODES,
  FORM_HEAD,
  FORM_WEIGHTS,
  FORMS,
  FORMS_AT,
  IS_ABJAD,
  SCRIPT,
} from "../packed-word.ts";
import { type PreparedToken, prepareName } from "../prepare.ts";
import { costsByMode } from "../sounds.ts";
import type { NameIndex } from "./name-index.ts";
import { hasNames, type NearToken } from "./near-tokens.ts";

/** Parts that are kept: of more than these, those that most names have. */
const MOST_COMPLETIONS = 256;

/** Parts looked at in another script: the sounds of each are compared. */
const MOST_LOOKED_AT = 4096;

/** Likeness of a part and its beginning, less what is still to come: below any whole part that is as near. */
const BEGUN = 0.8;

/** Cost of the farthest beginning in another script, in per mille of what is typed. */
const FARTHEST = 200;

/**
 * Parts that begin as `asked` does: by letters in its own script, by sounds in the others. Those of most names
 * first, at most 256.
 */
export function completions(index: NameIndex, asked: PreparedToken): readonly NearToken[] {
  const found = [...new Set([...inOwnScript(index, asked.fold), ...inOtherScripts(index, asked)])];
  const { orderOf } = index.lookup;
  const namesOf = (token: number) => index.postingStart[token + 1]! - index.postingStart[token]!;
  return found
    .filter((token) => hasNames(index, token))
    .sort((a, b) => namesOf(b) - namesOf(a) || orderOf[a]! - orderOf[b]!)
    .slice(0, MOST_COMPLETIONS)
    .map((token) => ({ token, likeness: likenessOfBeginning(index, asked, token) }))
    .sort((a, b) => b.likeness - a.likeness);
}

/** The longer what is typed of a part, the likelier it is meant. */
function likenessOfBeginning({ tokens }: NameIndex, asked: PreparedToken, token: number): number {
  const length = tokens.folds[token]!.length;
  return (BEGUN * (1 + Math.min(1, asked.fold.length / length))) / 2;
}

function* inOwnScript({ tokens }: NameIndex, prefix: string): Generator<number> {
  const { byFold, folds } = tokens;
  for (
    let at = firstNotBelow(byFold, (token) => folds[token]! < prefix);
    at < byFold.length && folds[byFold[at]!]!.startsWith(prefix);
    at++
  )
    if (folds[byFold[at]!]!.length > prefix.length) yield byFold[at]!;
}

function inOtherScripts(index: NameIndex, asked: PreparedToken): readonly number[] {
  const { bySkeleton, tokenStart, tokensOf } = index.lookup;
  const { skeletons } = index.tokens;
  const found: number[] = [];
  let lookedAt = 0;
  for (const prefix of nameKeys(prepareName(asked.fold)))
    for (
      let at = firstNotBelow(bySkeleton, (skeleton) => skeletons[skeleton]! < prefix);
      at < bySkeleton.length && skeletons[bySkeleton[at]!]!.startsWith(prefix);
      at++
    )
      for (let of = tokenStart[bySkeleton[at]!]!; of < tokenStart[bySkeleton[at]! + 1]!; of++) {
        if (lookedAt++ === MOST_LOOKED_AT) return found;
        if (beginsAlike(index, asked, tokensOf[of]!)) found.push(tokensOf[of]!);
      }
  return found;
}

/** Whether the first sounds of a part of another script, one more or less, are near enough to all that is typed. */
function beginsAlike({ tokens: { words, wordStart } }: NameIndex, { packed }: PreparedToken, token: number) {
  const at = wordStart[token]!;
  if (words[at + SCRIPT] === packed[SCRIPT] || words[at + FORMS] === 0 || packed[FORMS] === 0) return false;
  const mode = ((words[at + FLAGS]! | packed[FLAGS]!) & IS_ABJAD) !== 0 ? 2 : 1;
  const [typed, form] = [packed[FORMS_AT]!, at + words[at + FORMS_AT]!];
  const length = packed[typed + FORM_CODES]!;
  const asked = { numbers: packed, start: typed + FORM_HEAD, length };
  const limit = Math.floor((packed[typed + FORM_WEIGHTS + mode]! * FARTHEST) / 1000);
  return [-1, 0, 1].some((more) => {
    const begun = Math.min(words[form + FORM_CODES]!, Math.max(1, length + more));
    const other = { numbers: words, start: form + FORM_HEAD, length: begun };
    return soundDistance(asked, other, { costs: costsByMode[mode]!, limit }) <= limit;
  });
}

/** First place in a sorted list whose number is not below what is sought. */
function firstNotBelow(sorted: Uint32Array, isBelow: (number: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBelow(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
