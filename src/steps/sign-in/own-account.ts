/** What a person does with their own account: passkeys, password, recovery codes, sessions. */
import { fromBase64url, toBase64url } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import { parseDigest } from "../../shell/password-digest.ts";
import type { Account } from "../../store/accounts.ts";
import { giveBack, spendOnName } from "./attempts.ts";
import {
  beginPassword,
  type ChosenPassword,
  checkPassword,
  type OfferedSecret,
  renewRecoveryCodes,
} from "./credentials.ts";
import { beginPasskey, type CreationOptions, finishPasskey, type MadePasskey } from "./passkeys.ts";
import { listSessions, type OwnSession, type SignedIn } from "./sessions.ts";
import { noteEvent, type SignInTools, type Site, type Visit } from "./tools.ts";

export type OwnPasskey = {
  readonly id: string;
  readonly label: string;
  readonly site: string; // the name of the server that it was made for
  readonly created: string; // ISO 8601, UTC
  readonly used?: string;
};

export type OwnAccount = {
  readonly hasPassword: boolean;
  readonly recoveryCodesLeft: number;
  readonly passkeys: readonly OwnPasskey[];
  readonly sessions: readonly OwnSession[];
};

/** The account of whoever is signed in. */
export async function readOwnAccount(tools: SignInTools, { person, session }: SignedIn): Promise<OwnAccount> {
  const { accounts } = tools.register.store;
  const account = await ownAccount(tools, person.name);
  const [codes, passkeys, sessions] = await Promise.all([
    accounts.recoveryCodes(person.name),
    accounts.passkeys(person.name),
    listSessions(tools, person.name, session),
  ]);
  return {
    hasPassword: account.password !== null,
    recoveryCodesLeft: codes.length,
    passkeys: passkeys.map(({ id, label, site, created, used }) => ({
      id: toBase64url(id),
      label,
      site,
      created: created.toISOString(),
      ...(used !== null && { used: used.toISOString() }),
    })),
    sessions,
  };
}

/** Begins the making of one more passkey. */
export async function beginOwnPasskey(
  tools: SignInTools,
  { person }: SignedIn,
  site: Site,
): Promise<{ readonly ceremony: string; readonly options: CreationOptions }> {
  const { handle } = await ownAccount(tools, person.name);
  const known = await tools.register.store.accounts.passkeys(person.name);
  return beginPasskey(tools, { name: person.name, handle, site, known });
}

/** Adds the passkey. Throws `input-passkey` for one that does not hold, or was made for another account. */
export async function addOwnPasskey(
  tools: SignInTools,
  { person }: SignedIn,
  { label, ...sent }: MadeHere,
): Promise<void> {
  const account = await ownAccount(tools, person.name);
  const { handle, passkey } = await finishPasskey(tools, sent);
  if (toBase64url(handle) !== toBase64url(account.handle))
    throw new RecountError("input-passkey", "got a passkey made for another account, wanted one for this");
  const created = tools.now();
  const kept = { ...passkey, person: person.name, label, created, used: null };
  await tools.register.store.accounts.addPasskey(kept);
  await noteEvent(tools, person, "added a passkey");
}

export type MadeHere = {
  readonly ceremony: string;
  readonly made: MadePasskey;
  readonly label: string;
  readonly site: Site;
};

/** Takes a passkey away. Throws `not-found`, or `refused` for the last means of signing in. */
export async function removeOwnPasskey(tools: SignInTools, { person }: SignedIn, id: string): Promise<void> {
  const { accounts } = tools.register.store;
  const { password } = await ownAccount(tools, person.name);
  const passkeys = await accounts.passkeys(person.name);
  if (!passkeys.some((passkey) => toBase64url(passkey.id) === id))
    throw new RecountError("not-found", "got the id of no passkey of this account");
  if (password === null && passkeys.length === 1)
    throw new RecountError("refused", "got the last means of signing in, wanted another to stay");
  await accounts.dropPasskey(person.name, fromBase64url(id) ?? new Uint8Array());
  await noteEvent(tools, person, "took a passkey away");
}

/** Begins the choosing of a password, with a new secret for the authenticator. */
export async function beginOwnPassword(tools: SignInTools, { person }: SignedIn): Promise<OfferedSecret> {
  return beginPassword(tools, (await ownAccount(tools, person.name)).handle);
}

/** What is chosen; `present` is the password of now, where there is one. */
export type ChosenAnew = ChosenPassword & { readonly present?: string | undefined };

/**
 * Takes the password, gives new recovery codes, and ends the other sessions. Throws as `checkPassword` does, and
 * `input-present-password` for another one than that of now. A guess at it spends what a guess at the door does, and
 * beyond that throws `limit`.
 */
export async function setOwnPassword(
  tools: SignInTools,
  { person, session }: SignedIn,
  { present, visit, ...chosen }: ChosenAnew & { readonly visit: Visit },
): Promise<readonly string[]> {
  const account = await ownAccount(tools, person.name);
  await requirePresent(tools, account, { name: person.name, present, visit });
  const { handle } = account;
  const words = [person.name, person.organisation, tools.register.info.name];
  const checked = await checkPassword(tools, chosen, words);
  if (toBase64url(checked.handle) !== toBase64url(handle))
    throw new RecountError("refused", "got a ceremony of another account, wanted one of this");
  await tools.register.store.accounts.setPassword(person.name, checked.row);
  await endOtherSessions(tools, { person, session });
  await noteEvent(tools, person, "chose a password");
  return renewRecoveryCodes(tools, person.name, handle);
}

type Shown = { readonly name: string; readonly present: string | undefined; readonly visit: Visit };

async function requirePresent(
  tools: SignInTools,
  { password }: Account,
  { name, present, visit }: Shown,
): Promise<void> {
  if (password === null) return;
  const { wait, budgets } = await spendOnName(tools, { name }, visit);
  if (wait > 0) throw new RecountError("limit", `got too many passwords, wanted none for ${wait} seconds`);
  if (!(await tools.isPassword(present ?? "", parseDigest(password), tools.keys.pepper)))
    throw new RecountError("input-present-password", "got another password, wanted the one of now");
  await giveBack(tools, budgets);
}

/** Ten new recovery codes in place of the old. Throws `refused` without a password, which they go with. */
export async function renewOwnCodes(tools: SignInTools, { person }: SignedIn): Promise<readonly string[]> {
  const { handle, password } = await ownAccount(tools, person.name);
  if (password === null)
    throw new RecountError("refused", "got an account without a password, wanted one: codes go with it");
  await noteEvent(tools, person, "took new recovery codes");
  return renewRecoveryCodes(tools, person.name, handle);
}

/** Ends a person's sessions but this one, and forgets the browsers that they signed in from. */
export async function endOtherSessions(
  tools: SignInTools,
  { person, session }: Pick<SignedIn, "person" | "session">,
): Promise<void> {
  const { sessions } = tools.register.store;
  await sessions.endSessions(person.name, session);
  await sessions.forgetDevices(person.name);
  await noteEvent(tools, person, "ended all other sessions");
}

async function ownAccount({ register }: SignInTools, name: string): Promise<Account> {
  const account = await register.store.accounts.account(name);
  if (account === undefined) throw new RecountError("not-found", "got a person without an account");
  return account;
}
