import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { placeId } from "../model/ids.ts";
import { noMentions } from "../model/mention.ts";
import type { Place, PlacePrecision } from "../model/place.ts";
import type { RecordDraft } from "../model/record.ts";
import { checkPlaces } from "./check-places.ts";
import { distanceKm } from "./distance.ts";
import { isWithin, makeGazetteer, placeNames, placePath } from "./gazetteer.ts";
import { placeOfRecord } from "./place-of-record.ts";
import { resolvePlace } from "./resolve-place.ts";

/** A place from a line: `id parent precision language:name language:name ...`, `-` for no parent. */
function place(line: string): Place {
  const [id = "", parent = "-", precision = "settlement", ...names] = line.split(" ");
  return {
    id: placeId(id),
    precision: precision as PlacePrecision,
    names: names.map((name) => {
      const [language = "", text = ""] = name.split(":");
      return { text: text.replaceAll("_", " "), language };
    }),
    ...(parent === "-" ? {} : { parent: placeId(parent) }),
  };
}

const places = [
  "V - country az:Vərnə en:Verna",
  "N V region az:Şimal en:North",
  "S V region az:Cənub en:South",
  "N1 N district az:Həsənkənd en:Hasankand ru:Гасанкенд",
  "N1a N1 settlement az:Həsənkənd hy:Հասանքենդ",
  "N1b N1 settlement az:Ağbulaq en:White_Spring ru:Агбулак",
  "S1 S district az:Qarasu",
  "S1a S1 settlement az:Ağbulaq ar:اغبلاق",
  "S1b S1 settlement az:Yuxarı_Qarasu ka:ზემო_ყარასუ",
].map(place);
const gazetteer = makeGazetteer(places);

describe("a mention is resolved", () => {
  const rows: readonly (readonly [desc: string, text: string, within: readonly string[], id: string])[] = [
    ["by its name as listed", "Yuxarı Qarasu", [], "S1b"],
    ["in capitals", "YUXARI QARASU", [], "S1b"],
    ["in a script that is not listed", "Юхары Карасу", [], "S1b"],
    ["in another script that is listed", "ზემო ყარასუ", [], "S1b"],
    ["with a typing error", "Yuxari Qarassu", [], "S1b"],
    ["among several by its region", "Ağbulaq", ["Cənub"], "S1a"],
    [
      "among several by the nearest known wider place",
      "Агбулак",
      ["nowhere", "Север-Şimal", "Гасанкенд"],
      "N1b",
    ],
    ["by the wider place written after a comma", "Ağbulaq, Şimal", [], "N1b"],
    ["to the widest of places that lie within one another", "Həsənkənd", [], "N1"],
    ["to the inner one when its own name stands for the district too", "Həsənkənd", ["Həsənkənd"], "N1a"],
  ];
  for (const [desc, text, within, id] of rows)
    test(desc, () => {
      const answer = resolvePlace(gazetteer, { text, within });
      assert.ok("place" in answer, JSON.stringify(answer));
      assert.equal(answer.place, id);
    });

  test("with the precision of the place found", () => {
    assert.deepEqual(resolvePlace(gazetteer, { text: "South" }), {
      place: "S",
      precision: "region",
      reason: "same name",
    });
  });
});

describe("a mention stays unresolved", () => {
  const rows: readonly (readonly [
    desc: string,
    text: string,
    within: readonly string[],
    candidates: readonly string[],
  ])[] = [
    ["when two places bear its name", "Ağbulaq", [], ["N1b", "S1a"]],
    ["when it lies outside the wider place named", "Yuxarı Qarasu", ["Şimal"], ["S1b"]],
    ["when no place bears its name", "Tbelisi", [], []],
    ["when it is empty", "", [], []],
    ["when it is no name", "???", [], []],
  ];
  for (const [desc, text, within, candidates] of rows)
    test(desc, () => {
      const answer = resolvePlace(gazetteer, { text, within });
      assert.ok("unresolved" in answer, JSON.stringify(answer));
      assert.deepEqual(answer.candidates, candidates);
      assert.notEqual(answer.reason, "");
    });
});

test("a path goes from the top down", () => {
  assert.deepEqual(placePath(gazetteer, placeId("N1a")), ["V", "N", "N1", "N1a"]);
  assert.deepEqual(placePath(gazetteer, placeId("unknown")), []);
});

