/** How seldom a name of one script is written as a word of another, in bits. */
import { LONGEST_WORD } from "../distance.ts";
import type { PreparedToken } from "../prepare.ts";
import { isAbjad, scripts } from "../script.ts";
import { codesOf, SOUND_BITS } from "../sounds.ts";
import { directionOf, SILENT, type SpellingCosts, STEPS_OF_A_BIT, spellingCosts } from "./spelling-costs.ts";
import type { TokenTable } from "./token-table.ts";

/** Bits of another reading than a word's first, on either side. */
const OTHER_READING = 1.5 * STEPS_OF_A_BIT;

/** What each sound of a word that is spelt as most spell it costs about, by direction: it says nothing against a name. */
const USUAL: readonly number[] = [0.4, 0.6, 1, 0.8].map((bits) => bits * STEPS_OF_A_BIT);

/**
 * How far a word is from how a part of the table is mostly written in its script: bits above the usual, below 0 for what
 * is spelt more plainly than most. Infinity for a part that cannot be sounded. Requires parts of other scripts than
 * the word's.
 */
export function spellingBits(table: TokenTable, asked: PreparedToken): (token: number) => number {
  const forms = asked.forms.map(({ sounds, isAcross }) => ({ codes: codesOf(sounds), isAcross }));
  const [isAskedAbjad, learned] = [isAbjad(asked.script), spellingCosts()];
  return (token) => {
    const direction = directionOf(isAbjad(scripts[table.scripts[token]!]!), isAskedAbjad);
    const [costs, usual] = [learned[direction]!, USUAL[direction]!];
    const [first, end] = [table.formStart[token]!, table.formStart[token + 1]!];
    let least = Number.POSITIVE_INFINITY;
    for (let reading = 0; reading < forms.length; reading++) {
      const { codes, isAcross } = forms[reading]!;
      for (let form = first; form < end; form++) {
        if (isAcross && table.across[form] === 1) continue;
        const [from, to] = [table.codeStart[form]!, table.codeStart[form + 1]!];
        const other = (reading > 0 ? OTHER_READING : 0) + (form > first ? OTHER_READING : 0);
        const cost = writingCost(table.codes, from, to, { codes, costs }) + other - usual * codes.length;
        if (cost < least) least = cost;
      }
    }
    return least / STEPS_OF_A_BIT;
  };
}

// Scratch, overwritten by each call.
const row = new Int32Array(LONGEST_WORD + 1);

type Written = { readonly codes: Uint8Array; readonly costs: SpellingCosts };

/** Least cost of writing the sounds in [start, end) as others. */
function writingCost(sounds: Uint8Array, start: number, end: number, { codes, costs }: Written): number {
  const length = codes.length;
  const added = SILENT << SOUND_BITS;
  row[0] = 0;
  for (let j = 0; j < length; j++) row[j + 1] = row[j]! + costs[added | codes[j]!]!;
  for (let i = start; i < end; i++) {
    const from = sounds[i]! << SOUND_BITS;
    const dropped = costs[from | SILENT]!;
    let diagonal: number = row[0]!;
    let last: number = diagonal + dropped;
    row[0] = last;
    for (let j = 0; j < length; j++) {
      const code = codes[j]!;
      const above = row[j + 1]!;
      let cost = diagonal + costs[from | code]!;
      const byDrop = above + dropped - cost;
      cost += byDrop & (byDrop >> 31);
      const byOther = last + costs[added | code]! - cost;
      cost += byOther & (byOther >> 31);
      row[j + 1] = cost;
      diagonal = above;
      last = cost;
    }
  }
  return row[length]!;
}
