/** Each list of the OpenAPI document comes a page at a time, says how long it can be, or stands here with the reason. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { apiDocument } from "../src/api/app.ts";

type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly maxItems?: number;
  readonly properties?: { readonly [name: string]: Schema };
  readonly allOf?: readonly Schema[];
};
type Body = { readonly content?: { readonly "application/json"?: { readonly schema?: Schema } } };
type Operation = {
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: Body;
  readonly responses: { readonly [status: string]: Body };
};
type Document = {
  readonly components: { readonly schemas: { readonly [name: string]: Schema } };
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
};
const { components, paths }: Document = JSON.parse(JSON.stringify(apiDocument()));

/** Lists inside an answer about one thing, which is told whole. */
const whole: { readonly [reason: string]: readonly string[] } = {
  "what one role may do": ["me", "session", "session/passkey", "session/end"].map((path) => `/api/${path}`),
  "of one's own account": [
    "/api/account",
    "/api/account/passkeys",
    "/api/account/passkeys/{id}/remove",
    "/api/account/password",
    "/api/account/recovery-codes",
    "/api/account/sessions/end-others",
    "/api/account/sessions/{id}/end",
    "/api/joining/password",
    "/api/joining/passkey",
  ],
  "one source with every word of its consent": ["/api/consents"],
  "as many as were asked for": [
    "/api/search",
    "/api/public/search",
    "/api/review/next",
    "/api/appeals/figures",
  ],
  "one map, the same however close one looks": ["/api/map"],
  "one person, place or site with all that is said of it": [
    "/api/entities/{id}",
    "/api/entities/{id}/evidence",
    "/api/review/pair",
    "/api/audits/open",
  ],
  "pairs of reviewers": ["/api/review"],
  "one figure with its cells": ["/api/counts", "/api/returns"],
  "one list as it would be read: its first rows": ["/api/imports/preview"],
  "one text or appeal with what stands beside it": [
    "/api/appeals/check",
    "/api/appeals/{appeal}",
    "/api/appeals/{appeal}/invite",
  ],
  "witnesses of one ledger": ["/api/health"],
};

const resolve = (schema: Schema): Schema => {
  const name = schema.$ref?.split("/").at(-1);
  return name === undefined ? schema : resolve(components.schemas[name] ?? {});
};
const propertiesOf = (schema: Schema): readonly (readonly [string, Schema])[] => {
  const { allOf = [], properties = {} } = resolve(schema);
  return [...allOf.flatMap(propertiesOf), ...Object.entries(properties)];
};
const jsonOf = (body: Body | undefined): Schema => body?.content?.["application/json"]?.schema ?? {};

/** Arrays at the top of an answer that may grow without end. */
function endless({ responses }: Operation): readonly string[] {
  const answered = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  return answered.flatMap(([, body]) => {
    const schema = resolve(jsonOf(body));
    const named: readonly (readonly [string, Schema])[] =
      schema.type === "array" ? [["", schema]] : propertiesOf(schema);
    return named.flatMap(([name, each]) => {
      const { type, maxItems } = resolve(each);
      return type === "array" && maxItems === undefined ? [name] : [];
    });
  });
}

const takesCursor = ({ parameters = [], requestBody }: Operation): boolean =>
  parameters.some(({ name }) => name === "cursor") ||
  propertiesOf(jsonOf(requestBody)).some(([name]) => name === "cursor");

const operations = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test("each list is bounded: by pages, by its schema, or by being of one thing", () => {
  const excused = new Set(Object.values(whole).flat());
  const unbounded = operations.flatMap(({ path, method, operation }) => {
    const lists = endless(operation).filter((name) => !(name === "items" && takesCursor(operation)));
    return lists.length > 0 && !excused.has(path) ? [`${method} ${path}: ${lists.join(", ")}`] : [];
  });
  assert.deepEqual(unbounded, []);
});

test("whatever is called items comes a page at a time, or in answer to as many", () => {
  const endlessItems = operations.filter(
    ({ operation }) => endless(operation).includes("items") && !takesCursor(operation),
  );
  assert.deepEqual(
    endlessItems.map(({ path }) => path),
    ["/api/appeals/figures"],
  );
});

test("nothing is excused that is not there", () => {
  const known = new Set(
    operations.filter(({ operation }) => endless(operation).length > 0).map(({ path }) => path),
  );
  assert.deepEqual(
    Object.values(whole)
      .flat()
      .filter((path) => !known.has(path)),
    [],
  );
});
