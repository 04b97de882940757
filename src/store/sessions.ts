/** Who is signed in, from which browser, how often it was tried, and what happened to accounts. */
import { type Database, sql, type Tables } from "./connection.ts";
import { type LedgerMarks, lastOf } from "./ledger-marks.ts";
import type { SessionRow } from "./schema.ts";

export type StoredSession = Readonly<SessionRow>;

/** A session with the entry by which the account's person came, and the entry that last changed anything about people. */
export type FoundSession = {
  readonly session: StoredSession;
  readonly entered: number;
  readonly peopleAt: number;
};

/** A measure of attempts: `most` in `seconds`, a day at the longest, under a digest that tells nobody whose they were. */
export type Budget = { readonly key: Uint8Array; readonly most: number; readonly seconds: number };

export type AccountEvent = {
  readonly at: Date;
  readonly person: string;
  readonly organisation: string;
  readonly what: string;
};

export type Ceremony = { readonly kind: string; readonly payload: Uint8Array; readonly expires: Date };

const SESSIONS_EACH = 20;
const LONGEST_BUDGET_MS = 86_400_000; // what began longer ago measures nothing
const EVENTS_KEPT_DAYS = 400; // a year, and time to look at it

/** What each does stands with the function of that name. */
export type SessionStore = ReturnType<typeof sessionStore>;

export function sessionStore({ tables }: Database, marks: () => Promise<LedgerMarks>) {
  return {
    /** The entry that last changed anything about people; -1 when none did. */
    peopleAt: async () => lastOf(await marks(), ["person", "person-removal"]),
    findSession: (id: Uint8Array, now: Date) => findSession(tables, id, now),
    /** Begins a session; of more than twenty of one person the one that was longest unused ends. */
    beginSession: async (session: StoredSession) => {
      await tables.insertInto("sessions").values(session).execute();
      await sql`
        delete from sessions where expires <= ${session.created} or person = ${session.person} and id not in (
          select id from sessions where person = ${session.person} order by seen desc, id limit ${SESSIONS_EACH})
      `.execute(tables);
    },
    seeSession: async (id: Uint8Array, seen: Date) => {
      await tables.updateTable("sessions").set({ seen }).where("id", "=", id).execute();
    },
    sessions: (person: string): Promise<readonly StoredSession[]> =>
      tables
        .selectFrom("sessions")
        .selectAll()
        .where("person", "=", person)
        .orderBy("seen", "desc")
        .execute(),
    endSession: async (id: Uint8Array): Promise<boolean> =>
      (await tables.deleteFrom("sessions").where("id", "=", id).executeTakeFirst()).numDeletedRows > 0n,
    /** Ends a person's sessions, but the one that is kept. */
    endSessions: async (person: string, kept: Uint8Array = new Uint8Array()) => {
      await tables.deleteFrom("sessions").where("person", "=", person).where("id", "!=", kept).execute();
    },

    isKnownDevice: async (id: Uint8Array, person: string): Promise<boolean> =>
      (await tables
        .selectFrom("known_devices")
        .select("id")
        .where("id", "=", id)
        .where("person", "=", person)
        .executeTakeFirst()) !== undefined,
    rememberDevice: async (id: Uint8Array, person: string, seen: Date) => {
      await tables
        .insertInto("known_devices")
        .values({ id, person, seen })
        .onConflict((conflict) => conflict.column("id").doUpdateSet({ person, seen }))
        .execute();
    },
    forgetDevices: async (person: string) => {
      await tables.deleteFrom("known_devices").where("person", "=", person).execute();
    },

    /** Begins one, and forgets those that ended: whoever begins and never finishes leaves nothing. */
    beginCeremony: async (id: Uint8Array, ceremony: Ceremony, now: Date) => {
      await tables.deleteFrom("ceremonies").where("expires", "<=", now).execute();
      await tables
        .insertInto("ceremonies")
        .values({ id, ...ceremony })
        .execute();
    },
    ceremony: (id: Uint8Array, kind: string, now: Date) => readCeremony(tables, { id, kind, now }),
    /** The payload of a ceremony, which ends by it. */
    takeCeremony: async (id: Uint8Array, kind: string, now: Date): Promise<Uint8Array | undefined> => {
      const taken = await tables
        .deleteFrom("ceremonies")
        .where("id", "=", id)
        .where("kind", "=", kind)
        .where("expires", ">", now)
        .returning("payload")
        .executeTakeFirst();
      return taken?.payload;
    },

    spend: (budgets: readonly Budget[], now: Date) => spend(tables, budgets, now),
    refund: async (keys: readonly Uint8Array[]) => {
      for (const key of keys)
        await sql`update attempts set spent = spent - 1 where budget = ${key} and spent > 0`.execute(tables);
    },

    /** Writes it down, and forgets what is older than `EVENTS_KEPT_DAYS` by then. */
    noteEvent: async (event: AccountEvent) => {
      await tables.insertInto("account_log").values(event).execute();
      const oldest = new Date(event.at.getTime() - EVENTS_KEPT_DAYS * 86_400_000);
      await tables.deleteFrom("account_log").where("at", "<", oldest).execute();
    },
    events: (organisation: string | undefined, most: number) => readEvents(tables, organisation, most),
  };
}

