/** Linkage on public labelled lists that are not part of the project: accuracy must not fall. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { absentFiles, dataSets } from "../../bench/data-sets.ts";
import { runDataSet } from "../../bench/run.ts";

/** Least pairwise F1 of clusters (of links, where a list holds an entity once), with no configuration. */
const FLOORS: Readonly<Record<string, number>> = {
  fake_1000: 0.95,
  febrl3: 0.9975,
  febrl4: 0.9996,
  RLdata10000: 0.94,
  "casualty lists": 0.98,
};

describe("labelled lists", () => {
  for (const [name, floor] of Object.entries(FLOORS)) {
    const dataSet = dataSets.find((known) => known.name === name);
    assert.ok(dataSet !== undefined, `got no data set ${name}`);
    const isAbsent = absentFiles(dataSet).length > 0;
    const skip = isAbsent && `no ${name}: set RECOUNT_FIXTURES to the folder that has data/`;
    test(`${name}: F1 is at least ${floor} with the truth hidden`, { skip }, async () => {
      const { f1 } = await runDataSet(dataSet);
      assert.ok(f1 >= floor, `F1 is ${f1}`);
    });
  }
});
