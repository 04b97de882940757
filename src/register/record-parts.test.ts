import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Audience, audienceOf, audiences, type Consent, fieldPaths } from "../model/audience.ts";
import { organisationId, recordId, sourceId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import { roles, type Viewer } from "../model/person.ts";
import type { StoredRecord } from "../model/record.ts";
import { cutRecord, indexOfHandle, joinParts, recordParts } from "./record-parts.ts";

const holder = organisationId("valley");
const record: StoredRecord = {
  id: recordId("families/AB-1"),
  source: sourceId("families"),
  key: "AB-1",
  version: 1,
  part: 1,
  row: 7,
  table: "list",
  index: 12,
  kind: "person",
  cells: [["name", "Maro Velan"]],
  issues: [],
  mentions: {
    ...noMentions,
    names: [
      { text: "Maro Velan", part: "full", of: "self" },
      { text: "Ilyas", part: "given", of: "father" },
    ],
    dates: [
      { role: "birth", text: "1950", date: { year: 1950 } },
      { role: "death", text: "1992", date: { year: 1992 } },
    ],
    harms: [{ kind: "killed", status: "open", when: { year: 1992 }, circumstances: "at the bridge" }],
    age: 42,
  },
};
const usual: Consent = { general: "public", fields: {} };
const seenBy = (viewer: Viewer, consent: Consent = usual, restrictions = {}) =>
  cutRecord(record, audienceOf(record.kind, consent, restrictions), { viewer, holder });
const member = (organisation: string): Viewer => ({
  as: "person",
  name: "Ani",
  role: "reader",
  organisation: organisationId(organisation),
});

test("its organisation sees a record as it was received, and the keeper of a register without people does", () => {
  assert.deepEqual(seenBy(member("valley")), record);
  assert.deepEqual(seenBy({ as: "keeper" }), record);
});

test("another organisation sees what happened and not to whom, nor the key of the row", () => {
  const seen = seenBy(member("coast"));
  assert.deepEqual(seen?.mentions.harms, [{ kind: "killed", status: "open", when: { year: 1992 } }]);
  assert.equal(seen.mentions.age, 42);
  assert.deepEqual(seen.mentions.names, []);
  assert.deepEqual(
    seen.mentions.dates.map(({ role }) => role),
    ["death"],
  );
  assert.equal(indexOfHandle(seen.id), 12);
  assert.doesNotMatch(JSON.stringify(seen), /Maro|Ilyas|AB-1|bridge|1950/);
});

test("a name is shown more widely only when its source says so of names", () => {
  const consent: Consent = { general: "public", fields: { names: "public" } };
  assert.deepEqual(seenBy({ as: "public" }, consent)?.mentions.names.length, 2);
  assert.equal(seenBy({ as: "public" }), undefined);
});

test("a family that asks to be hidden is, and with the name all that the row says as received", () => {
  const seen = seenBy(member("valley"), usual, { names: "sealed" });
  assert.deepEqual([seen?.mentions.names, seen?.cells], [[], []]);
  assert.equal(seenBy(member("valley"), usual, { record: "sealed" }), undefined);
});

const someAudience = fc.constantFrom(...audiences);
const someFields = fc.dictionary(fc.constantFrom(...fieldPaths), someAudience);
const someViewer = fc.oneof(
  fc.constant<Viewer>({ as: "keeper" }),
  fc.constant<Viewer>({ as: "public" }),
  fc.record({
    as: fc.constant("person" as const),
    name: fc.constant("Ani"),
    role: fc.constantFrom(...roles),
    organisation: fc.constantFrom(holder, organisationId("coast")),
  }),
);

test("the parts of a record together are the record, whatever its source consents to", () => {
  fc.assert(
    fc.property(someAudience, someFields, someFields, (general, fields, restrictions) => {
      const parts = recordParts(record, audienceOf("person", { general, fields }, restrictions));
      assert.deepEqual(joinParts(record.index, [...parts.values()]), record);
    }),
  );
});

test("narrowing consent or adding a restriction never shows anybody more", () => {
  fc.assert(
    fc.property(someViewer, someAudience, someFields, someFields, (viewer, general, fields, restrictions) => {
      const wide = new Set(leaves(seenBy(viewer, { general, fields })?.mentions));
      for (const seen of [
        seenBy(viewer, { general, fields }, restrictions),
        seenBy(viewer, { general: "sealed", fields }),
      ])
        for (const value of leaves(seen?.mentions ?? {})) assert.ok(wide.has(value), String(value));
    }),
  );
});

const leaves = (value: unknown): readonly unknown[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];

test("a field that no table knows is for its organisation alone", () => {
  const audience: Audience = audienceOf("person", usual, {})("shoe-size");
  assert.equal(audience, "organisation");
});
