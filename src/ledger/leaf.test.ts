import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sha256Base64url } from "#sha256";
import { fromUtf8, toBase64url, utf8 } from "../base/bytes.ts";
import type { Json } from "../base/canonical-json.ts";
import {
  type Field,
  formatLeaf,
  formLeaf,
  isDigestText,
  leafHash,
  parseLeaf,
  readDisclosure,
} from "./leaf.ts";

const key = (byte: number) => new Uint8Array(32).fill(byte);
const fields: readonly Field[] = [
  ["kind", "person"],
  ["harm.1.kind", "missing"],
  ["harm.2.kind", null],
];
const values: fc.Arbitrary<Json> = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.integer(),
  fc.constant(null),
  fc.boolean(),
);
const fieldLists = fc.uniqueArray(fc.tuple(fc.string({ unit: "grapheme" }), values), {
  selector: ([name]) => name,
});
const readValue = <T>(parsed: { readonly value: T } | { readonly issues: unknown }): T => {
  assert.ok("value" in parsed);
  return parsed.value;
};

test("each field's disclosure opens to its value, and its digest stands in the leaf", () => {
  fc.assert(
    fc.property(fieldLists, (list) => {
      const leaf = formLeaf(key(1), list);
      const digests = readValue(parseLeaf(leaf.bytes));
      for (const [name, value] of list) {
        const opened = readValue(readDisclosure(leaf.disclose(name)));
        assert.deepEqual([opened.name, opened.value], [name, value]);
        assert.ok(digests.includes(opened.digest));
      }
      assert.equal(digests.length, list.length);
    }),
  );
});

test("digests made in one place are those of the disclosures, for names and values of any length and script", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.string({ minLength: 900, maxLength: 1300 }),
  );
  const lists = fc.uniqueArray(fc.tuple(text, fc.oneof(text, values)), {
    selector: ([name]) => name,
    maxLength: 4,
  });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), lists, (own, list) => {
      const wellFormed = list.filter((field) =>
        field.every((part) => typeof part !== "string" || part.isWellFormed()),
      );
      const leaf = formLeaf(own, wellFormed);
      assert.deepEqual(
        readValue(parseLeaf(leaf.bytes)),
        wellFormed.map(([name]) => sha256Base64url(leaf.disclose(name))).sort(),
      );
    }),
  );
});

test("the order of the fields does not change the leaf, the key does", () => {
  const leaf = formLeaf(key(1), fields).bytes;
  assert.deepEqual(formLeaf(key(1), fields.toReversed()).bytes, leaf);
  assert.notDeepEqual(formLeaf(key(2), fields).bytes, leaf);
});

test("the leaf is what a reader of SD-JWT knows, and tells nothing but the number of fields", () => {
  const leaf = JSON.parse(fromUtf8(formLeaf(key(1), fields).bytes));
  assert.deepEqual(Object.keys(leaf), ["_sd", "_sd_alg"]);
  assert.equal(leaf._sd.length, 3);
  assert.ok(leaf._sd.every(isDigestText));
});

test("salts of one key differ from field to field", () => {
  const leaf = formLeaf(key(1), fields);
  const salts = fields.map(([name]) => readValue(readDisclosure(leaf.disclose(name))).salt);
  assert.equal(new Set(salts).size, 3);
});

test("a disclosure that is not in its one form is refused", () => {
  const salt = "A".repeat(22);
  const refused = (json: string) => assert.ok("issues" in readDisclosure(toBase64url(utf8(json))), json);
  assert.ok("value" in readDisclosure(toBase64url(utf8(`["${salt}","a",1]`))));
  for (const json of [
    `["${salt}", "a",1]`,
    `["${salt}","a"]`,
    `["AAAA","a",1]`,
    `["${salt}",1,1]`,
    "{}",
    "[",
  ])
    refused(json);
  assert.ok("issues" in readDisclosure("not base64!"));
});

test("a leaf whose digests repeat, are out of order or are none is refused", () => {
  const digests = readValue(parseLeaf(formLeaf(key(1), fields).bytes));
  const reversed = utf8(JSON.stringify({ _sd: digests.toReversed(), _sd_alg: "sha-256" }));
  assert.ok("issues" in parseLeaf(reversed));
  assert.ok("issues" in parseLeaf(formatLeaf([digests[0]!, digests[0]!])));
  assert.ok("issues" in parseLeaf(formatLeaf(["short"])));
  assert.ok("issues" in parseLeaf(utf8("{}")));
});

test("a key that is not 32 bytes, a name twice and an unknown name are mistakes of the caller", () => {
  assert.throws(() => formLeaf(new Uint8Array(16), fields), { code: "bad-key" });
  assert.throws(() => formLeaf(key(1), [...fields, ["kind", "site"]]), { code: "bad-fields" });
  assert.throws(() => formLeaf(key(1), fields).disclose("name"), { code: "no-field" });
});

test("the leaf of docs/spec/leaf.md is the one that another implementation computed", () => {
  const leaf = formLeaf(key(0), [["kind", "site"]]);
  assert.equal(leaf.disclose("kind"), "WyJYM2pyMUtndkZic29ZSmE1VW9BRll3Iiwia2luZCIsInNpdGUiXQ");
  assert.equal(
    fromUtf8(leaf.bytes),
    '{"_sd":["NTKCHQvbsU0mYHndG0TbXGs6rIsKzWA4JfHhSjdtZwI"],"_sd_alg":"sha-256"}',
  );
  assert.equal(toBase64url(leafHash(leaf.bytes)), "XsRgx0ALi0i2QDiSBHTguoiIxVH6kT9YDyC-u_65Ds0");
});
