import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { utf8 } from "./bytes.ts";
import { canonicalBytes, formatCanonicalJson, type Json, parseCanonicalJson } from "./canonical-json.ts";

const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);

test("reads back what it wrote", () => {
  fc.assert(fc.property(json, (value) => assert.deepEqual(parseCanonicalJson(canonicalBytes(value)), value)));
});

for (const { desc, text } of [
  { desc: "white space", text: '{"a": 1}' },
  { desc: "members out of order", text: '{"b":1,"a":2}' },
  { desc: "a member twice", text: '{"a":1,"a":1}' },
  { desc: "a number in another form", text: '{"a":1.0}' },
  { desc: "an escape that need not be", text: '{"a":"\\u0041"}' },
]) {
  test(`refuses ${desc}`, () => assert.equal(parseCanonicalJson(utf8(text)), undefined));
}

test("throws for what JSON cannot carry", () => {
  assert.throws(() => formatCanonicalJson(Number.NaN));
});
