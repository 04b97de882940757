import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { changeNames, emptyNameIndex, type NameIndex } from "./name-index.ts";
import { searchNames } from "./search-names.ts";
import { formatSnapshot, parseSnapshot } from "./snapshot.ts";

// Invented people.
const people = [
  "Həsənov Əli Məmməd oğlu",
  "Гасанова Лейла",
  "Թորոսյան Արամ",
  "თორნაძე მარიამი",
  "Παπαδόπουλος Νίκος",
  "حسن عبد الرحمن",
  "כהן דוד",
  "Torn, Mara",
  "O. Velling",
  "Anna-Maria Kesk",
];

type Owned = readonly (readonly [owner: number, text: string])[];

const own = (names: readonly string[], first = 0): Owned => names.map((text, at) => [first + at, text]);
const noOne = new Set<number>();

function change(index: NameIndex, names: Owned, gone: ReadonlySet<number> = noOne): NameIndex {
  const step = changeNames(index, gone);
  for (const [owner, text] of names) step.add(owner, text);
  return step.finish();
}

const indexOf = (names: Owned) => change(emptyNameIndex(), names);
const ownersOf = (index: NameIndex, text: string, limit = 10) =>
  searchNames(index, text, limit).map(({ owner }) => owner);

test("a name whose given and father's names have changed places stands behind the one that was asked for", () => {
  const index = indexOf(own(["Aram Nikos Torn", "Νίκος Αράμ Τορν"]));
  assert.equal(ownersOf(index, "Nikos Aram Torn")[0], 1);
});

test("what nobody is called is a misspelling in its own script before it is a name of another script with more parts", () => {
  const index = indexOf(own(["Leo Noa Kaneko", "ноа канэко"]));
  assert.equal(ownersOf(index, "ноа канэкк")[0], 1);
});

describe("a name is found", () => {
  const index = indexOf(own(people));
  const cases = [
    { desc: "in another script", text: "Али Гасанов", owner: 0 },
    { desc: "in another order", text: "Leyla Hasanova", owner: 1 },
    { desc: "from Armenian", text: "Aram Torosyan", owner: 2 },
    { desc: "from Georgian", text: "Мариам Торнадзе", owner: 3 },
    { desc: "from Greek", text: "Nikos Papadopoulos", owner: 4 },
    { desc: "from Arabic, without its vowels", text: "Abdurrahman Hassan", owner: 5 },
    { desc: "from Hebrew", text: "David Cohen", owner: 6 },
    { desc: "with a letter left out", text: "Papadopulos Niko", owner: 4 },
    { desc: "with letters exchanged", text: "Mara Tron", owner: 7 },
    { desc: "by one part alone", text: "Torosyan", owner: 2 },
    { desc: "by its beginning", text: "Papadop", owner: 4 },
    { desc: "by its beginning in another script", text: "Папад", owner: 4 },
    { desc: "by a whole part and the beginning of another", text: "Nikos Pap", owner: 4 },
    { desc: "by a first letter alone, in another script", text: "Н", owner: 4 },
    { desc: "by a first letter alone, in its own script before others", text: "Ə", owner: 0 },
    { desc: "by the initial of a part", text: "M. Torn", owner: 7 },
    { desc: "by the whole of what it has as an initial", text: "Oskar Velling", owner: 8 },
    { desc: "by two tied words that it has as one", text: "То-рн Мара", owner: 7 },
    { desc: "without its father's", text: "Həsənov Əli", owner: 0 },
  ];
  for (const { desc, text, owner } of cases)
    test(desc, () => {
      assert.equal(ownersOf(index, text)[0], owner);
    });
});

test("what has nothing in common with any name finds none, nor does a text without letters", () => {
  const index = indexOf(own(people));
  for (const text of ["Zbigniew Brzęczyszczykiewicz", "", " . ", "\ud800"])
    assert.deepEqual(ownersOf(index, text), []);
  assert.deepEqual(ownersOf(emptyNameIndex(), "Mara"), []);
});

test("those who bear one name come in the order of their numbers, whatever order they were added in", () => {
  const names: Owned = [7, 3, 5].map((owner) => [owner, "Mara Torn"]);
  assert.deepEqual(ownersOf(indexOf(names), "Mara Torn"), [3, 5, 7]);
});

