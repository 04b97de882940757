/** Which pairs a person should be asked about first: those whose answer settles most. */

/**
 * What the answer to a pair is expected to settle, in bits: the uncertainty of the pair itself (the entropy of its match
 * probability, 1 bit at one half), times what hangs on it: the pairs of records that one answer joins or parts (rows of
 * the one side times rows of the other), and the pairs with the same comparison pattern, of which each further label
 * says less (their logarithm). 0 for a pair that is certain. Requires probability within [0, 1].
 *
 * @example
 * teachingValue({ probability: 0.5, joined: 1, alike: 1 }); //=> 1
 */
export function teachingValue({
  probability,
  joined,
  alike,
}: {
  readonly probability: number;
  readonly joined: number; // pairs of records that the answer joins or parts, at least 1
  readonly alike: number; // open pairs of the same pattern, at least 1
}): number {
  return entropyBits(probability) * (joined + Math.log2(Math.max(1, alike)));
}

function entropyBits(p: number): number {
  return p <= 0 || p >= 1 ? 0 : -(p * Math.log2(p) + (1 - p) * Math.log2(1 - p));
}
