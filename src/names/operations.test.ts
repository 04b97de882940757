/** That reading a name takes no more operations than its length warrants: counted by the engine, not timed. */
import assert from "node:assert/strict";
import { Session } from "node:inspector";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { compareNames, nameKeys, prepareName } from "./index.ts";

type Coverage = {
  readonly result: readonly {
    readonly url: string;
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
};

const session = new Session();
const NAMES = new URL(".", import.meta.url).href;

/** How often any block of code of this folder ran since the last call. */
function countBlocks(): number {
  let found: Coverage = { result: [] };
  session.post("Profiler.takePreciseCoverage", (error, coverage) => {
    assert.equal(error, null);
    found = coverage;
  });
  const own = found.result.filter(({ url }) => url.startsWith(NAMES) && !url.endsWith(".test.ts"));
  return own.reduce(
    (sum, { functions }) =>
      sum + functions.flatMap(({ ranges }) => ranges).reduce((all, { count }) => all + count, 0),
    0,
  );
}

function operationsOf(run: () => unknown): number {
  countBlocks();
  run();
  return countBlocks();
}

describe("operations", () => {
  before(() => {
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    compareNames(prepareName("Temur Ali"), prepareName("Темур Али"));
  });
  after(() => session.disconnect());

  // What no list of names has met: each unit is drawn anew, so that nothing is found again.
  const letters = fc.constantFrom(
    ...Array.from("abdegilmnorstvəşğабгдеинорствьابتحدعلمنويאבגדשמնաբգდევიαβγς'-.() "),
  );
  const text = (length: number) => fc.string({ unit: letters, minLength: length, maxLength: length });

  test("of preparing a name grow at most in line with its length", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }).chain((length) => text(length)),
        (name) => {
          const operations = operationsOf(() => nameKeys(prepareName(name)));
          assert.ok(operations > 0);
          assert.ok(
            operations <= PER_NAME + PER_UNIT * name.length,
            `${operations} for ${name.length} units`,
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  test("of preparing and comparing do not grow any more behind the first 1,024 units", () => {
    const long = "Temur Velan-Korin Ali ".repeat(5000);
    const [cut, whole] = [long.slice(0, 1024), long].map((name) =>
      operationsOf(() => compareNames(prepareName(name), prepareName(`Ali ${name}`))),
    );
    assert.ok(whole! <= 1.1 * cut!, `${whole} for 100,000 units, ${cut} for 1,024`);
  });

  test("of comparing grow at most in line with the product of the words that are compared", () => {
    fc.assert(
      fc.property(fc.array(text(6), { minLength: 1, maxLength: 16 }), (words) => {
        const [a, b] = [prepareName(words.join(" ")), prepareName(words.toReversed().join(" z"))];
        const pairs = (a.tokens.length + 1) * (b.tokens.length + 1);
        const operations = operationsOf(() => compareNames(a, b));
        assert.ok(operations <= PER_PAIR_OF_WORDS * pairs, `${operations} for ${pairs} pairs of words`);
      }),
      { numRuns: 15 },
    );
  });
});

// About twice what such names take; ten letters take some 400, and 2,000 some 10,000.
const PER_NAME = 1500;
const PER_UNIT = 80;
const PER_PAIR_OF_WORDS = 300;
