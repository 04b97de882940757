/** Linear programmes of a few dozen rows: does a maximum-likelihood estimate exist? */

/** Maximise `objective . x` where `rows x = bounds`, x >= 0. Requires bounds >= 0. */
export type Programme = {
  readonly objective: readonly number[];
  readonly rows: readonly (readonly number[])[];
  readonly bounds: readonly number[];
};

export type Solution =
  | { readonly kind: "optimal"; readonly value: number; readonly at: readonly number[] }
  | { readonly kind: "infeasible" }
  | { readonly kind: "unbounded" };

/** Smaller is zero: the programmes here have small whole numbers, whose tableaux stay far from this. */
const TINY = 1e-9;

/** Rows of coefficients, their bounds in the last column; `gains` is what each column still adds to the objective. */
type Tableau = {
  readonly cells: Float64Array[];
  readonly gains: Float64Array;
  readonly basis: number[];
  readonly width: number;
};

/**
 * The optimum, by the two-phase tableau simplex with Bland's rule, which cannot cycle (Bland 1977). Rows that follow
 * from others are allowed.
 *
 * @example
 * const answer = maximise({ objective: [1, 0], rows: [[1, 1]], bounds: [4] });
 * answer; //=> { kind: "optimal", value: 4, at: [4, 0] }
 */
export function maximise({ objective, rows, bounds }: Programme): Solution {
  const feasible = findFeasible({ objective, rows, bounds });
  if (feasible === undefined) return { kind: "infeasible" };
  setGains(feasible, objective);
  if (!climb(feasible)) return { kind: "unbounded" };
  const at = objective.map(() => 0);
  feasible.basis.forEach((column, i) => {
    if (column < feasible.width) at[column] = feasible.cells[i]![feasible.width]!;
  });
  return { kind: "optimal", value: at.reduce((sum, x, i) => sum + x * objective[i]!, 0), at };
}

/** Phase one: artificial columns, one a row, are driven to zero; undefined when they cannot be. */
function findFeasible({ objective, rows, bounds }: Programme): Tableau | undefined {
  const [height, width] = [rows.length, objective.length];
  const all = width + height;
  const tableau: Tableau = {
    width: all,
    gains: new Float64Array(all + 1),
    basis: rows.map((_, i) => width + i),
    cells: rows.map((row, i) => {
      const line = new Float64Array(all + 1);
      line.set(row);
      line[width + i] = 1;
      line[all] = bounds[i]!;
      return line;
    }),
  };
  setGains(tableau, [...objective.map(() => 0), ...rows.map(() => -1)]);
  climb(tableau);
  if (tableau.gains[all]! > TINY) return undefined;
  expelArtificial(tableau, width);
  const narrow = (line: Float64Array) => Float64Array.from([...line.subarray(0, width), line[all]!]);
  return { ...tableau, width, gains: new Float64Array(width + 1), cells: tableau.cells.map(narrow) };
}

function setGains({ cells, gains, basis, width }: Tableau, objective: readonly number[]): void {
  gains.fill(0);
  gains.set(objective);
  cells.forEach((line, i) => {
    const of = objective[basis[i]!]!;
    if (of !== 0) for (let j = 0; j <= width; j++) gains[j]! -= of * line[j]!;
  });
}

/** Pivots until no column improves; false when nothing bounds the improvement. */
function climb(tableau: Tableau): boolean {
  for (;;) {
    const entering = tableau.gains.findIndex((gain, column) => column < tableau.width && gain > TINY);
    if (entering < 0) return true;
    const leaving = tightestRow(tableau, entering);
    if (leaving === undefined) return false;
    pivot(tableau, leaving, entering);
  }
}

function tightestRow({ cells, basis, width }: Tableau, entering: number): number | undefined {
  let best: number | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < cells.length; i++) {
    const line = cells[i]!;
    if (line[entering]! <= TINY) continue;
    const ratio = line[width]! / line[entering]!;
    const isTie = best !== undefined && Math.abs(ratio - least) <= TINY;
    if (isTie ? basis[i]! >= basis[best!]! : ratio >= least) continue;
    best = i;
    least = ratio;
  }
  return best;
}

function pivot({ cells, gains, basis }: Tableau, row: number, column: number): void {
  const line = cells[row]!;
  const by = line[column]!;
  for (let j = 0; j < line.length; j++) line[j]! /= by;
  for (const other of [...cells, gains]) {
    const times = other[column]!;
    if (other === line || times === 0) continue;
    for (let j = 0; j < other.length; j++) other[j]! -= times * line[j]!;
  }
  basis[row] = column;
}

/** Artificial columns that stayed in the basis at zero leave it; their row is redundant when nothing can take over. */
function expelArtificial(tableau: Tableau, width: number): void {
  for (let i = tableau.cells.length - 1; i >= 0; i--) {
    if (tableau.basis[i]! < width) continue;
    const line = tableau.cells[i]!;
    const column = line.findIndex((value, j) => j < width && Math.abs(value) > TINY);
    if (column >= 0) pivot(tableau, i, column);
    else {
      tableau.cells.splice(i, 1);
      tableau.basis.splice(i, 1);
    }
  }
}
