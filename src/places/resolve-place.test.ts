import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { placeId } from "../model/ids.ts";
import type { Place } from "../model/place.ts";
import { evidenceWords, type PlaceAnswer } from "./answer.ts";
import { makeGazetteer } from "./gazetteer.ts";
import { listContext } from "./list-context.ts";
import { makePlaceResolver } from "./place-resolver.ts";
import { resolvePlace } from "./resolve-place.ts";
import { samplePlace } from "./sample-place.ts";

const places = [
  "V - country az:Vərnə en:Verna",
  "N V region az:Şimal en:North",
  "S V region az:Cənub en:South",
  "N1 N district az:Həsənkənd en:Hasankand ru:Гасанкенд",
  "N1a N1 settlement az:Həsənkənd hy:Հասանքենդ",
  "N1b N1 settlement az:Ağbulaq en:White_Spring ru:Агбулак",
  "N1c N1 settlement az:Nərimanlı ru:Нариманлы",
  "S1 S district az:Qarasu",
  "S1a S1 settlement az:Ağbulaq ar:اغبلاق",
  "S1b S1 settlement az:Yuxarı_Qarasu ka:ზემო_ყარასუ",
  "S2 S district az:Lusvar ru:Лусвар hy:Լուսվար ka:ლუსვარი ar:لوسفار",
  "S2a S2 settlement az:Kemraş ru:Кемраш hy:Քեմրաշ ka:კემრაში ar:كمراش",
  "S2b S2 settlement az:Nərimanlı",
  "S2c S2 settlement az:Nərimanlı",
].map(samplePlace);
const gazetteer = makeGazetteer(places);
const keysOf = ({ evidence }: PlaceAnswer) => evidence.map(({ key }) => key);

test("a misspelt name is looked for where the record says before it is found nearer elsewhere", () => {
  const two = [
    "N - region az:Şimal",
    "S - region az:Cənub",
    "Na N settlement az:Kemroş",
    "Sa S settlement az:Kemraş",
  ];
  const other = makeGazetteer(two.map(samplePlace));
  const placeOf = (within: readonly string[]) => {
    const answer = resolvePlace(other, { text: "Кемраш", within });
    return answer.state === "resolved" ? answer.place : answer.state;
  };
  assert.equal(placeOf([]), "Sa");
  assert.equal(placeOf(["Cənub"]), "Sa");
  assert.equal(placeOf(["Şimal"]), "Na");
});

describe("a mention is resolved", () => {
  const rows: readonly (readonly [desc: string, text: string, within: readonly string[], id: string])[] = [
    ["by its name as listed", "Yuxarı Qarasu", [], "S1b"],
    ["in capitals", "YUXARI QARASU", [], "S1b"],
    ["in a script that is not listed", "Юхары Карасу", [], "S1b"],
    ["in another script that is listed", "ზემო ყარასუ", [], "S1b"],
    ["with its qualifier in another language", "Верхний Карасу", [], "S1b"],
    ["with a typing error", "Yuxari Qarassu", [], "S1b"],
    ["among several by its region", "Ağbulaq", ["Cənub"], "S1a"],
    ["among several by the nearest wider place that is known", "Агбулак", ["nowhere", "Гасанкенд"], "N1b"],
    ["by the wider place written after a comma", "Ağbulaq, Şimal", [], "N1b"],
    ["by the wider place written in brackets", "Ağbulaq (Şimal)", [], "N1b"],
    ["by the wider place written before it", "Şimal, Ağbulaq", [], "N1b"],
    ["to the widest of places that lie within one another", "Həsənkənd", [], "N1"],
    ["to the inner one when its own name stands for the district too", "Həsənkənd", ["Həsənkənd"], "N1a"],
    ["to the inner one when it is called a village", "Həsənkənd kəndi", [], "N1a"],
    ["with words for types, in Russian", "с. Кемраш, Лусварский район", [], "S2a"],
    ["with words for types, without a comma", "Lusvar rayonu Kemraş kəndi", [], "S2a"],
    ["with words for types, in Armenian", "գյուղ Քեմրաշ, Լուսվարի շրջան", [], "S2a"],
    ["with words for types, in Georgian", "სოფ. კემრაში, ლუსვარის რაიონი", [], "S2a"],
    ["with words for types, in Arabic", "قرية كمراش قضاء لوسفار", [], "S2a"],
    ["with words for types, in English", "district of Lusvar", [], "S2"],
    ["leaving out what it only lies beside", "Kemraş, near the mill", [], "S2a"],
    ["to what a place lies in when it is only near it", "near Kemraş", [], "S2"],
    ["to what a place lies in, the word for near behind it", "Kemraş yaxınlığında", [], "S2"],
  ];
  for (const [desc, text, within, id] of rows)
    test(desc, () => {
      const answer = resolvePlace(gazetteer, { text, within });
      assert.ok(answer.state === "resolved", JSON.stringify(answer));
      assert.equal(answer.place, id);
    });

  test("with its precision and the evidence", () => {
    assert.deepEqual(resolvePlace(gazetteer, { text: "South" }), {
      state: "resolved",
      place: "S",
      precision: "region",
      evidence: [{ key: "same-name", name: "South" }],
    });
  });
});

