/** Who am I, and signing in and out: what the public may ask too. */
import { createRoute, z } from "@hono/zod-openapi";
import { spendOnCeremony } from "../steps/sign-in/attempts.ts";
import { signInByPasskey } from "../steps/sign-in/by-passkey.ts";
import type { Attempt } from "../steps/sign-in/by-password.ts";
import { signInByPassword } from "../steps/sign-in/by-password.ts";
import { beginUse } from "../steps/sign-in/passkeys.ts";
import type { Begun } from "../steps/sign-in/sessions.ts";
import type { App } from "./app.ts";
import { comingFrom, type Doors, nobody, setSession, visitOf } from "./asker.ts";
import { begin, enter, meOf, noAccounts, waiting } from "./me.ts";
import { problem } from "./problem.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";
import {
  meSchema,
  passkeySignInSchema,
  passwordSignInSchema,
  requestOptionsSchema,
} from "./sign-in-answers.ts";

const meRoute = createRoute({
  method: "get",
  path: "/api/me",
  responses: { 200: answer(meSchema, "who asks, and what they may do") },
});

const attemptResponses = {
  200: answer(meSchema, "signed in"),
  400: refusal("the request is not as it should be"),
  401: refusal("not signed in: the same whatever was wrong"),
  404: refusal("nobody signs in here"),
  429: refusal("too many attempts: Retry-After says when the next may come"),
};

/** By POST and in the body, as everything that names a person. */
const passwordRoute = createRoute({
  method: "post",
  path: "/api/session",
  request: { body: jsonBody(passwordSignInSchema) },
  responses: attemptResponses,
});

const passkeyBeginRoute = createRoute({
  method: "post",
  path: "/api/session/passkey/begin",
  request: { body: jsonBody(z.strictObject({})) },
  responses: {
    200: answer(requestOptionsSchema, "what the browser needs to use a passkey"),
    404: refusal("nobody signs in here"),
    429: refusal("too many were begun: Retry-After says when the next may be"),
  },
});

const passkeyRoute = createRoute({
  method: "post",
  path: "/api/session/passkey",
  request: { body: jsonBody(passkeySignInSchema) },
  responses: attemptResponses,
});

const endRoute = createRoute({
  method: "post",
  path: "/api/session/end",
  request: { body: jsonBody(z.strictObject({})) },
  responses: { 200: answer(meSchema, "signed out") },
});

/** Adds what is open to all. */
export function addSignIn(app: App, doors: Doors): void {
  app.openapi(meRoute, async (c) => c.json(await meOf(doors, c.var.asker, c.var.service), 200));
  app.openapi(passwordRoute, async (c) => {
    const { signIn } = doors;
    if (signIn === undefined) return noAccounts();
    const attempt = await signInByPassword(signIn, c.req.valid("json"), comingFrom(c, doors));
    return "begun" in attempt ? c.json(await begin(c, doors, attempt.begun), 200) : refused(attempt);
  });
  app.openapi(passkeyBeginRoute, async (c) => {
    const { signIn } = doors;
    if (signIn === undefined) return noAccounts();
    const visit = visitOf(c, doors);
    const wait = await spendOnCeremony(signIn, visit);
    return wait > 0 ? waiting(wait) : c.json(await beginUse(signIn, visit.site), 200);
  });
  app.openapi(passkeyRoute, async (c) => {
    const { signIn } = doors;
    if (signIn === undefined) return noAccounts();
    const attempt = await signInByPasskey(signIn, c.req.valid("json"), comingFrom(c, doors));
    return "begun" in attempt ? c.json(await begin(c, doors, attempt.begun), 200) : refused(attempt);
  });
  app.openapi(endRoute, async (c) => {
    const { signedIn } = c.var.asker;
    if (signedIn !== undefined) await doors.signIn?.register.store.sessions.endSession(signedIn.session);
    setSession(c, doors, undefined);
    c.header("clear-site-data", '"cache", "storage"');
    return c.json(await enter(c, doors, nobody), 200);
  });
}

function refused(attempt: Exclude<Attempt, { readonly begun: Begun }>) {
  if (attempt.refused === "no") return problem(401, "not-signed-in") as never;
  return waiting(attempt.wait);
}
