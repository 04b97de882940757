import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LinkModel } from "./link-model.ts";
import { fieldKinds } from "./link-table.ts";
import { formatModel, parseModel } from "./model-file.ts";

const chance = fc.double({ min: 1e-12, max: 1, noNaN: true });
const level = fc.record({
  label: fc.string(),
  m: chance,
  u: chance,
  r: chance,
  n: chance,
  p: chance,
  usual: chance,
});
const models: fc.Arbitrary<LinkModel> = fc.record({
  model: fc.constant("recount-linkage" as const),
  version: fc.constant(2 as const),
  seed: fc.nat(),
  prior: chance,
  related: chance,
  namesakes: chance,
  neighbours: chance,
  comparisons: fc.array(
    fc.record({
      name: fc.string(),
      kind: fc.constantFrom(...fieldKinds),
      fields: fc.array(fc.string()),
      levels: fc.array(level, { minLength: 2, maxLength: 4 }),
    }),
    { maxLength: 3 },
  ),
  together: fc.array(
    fc.record({
      comparisons: fc.tuple(fc.string(), fc.string()),
      levels: fc.tuple(fc.string(), fc.string()),
      lift: fc.double({ min: 1, max: 1e6, noNaN: true }),
    }),
    { maxLength: 2 },
  ),
  rules: fc.array(fc.record({ keys: fc.array(fc.string()), pairs: fc.nat() }), { maxLength: 3 }),
});

test("a formatted model parses to itself", () => {
  fc.assert(
    fc.property(models, (model) => {
      const parsed = parseModel(formatModel(model));
      assert.ok("value" in parsed, JSON.stringify(parsed));
      assert.deepEqual(parsed.value, JSON.parse(JSON.stringify(model)));
    }),
  );
});

const small: LinkModel = {
  model: "recount-linkage",
  version: 2,
  seed: 1,
  prior: 0.01,
  related: 0,
  namesakes: 0,
  neighbours: 0,
  comparisons: [
    {
      name: "sex",
      kind: "sex",
      fields: ["sex"],
      levels: ["missing", "same", "different"].map((label) => ({
        label,
        m: 1,
        u: 1,
        r: 1,
        n: 1,
        p: 1,
        usual: 0,
      })),
    },
  ],
  together: [],
  rules: [],
};

test("all that is wrong with a model is said, with its path", () => {
  const cases = [
    { desc: "another version", from: '"version": 2', to: '"version": 1', path: "version" },
    { desc: "a prior of 0", from: '"prior": 0.01', to: '"prior": 0', path: "prior" },
    { desc: "an unknown kind", from: '"kind": "sex"', to: '"kind": "sexe"', path: "comparisons[0].kind" },
    { desc: "m above 1", from: '"same","m":1', to: '"same","m":1.5', path: "comparisons[0].levels[1].m" },
    { desc: "a key that says nothing", from: '"seed": 1', to: '"seed": 1, "sead": 2', path: ".sead" },
    { desc: "no JSON", from: "{", to: "", path: "" },
  ];
  for (const { desc, from, to, path } of cases) {
    const parsed = parseModel(formatModel(small).replace(from, to));
    assert.ok("issues" in parsed, desc);
    assert.deepEqual(
      parsed.issues.map((issue) => issue.path),
      [path],
      desc,
    );
  }
});
