import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../base/random.ts";
import { drawSample, type RunPairs } from "./draw-sample.ts";
import { fixedWeight } from "./match-weight.ts";
import { type JudgedStratum, measureSample } from "./measure-sample.ts";

/** A run over invented people of two records each: `found` of them linked, and false links beside them. */
function invented(people: number, random = seededRandom(7)): { run: RunPairs; person: number[] } {
  const person = Array.from({ length: 2 * people }, (_, row) => Math.floor(row / 2));
  const entity = [...person];
  const [left, right, weight]: [number[], number[], number[]] = [[], [], []];
  for (let own = 0; own < people; own++) {
    left.push(2 * own);
    right.push(2 * own + 1);
    const isFound = random.next() < 0.8;
    weight.push(fixedWeight(isFound ? 3 + 8 * random.next() : -6 + 5 * random.next()));
    if (!isFound) entity[2 * own + 1] = people + own;
  }
  for (let other = 0; other + 3 < 2 * people; other += 20) {
    left.push(other);
    right.push(other + 3);
    weight.push(fixedWeight(2 + random.next()));
    entity[other + 3] = entity[other] ?? 0;
  }
  return { run: { left, right, weight, entity }, person };
}

const judge = ({ run, person }: ReturnType<typeof invented>, drawn: number, seed: number) =>
  drawSample(run, drawn, seededRandom(seed)).map(({ linked, compared, pairs, drawn: own }): JudgedStratum => {
    const same = own.filter(([a, b]) => person[a] === person[b]).length;
    return { linked, compared, pairs, same, different: own.length - same };
  });

test("strata hold every pair of rows once, and no pair is drawn twice", () => {
  const { run } = invented(150);
  const strata = drawSample(run, 90, seededRandom(3));
  const size = run.entity.length;
  assert.equal(
    strata.reduce((sum, { pairs }) => sum + pairs, 0),
    (size * (size - 1)) / 2,
  );
  const drawn = strata.flatMap((stratum) => stratum.drawn.map(([a, b]) => `${a} ${b}`));
  assert.equal(new Set(drawn).size, drawn.length);
  assert.ok(Math.abs(drawn.length - 90) < 30, `${drawn.length} drawn`);
  assert.ok(strata.some(({ linked, compared }) => !linked && !compared));
});

test("the same seed draws the same pairs", () => {
  const { run } = invented(60);
  assert.deepEqual(drawSample(run, 40, seededRandom(5)), drawSample(run, 40, seededRandom(5)));
  assert.notDeepEqual(drawSample(run, 40, seededRandom(5)), drawSample(run, 40, seededRandom(6)));
});

test("intervals hold the true precision and recall about as often as they say", () => {
  const known = invented(200);
  const { run, person } = known;
  const isTrue = (a: number, b: number) => person[a] === person[b];
  const linked = person.flatMap((_, a) =>
    person.flatMap((__, b) => (a < b && run.entity[a] === run.entity[b] ? [[a, b] as const] : [])),
  );
  const found = linked.filter(([a, b]) => isTrue(a, b)).length;
  const [precision, recall] = [found / linked.length, found / 200];
  const seeds = Array.from({ length: 60 }, (_, seed) => seed + 1);
  const covered = seeds.map((seed) => {
    const measure = measureSample(judge(known, 120, seed), seed);
    assert.ok(measure);
    const holds = ({ lower, upper }: { lower: number; upper: number }, truth: number) =>
      lower <= truth && truth <= upper;
    return [holds(measure.precision, precision), holds(measure.recallOfCompared, recall)];
  });
  for (const side of [0, 1])
    assert.ok(covered.filter((each) => each[side]).length >= 52, `${side}: ${covered.length}`);
});

test("a stratum that was judged as a whole leaves no doubt", () => {
  const whole: JudgedStratum = { linked: true, compared: true, pairs: 4, same: 3, different: 1 };
  const measure = measureSample([whole]);
  assert.deepEqual(measure?.precision, { value: 0.75, lower: 0.75, upper: 0.75 });
});

test("nothing is measured while no linked pair is judged", () => {
  assert.equal(measureSample([{ linked: true, compared: true, pairs: 4, same: 0, different: 0 }]), undefined);
});
