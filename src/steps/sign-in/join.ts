/** Joining: whoever has a code of an invitation, or an owner's for a person who lost theirs, gets an account. */
import { toBase64url } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import type { Person, Role, Viewer } from "../../model/person.ts";
import type { Organisation } from "../../model/source.ts";
import {
  acceptInvitation,
  findOrganisation,
  findOwnPerson,
  openInvitation,
  requireFreeName,
} from "../people/manage-people.ts";
import {
  beginPassword,
  type ChosenPassword,
  checkPassword,
  type OfferedSecret,
  renewRecoveryCodes,
} from "./credentials.ts";
import { beginPasskey, type CreationOptions, finishPasskey, type MadePasskey } from "./passkeys.ts";
import type { EnteredPerson } from "./people-at.ts";
import { type Begun, beginSession } from "./sessions.ts";
import { digestOf, drawKey, noteEvent, type SignInTools, type Visit } from "./tools.ts";

const OPEN_MS = 3 * 86_400_000;
const CODE_BYTES = 15; // 120 bits, as an invitation's

/** What a code opens. */
export type Offer = {
  readonly organisation: Organisation;
  readonly role: Role;
  readonly name?: string; // of a person who is in the register already
  readonly expires: string; // ISO 8601, UTC
};

/** What a code opens. Throws `refused` for one that opens nothing. */
export async function readOffer(tools: SignInTools, secret: string): Promise<Offer> {
  const { register, now } = tools;
  const found = await findJoiningCode(tools, secret);
  const open = found ?? (await openInvitation(register, secret, now()));
  const organisation = await findOrganisation(register, open.organisation);
  return { organisation, role: open.role, expires: open.expires, ...("name" in open && { name: open.name }) };
}

/** A code for a person who is in the register and has no account, or has lost the means to open it. */
export async function offerJoining(
  tools: Pick<SignInTools, "register" | "now" | "peopleAt">,
  name: string,
  viewer: Viewer,
): Promise<{ readonly secret: string; readonly person: Person; readonly expires: string }> {
  const { register, now } = tools;
  const person = await findOwnPerson(register, name, viewer);
  const entered = (await peopleNow(tools)).get(name)?.entered ?? -1;
  const secret = toBase64url(drawKey(register).subarray(0, CODE_BYTES));
  const expires = new Date(now().getTime() + OPEN_MS);
  await register.store.accounts.addJoiningCode(digestOf(secret), { person: name, entered, expires });
  await noteEvent(tools, person, "was given a code for a new account");
  return { secret, person, expires: expires.toISOString() };
}

/** Begins with an authenticator's secret. Throws `refused` for a code that opens nothing. */
export async function beginJoining(
  tools: SignInTools,
  secret: string,
): Promise<{ readonly offer: Offer; readonly totp: OfferedSecret }> {
  const offer = await readOffer(tools, secret);
  return { offer, totp: await beginPassword(tools, drawKey(tools.register)) };
}

/** Who takes it up, and from where. */
export type Joining = {
  readonly secret: string;
  readonly name: string; // not asked of whoever is in the register
  readonly visit: Visit;
  readonly former: string; // the session that the browser had
};

/** A session of the new account. Recovery codes go with a password, and are shown this once. */
export type Joined = { readonly begun: Begun; readonly recoveryCodes: readonly string[] };

/** Takes the code up with a password. Throws as `checkPassword` and `acceptInvitation` do; then the code is open still. */
export async function joinWithPassword(
  tools: SignInTools,
  chosen: ChosenPassword,
  joining: Joining,
): Promise<Joined> {
  const offer = await requireOffer(tools, joining);
  const words = [offer.name ?? joining.name, offer.organisation.name, tools.register.info.name];
  const { handle, row } = await checkPassword(tools, chosen, words);
  const person = await takeUp(tools, joining, handle);
  await tools.register.store.accounts.setPassword(person.name, row);
  const recoveryCodes = await renewRecoveryCodes(tools, person.name, handle);
  return { begun: await beginSession(tools, person, { way: "joining", ...joining }), recoveryCodes };
}

/** Begins the making of the account's first passkey. */
export async function beginJoiningPasskey(
  tools: SignInTools,
  joining: Joining,
): Promise<{ readonly ceremony: string; readonly options: CreationOptions }> {
  const offer = await requireOffer(tools, joining);
  const handle = drawKey(tools.register);
  const name = offer.name ?? joining.name.trim();
  return beginPasskey(tools, { name, handle, site: joining.visit.site, known: [] });
}

/** Takes the code up with a passkey. */
export async function joinWithPasskey(
  tools: SignInTools,
  { label, ...sent }: { readonly ceremony: string; readonly made: MadePasskey; readonly label: string },
  joining: Joining,
): Promise<Joined> {
  const { handle, passkey } = await finishPasskey(tools, { ...sent, site: joining.visit.site });
  const person = await takeUp(tools, joining, handle);
  const created = tools.now();
  await tools.register.store.accounts.addPasskey({
    ...passkey,
    person: person.name,
    label,
    created,
    used: null,
  });
  return { begun: await beginSession(tools, person, { way: "joining", ...joining }), recoveryCodes: [] };
}

async function requireOffer(tools: SignInTools, { secret, name }: Joining): Promise<Offer> {
  const offer = await readOffer(tools, secret);
  if (offer.name === undefined) await requireFreeName(tools.register, name);
  return offer;
}

/** Uses the code up, and makes the account of whoever it was for. */
async function takeUp(
  tools: SignInTools,
  { secret, name }: Joining,
  handle: Uint8Array,
): Promise<EnteredPerson> {
  const { register, now } = tools;
  const found = await findJoiningCode(tools, secret);
  const taken =
    found === undefined ? undefined : await register.store.accounts.takeJoiningCode(digestOf(secret));
  if (found !== undefined && taken === undefined) throw usedUp();
  const called = found?.name ?? (await acceptInvitation(register, { secret, name, now: now() })).name;
  const person = (await peopleNow(tools)).get(called);
  if (person === undefined) throw usedUp();
  const account = { person: called, entered: person.entered, handle, password: null, totp: null };
  await register.store.accounts.replaceAccount(account, now());
  await noteEvent(tools, person, "made an account");
  return person;
}

const usedUp = () =>
  new RecountError("refused", "got a code that opens nothing, wanted that of an open invitation");

async function findJoiningCode(tools: SignInTools, secret: string) {
  const found = await tools.register.store.accounts.joiningCode(digestOf(secret.trim()));
  const person = (await peopleNow(tools)).get(found?.person ?? "");
  if (found === undefined || found.expires <= tools.now() || person?.entered !== found.entered)
    return undefined;
  return { ...person, expires: found.expires.toISOString() };
}

async function peopleNow({ register, peopleAt }: Pick<SignInTools, "register" | "peopleAt">) {
  return peopleAt(await register.store.sessions.peopleAt());
}
