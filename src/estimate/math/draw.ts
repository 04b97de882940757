/** Random numbers of the distributions that bootstrap and chains need, drawn exactly from a seeded source. */
import type { Random } from "../../base/random.ts";
import { logGamma } from "./log-gamma.ts";

/** Below this mean the plain methods are the faster ones; the transformed rejections are valid from 10 on. */
const PLAIN_BELOW = 10;

/**
 * A standard normal number: Marsaglia's (1964) polar method, one of its two.
 *
 * @example
 * drawNormal({ next: () => 0.75, below: () => 0 }) > 0; //=> true
 */
export function drawNormal(random: Random): number {
  for (;;) {
    const [x, y] = [2 * random.next() - 1, 2 * random.next() - 1];
    const square = x * x + y * y;
    if (square < 1 && square > 0) return x * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/**
 * A gamma number of the given shape and scale 1 (Marsaglia & Tsang 2000). Requires shape > 0; for shapes near 0 use
 * `drawLogGamma`, since this underflows.
 */
export function drawGamma(random: Random, shape: number): number {
  if (shape < 1) return Math.exp(drawLogGamma(random, shape));
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.next();
    const square = x * x;
    // The squeeze spares both logarithms nearly always.
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** The logarithm of a gamma number; exact for any shape > 0: Gamma(a) = Gamma(a + 1) U^(1/a). */
export function drawLogGamma(random: Random, shape: number): number {
  if (shape >= 1) return Math.log(drawGamma(random, shape));
  return Math.log(drawGamma(random, shape + 1)) + Math.log(1 - random.next()) / shape;
}

/**
 * A beta number. With a parameter of 1 by inverting its distribution: most classes of a chain are empty, and two gamma
 * numbers cost five times as much.
 *
 * @example
 * drawBeta({ next: () => 0.75, below: () => 0 }, 1, 2); //=> 0.5
 */
export function drawBeta(random: Random, a: number, b: number): number {
  if (a === 1) return 1 - (1 - random.next()) ** (1 / b);
  if (b === 1) return (1 - random.next()) ** (1 / a);
  const on = drawGamma(random, a);
  return on / (on + drawGamma(random, b));
}

/** A Poisson number: product of uniforms for small means, else transformed rejection (Hörmann 1993, PTRS). */
export function drawPoisson(random: Random, mean: number): number {
  return mean < PLAIN_BELOW ? poissonByProduct(random, mean) : poissonByRejection(random, mean);
}

function poissonByProduct(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let [count, product] = [0, random.next()];
  while (product > least) {
    product *= random.next();
    count++;
  }
  return count;
}

function poissonByRejection(random: Random, mean: number): number {
  const b = 0.931 + 2.53 * Math.sqrt(mean);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const accepted = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.next() - 0.5;
    const v = 1 - random.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= accepted) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    const left = Math.log((v * inverseAlpha) / (a / (us * us) + b));
    if (left <= k * Math.log(mean) - mean - logGamma(k + 1)) return k;
  }
}

/** A binomial number: inversion for small means, else transformed rejection (Hörmann 1993, BTRS). */
export function drawBinomial(random: Random, trials: number, chance: number): number {
  if (trials <= 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  if (chance > 0.5) return trials - drawBinomial(random, trials, 1 - chance);
  return trials * chance < PLAIN_BELOW
    ? binomialByInversion(random, trials, chance)
    : binomialByRejection(random, trials, chance);
}

function binomialByInversion(random: Random, trials: number, chance: number): number {
  let rest = random.next();
  if (rest <= 1 - trials * chance) return 0; // (1 - p)^n >= 1 - np spares the power
  const odds = chance / (1 - chance);
  let k = 0;
  let mass = Math.exp(trials * Math.log1p(-chance));
  while (rest > mass && k < trials) {
    rest -= mass;
    k++;
    mass *= (odds * (trials - k + 1)) / k;
  }
  return k;
}

function binomialByRejection(random: Random, trials: number, chance: number): number {
  const spread = Math.sqrt(trials * chance * (1 - chance));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * chance;
  const centre = trials * chance + 0.5;
  const accepted = 0.92 - 4.2 / b;
  for (;;) {
    const u = random.next() - 0.5;
    const v = 1 - random.next();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + centre);
    if (us >= 0.07 && v <= accepted) return k;
    if (k < 0 || k > trials) continue;
    const alpha = (2.83 + 5.1 / b) * spread;
    const left = Math.log((v * alpha) / (a / (us * us) + b));
    const mode = Math.floor((trials + 1) * chance);
    const atMode = logGamma(mode + 1) + logGamma(trials - mode + 1);
    const logOdds = Math.log(chance / (1 - chance));
    if (left <= atMode - logGamma(k + 1) - logGamma(trials - k + 1) + (k - mode) * logOdds) return k;
  }
}

/**
 * `total` spread over cells by `weights` (they need not add up to 1), written into `into`: binomial by binomial.
 * Requires a weight above 0 when `total` is.
 */
export function drawMultinomial(
  random: Random,
  total: number,
  { weights, into }: { readonly weights: ArrayLike<number>; readonly into: Float64Array },
): void {
  let [left, weight, last] = [total, 0, 0];
  for (let i = 0; i < into.length; i++) {
    weight += weights[i]!;
    if (weights[i]! > 0) last = i;
  }
  for (let i = 0; i < into.length; i++) {
    if (left === 0) {
      into.fill(0, i);
      return;
    }
    const own = weights[i]!;
    // All that is left goes to the last, whose own weight may have been eaten by rounding.
    into[i] = i === last ? left : drawBinomial(random, left, Math.min(1, own / weight));
    left -= into[i]!;
    weight -= own;
  }
}
