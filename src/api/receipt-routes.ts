/** The route of receipts, as OpenAPI describes it. Whether one is counted is found offline, beside what was published. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { askedAfresh } from "./asker.ts";
import type { ServerBindings } from "./guard.ts";
import { receiptRequestSchema } from "./receipt-answers.ts";
import { jsonBody, readsOnly, refusal, savedAs } from "./route-parts.ts";

/** Marked as reading: the register does not change, and no answer is kept to be given again. */
const makeRoute = createRoute({
  method: "post",
  path: "/api/receipts",
  middleware: askedAfresh,
  ...readsOnly,
  request: { body: jsonBody(receiptRequestSchema) },
  responses: {
    200: {
      description: "the receipt, locked with the passphrase: an age file",
      content: { "application/octet-stream": { schema: z.string().openapi({ format: "binary" }) } },
    },
    400: refusal("the request is not as it should be, or the holder was not warned"),
    403: refusal("they have to show again who they are"),
    404: refusal("there is no such record of the asker's"),
    409: refusal("not for this role, or nothing was published since the record came"),
    422: refusal("the passphrase is easy to guess"),
  },
});

/** Adds the route of receipts to the application. */
export function addReceipts(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(makeRoute, async (c) => {
    const bytes = await c.var.service.receipts.make(c.req.valid("json"));
    return c.body(bytes, 200, { "content-type": "application/octet-stream", ...savedAs("receipt.age") });
  });
}
