import assert from "node:assert/strict";
import { test } from "node:test";
import { toHex } from "../src/base/bytes.ts";
import { formLeaf, leafHash } from "../src/ledger/leaf.ts";
import { formatEntry, parseRecordEntry } from "../src/model/entry.ts";
import type { SourceRecord } from "../src/model/record.ts";
import { entryFields } from "../src/register/entry-fields.ts";

const key = new Uint8Array(32).fill(7);
/** The bytes of a record's entry as they were written before records had nouns beyond names, dates, places and harms. */
const bytes = new TextEncoder().encode(
  '{"entry":"record","record":{"cells":[["name","Ali Garan"]],"id":"valley/1","issues":[],"key":"1","kind":"person","mentions":{"attributes":{},"dates":[],"harms":[{"kind":"missing","status":"open","when":{"month":5,"year":1992}}],"identifiers":[],"names":[{"of":"self","part":"full","text":"Ali Garan"}],"notes":[],"places":[],"relations":[]},"part":1,"row":1,"source":"valley","table":"list","version":1}}',
);

function theRecord(): SourceRecord {
  const record = parseRecordEntry(bytes);
  assert.ok(record !== undefined);
  return record;
}

test("a record of before the other nouns has the bytes and the leaf that it had", () => {
  const entry = { entry: "record", record: theRecord() } as const;
  assert.deepEqual(formatEntry(entry), bytes);
  // Made by the version before.
  assert.equal(
    toHex(leafHash(formLeaf(key, entryFields(entry)).bytes)),
    "cf3ffef2faa64002ab94e1e3e5e5f27588a4e1d05101df2ba15b8f0b6c4f018d",
  );
});

test("what a record says beyond harms and places is committed by its content alone", () => {
  const record = theRecord();
  const more: SourceRecord = {
    ...record,
    mentions: { ...record.mentions, antemortem: { height: "173" }, return: { obstacles: [], history: [] } },
    entered: { by: "Ani", at: "2026-01-02T03:04:05Z" },
  };
  const [old, now] = [record, more].map((each) => entryFields({ entry: "record", record: each }));
  assert.notDeepEqual(old, now);
  const named = (fields: typeof old) => fields?.filter(([name]) => name !== "content");
  assert.deepEqual(named(now), named(old));
});
