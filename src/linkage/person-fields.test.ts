import assert from "node:assert/strict";
import { test } from "node:test";
import { placeId } from "../model/ids.ts";
import { type Mentions, noMentions } from "../model/mention.ts";
import type { RecordDraft } from "../model/record.ts";
import { personFields } from "./person-fields.ts";

const record = (mentions: Partial<Mentions>): RecordDraft => ({
  key: "1",
  part: 1,
  row: 1,
  table: "",
  kind: "person",
  mentions: { ...noMentions, ...mentions },
  cells: [],
  issues: [],
});
const valuesOf = (...mentions: readonly Partial<Mentions>[]) =>
  Object.fromEntries(personFields(mentions.map(record)).map(({ name, values }) => [name, values]));

test("a full name stands as written, parts stand in one order", () => {
  const full = { names: [{ text: "Ana Adler", part: "full", of: "self" }] } as const;
  const parts = {
    names: [
      { text: "Adler", part: "family", of: "self" },
      { text: "Ana", part: "given", of: "self" },
    ],
  } as const;
  assert.deepEqual(valuesOf(full, parts)["name"], ["Ana Adler", "Ana Adler"]);
});

test("a father's name joins the own name, which holds it in other lists; a mother's stands apart", () => {
  const names = [
    { text: "Ana", part: "given", of: "self" },
    { text: "Ivo", part: "given", of: "father" },
    { text: "Eva", part: "given", of: "mother" },
  ] as const;
  assert.deepEqual(valuesOf({ names }), { name: ["Ana Ivo"], mother: ["Eva"] });
});

test("a resolved place is its path, an unresolved one its text", () => {
  const places = (place: object) => [{ role: "residence", text: "Nordhaven", ...place }] as const;
  const { residence } = valuesOf(
    { places: places({ place: placeId("p1"), path: [placeId("p"), placeId("p1")] }) },
    { places: places({}) },
  );
  assert.deepEqual(residence, ["@p/p1", "Nordhaven"]);
});

test("a list's own numbers are not compared with another list's", () => {
  const numbers = (kind: string) => ({ identifiers: [{ kind, text: "17" }] });
  assert.deepEqual(valuesOf(numbers("list-id"), numbers("passport"))["identifier"], ["", "17"]);
});

test("dates are prefix dates, and what nobody fills is left out", () => {
  const dates = [{ role: "birth", text: "1992", date: { year: 1992, month: 2 } }] as const;
  assert.deepEqual(valuesOf({ dates, age: 0, sex: "female" }), {
    birth: ["1992-02"],
    age: ["0"],
    sex: ["female"],
  });
});

test("an age at a dated disappearance gives the year of birth, an age on a list of the displaced stays an age", () => {
  const harm = (kind: "missing" | "displaced") =>
    [{ kind, status: "open", when: { year: 1993, month: 9 } }] as const;
  const fields = valuesOf({ age: 51, harms: harm("missing") }, { age: 51, harms: harm("displaced") });
  assert.deepEqual(
    [fields["birth"], fields["age"]],
    [
      ["1942", ""],
      ["", "51"],
    ],
  );
});
