/** Organisations and their people: invited by a code that is shown once, accepted, changed, removed; an entry each. */
import { sha256 } from "#sha256";
import { toBase64url, toHex, utf8 } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import type { Entry } from "../../model/entry.ts";
import { type Digest, digest, type OrganisationId, organisationId, slug } from "../../model/ids.ts";
import type { Invitation, Person, Role, Viewer } from "../../model/person.ts";
import { viewerName } from "../../model/person.ts";
import type { Organisation } from "../../model/source.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Unmoved } from "./declare-audience.ts";
import { readPeople } from "./viewer.ts";

const DAYS_OPEN = 14;
const DAY_MS = 86_400_000;
const CODE_BYTES = 15; // 120 bits, which nobody guesses

/** Enters an organisation, or its new name. Throws `refused` for anybody of another organisation. */
export async function addOrganisation(
  register: OpenRegister,
  name: string,
  viewer: Viewer,
): Promise<Organisation> {
  const organisation = { id: organisationId(slug(name)), name };
  const isKnown = (await register.store.organisations()).some(({ id }) => id === organisation.id);
  if (isKnown) await requireAuthority(register, organisation.id, viewer);
  await append(register, { entry: "organisation", organisation });
  return organisation;
}

export type InvitationRequest = {
  readonly organisation: string; // its id or its name
  readonly role: Role;
  readonly viewer: Viewer;
  readonly now: Date;
};

/** Invites somebody and gives the code, which is kept nowhere. */
export async function invitePerson(
  register: OpenRegister,
  { organisation: named, role, viewer, now }: InvitationRequest,
): Promise<Invitation & { readonly secret: string }> {
  const organisation = await findOrganisation(register, named);
  await requireAuthority(register, organisation.id, viewer);
  const [random = new Uint8Array()] = register.newKeys(1);
  const secret = toBase64url(random.subarray(0, CODE_BYTES));
  const expires = new Date(now.getTime() + DAYS_OPEN * DAY_MS).toISOString();
  const invitation = { code: codeDigest(secret), organisation: organisation.id, role, expires };
  await append(register, { entry: "invitation", invitation, by: viewerName(viewer), at: now.toISOString() });
  return { ...invitation, secret };
}

/**
 * Makes whoever has the code a person of its organisation. What a former person of that name left is none of theirs.
 * Throws `refused` for a code that is not open.
 */
export async function acceptInvitation(
  register: OpenRegister,
  { secret, name, now }: { readonly secret: string; readonly name: string; readonly now: Date },
): Promise<Person> {
  return register.store.writingStep("accept", async () => {
    const { code, organisation, role } = await openInvitation(register, secret, now);
    await requireFreeName(register, name);
    const person = { name: name.trim(), organisation, role };
    const at = now.toISOString();
    await register.store.forgetWork(person.name);
    await append(register, { entry: "person", person, by: person.name, at, invitation: code });
    return person;
  });
}

/** The invitation of a code. Throws `refused` for a code that is not open. */
export async function openInvitation(
  { store }: OpenRegister,
  secret: string,
  now: Date,
): Promise<Invitation> {
  const { invitations } = await readPeople(store);
  const code = codeDigest(secret);
  const invitation = invitations.find((open) => open.code === code);
  if (invitation !== undefined && invitation.expires > now.toISOString()) return invitation;
  throw new RecountError("refused", "got a code that opens nothing, wanted that of an open invitation");
}

/** Throws `input-person` for a name that somebody has, or none. */
export async function requireFreeName({ store }: OpenRegister, name: string): Promise<void> {
  const { people } = await readPeople(store);
  if (name.trim() !== "" && people.every((person) => person.name !== name.trim())) return;
  throw new RecountError("input-person", `got ${JSON.stringify(name)}, wanted a name that nobody here has`);
}

export type PersonChange = {
  readonly name: string;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly unmoved?: Unmoved<Person>;
};

/** Gives a person another role, for which they sign in anew. An organisation that has people keeps an owner. */
export async function changeRole(
  register: OpenRegister,
  { name, role, viewer, now, unmoved }: PersonChange & { readonly role: Role },
): Promise<Person> {
  return register.store.writingStep("role", async () => {
    const person = await findOwnPerson(register, name, viewer);
    unmoved?.(person);
    if (role !== "owner") await requireAnotherOwner(register, person);
    const changed = { ...person, role };
    await append(register, {
      entry: "person",
      person: changed,
      by: viewerName(viewer),
      at: now.toISOString(),
    });
    await register.store.sessions.endSessions(name);
    return changed;
  });
}

/** Takes a person out, with their account; what they did stays in the ledger under their name. */
export async function removePerson(
  register: OpenRegister,
  { name, why, viewer, now, unmoved }: PersonChange & { readonly why: string },
): Promise<void> {
  await register.store.writingStep("remove", async () => {
    const person = await findOwnPerson(register, name, viewer);
    unmoved?.(person);
    await requireAnotherOwner(register, person);
    const declared = { by: viewerName(viewer), why, at: now.toISOString() };
    await append(register, { entry: "person-removal", person: person.name, declared });
    await register.store.accounts.dropAccount(person.name);
    await register.store.forgetWork(person.name);
  });
}

/** The organisation of an id or a name. Throws `not-found`. */
export async function findOrganisation({ store }: OpenRegister, named: string): Promise<Organisation> {
  const found = (await store.organisations()).find(({ id, name }) => id === named || name === named);
  if (found !== undefined) return found;
  throw new RecountError("not-found", `got ${JSON.stringify(named)}, wanted the name of an organisation`);
}

/**
 * An owner decides about their own organisation. One that has no people yet gets its first owner from an owner of the
 * register's first organisation, who keeps the register for all: nobody else may enter another's house first.
 */
async function requireAuthority(
  { store }: OpenRegister,
  organisation: OrganisationId,
  viewer: Viewer,
): Promise<void> {
  if (viewer.as === "keeper") return;
  const { people } = await readPeople(store);
  const isEmpty = people.every((person) => person.organisation !== organisation);
  const [first] = await store.entriesOf("person");
  const isFirst = viewer.as === "person" && viewer.organisation === first?.entry.person.organisation;
  if (viewer.as === "person" && (viewer.organisation === organisation || (isEmpty && isFirst))) return;
  throw new RecountError(
    "refused",
    "an owner decides about their own organisation, and about one without people only an owner of the first",
  );
}

/** The person of that name, of the viewer's organisation. Throws `not-found`. */
export async function findOwnPerson({ store }: OpenRegister, name: string, viewer: Viewer): Promise<Person> {
  const { people } = await readPeople(store);
  const person = people.find((known) => known.name === name);
  const isOwn =
    viewer.as === "keeper" || (viewer.as === "person" && viewer.organisation === person?.organisation);
  if (person !== undefined && isOwn) return person;
  throw new RecountError("not-found", `got ${JSON.stringify(name)}, wanted a person of your organisation`);
}

/** Without an owner nobody could ever invite anybody again. */
async function requireAnotherOwner({ store }: OpenRegister, { name, organisation }: Person): Promise<void> {
  const { people } = await readPeople(store);
  const hasAnother = people.some(
    (person) => person.role === "owner" && person.organisation === organisation && person.name !== name,
  );
  if (!hasAnother)
    throw new RecountError("refused", `${organisation} would have no owner: make somebody else owner first`);
}

const codeDigest = (secret: string): Digest => digest(toHex(sha256(utf8(`invitation ${secret.trim()}`))));

async function append(register: OpenRegister, entry: Entry): Promise<void> {
  await register.store.append([entry], register.newKeys(1));
}
