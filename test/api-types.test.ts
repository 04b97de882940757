import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { apiTypes, typesPath } from "../pack/api-types.ts";
import { apiDocument } from "../src/api/app.ts";

test("the browser's types of requests and answers are what the server describes: else npm run api:types", () => {
  assert.equal(readFileSync(typesPath, "utf8"), apiTypes(apiDocument()));
});

test("a schema becomes the type of what it lets through", () => {
  const schemas = {
    Named: {
      type: "object",
      properties: { a: { type: "string" }, "b c": { type: "integer" } },
      required: ["a"],
    },
    Words: { anyOf: [{ type: "string", pattern: "^about [+-]?\\d+(\\.\\d+)?$" }, { const: "few" }] },
    Free: { type: ["string", "null"], pattern: "^[a-z]+$" },
    Pair: { type: "array", items: { $ref: "#/components/schemas/Named" }, minItems: 2, maxItems: 2 },
    Counts: { type: "object", additionalProperties: { type: "array", items: { enum: [1, "x"] } } },
  };
  const lines = apiTypes({ components: { schemas } }).split("\n");
  assert.deepEqual(lines.slice(1, 6), [
    'export type Named = { readonly a: string; readonly "b c"?: number };',
    `export type Words = (\`about \${number}\` | "few");`,
    "export type Free = (string | null);",
    "export type Pair = readonly [Named, Named];",
    'export type Counts = { readonly [name: string]: readonly (1 | "x")[] };',
  ]);
});
