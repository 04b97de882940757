/** Logistic regression with a pull to nothing, by Newton's method. */

export type Sample = { readonly features: Float64Array; readonly isMatch: boolean; readonly weight: number };

/** Coefficients in nats, one for each pull: the strength with which it is drawn to 0, in pseudo-pairs. */
export function fitLogistic(samples: readonly Sample[], pulls: readonly number[]): readonly number[] {
  const size = pulls.length;
  const beta = new Float64Array(size);
  for (let round = 0; round < 25; round++) {
    const gradient = beta.map((value, at) => -(pulls[at] ?? 0) * value);
    const curvature = Array.from({ length: size }, (_, at) => {
      const row = new Float64Array(size);
      row[at] = Math.max(1e-9, pulls[at] ?? 0);
      return row;
    });
    for (const sample of samples) addSample(sample, beta, gradient, curvature);
    const step = solve(curvature, gradient);
    step.forEach((value, at) => {
      beta[at]! += value;
    });
    if (step.every((value) => Math.abs(value) < 1e-7)) break;
  }
  return [...beta];
}

function addSample(
  { features, isMatch, weight }: Sample,
  beta: Float64Array,
  gradient: Float64Array,
  curvature: readonly Float64Array[],
): void {
  const at = [...features.keys()].filter((index) => features[index] !== 0);
  const share = 1 / (1 + Math.exp(-at.reduce((sum, index) => sum + features[index]! * beta[index]!, 0)));
  for (const i of at) {
    gradient[i]! += weight * ((isMatch ? 1 : 0) - share) * features[i]!;
    for (const j of at) curvature[i]![j]! += weight * share * (1 - share) * features[i]! * features[j]!;
  }
}

/** Solves a symmetric positive definite system by Cholesky's factors. */
function solve(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  const lower = matrix.map(() => new Float64Array(size));
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]![j]!;
      for (let k = 0; k < j; k++) sum -= lower[i]![k]! * lower[j]![k]!;
      lower[i]![j] = i === j ? Math.sqrt(sum) : sum / lower[j]![j]!;
    }
  const half = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = vector[i]!;
    for (let k = 0; k < i; k++) sum -= lower[i]![k]! * half[k]!;
    half[i] = sum / lower[i]![i]!;
  }
  const solution = new Float64Array(size);
  for (let i = size - 1; i >= 0; i--) {
    let sum = half[i]!;
    for (let k = i + 1; k < size; k++) sum -= lower[k]![i]! * solution[k]!;
    solution[i] = sum / lower[i]![i]!;
  }
  return solution;
}
