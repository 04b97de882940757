/** Signing in and one's own account, as the screens ask for them. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { ask, type RequestOf } from "../api.ts";
import type { Me } from "../generated/api.ts";
import { viewerQuery } from "./viewer.ts";

export const accountQuery = queryOptions({
  queryKey: ["account"],
  queryFn: ({ signal }) => ask("GET /api/account", {}, { signal }),
  gcTime: 0, // a laptop is handed on
});

/** From here on somebody else looks: nothing of what the former one was shown stays in memory. */
export function enterAs(client: QueryClient, me: Me): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== viewerQuery.queryKey[0] });
  client.setQueryData(viewerQuery.queryKey, me);
}

export type Typed = RequestOf<"POST /api/session">["body"];

export const signInByPassword = (body: Typed): Promise<Me> => ask("POST /api/session", { body });

/** Signs in by whichever passkey the browser offers and the person chooses. */
export async function signInByPasskey(): Promise<Me> {
  const { ceremony, options } = await ask("POST /api/session/passkey/begin", { body: {} });
  const { startAuthentication } = await import("@simplewebauthn/browser");
  const { id, rawId, response } = await startAuthentication({ optionsJSON: options });
  const { clientDataJSON, authenticatorData, signature } = response;
  const used = {
    id,
    rawId,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: { clientDataJSON, authenticatorData, signature },
  };
  return ask("POST /api/session/passkey", { body: { ceremony, used } });
}

export const signOut = (): Promise<Me> => ask("POST /api/session/end", { body: {} });

type Creation = Awaited<ReturnType<typeof beginOwnPasskey>>;
const beginOwnPasskey = () => ask("POST /api/account/passkeys/begin", { body: {} });

/** Makes a passkey in the browser. Its options come from the server that will verify it. */
async function makePasskey({ options }: Creation) {
  const { startRegistration } = await import("@simplewebauthn/browser");
  const made = await startRegistration({
    optionsJSON: options as Parameters<typeof startRegistration>[0]["optionsJSON"],
  });
  const { clientDataJSON, attestationObject, transports } = made.response;
  return {
    id: made.id,
    rawId: made.rawId,
    type: "public-key" as const,
    clientExtensionResults: {},
    response: { clientDataJSON, attestationObject, ...(transports !== undefined && { transports }) },
  };
}

export async function addPasskey(label: string) {
  const begun = await beginOwnPasskey();
  const body = { ceremony: begun.ceremony, made: await makePasskey(begun), label };
  return ask("POST /api/account/passkeys", { body });
}

export const removePasskey = (id: string) =>
  ask("POST /api/account/passkeys/{id}/remove", { path: { id }, body: {} });
export const endSession = (id: string) =>
  ask("POST /api/account/sessions/{id}/end", { path: { id }, body: {} });
export const endOtherSessions = () => ask("POST /api/account/sessions/end-others", { body: {} });
export const beginPassword = () => ask("POST /api/account/password/begin", { body: {} });
export const choosePassword = (body: RequestOf<"POST /api/account/password">["body"]) =>
  ask("POST /api/account/password", { body });
export const renewCodes = () => ask("POST /api/account/recovery-codes", { body: {} });

export const readOffer = (secret: string) => ask("POST /api/joining", { body: { secret } });
export const joinWithPassword = (body: RequestOf<"POST /api/joining/password">["body"]) =>
  ask("POST /api/joining/password", { body });

type Joining = { readonly secret: string; readonly name: string };

export async function joinWithPasskey({ label, ...joining }: Joining & { readonly label: string }) {
  const begun = await ask("POST /api/joining/passkey/begin", { body: joining });
  const body = { ...joining, ceremony: begun.ceremony, made: await makePasskey(begun), label };
  return ask("POST /api/joining/passkey", { body });
}

/** Whether passkeys can be here: not at an address of numbers, and not in a browser without them. */
export const hasPasskeys = (): boolean =>
  "PublicKeyCredential" in globalThis && !/^[\d.]+$|^\[/.test(globalThis.location.hostname);
