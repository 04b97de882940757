/** The route of the map. It takes no bounds and no zoom: one answer, so that nothing is told by asking closer. */
import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import type { ServerBindings } from "./guard.ts";
import { servedMapSchema, TILES } from "./map-answers.ts";
import { answer } from "./route-parts.ts";

const mapRoute = createRoute({
  method: "get",
  path: "/api/map",
  responses: { 200: answer(servedMapSchema, "all that the viewer's map draws") },
});

export function addMap(app: OpenAPIHono<ServerBindings>, hasTiles: boolean): void {
  app.openapi(mapRoute, async (c) => {
    const map = await c.var.service.map();
    return c.json({ ...map, ...(hasTiles && { tiles: TILES }) }, 200);
  });
}
