import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { noMentions } from "../../model/mention.ts";
import type { RecordDraft } from "../../model/record.ts";
import { placeOfRecord } from "./place-of-record.ts";

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
        parents: [{ text: "N1" }],
        latitude: 40.5,
        longitude: -47.25,
        pcode: "VN11",
      },
    });
  });

  test("has its row's key for an id where it gives none, and no parent where the cell is empty", () => {
    assert.deepEqual(placeOfRecord(record({ parent: "" })), {
      value: { id: "k1", names: [{ text: "Ağbulaq", language: "az" }], precision: "settlement", parents: [] },
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
