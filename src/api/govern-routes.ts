/** The routes of organisations, consents and health. */
import { createRoute } from "@hono/zod-openapi";
import type { App } from "./app.ts";
import { askedAfresh } from "./asker.ts";
import {
  consentChangeSchema,
  consentEffectsSchema,
  consentPreviewSchema,
  consentsSchema,
  healthSchema,
  organisationRequestSchema,
  organisationsSchema,
} from "./govern-answers.ts";
import { answer, jsonBody, readsOnly, refusal } from "./route-parts.ts";

const refused = refusal("whoever asks may not");
const refusals = { 403: refusal("they have to show again who they are"), 409: refused };

const organisationsRoute = createRoute({
  method: "get",
  path: "/api/organisations",
  responses: { 200: answer(organisationsSchema, "the members of the coalition") },
});

const addRoute = createRoute({
  method: "post",
  path: "/api/organisations",
  middleware: askedAfresh,
  request: { body: jsonBody(organisationRequestSchema) },
  responses: { 200: answer(organisationsSchema, "the members as they are now"), ...refusals },
});

const consentsRoute = createRoute({
  method: "get",
  path: "/api/consents",
  responses: { 200: answer(consentsSchema, "one's own sources with every word of them"), 409: refused },
});

/** Looked at before it is said: who would see what that they do not see now. */
const previewRoute = createRoute({
  method: "post",
  path: "/api/consents/preview",
  ...readsOnly,
  request: { body: jsonBody(consentPreviewSchema) },
  responses: {
    200: answer(consentEffectsSchema, "what the change would change"),
    404: refusal("there is no such source of one's own"),
    409: refused,
  },
});

const changeRoute = createRoute({
  method: "post",
  path: "/api/consents",
  middleware: askedAfresh,
  request: { body: jsonBody(consentChangeSchema) },
  responses: {
    200: answer(consentsSchema, "one's own sources as they are now"),
    404: refusal("there is no such source of one's own"),
    ...refusals,
  },
});

const healthRoute = createRoute({
  method: "get",
  path: "/api/health",
  responses: { 200: answer(healthSchema, "how the register is kept"), 409: refused },
});

/** Adds the routes of governing beside those of people. */
export function addGovern(app: App): void {
  app.openapi(organisationsRoute, async (c) => c.json(await c.var.service.govern.organisations(), 200));
  app.openapi(addRoute, async (c) =>
    c.json(await c.var.service.govern.addOrganisation(c.req.valid("json").name), 200),
  );
  app.openapi(consentsRoute, async (c) => c.json(await c.var.service.govern.consents(), 200));
  app.openapi(previewRoute, async (c) =>
    c.json(await c.var.service.govern.previewConsent(c.req.valid("json")), 200),
  );
  app.openapi(changeRoute, async (c) =>
    c.json(await c.var.service.govern.changeConsent(c.req.valid("json")), 200),
  );
  app.openapi(healthRoute, async (c) => c.json(await c.var.service.govern.health(), 200));
}
