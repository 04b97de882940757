import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { prepareName } from "../../names/index.ts";
import { nameFeatures } from "./features.ts";
import { nameWeights } from "./generated/name-weights.ts";
import { weighNames } from "./weigh-names.ts";

const bits = (a: string, b: string) => weighNames(prepareName(a), prepareName(b)).weightBits;

describe("the weight of two names", () => {
  const rows: readonly (readonly [desc: string, name: string, nearer: string, farther: string])[] = [
    ["the whole name over one part of it", "Ilyas Temur", "Ilyas Temur", "Ilyas Korin"],
    ["another script over another family", "Гасанов Али", "Həsənov Əli", "Quliyev Əli"],
    ["a missing father's name over another's", "Али Гусейнович Темур", "Ali Temur", "Ali Karimovich Temur"],
    ["a typing error over another given name", "Maro Velan", "Mraro Velan", "Nura Velan"],
    [
      "a family name at the other end over a father's in the child's place",
      "Ali Karim Temur",
      "Temur Ali Karim",
      "Karim Ali Temur",
    ],
    [
      "fathers' names between the ends over as many behind them",
      "Ilyas Temur",
      "إلياس كريم نادر تيمور",
      "إلياس تيمور كريم نادر",
    ],
    [
      "a father's name behind the child's over as much behind the family's",
      "Ilyas Temur",
      "Темур, Ильяс Надир",
      "Ильяс Темур Надир",
    ],
    ["one part over none", "ნინო დოლიძე", "Нино Велан", "Карим Велан"],
  ];
  for (const [desc, name, nearer, farther] of rows)
    test(`ranks ${desc}`, () => assert.ok(bits(name, nearer) > bits(name, farther)));

  test("is for names that agree whole in every script, and against names that share nothing", () => {
    for (const other of [
      "Гасанов Али",
      "Հասանով Ալի",
      "ჰასანოვი ალი",
      "حسنوف علي",
      "Χασάνοφ Αλή",
      "חסנוב עלי",
    ]) {
      assert.ok(bits("Həsənov Əli", other) > 2, other);
      assert.ok(bits("Nino Dolidze", other) < -2, other);
    }
  });

  test("does not care which name comes first, and is a number for any text", () => {
    const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "binary" }));
    fc.assert(
      fc.property(text, text, (a, b) => {
        assert.equal(bits(a, b), bits(b, a));
        assert.ok(Number.isFinite(bits(a, b)));
      }),
    );
  });

  test("is shipped only for features that there are", () => {
    assert.deepEqual(
      nameWeights.map(([feature]) => feature).filter((feature) => !nameFeatures.includes(feature)),
      [],
    );
    assert.ok(nameWeights.length > 20);
  });
});
