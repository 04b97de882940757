/** What signing in works with: the register, its keys, a clock, and what stands in for an account that is not there. */
import { createHash } from "node:crypto";
import { toBase64url, utf8 } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import type { OrganisationId } from "../../model/ids.ts";
import { lockBytes } from "../../shell/locked-bytes.ts";
import {
  type DigestCost,
  digestPassword,
  isPassword,
  ordinaryCost,
  type PasswordDigest,
} from "../../shell/password-digest.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { openSignInKeys, type SignInKeys } from "../../shell/sign-in-key.ts";
import type { Account } from "../../store/accounts.ts";
import { type PeopleAt, peopleReader } from "./people-at.ts";

export type SignInTools = {
  readonly register: OpenRegister;
  readonly keys: SignInKeys;
  readonly now: () => Date;
  readonly cost: DigestCost;
  readonly isPassword: typeof isPassword;
  readonly peopleAt: PeopleAt;
  readonly decoy: Decoy;
  readonly tell?: TellEvent; // absent where nobody reads it
};

/** What happened to an account, for a log that other machines read: with no name of a person. */
export type TellEvent = (event: { readonly at: string; readonly event: string; readonly by: string }) => void;

/** An account that nobody has: who asks for one that is not there is held against it, with the same work. */
export type Decoy = {
  readonly password: PasswordDigest;
  readonly handle: Uint8Array;
  readonly totp: Uint8Array; // locked
};

export type SignInOptions = {
  readonly now: () => Date;
  readonly cost?: DigestCost;
  readonly isPassword?: typeof isPassword;
  readonly tell?: TellEvent;
};

/** The site that a browser has open: what it calls it, and what its passkeys know it by. */
export type Site = { readonly origin: string; readonly id: string };

/** Where an attempt comes from. */
export type Visit = {
  readonly address: string; // of the network; "" where there is none
  readonly device: string; // the cookie of a browser that signed in before; "" without
  readonly agent: string; // what the browser calls itself
  readonly site: Site;
};

/** The tools of an open register. Throws `bad-key` where accounts hang on a key that is gone. */
export async function signInTools(
  register: OpenRegister,
  { now, cost = ordinaryCost, isPassword: compare = isPassword, tell }: SignInOptions,
): Promise<SignInTools> {
  const { store, folder } = register;
  const keys = await openSignInKeys(folder, await store.accounts.hasAccounts());
  const [password, handle] = [toBase64url(drawKey(register)), drawKey(register)];
  return {
    register,
    keys,
    now,
    cost,
    isPassword: compare,
    ...(tell !== undefined && { tell }),
    peopleAt: peopleReader(store),
    decoy: {
      password: await digestPassword(password, { cost, salt: newSalt(register), ...keys }),
      handle,
      totp: lockBytes(newSecret(register), keys.lock, handle),
    },
  };
}

/** A random key of 32 bytes. */
export function drawKey({ newKeys }: OpenRegister): Uint8Array {
  const [key] = newKeys(1);
  if (key === undefined) throw new RecountError("no-key", "got no key, wanted one");
  return key;
}

/** RFC 9106, section 3.1: 16 bytes of salt. */
export const newSalt = (register: OpenRegister): Uint8Array => drawKey(register).subarray(0, 16);

/** RFC 4226, section 4: a secret of 160 bits. */
export const newSecret = (register: OpenRegister): Uint8Array => drawKey(register).subarray(0, 20);

/** Of a secret that a browser holds the database has only this. */
export const digestOf = (secret: string): Uint8Array =>
  new Uint8Array(createHash("sha256").update(utf8(secret)).digest());

/** What happened to an account, for the person and the auditors of the organisation. */
export async function noteEvent(
  { register, now, tell }: Pick<SignInTools, "register" | "now" | "tell">,
  who: { readonly name: string; readonly organisation: OrganisationId } | undefined,
  what: string,
): Promise<void> {
  const { name: person, organisation } = who ?? { name: "", organisation: "" };
  const at = now();
  await register.store.sessions.noteEvent({ at, person, organisation, what });
  tell?.({ at: at.toISOString(), event: what, by: organisation === "" ? "nobody known" : organisation });
}

/** The account if its person is in the register still, and is not another of the same name. */
export async function currentAccount(
  { register, peopleAt }: SignInTools,
  account: Account | undefined,
  name: string,
) {
  const people = await peopleAt(await register.store.sessions.peopleAt());
  const person = people.get(name);
  return account !== undefined && person?.entered === account.entered ? { account, person } : undefined;
}
