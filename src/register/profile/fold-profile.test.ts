import assert from "node:assert/strict";
import { test } from "node:test";
import { entityId, placeId, recordId, sourceId } from "../../model/ids.ts";
import { parseMentions } from "../../model/noun-codecs.ts";
import type { StoredRecord } from "../../model/record.ts";
import { foldProfile } from "./fold-profile.ts";
import type { Profile } from "./profile.ts";

/** A record `source/key` that says this; its entry is its place in the list. */
function said(id: string, mentions: unknown, index = 0): StoredRecord {
  const parsed = parseMentions(mentions);
  assert.ok("value" in parsed, JSON.stringify(parsed));
  const [source = "", key = ""] = id.split("/");
  return {
    id: recordId(id),
    source: sourceId(source),
    version: 1,
    key,
    part: 1,
    row: 1,
    table: "",
    kind: "person",
    mentions: parsed.value,
    cells: [],
    issues: [],
    index,
  };
}

const profile = (...records: readonly StoredRecord[]): Profile =>
  foldProfile({ entity: entityId("e"), records });
const contested = ({ fields }: Profile) =>
  fields.filter((field) => field.contested).map(({ field }) => field);
const derived = ({ derived: values }: Profile) =>
  Object.fromEntries(values.map(({ of, values: made }) => [of, made.join(" or ")]));
const missing = (more: object) => ({ harms: [{ kind: "missing", status: "open", ...more }] });

test("each value has all who say it, and names that differ are all kept without contest", () => {
  const name = (text: string) => ({ names: [{ text, part: "full", of: "self" }], sex: "male" });
  const { fields } = profile(
    said("a/1", name("Ali Garan"), 3),
    said("b/1", name("Али Гаран"), 5),
    said("c/1", name("Ali Garan"), 8),
  );
  const [names] = fields;
  assert.deepEqual(
    names?.values.map(({ text, said: from }) => [
      text,
      from.map(({ record, entry }) => `${record} ${entry}`),
    ]),
    [
      ["Ali Garan", ["a/1 3", "c/1 8"]],
      ["Али Гаран", ["b/1 5"]],
    ],
  );
  assert.deepEqual(
    fields.map((field) => field.contested),
    [false, false],
  );
});

test("dates contest each other only when they share no day, and stay side by side", () => {
  const born = (date: string) => ({ dates: [{ role: "birth", text: date, date }] });
  assert.deepEqual(contested(profile(said("a/1", born("1976")), said("b/1", born("1976-03-10")))), []);
  const apart = profile(said("a/1", born("1976")), said("b/1", born("1977-03-10")));
  assert.deepEqual(contested(apart), ["date.birth"]);
  assert.deepEqual(
    apart.fields[0]?.values.map(({ text }) => text),
    ["1976", "1977-03-10"],
  );
});

test("places contest each other when neither lies in the other", () => {
  const at = (id: string, ...path: readonly string[]): StoredRecord => {
    const record = said(id, missing({ where: { role: "harm", text: path.at(-1) } }));
    const [harm] = record.mentions.harms;
    assert.ok(harm?.where !== undefined);
    const where = { ...harm.where, place: placeId(path.at(-1) ?? ""), path: path.map(placeId) };
    return { ...record, mentions: { ...record.mentions, harms: [{ ...harm, where }] } };
  };
  assert.deepEqual(
    contested(profile(at("a/1", "land", "valley"), at("b/1", "land", "valley", "village"))),
    [],
  );
  assert.deepEqual(contested(profile(at("a/1", "land", "valley"), at("b/1", "land", "coast"))), [
    "harm.missing.where",
  ]);
});

test("missing, then found alive, then found dead is a history with who says each step, not a contradiction", () => {
  const history = [
    { status: "found-alive", when: "1994", source: "a released prisoner" },
    { status: "found-dead", when: "2004-06", by: "a laboratory" },
  ];
  const told = profile(
    said("a/1", missing({ when: "1993-05-17" })),
    said("b/1", missing({ when: "1993", status: "found-dead", statusWhen: "2004-06", history })),
  );
  assert.deepEqual(
    told.chronology.map(({ when, kind, what, said: from }) => [when, kind, what, from?.record]),
    [
      ["1993-05-17", "harm", "missing", "a/1"],
      ["1993", "harm", "missing", "b/1"],
      ["1994", "status", "found-alive", "b/1"],
      ["2004-06", "status", "found-dead", "b/1"],
    ].sort(
      (a, b) =>
        Number(a[0]?.slice(0, 4)) - Number(b[0]?.slice(0, 4)) || (a[0]?.length ?? 0) - (b[0]?.length ?? 0),
    ),
  );
  assert.equal(derived(told).missing, "found-dead");
});

test("statuses that contradict each other at the same time are contested, and a judged fate says which holds", () => {
  const records = [
    said("a/1", missing({ status: "found-alive" })),
    said("b/1", missing({ status: "found-dead" })),
  ];
  assert.equal(derived(profile(...records)).missing, "found-alive or found-dead");
  const fates = [
    { fate: "dead", by: "Ani", why: "the grave was found", at: "2026-01-02T03:04:05.000Z" },
  ] as const;
  const settled = foldProfile({ entity: entityId("e"), records, fates });
  assert.deepEqual([derived(settled).missing, settled.fate], ["dead", "dead"]);
  assert.equal(settled.chronology.at(0)?.judgedBy, "Ani");
});

test("a correction stands beside what it corrects, which contests nothing any more", () => {
  const born = (date: string) => ({ dates: [{ role: "birth", text: date, date }] });
  const correction = {
    ...said("desk/1", born("1978")),
    entered: { by: "Ani", at: "2026", corrects: recordId("a/1"), why: "passport" },
  };
  const told = profile(said("a/1", born("1976")), correction);
  assert.deepEqual(contested(told), []);
  assert.deepEqual(
    told.fields[0]?.values.map(({ text, said: [from] }) => [text, from?.correctedBy]),
    [
      ["1976", "desk/1"],
      ["1978", undefined],
    ],
  );
});

test("a site's loss of condition and a polygon's area are derived, beside what was declared", () => {
  const site = {
    ...said("a/1", {
      assessments: [
        { time: "before", condition: "хорошее", scale: "eamena", grade: "good" },
        { time: "after", condition: "очень плохое", scale: "eamena", grade: "very-bad" },
      ],
      geometry: {
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [0.01, 0],
            [0.01, 0.01],
            [0, 0.01],
            [0, 0],
          ],
        ],
      },
      hazard: { devices: ["mines"], declaredAreaM2: 500_000, releases: [] },
    }),
    kind: "site" as const,
  };
  const told = profile(site);
  assert.equal(derived(told).condition, "3 / 4 (eamena)");
  const area = (field: string) => told.fields.find((each) => each.field === field)?.values[0]?.text;
  assert.deepEqual([area("area.computed_km2"), area("area.declared_m2")], ["1.2309", "500000"]);
});
