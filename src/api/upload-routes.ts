/** The routes of files that are sent: as they are, in one piece, streamed. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { RecountError } from "../base/errors.ts";
import type { ServerBindings } from "./guard.ts";
import { noSuchPage, pageOf, pageQuery } from "./paging.ts";
import { bodyPieces } from "./request-body.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";
import { UPLOADS, uploadSchema } from "./upload-answers.ts";

const takeRoute = createRoute({
  method: "put",
  path: UPLOADS,
  request: {
    headers: z.object({
      "upload-name": z
        .string()
        .min(1)
        .max(1000)
        .regex(/^[\x21-\x7e]+$/)
        .describe("the file's name without folders, in UTF-8, percent-encoded"),
    }),
    body: {
      required: true,
      content: { "application/octet-stream": { schema: z.string().min(1).openapi({ format: "binary" }) } },
    },
  },
  responses: {
    201: answer(uploadSchema, "it waits to be imported, for a day"),
    400: refusal("no name, or no bytes"),
    409: refusal("not for this role, or too many files wait"),
    422: refusal("a name with folders or broken letters"),
    413: refusal("more than a gibibyte"),
  },
});

const listRoute = createRoute({
  method: "get",
  path: UPLOADS,
  request: { query: pageQuery },
  responses: {
    200: answer(pageOf(uploadSchema), "what the asker sent, newest first"),
    400: refusal("the request is not as it should be"),
    404: noSuchPage,
    409: refusal("not for this role"),
  },
});

const dropRoute = createRoute({
  method: "post",
  path: `${UPLOADS}/{id}/drop`,
  request: { params: z.object({ id: z.uuid() }), body: jsonBody(z.strictObject({})) },
  responses: {
    200: answer(z.object({ dropped: z.string() }), "its bytes are gone"),
    400: refusal("no id"),
    404: refusal("there is no such file of the asker's"),
    409: refusal("not for this role"),
  },
});

/** Adds the routes of uploads to the application. */
export function addUploads(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(takeRoute, async (c) => {
    const name = decodeName(c.req.header("upload-name") ?? "");
    return c.json(await c.var.service.uploads.take(name, bodyPieces(c)), 201);
  });
  app.openapi(listRoute, async (c) => c.json(await c.var.service.uploads.list(c.req.valid("query")), 200));
  app.openapi(dropRoute, async (c) => {
    const { id } = c.req.valid("param");
    await c.var.service.uploads.drop(id);
    return c.json({ dropped: id }, 200);
  });
}

function decodeName(sent: string): string {
  try {
    const name = decodeURIComponent(sent);
    if (!/[/\\\p{Cc}]/u.test(name)) return name;
  } catch {
    // refused below
  }
  throw new RecountError(
    "input-upload-name",
    "got a name with folders or broken letters, wanted a file's name",
  );
}
