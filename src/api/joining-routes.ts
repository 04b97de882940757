/** Joining in the browser: from the code of an invitation to an account. */
import { createRoute } from "@hono/zod-openapi";
import type { Context } from "hono";
import { spendAtAddress } from "../steps/sign-in/attempts.ts";
import {
  beginJoining,
  beginJoiningPasskey,
  type Joined,
  joinWithPasskey,
  joinWithPassword,
} from "../steps/sign-in/join.ts";
import type { SignInTools } from "../steps/sign-in/tools.ts";
import type { App } from "./app.ts";
import { comingFrom, type Doors, visitOf } from "./asker.ts";
import type { ServerBindings } from "./guard.ts";
import { begin, noAccounts, waiting } from "./me.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";
import {
  creationOptionsSchema,
  joinBeginSchema,
  joinedSchema,
  joiningCodeSchema,
  joinPasskeySchema,
  joinPasswordSchema,
  offerSchema,
} from "./sign-in-answers.ts";

const refusals = {
  400: refusal("the request is not as it should be"),
  422: refusal(
    "a name that is taken, a password that is too short or tried first, another code, or a passkey that does not hold",
  ),
  404: refusal("nobody signs in here"),
  409: refusal("the code opens nothing, or opened before"),
  429: refusal("too many attempts: Retry-After says when the next may come"),
};

const offerRoute = createRoute({
  method: "post",
  path: "/api/joining",
  request: { body: jsonBody(joiningCodeSchema) },
  responses: {
    200: answer(offerSchema, "what the code opens, and a secret for an authenticator"),
    ...refusals,
  },
});

const passwordRoute = createRoute({
  method: "post",
  path: "/api/joining/password",
  request: { body: jsonBody(joinPasswordSchema) },
  responses: { 200: answer(joinedSchema, "signed in, with recovery codes"), ...refusals },
});

const passkeyBeginRoute = createRoute({
  method: "post",
  path: "/api/joining/passkey/begin",
  request: { body: jsonBody(joinBeginSchema) },
  responses: { 200: answer(creationOptionsSchema, "what the browser needs to make a passkey"), ...refusals },
});

const passkeyRoute = createRoute({
  method: "post",
  path: "/api/joining/passkey",
  request: { body: jsonBody(joinPasskeySchema) },
  responses: { 200: answer(joinedSchema, "signed in"), ...refusals },
});

/** Adds joining, which is open to whoever has a code. */
export function addJoining(app: App, doors: Doors): void {
  const { signIn } = doors;
  const joiningOf = (
    c: Context<ServerBindings>,
    { secret, name }: { readonly secret: string; readonly name: string },
  ) => ({
    secret,
    name,
    ...comingFrom(c, doors),
  });
  const tooMany = async (c: Context<ServerBindings>, tools: SignInTools) => {
    const wait = await spendAtAddress(tools, visitOf(c, doors));
    return wait > 0 ? waiting(wait) : undefined;
  };
  const joined = async (c: Context<ServerBindings>, { begun, recoveryCodes }: Joined) => ({
    me: await begin(c, doors, begun),
    recoveryCodes: [...recoveryCodes],
  });
  app.openapi(offerRoute, async (c) => {
    if (signIn === undefined) return noAccounts();
    const refused = await tooMany(c, signIn);
    if (refused !== undefined) return refused;
    const { offer, totp } = await beginJoining(signIn, c.req.valid("json").secret);
    return c.json({ ...offer, totp }, 200);
  });
  app.openapi(passwordRoute, async (c) => {
    if (signIn === undefined) return noAccounts();
    const refused = await tooMany(c, signIn);
    if (refused !== undefined) return refused;
    const { ceremony, password, code, ...who } = c.req.valid("json");
    return c.json(
      await joined(c, await joinWithPassword(signIn, { ceremony, password, code }, joiningOf(c, who))),
      200,
    );
  });
  app.openapi(passkeyBeginRoute, async (c) => {
    if (signIn === undefined) return noAccounts();
    const refused = await tooMany(c, signIn);
    if (refused !== undefined) return refused;
    return c.json(await beginJoiningPasskey(signIn, joiningOf(c, c.req.valid("json"))), 200);
  });
  app.openapi(passkeyRoute, async (c) => {
    if (signIn === undefined) return noAccounts();
    const refused = await tooMany(c, signIn);
    if (refused !== undefined) return refused;
    const { ceremony, made, label, ...who } = c.req.valid("json");
    return c.json(
      await joined(c, await joinWithPasskey(signIn, { ceremony, made, label }, joiningOf(c, who))),
      200,
    );
  });
}