test("who has several names is found by each of them, once", () => {
  const index = indexOf([
    [4, "Mara Torn"],
    [4, "Mara Velling"],
  ]);
  assert.deepEqual(ownersOf(index, "Mara Velling"), [4]);
  assert.deepEqual(ownersOf(index, "Mara Torn"), [4]);
});

test("who is gone is not found any more", () => {
  const index = change(indexOf(own(people)), [], new Set([7]));
  assert.ok(!ownersOf(index, "Mara Torn").includes(7));
});

const name = fc
  .array(
    fc.constantFrom(
      "ali",
      "Əli",
      "Али",
      "علي",
      "Mara",
      "Мара",
      "Torn",
      "Торн",
      "Hasanov",
      "حسنوف",
      "Kesk",
      "O",
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(" "));
const names = fc.array(name, { minLength: 1, maxLength: 12 });

const isNamed = (text: string) => text.split(" ").some((part) => part.length > 1); // initials alone name nobody

test("a name finds itself first, with its family name at either end", () => {
  fc.assert(
    fc.property(names, fc.nat(), (all, at) => {
      const asked = all[at % all.length]!;
      fc.pre(isNamed(asked));
      const parts = asked.split(" ");
      const index = indexOf(own(all));
      for (const order of [parts, [...parts.slice(1), parts[0]!], [parts.at(-1)!, ...parts.slice(0, -1)]]) {
        const [first] = searchNames(index, order.join(" "), 1);
        assert.ok(first !== undefined && first.level <= 1, order.join(" "));
      }
    }),
  );
});

test("a name finds itself in any order of its parts", () => {
  fc.assert(
    fc.property(names, fc.nat(), (all, at) => {
      const owner = at % all.length;
      fc.pre(isNamed(all[owner]!));
      const text = all[owner]!.split(" ").toReversed().join(" ");
      const hit = searchNames(indexOf(own(all)), text, all.length).find((found) => found.owner === owner);
      assert.ok(hit !== undefined && hit.level <= 1, text);
    }),
  );
});

test("an index that was changed step by step answers as one that was made at once", () => {
  fc.assert(
    fc.property(names, names, names, (first, second, asked) => {
      const gone = new Set(first.keys().filter((owner) => owner % 3 === 0));
      const stepwise = change(indexOf(own(first)), own(second, 100), gone);
      const atOnce = indexOf([...own(first).filter(([owner]) => !gone.has(owner)), ...own(second, 100)]);
      for (const text of asked)
        assert.deepEqual(searchNames(stepwise, text, 20), searchNames(atOnce, text, 20));
    }),
  );
});

test("an index that was kept as bytes answers as it did, and goes on growing", () => {
  fc.assert(
    fc.property(names, names, (all, asked) => {
      const index = indexOf(own(all));
      const read = parseSnapshot(formatSnapshot(index, "label"));
      assert.ok("value" in read);
      assert.equal(read.value.label, "label");
      for (const text of asked) assert.deepEqual(ownersOf(read.value.index, text), ownersOf(index, text));
      const more = own(asked, 500);
      for (const text of asked)
        assert.deepEqual(ownersOf(change(read.value.index, more), text), ownersOf(change(index, more), text));
    }),
  );
});

test("a snapshot that was cut short or changed anywhere is refused", () => {
  const bytes = formatSnapshot(indexOf(own(people)), "label");
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = bytes.slice();
    changed[at]! ^= 1;
    assert.ok("issues" in parseSnapshot(changed), `byte ${at}`);
    assert.ok("issues" in parseSnapshot(bytes.subarray(0, at)), `${at} bytes`);
  }
});

test("no text is too long or too strange to be looked for", () => {
  const index = indexOf(own(people));
  const floods = [
    "a".repeat(100_000),
    "а ".repeat(50_000),
    "\u0301".repeat(10_000),
    "\u202e\ud800\udfff ".repeat(999),
  ];
  for (const text of floods) assert.ok(searchNames(index, text, 10).length <= 10);
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => void searchNames(index, text, 10)),
  );
});

test("any text can be a name: it is taken in, and looked for", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), (text) => {
      const index = indexOf([...own(people), [99, text]]);
      assert.equal(index.owners.length, people.length + 1);
      const isNamed = index.start.at(-1)! > index.start.at(-2)!;
      if (!isNamed) assert.ok(!ownersOf(index, text).includes(99));
    }),
  );
});
