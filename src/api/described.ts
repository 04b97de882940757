/** What the application says of itself: its OpenAPI document, and what follows from it for every request. */
import { isDeepStrictEqual } from "node:util";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { MiddlewareHandler } from "hono";
import { RecountError } from "../base/errors.ts";
import type { ServerBindings } from "./guard.ts";
import { keyParameter, takesKey } from "./idempotency.ts";
import { problem } from "./problem.ts";
import { apiInfo } from "./routes.ts";

type App = OpenAPIHono<ServerBindings>;
export type ApiDocument = ReturnType<App["getOpenAPI31Document"]>;

/**
 * The document. Whatever an operation does not answer by name, it answers with a problem; acts that are done once for a
 * key say so.
 */
export function describeApi(app: App): ApiDocument {
  const document = app.getOpenAPI31Document(apiInfo);
  writeTuples(document);
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(methods ?? {}))
      if (isOperation(operation)) {
        operation.responses["default"] ??= anyProblem;
        if (takesKey(method.toUpperCase(), path) && operation["x-reads-only"] !== true)
          operation.parameters = [...(operation.parameters ?? []), keyParameter];
      }
  return document;
}

/**
 * A tuple has as many items as it names: the generator leaves that out. Ours are of one type throughout, which the words
 * of older drafts say as well, and more tools understand.
 */
function writeTuples(schema: unknown): void {
  if (typeof schema !== "object" || schema === null) return;
  if ("prefixItems" in schema && Array.isArray(schema.prefixItems)) {
    const [items, ...others]: readonly unknown[] = schema.prefixItems;
    if (others.some((other) => !isDeepStrictEqual(other, items)))
      throw new RecountError("unknown-schema", "got a tuple of several types, wanted one of one type");
    const size = schema.prefixItems.length;
    Reflect.deleteProperty(schema, "prefixItems");
    Object.assign(schema, { items, minItems: size, maxItems: size });
  }
  for (const part of Object.values(schema)) writeTuples(part);
}

const anyProblem = {
  description: "who asks, how or how often is refused, or the server failed",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

type Operation = {
  readonly responses: { [status: string]: unknown };
  readonly "x-reads-only"?: boolean;
  parameters?: readonly unknown[];
};
const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "responses" in value;

type Described = { readonly method: string; readonly pattern: RegExp; readonly marks: object };

/** All addresses, read at the first request: by then they are all there. */
function describedBy(app: App): () => readonly Described[] {
  const found: Described[] = [];
  return () => {
    if (found.length > 0) return found;
    for (const definition of app.openAPIRegistry.definitions)
      if (definition.type === "route") {
        const { method, path } = definition.route;
        const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, "[^/]+")}$`);
        found.push({ method: method.toUpperCase(), pattern, marks: definition.route });
      }
    return found;
  };
}

/** Whether a path is one of an address whose description has this mark. */
export function isMarked(app: App, mark: "x-of-ledger" | "x-reads-only"): (path: string) => boolean {
  const described = describedBy(app);
  return (path) =>
    described().some(({ pattern, marks }) => Reflect.get(marks, mark) === true && pattern.test(path));
}

/** Refuses a method that an address does not take, and says which it takes. */
export function checkMethod(app: App): MiddlewareHandler<ServerBindings> {
  const described = describedBy(app);
  return async (c, next) => {
    const met = described().filter(({ pattern }) => pattern.test(c.req.path));
    const exact = met.filter(({ pattern }) => pattern.source === `^${c.req.path.replaceAll("/", "\\/")}$`);
    const taken = (exact.length > 0 ? exact : met).map(({ method }) => method);
    const asked = c.req.method === "HEAD" ? "GET" : c.req.method;
    if (taken.length === 0 || taken.includes(asked)) return next();
    const response = problem(405, "method");
    response.headers.set("allow", [...new Set(taken)].join(", "));
    return response;
  };
}
