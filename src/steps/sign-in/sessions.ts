/** Sessions: begun by a sign-in, found by what the browser holds, ended by time, by the person, or with their role. */
import { toBase64url, toHex } from "../../base/bytes.ts";
import type { Person } from "../../model/person.ts";
import type { EnteredPerson } from "./people-at.ts";
import { digestOf, drawKey, noteEvent, type SignInTools, type Visit } from "./tools.ts";

const IDLE_MS = 30 * 60_000;
const WHOLE_MS = 12 * 60 * 60_000;
const FRESH_MS = 10 * 60_000;
const SEEN_MS = 60_000; // how exactly the last use is written down
const AGENT_LENGTH = 200;

/** How a person showed who they are. */
export const ways = ["passkey", "password", "recovery-code", "joining"] as const;
export type Way = (typeof ways)[number];

/** Who is signed in, by which session. */
export type SignedIn = {
  readonly person: EnteredPerson;
  readonly way: Way;
  readonly session: Uint8Array; // its id
  readonly isFresh: boolean; // they showed it within ten minutes
};

/** A session that has begun, with what the browser is to hold. */
export type Begun = SignedIn & { readonly token: string; readonly device: string };

/** Begins a session for who showed who they are, in place of the one that the browser had. */
export async function beginSession(
  tools: SignInTools,
  person: EnteredPerson,
  { way, visit, former }: { readonly way: Way; readonly visit: Visit; readonly former: string },
): Promise<Begun> {
  const { register, now } = tools;
  const { sessions } = register.store;
  const token = toBase64url(drawKey(register));
  const isKnown = await sessions.isKnownDevice(digestOf(visit.device), person.name);
  const device = isKnown ? visit.device : toBase64url(drawKey(register));
  const [session, at] = [digestOf(token), now()];
  if (former !== "") await sessions.endSession(digestOf(former));
  await sessions.beginSession({
    id: session,
    person: person.name,
    organisation: person.organisation,
    role: person.role,
    way,
    agent: visit.agent.slice(0, AGENT_LENGTH),
    created: at,
    seen: at,
    fresh: at,
    expires: new Date(at.getTime() + WHOLE_MS),
  });
  await sessions.rememberDevice(digestOf(device), person.name, at);
  await noteEvent(tools, person, `signed in by ${way}`);
  return { person, way, session, isFresh: true, token, device };
}

/** Who holds the session; undefined when it has ended, or their role or organisation is another now. */
export async function findSignedIn(tools: SignInTools, token: string): Promise<SignedIn | undefined> {
  const { register, peopleAt } = tools;
  const { sessions } = register.store;
  const [id, now] = [digestOf(token), tools.now()];
  const found = await sessions.findSession(id, now);
  if (found === undefined) return undefined;
  const { session } = found;
  const person = (await peopleAt(found.peopleAt)).get(session.person);
  const isCurrent =
    person?.entered === found.entered &&
    person.role === session.role &&
    person.organisation === session.organisation;
  const way = ways.find((known) => known === session.way);
  if (person === undefined || way === undefined || !isCurrent || isPast(session.seen, IDLE_MS, now)) {
    await sessions.endSession(id);
    return undefined;
  }
  if (isPast(session.seen, SEEN_MS, now)) await sessions.seeSession(id, now);
  return { person, way, session: id, isFresh: !isPast(session.fresh, FRESH_MS, now) };
}

const isPast = (since: Date, ms: number, now: Date): boolean => now.getTime() - since.getTime() >= ms;

/** A session as its person sees it. */
export type OwnSession = {
  readonly id: string;
  readonly way: Way;
  readonly agent: string;
  readonly created: string; // ISO 8601, UTC
  readonly seen: string;
  readonly isThis: boolean;
};

/** A person's sessions, the last used first. */
export async function listSessions(
  { register, now }: SignInTools,
  person: string,
  current: Uint8Array = new Uint8Array(),
): Promise<readonly OwnSession[]> {
  const all = await register.store.sessions.sessions(person);
  return all
    .filter(({ seen, expires }) => expires > now() && !isPast(seen, IDLE_MS, now()))
    .flatMap(({ id, way, agent, created, seen }) => {
      const known = ways.find((each) => each === way);
      const isThis = toHex(id) === toHex(current);
      const [begun, used] = [created.toISOString(), seen.toISOString()];
      return known === undefined
        ? []
        : [{ id: publicId(id), way: known, agent, created: begun, seen: used, isThis }];
    });
}

/** Ends one of a person's sessions. Whether there was one. */
export async function endOwnSession(tools: SignInTools, person: EnteredPerson, id: string): Promise<boolean> {
  const { sessions } = tools.register.store;
  const found = (await sessions.sessions(person.name)).find((session) => publicId(session.id) === id);
  if (found === undefined) return false;
  await noteEvent(tools, person, "ended a session");
  return sessions.endSession(found.id);
}

/** Ends all sessions of a person and forgets their browsers, as an owner of their organisation decides. */
export async function forgetSignIns(
  tools: Pick<SignInTools, "register" | "now">,
  person: Person,
): Promise<void> {
  const { sessions } = tools.register.store;
  await sessions.endSessions(person.name);
  await sessions.forgetDevices(person.name);
  await noteEvent(tools, person, "was signed out everywhere");
}

/** What a session is called where it can be read: enough to tell twenty apart. */
const publicId = (id: Uint8Array): string => toHex(id.subarray(0, 12));
