/** Writes src/web/generated/api.ts: the shapes of all requests and answers, from the OpenAPI document. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { apiDocument } from "../src/api/app.ts";
import { RecountError } from "../src/base/errors.ts";

export const typesPath = fileURLToPath(new URL("../src/web/generated/api.ts", import.meta.url));

/** The parts of JSON Schema 2020-12 that our schemas are written in. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
};
type Content = { readonly [type: string]: { readonly schema?: Schema } };
type Operation = {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: { readonly [status: string]: { readonly content?: Content } };
};
type Document = {
  readonly components?: { readonly schemas?: { readonly [name: string]: Schema } };
  readonly paths?: { readonly [path: string]: { readonly [method: string]: Operation } };
};

const methods = ["get", "post", "put", "patch", "delete"];
const NUMBER = "[+-]?\\d+(\\.\\d+)?"; // as zod writes a number inside a template literal

/** The module's text of an OpenAPI 3.1 document. Throws `unknown-schema` for a part of JSON Schema that it cannot write. */
export function apiTypes(document: object): string {
  const { components = {}, paths = {} } = JSON.parse(JSON.stringify(document)) as Document;
  const named = Object.entries(components.schemas ?? {}).map(
    ([name, schema]) => `export type ${name} = ${typeOf(schema)};`,
  );
  const operations = Object.entries(paths).flatMap(([path, of]) =>
    methods.flatMap((method) => {
      const operation = of[method];
      return operation === undefined
        ? []
        : [`  ${JSON.stringify(`${method.toUpperCase()} ${path}`)}: ${operationType(operation)};`];
    }),
  );
  return [
    "/** Made from the OpenAPI document by `npm run api:types`; a test holds it to be up to date. */",
    ...named,
    "",
    "/** What each address takes and answers. */",
    "export type Operations = {",
    ...operations,
    "};",
    "",
  ].join("\n");
}

function operationType({ parameters = [], requestBody, responses }: Operation): string {
  const inPlace = (place: string) =>
    parameters
      .filter((each) => each.in === place)
      .map(({ name, required, schema }) => {
        return { name, isRequired: required === true, type: typeOf(schema) };
      });
  const body = requestBody?.content["application/json"]?.schema;
  const answers = Object.entries(responses).flatMap(([status, { content }]) => {
    const schema = content?.["application/json"]?.schema;
    return status.startsWith("2") && schema !== undefined ? [typeOf(schema)] : [];
  });
  const parts = (["path", "query"] as const).flatMap((place) => {
    const fields = inPlace(place);
    if (fields.length === 0) return [];
    const isRequired = fields.some((field) => field.isRequired);
    return [{ name: place, isRequired, type: objectOf(fields) }];
  });
  return objectOf([
    ...parts,
    ...(body === undefined ? [] : [{ name: "body", isRequired: true, type: typeOf(body) }]),
    { name: "answer", isRequired: true, type: answers.length === 0 ? "undefined" : unionOf(answers) },
  ]);
}

type Field = { readonly name: string; readonly isRequired: boolean; readonly type: string };

const objectOf = (fields: readonly Field[]): string =>
  `{ ${fields
    .map(({ name, isRequired, type }) => `readonly ${keyOf(name)}${isRequired ? "" : "?"}: ${type}`)
    .join("; ")} }`;
const keyOf = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name));
const unionOf = (types: readonly string[]): string => [...new Set(types)].join(" | ");

function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return schema.$ref.slice("#/components/schemas/".length);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return unionOf(schema.enum.map((value) => JSON.stringify(value)));
  const any = schema.anyOf ?? schema.oneOf;
  if (any !== undefined) return `(${unionOf(any.map(typeOf))})`;
  if (schema.allOf !== undefined) return schema.allOf.map((part) => `(${typeOf(part)})`).join(" & ");
  if (Array.isArray(schema.type))
    return `(${unionOf(schema.type.map((type: string) => typeOf({ ...schema, type })))})`;
  return typeOfKind(schema);
}

function typeOfKind(schema: Schema): string {
  switch (schema.type) {
    case "string":
      return stringType(schema.pattern);
    case "integer":
    case "number":
      return "number";
    case "boolean":
    case "null":
      return schema.type;
    case "array":
      return arrayType(schema);
    case "object":
      return objectType(schema);
    case undefined:
      return "unknown";
    default:
      throw new RecountError("unknown-schema", `got ${JSON.stringify(schema)}, wanted a type that we write`);
  }
}

/** An array of two is a tuple. */
function arrayType({ items = {}, minItems, maxItems }: Schema): string {
  const item = typeOf(items);
  return minItems === 2 && maxItems === 2 ? `readonly [${item}, ${item}]` : `readonly (${item})[]`;
}

/** A number in fixed words is a template literal; any other pattern says nothing to the compiler. */
function stringType(pattern = ""): string {
  const words = /^\^([^\\[\](){}.*+?|$^`]*)(.*)\$$/.exec(pattern);
  return words?.[2] === NUMBER ? `\`${words[1]}\${number}\`` : "string";
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  if (properties !== undefined)
    return objectOf(
      Object.entries(properties).map(([name, schema]) => {
        return { name, isRequired: required.includes(name), type: typeOf(schema) };
      }),
    );
  const values = typeof additionalProperties === "object" ? typeOf(additionalProperties) : "unknown";
  return `{ readonly [name: string]: ${values} }`;
}

if (import.meta.main) writeFileSync(typesPath, apiTypes(apiDocument()));
