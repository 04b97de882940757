import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePrefixDate } from "../base/prefix-date.ts";
import type { Harm, HarmKind, HarmStatus } from "../model/harm.ts";
import { entityId, recordId, sourceId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import type { StoredRecord } from "../model/record.ts";
import { countTable } from "./count-table.ts";
import { findFateConflicts, settledFates } from "./fates.ts";

type Said = {
  readonly kind: HarmKind;
  readonly when?: string;
  readonly status?: HarmStatus;
  readonly since?: string;
};

/** A record of the one person, on the list before the slash. */
function record(id: string, said: readonly Said[], collected?: string): StoredRecord {
  const date = (text: string) => parsePrefixDate(text)!;
  const harms = said.map(
    ({ kind, when, status = "open", since }): Harm => ({
      kind,
      status,
      ...(when !== undefined && { when: date(when) }),
      ...(since !== undefined && { statusWhen: date(since) }),
    }),
  );
  const dates =
    collected === undefined ? [] : [{ role: "collected" as const, text: collected, date: date(collected) }];
  return {
    id: recordId(id),
    source: sourceId(id.split("/")[0] ?? ""),
    version: 1,
    key: id,
    part: 1,
    row: 1,
    table: "t",
    kind: "person",
    cells: [],
    issues: [],
    index: 0,
    mentions: { ...noMentions, harms, dates },
  };
}

const person = entityId("p");
const conflictsOf = (...records: readonly StoredRecord[]) =>
  findFateConflicts(
    countTable({
      records,
      entities: new Map(records.map(({ id }) => [id, person])),
      sourceNames: new Map(),
    }),
  );
const killed = record("a/1", [{ kind: "killed", when: "1993" }]);
const missing = record("a/1", [{ kind: "missing", when: "1993" }]);

for (const { desc, records, signs } of [
  {
    desc: "killed, and found alive on another list",
    records: [killed, record("b/1", [{ kind: "missing", when: "1993", status: "found-alive" }])],
    signs: ["found-alive"],
  },
  {
    desc: "killed, and displaced the year after",
    records: [killed, record("b/1", [{ kind: "displaced", when: "1994" }])],
    signs: ["harmed-later"],
  },
  {
    desc: "missing, and asked about their return in 2021",
    records: [missing, record("b/1", [{ kind: "displaced", when: "1990" }], "2021-04")],
    signs: ["recorded-later"],
  },
  {
    desc: "missing, and returned home later",
    records: [
      missing,
      record("b/1", [{ kind: "displaced", when: "1990", status: "returned", since: "2001" }]),
    ],
    signs: ["returned"],
  },
])
  test(`a contradiction: ${desc}`, () => {
    const [conflict] = conflictsOf(...records);
    assert.deepEqual(
      conflict?.signs.map(({ sign }) => sign),
      signs,
    );
  });

for (const { desc, records } of [
  {
    desc: "missing, and found alive: a status",
    records: [missing, record("b/1", [{ kind: "missing", when: "1993", status: "found-alive" }])],
  },
  {
    desc: "displaced before the killing",
    records: [killed, record("b/1", [{ kind: "displaced", when: "1992" }])],
  },
  {
    desc: "displaced in the same year",
    records: [killed, record("b/1", [{ kind: "displaced", when: "1993-11" }])],
  },
  {
    desc: "a later list of the dead",
    records: [killed, record("b/1", [{ kind: "killed", when: "1993" }], "2015")],
  },
  {
    desc: "a later harm on the very list that gives the killing",
    records: [killed, record("a/2", [{ kind: "displaced", when: "1994" }])],
  },
  {
    desc: "found alive before the killing",
    records: [
      killed,
      record("b/1", [{ kind: "missing", when: "1991", status: "found-alive", since: "1992" }]),
    ],
  },
])
  test(`no contradiction: ${desc}`, () => assert.deepEqual(conflictsOf(...records), []));

test("a fate holds while one entity has all the judged records, and the later word counts", () => {
  const judged = (fate: "alive" | "dead") => ({
    entity: person,
    records: [recordId("a/1"), recordId("b/1")],
    fate,
    by: "reviewer",
    why: "her sister",
    at: "2026-01-01T00:00:00.000Z",
  });
  const [a, b] = [recordId("a/1"), recordId("b/1")];
  const together = new Map([
    [a, person],
    [b, person],
  ]);
  const apart = new Map([
    [a, person],
    [b, entityId("other")],
  ]);
  assert.deepEqual([...settledFates([judged("alive"), judged("dead")], together)], [[person, "dead"]]);
  assert.equal(settledFates([judged("alive")], apart).size, 0);
});
