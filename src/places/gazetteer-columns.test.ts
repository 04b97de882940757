import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Columns, formatColumnFile, parseColumnFile } from "../base/column-file.ts";
import { placeId } from "../model/ids.ts";
import type { Place } from "../model/place.ts";
import { type Gazetteer, makeGazetteer } from "./gazetteer.ts";
import { formatGazetteer, readGazetteerColumns } from "./gazetteer-columns.ts";
import { resolvePlace } from "./resolve-place.ts";
import { samplePlace } from "./sample-place.ts";

const own = [
  "V - country az:Vərnə en:Verna",
  "N V region az:Şimal en:North",
  "S V region az:Cənub en:South",
  "N1 N[-1990]+S[1990-] district az:Həsənkənd ru:Гасанкенд",
  "N1a N1 settlement az:Ağbulaq en:White_Spring ru:Агбулак",
  "S1 S district az:Qarasu",
  "S1a S1 settlement az:Ağbulaq[1924-1961] ar:اغبلاق",
  "S1b S1 settlement az:Yuxarı_Qarasu ka:ზემო_ყარასუ",
  "S1c S1+nowhere settlement ru:Кемраш hy:Քեմրաշ",
].map(samplePlace);
const renamed: Place = {
  ...samplePlace("S1d S1 settlement az:Köhnə"),
  fate: "renamed",
  successors: [placeId("S1c")],
};
const world = ["iso:QZ - country en:Quzania", "Q1 iso:QZ settlement en:Bigtown ru:Бигтаун"].map(samplePlace);
const made = makeGazetteer([...own, renamed, ...world], (id) => !world.some((place) => place.id === id));

/** As a file of it would be read. */
function kept(columns: Columns): Gazetteer | undefined {
  const file = parseColumnFile(formatColumnFile({ header: null, columns }));
  return file === undefined ? undefined : readGazetteerColumns(file.columns);
}

test("a gazetteer that is read back answers as the one that was made", () => {
  const read = kept(formatGazetteer(made));
  assert.ok(read !== undefined);
  const names = [...own, renamed, ...world].flatMap((place) => place.names.map(({ text }) => text));
  const near = fc
    .tuple(fc.constantFrom(...names), fc.nat(9), fc.constantFrom("", "a", "r", "ш"))
    .map(([text, at, letter]) => text.slice(0, at) + letter + text.slice(at + 1));
  const mention = fc.record({
    text: fc.oneof(fc.constantFrom(...names, "near Qarasu", "Ağbulaq, Şimal"), near),
    within: fc.subarray(["Şimal", "Cənub", "Гасанкенд", "Quzania", "Lost"], { maxLength: 2 }),
    year: fc.constantFrom(1950, 1989, 1995),
  });
  fc.assert(
    fc.property(mention, (asked) => {
      assert.deepEqual(resolvePlace(read, asked), resolvePlace(made, asked));
    }),
  );
  for (const { id } of [...own, renamed, ...world]) {
    assert.deepEqual(read.byId.get(id), made.byId.get(id));
    assert.equal(read.isWorld(id), made.isWorld(id));
  }
  assert.deepEqual([...read.byId.keys()], [...made.byId.keys()]);
  assert.equal(read.hasPeriods, true);
});

test("columns of names that would be read otherwise today are not read", () => {
  const columns = formatGazetteer(made);
  const units = columns["units of own texts"];
  assert.ok(units !== undefined);
  assert.ok(kept({ ...columns, "units of own texts": units.map((unit) => unit + 1) }) === undefined);
  const members = columns["members of keys of texts"];
  assert.ok(members !== undefined);
  assert.ok(kept({ ...columns, "members of keys of texts": members.map((key) => key ^ 1) }) === undefined);
});

test("an empty gazetteer is read back", () => {
  assert.equal(kept(formatGazetteer(makeGazetteer([])))?.byId.size, 0);
});
