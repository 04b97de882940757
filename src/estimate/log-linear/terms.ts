/** Hierarchical log-linear models as sets of terms; a term is a set of lists, a bit for each. */
import { sizeOf } from "../capture-table.ts";

/** Terms of a hierarchical model, sorted: the intercept 0, every list, and interactions with all their parts. */
export type Terms = readonly number[];

/** The parts of a term, itself and the empty one among them. */
export function partsOf(term: number): readonly number[] {
  const parts: number[] = [];
  for (let part = term; ; part = (part - 1) & term) {
    parts.push(part);
    if (part === 0) return parts;
  }
}

/**
 * The model that lets each list be as large as it is and nothing depend on anything.
 *
 * @example
 * independence(2); //=> [0, 1, 2]
 */
export function independence(lists: number): Terms {
  return [0, ...Array.from({ length: lists }, (_, i) => 1 << i)];
}

/**
 * The smallest hierarchical model of `lists` lists that has the given interactions.
 *
 * @example
 * closeTerms(3, [0b011]); //=> [0, 1, 2, 3, 4]
 */
export function closeTerms(lists: number, interactions: readonly number[]): Terms {
  return [...new Set([...independence(lists), ...interactions.flatMap(partsOf)])].sort((a, b) => a - b);
}

/**
 * Every hierarchical model with all lists and no term of all of them: 1, 8, 113, 6,893 for 2 to 5 lists; of terms
 * of at most `maxOrder` lists. Requires 2 to 5 lists: with 6 there are millions.
 *
 * @example
 * [2, 3, 4].map((lists) => hierarchicalModels(lists).length); //=> [1, 8, 113]
 */
export function hierarchicalModels(lists: number, maxOrder: number = lists - 1): readonly Terms[] {
  const full = (1 << lists) - 1;
  const interactions = Array.from({ length: full }, (_, cell) => cell)
    .filter((term) => sizeOf(term) >= 2 && sizeOf(term) <= maxOrder)
    .sort((a, b) => sizeOf(a) - sizeOf(b) || a - b);
  let models: readonly (readonly number[])[] = [[]];
  for (const term of interactions) {
    const parts = partsOf(term).filter((part) => part !== term && sizeOf(part) >= 2);
    const grown = models.filter((model) => parts.every((part) => model.includes(part)));
    models = [...models, ...grown.map((model) => [...model, term])];
  }
  return models.map((model) => [...independence(lists), ...model].sort((a, b) => a - b));
}

/** Terms that the model's other interactions do not imply: what names it. */
export function generators(terms: Terms): readonly number[] {
  return terms.filter(
    (term) => term !== 0 && !terms.some((other) => other !== term && (other & term) === term),
  );
}

/**
 * The model in the literature's brackets, larger interactions first. `names` are what the lists are called.
 *
 * @example
 * formatModel(closeTerms(4, [0b0111, 0b1001]), ["a", "b", "c", "d"]); //=> "[a·b·c, a·d]"
 */
export function formatModel(terms: Terms, names: readonly string[]): string {
  const parts = generators(terms)
    .map((term) => names.flatMap((_, i) => ((term >> i) & 1 ? [i] : [])))
    .sort((a, b) => b.length - a.length || compareLists(a, b));
  return `[${parts.map((lists) => lists.map((i) => names[i]).join("·")).join(", ")}]`;
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((list, i) => list !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
