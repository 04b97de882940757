import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { placeId } from "../model/ids.ts";
import { checkPlaces } from "./check-places.ts";
import { displayPlace } from "./display-place.ts";
import { makeGazetteer } from "./gazetteer.ts";
import { commonPlace, isWithin, placePath } from "./hierarchy.ts";
import { mergePlaces } from "./merge-places.ts";
import { samplePlace } from "./sample-place.ts";

const gazetteer = makeGazetteer(
  [
    "V - country en:Verna",
    "W - country en:Westland",
    "N V region en:North",
    "S V region en:South",
    "D N[-1990]+S[1990-] district en:Valley",
    "D1 D settlement en:Mill",
    "C V+W region en:Isle",
    "C1 C settlement en:Port",
    "E N+D settlement en:Weir",
    "F N[-1950] settlement en:Lost_Well",
  ].map(samplePlace),
);
const pathOf = (id: string, year?: number) => placePath(gazetteer, placeId(id), year);

describe("a path", () => {
  test("goes from the top down, by the borders of the year", () => {
    assert.deepEqual(pathOf("D1", 1989), ["V", "N", "D", "D1"]);
    assert.deepEqual(pathOf("D1", 1990), ["V", "S", "D", "D1"]);
    assert.deepEqual(pathOf("D1"), ["V", "S", "D", "D1"]);
    assert.deepEqual(pathOf("unknown"), []);
  });
  test("takes no side between claims, while the place is within each of them", () => {
    assert.deepEqual(pathOf("C1"), ["C", "C1"]);
    for (const outer of ["V", "W"]) assert.ok(isWithin(gazetteer, placeId("C1"), placeId(outer)));
  });
  test("follows the nearer of two parents of which one lies in the other", () => {
    assert.deepEqual(pathOf("E", 1980), ["V", "N", "D", "E"]);
  });
  test("of a place that ended keeps its last parents", () => {
    assert.deepEqual(pathOf("F"), ["V", "N", "F"]);
  });
  test("ends where places lie in a circle", () => {
    const circle = makeGazetteer(["A B region en:A", "B A region en:B"].map(samplePlace));
    assert.deepEqual(placePath(circle, placeId("A")), ["B", "A"]);
    assert.ok(isWithin(circle, placeId("A"), placeId("B")));
  });
});

test("what several places lie in is the narrowest that holds all of them", () => {
  const common = (...ids: readonly string[]) => commonPlace(gazetteer, ids.map(placeId));
  assert.equal(common("D1", "E"), "V");
  assert.equal(common("D1", "D"), "D");
  assert.equal(common("C1", "D1"), undefined);
});

describe("names for a reader", () => {
  const place = {
    ...samplePlace("N1b - settlement az:Ağbulaq en:White_Spring ru:Агбулак ru:Красное[1930-1991]"),
  };
  const shown = (...languages: readonly string[]) => displayPlace(place, languages);
  test("start with the one in the first language that has one, and list the others", () => {
    assert.deepEqual(shown("ru"), { name: "Агбулак", others: ["Ağbulaq", "White Spring", "Красное"] });
    assert.equal(shown("en-GB").name, "White Spring");
    assert.equal(shown("ka", "en").name, "White Spring");
  });
  test("stand in the order of language codes for a reader of none of them", () => {
    assert.equal(shown("ka").name, "Ağbulaq");
    assert.equal(shown().name, "Ağbulaq");
  });
  test("may be in the reader's script where the language is not known", () => {
    const names = [{ text: "Milton" }, { text: "Мильтон", language: "und-Cyrl" }];
    assert.equal(displayPlace({ id: placeId("m"), names }, ["uk"]).name, "Мильтон");
    assert.equal(displayPlace({ id: placeId("m"), names }, ["not a tag!"]).name, "Milton");
    assert.equal(displayPlace({ id: placeId("m"), names: [] }, ["uk"]).name, "m");
  });
});

describe("a list of places has an issue", () => {
  const rows: readonly (readonly [desc: string, lines: readonly string[], path: string])[] = [
    ["with an unknown parent", ["A X region en:A"], "places[0].parents"],
    ["with a place that is its own parent", ["A A region en:A"], "places[0].parents"],
    ["with a circle", ["A B region en:A", "B A region en:B"], "places[0].parents"],
    ["with one id for two places", ["A - region en:A", "A - region en:B"], "places[1].id"],
    ["with a place without a name", ["A - region"], "places[0].names"],
  ];
  for (const [desc, lines, path] of rows)
    test(desc, () => {
      assert.equal(checkPlaces(lines.map(samplePlace))[0]?.path, path);
    });
  test("with a latitude off the globe", () => {
    const [issue] = checkPlaces([{ ...samplePlace("A - region en:A"), latitude: 91 }]);
    assert.equal(issue?.message, 'got "91", wanted degrees from -90 to 90');
  });
});

describe("rows put together", () => {
  const row = (id: string, parent?: string) => ({
    id: placeId(id),
    names: [{ text: id }],
    precision: "settlement" as const,
    parents: parent === undefined ? [] : [{ text: parent }],
  });
  test("find their parents by id, P-code and code, and a region for a district that nobody describes", () => {
    const { places, unknownParents } = mergePlaces([
      { ...row("r"), pcode: "P1", codes: ["admin:QZ.01"] },
      row("a", "r"),
      row("b", "P1"),
      row("c", "admin:QZ.01.77"),
      row("d", "nowhere"),
    ]);
    assert.deepEqual(
      places.map(({ parents }) => parents.map(({ place }) => place)),
      [[], ["r"], ["r"], ["r"], []],
    );
    assert.deepEqual(unknownParents, ["nowhere"]);
  });
  test("of one place keep each name and claim, with the source of the claim", () => {
    const claim = (source: string, text: string) => ({ ...row("x"), parents: [{ text, source }] });
    const { places } = mergePlaces([row("A"), row("B"), claim("one", "A"), claim("two", "B")]);
    assert.deepEqual(places[2]?.parents, [
      { place: "A", source: "one" },
      { place: "B", source: "two" },
    ]);
    assert.equal(places[2]?.names.length, 1);
  });
  test("take in the names that the world has for a place of the same GeoNames id", () => {
    const town = { ...samplePlace("geonames:7 - settlement ru:Мильтон"), geonamesId: 7 };
    const { places } = mergePlaces(
      [{ ...row("7"), geonamesId: 7 }],
      [town, samplePlace("t2 geonames:7 exact en:Gate")],
    );
    assert.deepEqual(
      places.map(({ id, names, parents }) => [id, names.length, parents[0]?.place]),
      [
        ["7", 2, undefined],
        ["t2", 1, "7"],
      ],
    );
  });
});