const peopleAt = sql<number>`coalesce(greatest(
  (select max(index) from entries where kind = 'person'), (select max(index) from entries where kind = 'person-removal')
), -1)`;

async function findSession(tables: Tables, id: Uint8Array, now: Date): Promise<FoundSession | undefined> {
  const found = await tables
    .selectFrom("sessions")
    .innerJoin("accounts", "accounts.person", "sessions.person")
    .selectAll("sessions")
    .select(["accounts.entered", peopleAt.as("people_at")])
    .where("id", "=", id)
    .where("expires", ">", now)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const { people_at, entered, ...session } = found;
  return { session, entered, peopleAt: people_at };
}

async function readCeremony(
  tables: Tables,
  { id, kind, now }: { readonly id: Uint8Array; readonly kind: string; readonly now: Date },
): Promise<Uint8Array | undefined> {
  const query = tables.selectFrom("ceremonies").select("payload").where("id", "=", id);
  const found = await query.where("kind", "=", kind).where("expires", ">", now).executeTakeFirst();
  return found?.payload;
}

/**
 * Takes one attempt of each budget, before anything is checked, so that attempts at one moment cannot pass together.
 * Gives the seconds to wait when one is used up; 0 when none is. Those after it are not touched then: whoever is
 * refused by the first can neither use up the others nor fill the table with them.
 */
async function spend(tables: Tables, budgets: readonly Budget[], now: Date): Promise<number> {
  const forgotten = new Date(now.getTime() - LONGEST_BUDGET_MS);
  await tables.deleteFrom("attempts").where("since", "<=", forgotten).execute();
  for (const { key, most, seconds } of budgets) {
    const oldest = new Date(now.getTime() - seconds * 1000);
    const { rows } = await sql<{ spent: number; since: Date }>`
      insert into attempts values (${key}, ${now}, 1) on conflict (budget) do update set
        spent = case when attempts.since <= ${oldest} then 1 else least(attempts.spent + 1, ${most + 1}) end,
        since = case when attempts.since <= ${oldest} then ${now} else attempts.since end
      returning spent, since
    `.execute(tables);
    const [row] = rows;
    if (row !== undefined && row.spent > most)
      return Math.max(1, Math.ceil((row.since.getTime() - oldest.getTime()) / 1000));
  }
  return 0;
}

async function readEvents(
  tables: Tables,
  organisation: string | undefined,
  most: number,
): Promise<readonly AccountEvent[]> {
  const query = tables.selectFrom("account_log").selectAll().orderBy("at", "desc").limit(most);
  return (organisation === undefined ? query : query.where("organisation", "=", organisation)).execute();
}