test("a place is within itself and all above it, and in nothing else", () => {
  const outer = places.map(({ id }) => id).filter((id) => isWithin(gazetteer, placeId("S1b"), id));
  assert.deepEqual(outer, ["V", "S", "S1", "S1b"]);
});

describe("names for a reader", () => {
  const id = placeId("N1b");
  test("start with the one in the reader's language", () => {
    assert.deepEqual(placeNames(gazetteer, id, "ru"), {
      first: "Агбулак",
      others: ["Ağbulaq", "White Spring"],
    });
    assert.equal(placeNames(gazetteer, id, "en-GB").first, "White Spring");
  });
  test("stand in the order of language codes for a reader of none of them", () => {
    assert.deepEqual(placeNames(gazetteer, id, "ka"), {
      first: "Ağbulaq",
      others: ["White Spring", "Агбулак"],
    });
  });
});

describe("a list of places is refused", () => {
  const rows: readonly (readonly [desc: string, lines: readonly string[], path: string])[] = [
    ["with an unknown parent", ["A X region en:A"], "places[0].parent"],
    ["with a place that is its own parent", ["A A region en:A"], "places[0].parent"],
    ["with a cycle", ["A B region en:A", "B A region en:B"], "places[0].parent"],
    ["with one id for two places", ["A - region en:A", "A - region en:B"], "places[1].id"],
    ["with a place without a name", ["A - region"], "places[0].names"],
  ];
  for (const [desc, lines, path] of rows)
    test(desc, () => {
      const listed = lines.map(place);
      assert.equal(checkPlaces(listed)[0]?.path, path);
      assert.throws(() => makeGazetteer(listed), { code: "input-bad-gazetteer" });
    });

  test("with a latitude off the globe", () => {
    const [issue] = checkPlaces([{ ...place("A - region en:A"), latitude: 91 }]);
    assert.equal(issue?.message, 'got "91", wanted degrees from -90 to 90');
  });
});

describe("distance", () => {
  test("is known for a quarter of the equator", () => {
    const quarter = distanceKm({ latitude: 0, longitude: -45 }, { latitude: 0, longitude: 45 });
    assert.ok(Math.abs(quarter - 10_007.56) < 0.01, String(quarter));
  });
  test("is symmetric and never more than half the way round", () => {
    const position = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(position, position, (a, b) => {
        assert.ok(Math.abs(distanceKm(a, b) - distanceKm(b, a)) < 1e-9);
        assert.ok(distanceKm(a, b) >= 0 && distanceKm(a, b) <= 20_015.2);
        assert.equal(distanceKm(a, a), 0);
      }),
    );
  });
});

describe("a record of a gazetteer list", () => {
  const record = (attributes: { readonly [name: string]: string }, names = ["Ağbulaq"]): RecordDraft => ({
    key: "k1",
    part: 1,
    row: 7,
    table: "places.csv",
    kind: "place",
    mentions: {
      ...noMentions,
      names: names.map((text) => ({ text, part: "full", of: "self", language: "az" })),
      attributes,
    },
    cells: [],
    issues: [],
  });

  test("is a place with its names, level, parent and position", () => {
    const attributes = {
      id: "N1b",
      parent: "N1",
      level: "Village",
      latitude: "40,5",
      longitude: "-47.25",
      pcode: "VN11",
    };
    assert.deepEqual(placeOfRecord(record(attributes)), {
      value: {
        id: "N1b",
        names: [{ text: "Ağbulaq", language: "az" }],
        precision: "settlement",
        parent: "N1",
        latitude: 40.5,
        longitude: -47.25,
        pcode: "VN11",
      },
    });
  });

  test("has its row's key for an id where it gives none, and no parent where the cell is empty", () => {
    assert.deepEqual(placeOfRecord(record({ parent: "" })), {
      value: { id: "k1", names: [{ text: "Ağbulaq", language: "az" }], precision: "settlement" },
    });
  });

  test("gives all its issues", () => {
    const parsed = placeOfRecord(record({ level: "planet", latitude: "north" }, []));
    assert.ok("issues" in parsed);
    assert.deepEqual(
      parsed.issues.map(({ path }) => path),
      ["row 7", "row 7, level", "row 7, latitude"],
    );
  });
});