describe("a mention is ambiguous", () => {
  test("when two places bear its name: it is placed in what both lie in", () => {
    const answer = resolvePlace(gazetteer, { text: "Ağbulaq" });
    assert.ok(answer.state === "ambiguous");
    assert.equal(answer.place, "V");
    assert.equal(answer.precision, "country");
    assert.deepEqual(
      answer.candidates.map(({ place }) => place),
      ["N1b", "S1a"],
    );
    assert.deepEqual(keysOf(answer), ["same-name", "several", "common"]);
  });

  test("and placed more finely when the candidates share a district", () => {
    const answer = resolvePlace(gazetteer, { text: "Nərimanlı", within: ["Lusvar"] });
    assert.ok(answer.state === "ambiguous");
    assert.equal(answer.place, "S2");
  });

  test("and not placed at all when they share nothing", () => {
    const apart = makeGazetteer(["A - region en:Mill", "B - region en:Mill"].map(samplePlace));
    const answer = resolvePlace(apart, { text: "Mill" });
    assert.ok(answer.state === "ambiguous");
    assert.equal(answer.place, undefined);
  });
});

describe("a mention stays unresolved", () => {
  const rows: readonly (readonly [
    desc: string,
    text: string,
    within: readonly string[],
    candidates: readonly string[],
  ])[] = [
    ["when it lies outside the wider place named", "Yuxarı Qarasu", ["Şimal"], ["S1b"]],
    ["when no place bears its name", "Tbelisi", [], []],
    ["when it is empty", "", [], []],
    ["when it is no name", "???", [], []],
    ["when only the kind of place is said", "село", [], []],
  ];
  for (const [desc, text, within, candidates] of rows)
    test(desc, () => {
      const answer = resolvePlace(gazetteer, { text, within });
      assert.ok(answer.state === "unresolved", JSON.stringify(answer));
      assert.deepEqual(
        answer.candidates.map(({ place }) => place),
        candidates,
      );
      assert.notEqual(answer.evidence.length, 0);
    });
});

describe("of several places of one name", () => {
  const at = (id: string, latitude: number): Place => ({
    ...samplePlace(`${id} - settlement en:Mill`),
    latitude,
    longitude: 10,
  });

  test("coordinates tell the one", () => {
    const mills = makeGazetteer([at("A", 10), at("B", 12)]);
    const near = { text: "Mill", position: { latitude: 10.05, longitude: 10 } };
    const answer = resolvePlace(mills, near);
    assert.ok(answer.state === "resolved");
    assert.equal(answer.place, "A");
    const between = resolvePlace(mills, { text: "Mill", position: { latitude: 11, longitude: 10 } });
    assert.equal(between.state, "ambiguous");
  });

  const texts = ["Kemraş", "Lusvar", "Qarasu", "Yuxarı Qarasu", "Cənub"].map((text) => ({ text }));

  test("the one is taken where nearly all of the list lies, and that is said", () => {
    const list = listContext(gazetteer, texts);
    assert.equal(list?.main, "S");
    const answer = makePlaceResolver(gazetteer, list)({ text: "Ağbulaq" });
    assert.ok(answer.state === "resolved");
    assert.equal(answer.place, "S1a");
    assert.ok(keysOf(answer).includes("list"));
  });

  test("none is taken where the list lies in both", () => {
    const list = listContext(gazetteer, [
      ...texts,
      { text: "Şimal" },
      { text: "Həsənkənd" },
      { text: "Hasankand" },
    ]);
    assert.equal(makePlaceResolver(gazetteer, list)({ text: "Ağbulaq" }).state, "ambiguous");
  });

  test("a list of few places tells nothing", () => {
    assert.equal(listContext(gazetteer, texts.slice(0, 4)), undefined);
  });
});

