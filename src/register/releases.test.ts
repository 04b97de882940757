/** Numbers that are harmless alone and tell on somebody together. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { FigureQuery } from "../model/figure.ts";
import { placeId } from "../model/ids.ts";
import { findDifferencing, type Release } from "./releases.ts";

const [valley, village] = [placeId("valley"), placeId("village")];
const isWithin = (inner: string, outer: string) => inner === village && outer === valley;
const killed: FigureQuery = { unit: "person", harm: "killed" };
const release = (query: FigureQuery, documented: number): Release => ({ name: "appeal", query, documented });
const inYears = (from: number, until: number) => ({
  ...killed,
  from: { year: from },
  until: { year: until },
});

const cases: readonly {
  readonly desc: string;
  readonly published: Release;
  readonly added: Release;
  readonly difference: number | undefined;
}[] = [
  {
    desc: "one more of the same a month later",
    published: release(killed, 61),
    added: release(killed, 62),
    difference: 1,
  },
  {
    desc: "one fewer of the same",
    published: release(killed, 62),
    added: release(killed, 61),
    difference: 1,
  },
  {
    desc: "the same number again",
    published: release(killed, 61),
    added: release(killed, 61),
    difference: undefined,
  },
  {
    desc: "ten more of the same",
    published: release(killed, 61),
    added: release(killed, 71),
    difference: undefined,
  },
  {
    desc: "a valley, and all of it but a few in one village",
    published: release({ ...killed, place: valley }, 40),
    added: release({ ...killed, place: village }, 37),
    difference: 3,
  },
  {
    desc: "a village of more people than the valley has by another count",
    published: release({ ...killed, place: valley }, 40),
    added: release({ ...killed, place: village }, 43),
    difference: undefined,
  },
  {
    desc: "years within years",
    published: release(inYears(1991, 1994), 40),
    added: release(inYears(1992, 1994), 35),
    difference: 5,
  },
  {
    desc: "years beside years",
    published: release(inYears(1991, 1992), 40),
    added: release(inYears(1993, 1994), 35),
    difference: undefined,
  },
  {
    desc: "one kind of harm among all kinds",
    published: release({ unit: "person" }, 40),
    added: release(killed, 33),
    difference: 7,
  },
  {
    desc: "another kind of harm",
    published: release({ unit: "person", harm: "missing" }, 40),
    added: release(killed, 38),
    difference: undefined,
  },
  {
    desc: "sites, of which nobody can be told apart",
    published: release({ unit: "site" }, 40),
    added: release({ unit: "site" }, 41),
    difference: undefined,
  },
];

for (const { desc, published, added, difference } of cases)
  test(`${desc}: ${difference === undefined ? "tells on nobody" : "is found"}`, () => {
    const found = findDifferencing([added], [published], isWithin);
    assert.deepEqual(
      found.map((each) => each.difference),
      difference === undefined ? [] : [difference],
    );
    const together = findDifferencing([published, added], [], isWithin);
    assert.equal(together.length, found.length, "two figures of one appeal are held against each other too");
  });
