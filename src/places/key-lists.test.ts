import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nameKeys } from "../names/keys.ts";
import { readName } from "../names/prepare.ts";
import { listKeys, sameKeys, textsWith, typedKeys } from "./key-lists.ts";

const syllable = fc.constantFrom("qa", "ra", "su", "kem", "raş", "lus", "var", "ağ", "bu", "laq", " ");
const name = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
const names = fc.array(name, { minLength: 1, maxLength: 80 });
const once = (texts: Iterable<number>) => [...new Set(texts)];

test("names in a place are the same and in the same order by their own keys as by the lists of all names", () => {
  const asked = fc.record({ texts: names, text: name, most: fc.constantFrom(0, 1, 400), step: fc.nat(6) });
  fc.assert(
    fc.property(asked, ({ texts, text, most, step }) => {
      const lists = listKeys(texts);
      const among = texts.flatMap((_, at) => (at % (step + 1) === 0 ? [at] : []));
      const columns = [Int32Array.from(among)];
      for (const find of [sameKeys, typedKeys]) {
        const keys = find(lists, nameKeys(readName(text)));
        const isAmong = (at: number) => among.includes(at);
        const all = once(textsWith(lists, { keys, most })).filter(isAmong);
        assert.deepEqual(once(textsWith(lists, { keys, among: columns, most })).filter(isAmong), all);
      }
    }),
  );
});

test("names are found whose keys one letter more, less or another parts from those asked for", () => {
  const lists = listKeys(["Kemraş", "Lusvar", "Lus"]);
  const found = (text: string) =>
    once(textsWith(lists, { keys: typedKeys(lists, nameKeys(readName(text))), most: 400 }));
  const rows: readonly (readonly [desc: string, text: string, texts: readonly number[]])[] = [
    ["nothing left out", "Kemraş", [0]],
    ["one left out of what is asked", "Kemkraş", [0]],
    ["one left out of the name", "Luvar", [1]],
    ["another in its place", "Kemlaş", [0]],
    ["a short one as it is", "Lus", [2]],
    ["nothing near", "Qaqaqaqa", []],
  ];
  for (const [desc, text, texts] of rows) assert.deepEqual(found(text), texts, desc);
});
