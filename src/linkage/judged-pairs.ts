/** People's judgements of rows, as pairs of canonical positions. */
import type { EncodedTable } from "./encode.ts";

/** A person's word on two rows of the table; `unsure` joins, parts and teaches nothing. */
export type RowJudgement = {
  readonly left: number;
  readonly right: number;
  readonly answer: "same" | "different" | "unsure";
};

/** Two canonical positions, the lower first. */
export type JudgedPair = readonly [left: number, right: number];

/** The pairs with that answer, by canonical position. */
export function judgedPairs(
  { size, order }: Pick<EncodedTable, "size" | "order">,
  judgements: readonly RowJudgement[],
  answer: RowJudgement["answer"],
): readonly JudgedPair[] {
  if (judgements.length === 0) return [];
  const position = new Uint32Array(size);
  for (const [at, row] of order.entries()) position[row] = at;
  return judgements
    .filter((judgement) => judgement.answer === answer)
    .map(({ left, right }) => {
      const [a, b] = [position[left] ?? 0, position[right] ?? 0];
      return [Math.min(a, b), Math.max(a, b)] as const;
    });
}
