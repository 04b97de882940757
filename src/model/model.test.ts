import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { audiences, narrowerAudience } from "./audience.ts";
import { type Entry, formatEntry, parseEntry } from "./entry.ts";
import { digest, organisationId, recordId, slug } from "./ids.ts";

test("an id made of a name keeps the letters of every script", () => {
  assert.equal(slug("Список № 3: Верхняя Долина"), "список-no-3-верхняя-долина");
  assert.equal(slug("…"), "unnamed");
});

test("empty ids and false digests are refused", () => {
  assert.throws(() => recordId(""), { code: "empty-id" });
  assert.throws(() => digest("ABC"), { code: "bad-digest" });
});

test("the narrower audience is the same from either side, and never wider than one of them", () => {
  const audience = fc.constantFrom(...audiences);
  fc.assert(
    fc.property(audience, audience, (a, b) => {
      const narrow = narrowerAudience(a, b);
      assert.equal(narrow, narrowerAudience(b, a));
      assert.ok(audiences.indexOf(narrow) >= Math.max(audiences.indexOf(a), audiences.indexOf(b)));
    }),
  );
});

test("an entry reads back from its bytes", () => {
  const entry: Entry = { entry: "organisation", organisation: { id: organisationId("a"), name: "Ա \u0000" } };
  assert.deepEqual(parseEntry(formatEntry(entry)), entry);
  assert.equal(parseEntry(new TextEncoder().encode("{}")), undefined);
});
