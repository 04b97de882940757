/** The routes of organisations, consents and health. */
import { createRoute } from "@hono/zod-openapi";
import type { App } from "./app.ts";
import { askedAfresh } from "./asker.ts";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import {
  addedOrganisationSchema,
  consentChangeSchema,
  consentEffectsSchema,
  consentPreviewSchema,
  consentsSchema,
  healthSchema,
  organisationRequestSchema,
  organisationsSchema,
  sourceConsentSchema,
} from "./govern-answers.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import { answer, jsonBody, readsOnly, refusal } from "./route-parts.ts";

const wrong = refusal("the request is not as it should be");
const refused = refusal("whoever asks may not");
const refusals = { 403: refusal("they have to show again who they are"), 409: refused };

const organisationsRoute = createRoute({
  method: "get",
  path: "/api/organisations",
  request: { query: pageQuery },
  responses: {
    200: answer(organisationsSchema, "the members of the coalition"),
    400: wrong,
    404: noSuchPage,
  },
});

const addRoute = createRoute({
  method: "post",
  path: "/api/organisations",
  middleware: askedAfresh,
  request: { body: jsonBody(organisationRequestSchema) },
  responses: { 200: answer(addedOrganisationSchema, "the member as it is now"), ...refusals },
});

const consentsRoute = createRoute({
  method: "get",
  path: "/api/consents",
  request: { query: pageQuery },
  responses: {
    200: answer(consentsSchema, "one's own sources with every word of them"),
    400: wrong,
    404: noSuchPage,
    409: refused,
  },
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
  request: { headers: ifMatch, body: jsonBody(consentChangeSchema) },
  responses: {
    200: answer(sourceConsentSchema, "the source as it is now"),
    404: refusal("there is no such source of one's own"),
    ...refusals,
    ...changedMeanwhile,
  },
});

const healthRoute = createRoute({
  method: "get",
  path: "/api/health",
  responses: { 200: answer(healthSchema, "how the register is kept"), 409: refused },
});

/** Adds the routes of governing beside those of people. */
export function addGovern(app: App): void {
  app.openapi(organisationsRoute, async (c) =>
    c.json(await c.var.service.govern.organisations(c.req.valid("query")), 200),
  );
  app.openapi(addRoute, async (c) =>
    c.json(await c.var.service.govern.addOrganisation(c.req.valid("json").name), 200),
  );
  app.openapi(consentsRoute, async (c) =>
    c.json(await c.var.service.govern.consents(c.req.valid("query")), 200),
  );
  app.openapi(previewRoute, async (c) =>
    c.json(await c.var.service.govern.previewConsent(c.req.valid("json")), 200),
  );
  app.openapi(changeRoute, async (c) => {
    const { "if-match": tag } = c.req.valid("header");
    return c.json(await c.var.service.govern.changeConsent(c.req.valid("json"), tag), 200);
  });
  app.openapi(healthRoute, async (c) => c.json(await c.var.service.govern.health(), 200));
}
