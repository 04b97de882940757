/** Which passphrases are too easy to guess, the same at the command line and in the browser. */
import type { Verdict } from "./errors.ts";

const SHORTEST = 12; // characters; of random words, four are more
const FEWEST = 6; // different ones: "aaaaaaaaaaaa" and "121212121212" are long and known to every guesser

/**
 * Whether a new passphrase may seal something.
 *
 * @example
 * judgePassphrase("aaaaaaaaaaaaaaaa").reason; //=> "1 different character, wanted at least 6"
 */
export function judgePassphrase(passphrase: string): Verdict {
  const letters = Array.from(passphrase);
  const different = new Set(letters).size;
  if (letters.length < SHORTEST)
    return { ok: false, reason: `${letters.length} characters, wanted at least ${SHORTEST}` };
  return different < FEWEST
    ? {
        ok: false,
        reason: `${different} different character${different === 1 ? "" : "s"}, wanted at least ${FEWEST}`,
      }
    : { ok: true };
}
