import assert from "node:assert/strict";
import { test } from "node:test";
import { digestOf } from "../../appeal/manifest.ts";
import { utf8 } from "../../base/bytes.ts";
import { entityId, recordId } from "../../model/ids.ts";
import { assignmentsDigest, chunkDigests, digestOfLines } from "./assignments-digest.ts";

const assigned = (index: number, entity = `a/${index}`) => ({
  index,
  record: recordId(`a/${index}`),
  entity: entityId(entity),
});
const some = [3, 70, 64, 700].map((index) => assigned(index));

test("runs of before stand for their assignments by one digest over all lines", () => {
  assert.equal(digestOfLines(some.slice(0, 1)), digestOf(utf8('"a/3"\t"a/3"\n')));
});

test("a chunk's digest is of its lines in the ledger's order, and the run's of all chunks", () => {
  const chunks = chunkDigests(some);
  assert.deepEqual([...chunks.keys()], [0, 1, 10]);
  assert.equal(chunks.get(1), digestOfLines([assigned(64), assigned(70)]));
  const lines = [0, 1, 10].map((number) => `${number}\t${chunks.get(number)}\n`);
  assert.equal(assignmentsDigest(chunks), digestOf(utf8(lines.join(""))));
  assert.equal(assignmentsDigest(chunkDigests(some.toReversed())), assignmentsDigest(chunks));
});

test("another entity changes the digest of its chunk alone", () => {
  const [before, after] = [some, [...some.slice(0, 3), assigned(700, "b/1")]].map((own) => chunkDigests(own));
  assert.ok(before && after);
  assert.deepEqual(
    [...after].filter(([chunk, digest]) => before.get(chunk) !== digest).map(([chunk]) => chunk),
    [10],
  );
  assert.notEqual(assignmentsDigest(after), assignmentsDigest(before));
});