describe("time", () => {
  const timed = makeGazetteer([
    ...["V - country en:Verna", "N V region en:North", "S V region en:South"].map(samplePlace),
    samplePlace("A N settlement en:Red_Field[1924-1961] en:Upper_Spring[1961-]"),
    samplePlace("B S settlement en:Red_Field[1961-]"),
    {
      ...samplePlace("C N settlement en:Old_Mill"),
      until: 1950,
      fate: "renamed",
      successors: [placeId("D")],
    },
    samplePlace("D N settlement en:New_Mill"),
    {
      ...samplePlace("E N settlement en:Lost_Well"),
      until: 1970,
      fate: "merged",
      successors: [placeId("D")],
    },
    { ...samplePlace("F S settlement en:Burnt_Hill"), until: 1988, fate: "destroyed" },
  ]);
  const placeOf = (text: string, year?: number) => {
    const answer = resolvePlace(timed, { text, ...(year === undefined ? {} : { year }) });
    return answer.state === "resolved" ? answer.place : answer.state;
  };

  test("tells which place had the name", () => {
    assert.equal(placeOf("Red Field", 1950), "A");
    assert.equal(placeOf("Red Field", 1990), "B");
    assert.equal(placeOf("Red Field"), "ambiguous");
  });
  test("does not hide a place whose name is written in another period", () => {
    const answer = resolvePlace(timed, { text: "Upper Spring", year: 1930 });
    assert.ok(answer.state === "resolved");
    assert.deepEqual(keysOf(answer), ["same-name", "other-period"]);
  });
  test("a place that was only renamed is found under its old name", () => {
    assert.equal(placeOf("Old Mill", 1940), "D");
    assert.equal(placeOf("Old Mill", 1993), "D");
  });
  test("a place that was merged or destroyed stays the place it was", () => {
    assert.equal(placeOf("Lost Well", 1993), "E");
    assert.equal(placeOf("Burnt Hill"), "F");
  });
});

describe("the gazetteer of the world", () => {
  const world = [
    "iso:AA - country en:Aland",
    "admin:AA.1 iso:AA region en:Ansk",
    "t1 admin:AA.1 settlement en:Milton",
    "t2 admin:AA.1 settlement en:Arbury",
  ].map(samplePlace);
  const own = new Set(places.map(({ id }) => id));
  const both = makeGazetteer([...places, ...world], (id) => own.has(id));

  test("is not believed about a town that nothing else speaks for", () => {
    const answer = resolvePlace(both, { text: "Milton" });
    assert.ok(answer.state === "unresolved");
    assert.deepEqual(
      answer.candidates.map(({ place }) => place),
      ["t1"],
    );
  });
  test("is believed when the country stands beside the town, in any spelling", () => {
    const answer = resolvePlace(both, { text: "Мильтон", within: ["Aland"] });
    assert.ok(answer.state === "resolved");
    assert.equal(answer.place, "t1");
  });
  test("is believed about a country", () => {
    assert.equal(resolvePlace(both, { text: "Aland" }).state, "resolved");
  });
  test("gives way to the register's own places", () => {
    const answer = resolvePlace(
      makeGazetteer([...places, samplePlace("t9 - settlement az:Kemraş")], (id) => own.has(id)),
      { text: "Kemraş" },
    );
    assert.ok(answer.state === "resolved");
    assert.equal(answer.place, "S2a");
  });
});

test("no text throws, and every answer says why in words", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.array(fc.string({ unit: "grapheme", maxLength: 30 }), { maxLength: 3 }),
      fc.option(fc.integer({ min: -5, max: 3000 }), { nil: undefined }),
      (text, within, year) => {
        const answer = resolvePlace(gazetteer, { text, within, ...(year === undefined ? {} : { year }) });
        assert.ok(answer.evidence.length > 0);
        for (const evidence of answer.evidence) assert.notEqual(evidenceWords(evidence), "");
      },
    ),
  );
  for (const text of [
    "\ud800",
    "a".repeat(100_000),
    ", ,".repeat(30_000),
    "\u0301".repeat(50_000),
    "\u202e((",
  ])
    assert.equal(resolvePlace(gazetteer, { text }).state, "unresolved");
});
