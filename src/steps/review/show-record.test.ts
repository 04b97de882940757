import assert from "node:assert/strict";
import { test } from "node:test";
import { recordId, sourceId } from "../../model/ids.ts";
import { noMentions } from "../../model/mention.ts";
import type { StoredRecord } from "../../model/record.ts";
import { showRecord } from "./show-record.ts";

test("what is romanised for the eye are words: a year in another script's field keeps its digits", () => {
  const record = {
    id: recordId("dead/1"),
    source: sourceId("dead"),
    kind: "person",
    row: 1,
    index: 4,
    mentions: {
      ...noMentions,
      names: [{ text: "Սահակյան Վահան", part: "full", of: "self" }],
      harms: [
        { kind: "killed", status: "open", when: { year: 1993 }, where: { text: "Լուսվար", role: "harm" } },
      ],
    },
  } as unknown as StoredRecord;
  const shown = showRecord(record, new Map()).fields.map(({ text, romanised }) => [text, romanised]);
  assert.equal(shown[0]?.[1], "Sahakyan Vahan");
  assert.deepEqual(shown[1], ["1993, Լուսվար", "1993, Lusvar"]);
});
