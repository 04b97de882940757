/** Who is in one's organisation, what each may do, and who looked; governing asks people to show again who they are. */
import { createRoute } from "@hono/zod-openapi";
import type { App } from "./app.ts";
import { askedAfresh } from "./asker.ts";
import { changedMeanwhile, ifMatch } from "./entity-tags.ts";
import { noSuchPage, pageQuery } from "./paging.ts";
import {
  accessLogSchema,
  donePersonSchema,
  invitationRequestSchema,
  joiningCodeAnswerSchema,
  peopleSchema,
  personRequestSchema,
  removalRequestSchema,
  roleRequestSchema,
} from "./people-answers.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";

const refusals = {
  400: refusal("the request is not as it should be"),
  403: refusal("they have to show again who they are"),
  404: refusal("there is no such person or organisation for whoever asks"),
  409: refusal("whoever asks may not, or the organisation would have no owner"),
  422: refusal("a keeper has no organisation, and has to name one"),
};
const done = { 200: answer(donePersonSchema, "it is done"), ...refusals };
const code = { 200: answer(joiningCodeAnswerSchema, "a code that is shown this once"), ...refusals };

const listRoute = createRoute({
  method: "get",
  path: "/api/people",
  request: { query: pageQuery },
  responses: {
    200: answer(peopleSchema, "the people of the organisation by name, and its open invitations"),
    400: refusals[400],
    404: noSuchPage,
  },
});

// Names stand in bodies: none stands in an address.
const inviteRoute = createRoute({
  method: "post",
  path: "/api/people/invite",
  middleware: askedAfresh,
  request: { body: jsonBody(invitationRequestSchema) },
  responses: code,
});

const accountRoute = createRoute({
  method: "post",
  path: "/api/people/account",
  middleware: askedAfresh,
  request: { body: jsonBody(personRequestSchema) },
  responses: code,
});

const roleRoute = createRoute({
  method: "post",
  path: "/api/people/role",
  middleware: askedAfresh,
  request: { headers: ifMatch, body: jsonBody(roleRequestSchema) },
  responses: { ...done, ...changedMeanwhile },
});

const removeRoute = createRoute({
  method: "post",
  path: "/api/people/remove",
  middleware: askedAfresh,
  request: { headers: ifMatch, body: jsonBody(removalRequestSchema) },
  responses: { ...done, ...changedMeanwhile },
});

const signOutRoute = createRoute({
  method: "post",
  path: "/api/people/sign-out",
  middleware: askedAfresh,
  request: { body: jsonBody(personRequestSchema) },
  responses: done,
});

const accessLogRoute = createRoute({
  method: "get",
  path: "/api/access-log",
  request: { query: pageQuery },
  responses: {
    200: answer(accessLogSchema, "who of the organisation looked at what, and what happened to accounts"),
    400: refusals[400],
    409: refusal("whoever asks may not read it"),
  },
});

/** Adds the routes of people. */
export function addPeople(app: App): void {
  app.openapi(listRoute, async (c) => c.json(await c.var.service.people.list(c.req.valid("query")), 200));
  app.openapi(inviteRoute, async (c) => c.json(await c.var.service.people.invite(c.req.valid("json")), 200));
  app.openapi(accountRoute, async (c) =>
    c.json(await c.var.service.people.offerAccount(c.req.valid("json").name), 200),
  );
  app.openapi(roleRoute, async (c) => {
    const request = c.req.valid("json");
    await c.var.service.people.changeRole(request, c.req.valid("header")["if-match"]);
    return c.json({ name: request.name }, 200);
  });
  app.openapi(removeRoute, async (c) => {
    const request = c.req.valid("json");
    await c.var.service.people.remove(request, c.req.valid("header")["if-match"]);
    return c.json({ name: request.name }, 200);
  });
  app.openapi(signOutRoute, async (c) => {
    const { name } = c.req.valid("json");
    await c.var.service.people.signOut(name);
    return c.json({ name }, 200);
  });
  app.openapi(accessLogRoute, async (c) =>
    c.json(await c.var.service.people.accessLog(c.req.valid("query")), 200),
  );
}
