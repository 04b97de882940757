/** One's own account: passkeys, password, recovery codes, sessions. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { RecountError } from "../base/errors.ts";
import {
  addOwnPasskey,
  beginOwnPasskey,
  beginOwnPassword,
  endOtherSessions,
  readOwnAccount,
  removeOwnPasskey,
  renewOwnCodes,
  setOwnPassword,
} from "../steps/sign-in/own-account.ts";
import { endOwnSession, type SignedIn } from "../steps/sign-in/sessions.ts";
import type { SignInTools } from "../steps/sign-in/tools.ts";
import type { App } from "./app.ts";
import { askedAfresh, askedBySomebody, type Doors, visitOf } from "./asker.ts";
import type { ServerBindings } from "./guard.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";
import {
  addPasskeySchema,
  choosePasswordSchema,
  creationOptionsSchema,
  type OwnAccountAnswer,
  offeredSecretSchema,
  ownAccountSchema,
  recoveryCodesSchema,
} from "./sign-in-answers.ts";

const nothing = { body: jsonBody(z.strictObject({})) };
const account = answer(ownAccountSchema, "the account as it is now");
const refusals = {
  400: refusal("the request is not as it should be"),
  422: refusal("a password that is too short or tried first, another code, or a passkey that does not hold"),
  403: refusal("they have to show again who they are"),
  404: refusal("whoever asks has no account, or none with such a passkey or session"),
  409: refusal("the last means of signing in stays; a ceremony has ended"),
};
const idIn = { params: z.object({ id: z.string().min(1).max(200) }) };

const accountRoute = createRoute({
  method: "get",
  path: "/api/account",
  middleware: askedBySomebody,
  responses: { 200: account, 404: refusals[404] },
});

const endSessionRoute = createRoute({
  method: "post",
  path: "/api/account/sessions/{id}/end",
  middleware: askedBySomebody,
  request: { ...idIn, ...nothing },
  responses: { 200: account, 400: refusals[400], 404: refusals[404] },
});

const endOthersRoute = createRoute({
  method: "post",
  path: "/api/account/sessions/end-others",
  middleware: askedBySomebody,
  request: nothing,
  responses: { 200: account, 400: refusals[400], 404: refusals[404] },
});

const passkeyBeginRoute = createRoute({
  method: "post",
  path: "/api/account/passkeys/begin",
  middleware: askedAfresh,
  request: nothing,
  responses: { 200: answer(creationOptionsSchema, "what the browser needs to make a passkey"), ...refusals },
});

const passkeyRoute = createRoute({
  method: "post",
  path: "/api/account/passkeys",
  middleware: askedAfresh,
  request: { body: jsonBody(addPasskeySchema) },
  responses: { 200: account, ...refusals },
});

const removePasskeyRoute = createRoute({
  method: "post",
  path: "/api/account/passkeys/{id}/remove",
  middleware: askedAfresh,
  request: { ...idIn, ...nothing },
  responses: { 200: account, ...refusals },
});

const passwordBeginRoute = createRoute({
  method: "post",
  path: "/api/account/password/begin",
  middleware: askedAfresh,
  request: nothing,
  responses: { 200: answer(offeredSecretSchema, "a new secret for the authenticator"), ...refusals },
});

const passwordRoute = createRoute({
  method: "post",
  path: "/api/account/password",
  middleware: askedAfresh,
  request: { body: jsonBody(choosePasswordSchema) },
  responses: {
    200: answer(recoveryCodesSchema, "new recovery codes; other sessions have ended"),
    ...refusals,
    422: refusal("another password than that of now, a new one that is tried first, or another code"),
    429: refusal("that is more than may be tried now"),
  },
});

const codesRoute = createRoute({
  method: "post",
  path: "/api/account/recovery-codes",
  middleware: askedAfresh,
  request: nothing,
  responses: { 200: answer(recoveryCodesSchema, "new recovery codes in place of the old"), ...refusals },
});

type Own = { readonly tools: SignInTools; readonly signedIn: SignedIn };

/** Adds what people do with their own accounts. */
export function addAccount(app: App, doors: Doors): void {
  // Whoever holds the terminal has no account, nor has the keeper.
  const ownOf = (c: Context<ServerBindings>): Own => {
    const { signedIn } = c.var.asker;
    if (signedIn === undefined || doors.signIn === undefined)
      throw new RecountError(
        "not-found",
        "got a request without an account, wanted one of somebody signed in",
      );
    return { tools: doors.signIn, signedIn };
  };
  const accountOf = async ({ tools, signedIn }: Own): Promise<OwnAccountAnswer> => {
    const { passkeys, sessions, ...rest } = await readOwnAccount(tools, signedIn);
    return { ...rest, passkeys: [...passkeys], sessions: [...sessions] };
  };
  app.openapi(accountRoute, async (c) => c.json(await accountOf(ownOf(c)), 200));
  app.openapi(endOthersRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    await endOtherSessions(tools, signedIn);
    return c.json(await accountOf({ tools, signedIn }), 200);
  });
  app.openapi(endSessionRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    if (!(await endOwnSession(tools, signedIn.person, c.req.valid("param").id)))
      throw new RecountError("not-found", "got the id of no session of this account");
    return c.json(await accountOf({ tools, signedIn }), 200);
  });
  app.openapi(passkeyBeginRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    return c.json(await beginOwnPasskey(tools, signedIn, visitOf(c, doors).site), 200);
  });
  app.openapi(passkeyRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    await addOwnPasskey(tools, signedIn, { ...c.req.valid("json"), site: visitOf(c, doors).site });
    return c.json(await accountOf({ tools, signedIn }), 200);
  });
  app.openapi(removePasskeyRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    await removeOwnPasskey(tools, signedIn, c.req.valid("param").id);
    return c.json(await accountOf({ tools, signedIn }), 200);
  });
  app.openapi(passwordBeginRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    return c.json(await beginOwnPassword(tools, signedIn), 200);
  });
  app.openapi(passwordRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    const chosen = { ...c.req.valid("json"), visit: visitOf(c, doors) };
    const recoveryCodes = [...(await setOwnPassword(tools, signedIn, chosen))];
    return c.json({ recoveryCodes }, 200);
  });
  app.openapi(codesRoute, async (c) => {
    const { tools, signedIn } = ownOf(c);
    return c.json({ recoveryCodes: [...(await renewOwnCodes(tools, signedIn))] }, 200);
  });
}
