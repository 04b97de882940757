import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type Random, seededRandom } from "../base/random.ts";
import { evaluateClusters } from "./evaluate.ts";
import { explainPair, formatWaterfall } from "./explain.ts";
import { linkTable } from "./link.ts";
import type { FieldKind, LinkTable } from "./link-table.ts";
import { weightBits } from "./match-weight.ts";

const GIVEN =
  "anna boris clara david elena farid greta hasan irina jakob karim leyla mirko nadia oskar petra".split(" ");
const FAMILY =
  "adler baran celik dorin evans fuchs gomez horvat ilves jansen kovac lopez moreau novak okafor petrov".split(
    " ",
  );

const pick = (random: Random, from: readonly string[]) => from[random.below(from.length)] ?? "";
const twoDigits = (value: number) => String(value).padStart(2, "0");

/** Invented people on two lists, with slips: rows, and the person of each. */
function inventPeople(
  people: number,
  seed: number,
): { readonly rows: readonly (readonly string[])[]; readonly truth: readonly number[] } {
  const random = seededRandom(seed);
  const slip = (text: string) => {
    const at = random.below(text.length - 1);
    return random.next() < 0.2 ? text.slice(0, at) + text.slice(at + 1) : text;
  };
  const all = Array.from({ length: people }, (_, person) => {
    const born = `${1930 + random.below(80)}-${twoDigits(1 + random.below(12))}-${twoDigits(2 + random.below(27))}`;
    const own = [
      pick(random, GIVEN),
      pick(random, FAMILY) + pick(random, ["", "ov", "son", "man", "ich"]),
      born,
      `${random.below(40)}`,
    ];
    const copy = [slip(own[0] ?? ""), slip(own[1] ?? ""), random.next() < 0.1 ? "" : born, own[3] ?? ""];
    return person % 2 === 0
      ? [
          { person, cells: ["0", ...own] },
          { person, cells: ["1", ...copy] },
        ]
      : [{ person, cells: ["0", ...own] }];
  }).flat();
  return { rows: all.map(({ cells }) => cells), truth: all.map(({ person }) => person) };
}

const KINDS: readonly FieldKind[] = ["given", "family", "date", "number"];

function tableOf(rows: readonly (readonly string[])[]): LinkTable {
  return {
    fields: KINDS.map((kind, i) => ({ name: kind, kind, values: rows.map((row) => row[i + 1] ?? "") })),
    lists: ["a", "b"],
    list: rows.map((row) => Number(row[0])),
    keys: rows.map((row) => row.join("|")),
  };
}

const sameRows = (entity: ArrayLike<number>, order: readonly number[]) => {
  const groups = Map.groupBy(order.keys(), (i) => entity[i] ?? 0);
  return [...groups.values()]
    .map((rows) =>
      rows
        .map((i) => order[i] ?? 0)
        .sort((a, b) => a - b)
        .join(),
    )
    .sort();
};

describe("linking two lists of invented people", () => {
  const { rows, truth } = inventPeople(1200, 7);
  const table = tableOf(rows);
  const result = linkTable(table, { seed: 3 });

  test("finds who is on both, without labels", () => {
    const { precision, recall } = evaluateClusters(result.entity, truth);
    assert.ok(precision > 0.97, `precision ${precision}`);
    assert.ok(recall > 0.93, `recall ${recall}`);
  });

  test("gives the same entities in any order of rows", () => {
    const random = seededRandom(11);
    const order = rows
      .map((_, i) => ({ i, at: random.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ i }) => i);
    const shuffled = linkTable(tableOf(order.map((i) => rows[i] ?? [])), { seed: 3 });
    assert.deepEqual(sameRows(shuffled.entity, order), sameRows(result.entity, [...rows.keys()]));
    assert.deepEqual(shuffled.model, result.model);
  });

  test("takes at most one row of each list where told to", () => {
    const { entity } = linkTable(table, { onePerList: true });
    const taken = new Set(rows.map((row, i) => `${row[0]} ${entity[i]}`));
    assert.equal(taken.size, rows.length);
  });

  test("obeys people's judgements in both directions", () => {
    const [left = 0, right = 0] = [result.pairs.left[0], result.pairs.right[0]];
    const [other, stranger] = [0, rows.length - 1];
    const judged = linkTable(table, {
      judgements: [
        { left, right, answer: "different" },
        { left: other, right: stranger, answer: "same" },
      ],
    });
    assert.notEqual(judged.entity[left], judged.entity[right]);
    assert.equal(judged.entity[other], judged.entity[stranger]);
  });

  test("learns from judgements, of pairs that no rule brought together too, and nothing from unsure", () => {
    const matchesOf = (person: number) => [...rows.keys()].filter((row) => truth[row] === person);
    const [left = 0, right = 0] = matchesOf(0);
    const far = { left: 0, right: rows.length - 1 }; // they share nothing
    const modelAfter = (answer: "same" | "different" | "unsure", pair = far) =>
      linkTable(table, { seed: 3, judgements: [{ ...pair, answer }] }).model;
    assert.deepEqual(modelAfter("unsure"), result.model);
    const elseOf = ({ comparisons }: typeof result.model) =>
      comparisons.map(({ levels }) => levels.at(-1)?.m ?? 0);
    const plain = elseOf(result.model);
    assert.ok(elseOf(modelAfter("same")).some((m, c) => m > 1.0001 * (plain[c] ?? 0)));
    const parted = modelAfter("different", { left, right });
    assert.ok(parted.prior < result.model.prior);
  });

  test("explains every kept pair by steps that add up to its weight", () => {
    for (let pair = 0; pair < result.pairs.left.length; pair += 40) {
      const at = [result.pairs.left[pair] ?? 0, result.pairs.right[pair] ?? 0] as const;
      const { prior, steps, total } = explainPair(result.model, table, at);
      const sum = steps.reduce((bits, step) => bits + step.bits + step.frequencyBits, prior);
      assert.equal(sum, total);
      assert.equal(total, weightBits(result.pairs.weight[pair] ?? 0));
      assert.match(
        formatWaterfall(explainPair(result.model, table, at)),
        /prior\n.*total, match probability/s,
      );
    }
  });

  test("a saved model weighs the same table the same way", () => {
    const model = JSON.parse(JSON.stringify(result.model)) as typeof result.model;
    const again = linkTable(table, { model });
    assert.deepEqual(again.entity, result.entity);
    assert.deepEqual(again.pairs, result.pairs);
  });
});

