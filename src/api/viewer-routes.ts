/** The route that says who asks, so that a screen offers what its viewer may do. */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { ServerBindings } from "./guard.ts";
import { answer } from "./route-parts.ts";
import { viewerSchema } from "./viewer-answers.ts";

const viewerRoute = createRoute({
  method: "get",
  path: "/api/viewer",
  responses: { 200: answer(viewerSchema, "who asks, and what they may do") },
});

export function addViewer(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(viewerRoute, async (c) => c.json(await c.var.service.viewer(), 200));
}
