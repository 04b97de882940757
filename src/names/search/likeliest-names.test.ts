import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { prepareName } from "../prepare.ts";
import { likeliestNames } from "./likeliest-names.ts";
import { changeNames, emptyNameIndex } from "./name-index.ts";
import { nearTokens } from "./near-tokens.ts";

// Invented people; many parts are near several of another name's, and come twice.
const part = fc.constantFrom(
  "Mara",
  "Мара",
  "Maria",
  "מרה",
  "Miro",
  "Torn",
  "Торн",
  "Tarn",
  "Ali",
  "Əli",
  "علي",
  "Ola",
);
const name = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));

test("the likeliest few of many names are the first of all of them", () => {
  fc.assert(
    fc.property(
      fc.array(name, { minLength: 1, maxLength: 40 }),
      name,
      fc.integer({ min: 1, max: 5 }),
      (all, asked, few) => {
        const change = changeNames(emptyNameIndex(), new Set());
        all.forEach((text, owner) => {
          change.add(owner, text);
        });
        const index = change.finish();
        const { tokens } = prepareName(asked);
        const parts = tokens.map((token, at) => nearTokens(index, token, at === tokens.length - 1));
        const whole = likeliestNames(index, parts, all.length);
        assert.deepEqual(likeliestNames(index, parts, few), whole.slice(0, few));
      },
    ),
  );
});
