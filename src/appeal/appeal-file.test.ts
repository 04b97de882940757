import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatAppealFile, readAppealFile } from "./appeal-file.ts";
import { parseAppeal } from "./appeal-text.ts";

const line = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .map((text) => text.replace(/\s+/gu, " ").trim())
  .filter((text) => !/^([a-z]+:|-|$)/.test(text));

test("what is written into a head is read from it again", () => {
  const options = { noNullPrototype: true } as const;
  fc.assert(
    fc.property(
      fc.record(
        {
          head: fc.record(
            {
              title: line,
              language: fc.constantFrom("en", "ar", "hy"),
              date: fc.constantFrom("1995", "1995-03"),
              version: fc.constantFrom("1", "12"),
              note: fc.oneof(line, fc.constant("")),
              quorum: fc.constantFrom("", "3"),
              translates: fc.constantFrom("", "other-text"),
              addressees: fc.array(line, { maxLength: 3 }),
              signatories: fc.array(
                fc.record(
                  { name: line, role: line, organisation: line },
                  { requiredKeys: ["name"], ...options },
                ),
                { maxLength: 3 },
              ),
            },
            options,
          ),
          body: line,
        },
        options,
      ),
      (file) => {
        assert.deepEqual(readAppealFile(formatAppealFile(file)), { value: file });
      },
    ),
  );
});

test("a file whose fields say all that is needed is an appeal", () => {
  const head = {
    title: "To all",
    language: "en",
    date: "1995-03",
    version: "1",
    note: "",
    quorum: "",
    translates: "",
    addressees: ["The world"],
    signatories: [{ name: "Ani", organisation: "Return to Sarmel" }],
  };
  const parsed = parseAppeal(formatAppealFile({ head, body: "Of us {{figure: killed}} were killed." }));
  assert.ok("value" in parsed);
  assert.equal(parsed.value.figures.length, 1);
});