describe("linking people of large households", () => {
  const random = seededRandom(23);
  const people = Array.from({ length: 250 }, (_, household) => {
    const [father, family] = [
      pick(random, GIVEN),
      `${pick(random, FAMILY)}${pick(random, ["", "ov", "son", "ich"])}`,
    ];
    const shared = [
      `village ${random.below(60)}`,
      `199${random.below(5)}-0${1 + random.below(9)}-1${random.below(10)}`,
    ];
    return [0, 1, 2, 3].map((child) => ({
      person: 4 * household + child,
      cells: [
        `${GIVEN[(household + 3 * child) % GIVEN.length]} ${father} ${family}`,
        `${1950 + random.below(40)}-${twoDigits(1 + random.below(12))}-${twoDigits(2 + random.below(27))}`,
        ...shared,
      ],
    }));
  }).flat();
  const rows = people.flatMap(({ person, cells }) =>
    person % 3 === 0
      ? [
          { person, list: 0, cells },
          { person, list: 1, cells: cells.map((cell, i) => (i === 1 && person % 2 === 0 ? "" : cell)) },
        ]
      : [{ person, list: person % 2, cells }],
  );
  const kinds: readonly FieldKind[] = ["full-name", "date", "place", "date"];
  const names = ["name", "birth", "home", "lost on"];
  const result = linkTable({
    fields: names.map((name, i) => ({
      name,
      kind: kinds[i] ?? "text",
      values: rows.map(({ cells }) => cells[i] ?? ""),
    })),
    lists: ["a", "b"],
    list: rows.map(({ list }) => list),
    keys: rows.map(({ list, cells }) => `${list} ${cells.join("|")}`),
  });

  test("brothers and sisters, who share all but name and birth, stay apart", () => {
    const { precision, recall } = evaluateClusters(
      result.entity,
      rows.map(({ person }) => person),
    );
    assert.ok(precision > 0.95, `precision ${precision}`);
    assert.ok(recall > 0.95, `recall ${recall}`);
  });

  test("the model says how often relatives meet", () => {
    // 250 households of about 5 rows: some 2,000 pairs of relatives.
    const relatives = (result.model.related * rows.length * (rows.length - 1)) / 2;
    assert.ok(relatives > 500 && relatives < 6000, `${relatives} pairs`);
  });
});

describe("tables that are nothing like lists of people", () => {
  const oneField = (values: readonly string[], kind: FieldKind = "text"): LinkTable => ({
    fields: [{ name: "x", kind, values }],
    lists: ["a"],
    list: values.map(() => 0),
    keys: values.map((value, i) => `${value} ${i}`),
  });
  const cases = [
    { desc: "no rows", table: oneField([]), entities: 0, warning: /empty/ },
    { desc: "one row", table: oneField(["a"]), entities: 1, warning: /every row has the same value/ },
    {
      desc: "a column of one value",
      table: oneField(Array.from({ length: 50 }, () => "same")),
      entities: 50,
      warning: /same value/,
    },
    {
      desc: "nothing but missing values",
      table: oneField(Array.from({ length: 50 }, () => "")),
      entities: 50,
      warning: /empty/,
    },
    {
      desc: "a running number",
      table: oneField(
        Array.from({ length: 50 }, (_, i) => `${i}`),
        "identifier",
      ),
      entities: 50,
      warning: /no two rows/,
    },
  ];
  for (const { desc, table, entities, warning } of cases)
    test(`${desc}: ${entities} entities, and it says why`, () => {
      const result = linkTable(table);
      assert.equal(result.entities, entities);
      assert.match(result.warnings.join("\n"), warning);
    });
});
