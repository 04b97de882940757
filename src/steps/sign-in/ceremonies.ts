/** What is remembered between the two halves of a ceremony: locked, for a few minutes, under a name that only the browser has. */
import { fromUtf8, toBase64url, utf8 } from "../../base/bytes.ts";
import { lockBytes, openBytes } from "../../shell/locked-bytes.ts";
import { digestOf, drawKey, type SignInTools } from "./tools.ts";

const OPEN_MS = 15 * 60_000;

/** What a ceremony is for, so that one cannot be finished as another. */
export type CeremonyKind = "passkey-sign-in" | "passkey" | "password";

/** Begins one. Gives the name by which the browser finishes it. */
export async function beginCeremony(
  { register, keys, now }: SignInTools,
  kind: CeremonyKind,
  remembered: { readonly [name: string]: string },
): Promise<string> {
  const token = toBase64url(drawKey(register));
  const id = digestOf(token);
  const payload = lockBytes(utf8(JSON.stringify(remembered)), keys.lock, id);
  const at = now();
  const expires = new Date(at.getTime() + OPEN_MS);
  await register.store.sessions.beginCeremony(id, { kind, payload, expires }, at);
  return token;
}

/** What was remembered, which ends the ceremony unless it may be tried again; undefined when it has ended. */
export async function finishCeremony(
  { register, keys, now }: SignInTools,
  kind: CeremonyKind,
  { token, again = false }: { readonly token: string; readonly again?: boolean },
): Promise<ReadonlyMap<string, string> | undefined> {
  const { sessions } = register.store;
  const id = digestOf(token);
  const payload = await (again ? sessions.ceremony(id, kind, now()) : sessions.takeCeremony(id, kind, now()));
  if (payload === undefined) return undefined;
  const remembered: Record<string, string> = JSON.parse(fromUtf8(openBytes(payload, keys.lock, id)));
  return new Map(Object.entries(remembered));
}
