/** Long work that was asked for: kept until it is done, taken by one process at a time, and again after a crash. */
import { randomUUID } from "node:crypto";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import { connectClient, type Database, inTransaction, sql, type Tables } from "./connection.ts";

export const jobStates = ["waiting", "running", "done", "failed", "cancelled"] as const;
export type JobState = (typeof jobStates)[number];

/** Who asked; the keeper of a register without people has neither. */
export type Asker = { readonly person?: string; readonly organisation?: string };

export type Job = Asker & {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly input: Json;
  readonly progress?: JobProgress;
  readonly result?: Json; // of one that is done; of one that failed, its code
  readonly tries: number; // how often a process began with it
  readonly change: number; // grows with each change of the row
  readonly asked: string; // ISO 8601, UTC
  readonly ended?: string;
};

export type JobProgress = { readonly label: string; readonly done: number; readonly total: number };

export type JobFilter = Asker & {
  readonly limit: number;
  readonly before?: string; // id of a job: only those that were asked for before it
};

export type JobTable = {
  /** Throws `limit` when too many of the asker's are open. */
  add(job: Asker & { readonly kind: string; readonly input: Json }): Promise<Job>;
  find(id: string): Promise<Job | undefined>;
  /** Newest first: of a person, of an organisation, or all. */
  list(filter: JobFilter): Promise<readonly Job[]>;
  /** One that waits is cancelled, one under way is asked to stop; one that has ended stays as it is. */
  cancel(id: string): Promise<void>;
  /** False when the job was asked to stop. */
  note(id: string, progress: JobProgress): Promise<boolean>;
  /** Lets it wait again, as if nobody had begun. */
  putBack(id: string): Promise<void>;
  end(id: string, state: "done" | "failed" | "cancelled", result?: Json): Promise<void>;
  openClaims(): Promise<JobClaims>;
};

/** Jobs of one person that wait or are under way. */
const MOST_OPEN = 50;

/** Takes jobs for one process. What it has taken is free again when its session ends, however that comes about. */
export type JobClaims = {
  /** The oldest job that nobody is at. */
  take(): Promise<Job | undefined>;
  letGo(job: Job): Promise<void>;
  close(): Promise<void>;
};

const CLAIM_LOCKS = 7_266_004; // first half of an advisory lock's name; the second is the job's number

export function jobTable(connection: string, database: Database): JobTable {
  const { tables } = database;
  return {
    add: (job) => addJob(tables, job),
    find: (id) => findJob(tables, id),
    list: (filter) => listJobs(tables, filter),
    cancel: (id) => cancelJob(tables, id),
    note: (id, progress) => noteProgress(tables, id, progress),
    putBack: (id) => putBack(tables, id),
    end: (id, state, result) => endJob(tables, id, { state, result }),
    openClaims: () => openClaims(connection, database),
  };
}

type JobRow = {
  readonly id: string;
  readonly number: number;
  readonly kind: string;
  readonly state: JobState;
  readonly tries: number;
  readonly change: number;
  readonly input: Uint8Array;
  readonly progress: Uint8Array | null;
  readonly result: Uint8Array | null;
  readonly person: string | null;
  readonly organisation: string | null;
  readonly asked: Date;
  readonly ended: Date | null;
};

const bytesOf = (value: unknown) => Buffer.from(utf8(JSON.stringify(value)));

function jobOf(row: JobRow): Job {
  const { id, kind, state, tries, change, input, progress, result, person, organisation, asked, ended } = row;
  return {
    id,
    kind,
    state,
    tries,
    change,
    asked: asked.toISOString(),
    input: JSON.parse(fromUtf8(input)),
    ...(progress !== null && { progress: JSON.parse(fromUtf8(progress)) }),
    ...(result !== null && { result: JSON.parse(fromUtf8(result)) }),
    ...(person !== null && { person }),
    ...(organisation !== null && { organisation }),
    ...(ended !== null && { ended: ended.toISOString() }),
  };
}

async function addJob(
  tables: Tables,
  { kind, input, person, organisation }: Parameters<JobTable["add"]>[0],
): Promise<Job> {
  const { rows } = await sql<JobRow>`
    insert into jobs (id, kind, state, input, person, organisation)
    select ${randomUUID()}::uuid, ${kind}::text, 'waiting', ${bytesOf(input)}::bytea, ${person ?? null}::text,
      ${organisation ?? null}::text
    where (
      select count(*) from jobs
      where state in ('waiting', 'running') and person is not distinct from ${person ?? null}::text
    ) < ${MOST_OPEN}
    returning *
  `.execute(tables);
  const [row] = rows;
  if (row === undefined)
    throw new RecountError("limit", `got ${MOST_OPEN} jobs that wait already, wanted some done first`);
  return jobOf(row);
}
async function findJob(tables: Tables, id: string): Promise<Job | undefined> {
  const { rows } = await sql<JobRow>`select * from jobs where id = ${id}::uuid`.execute(tables);
  return rows[0] === undefined ? undefined : jobOf(rows[0]);
}

async function listJobs(
  tables: Tables,
  { person, organisation, before, limit }: JobFilter,
): Promise<readonly Job[]> {
  const { rows } = await sql<JobRow>`
    select * from jobs
    where (${person ?? null}::text is null or person = ${person ?? null})
      and (${organisation ?? null}::text is null or organisation = ${organisation ?? null})
      and (${before ?? null}::uuid is null or number < (select number from jobs where id = ${before ?? null}::uuid))
    order by number desc limit ${limit}
  `.execute(tables);
  return rows.map(jobOf);
}

async function cancelJob(tables: Tables, id: string): Promise<void> {
  await sql`
    update jobs set wanted = false, change = change + 1,
      ended = case state when 'waiting' then now() else ended end,
      state = case state when 'waiting' then 'cancelled' else state end
    where id = ${id}::uuid and state in ('waiting', 'running') and wanted
  `.execute(tables);
}

async function noteProgress(tables: Tables, id: string, progress: JobProgress): Promise<boolean> {
  const { rows } = await sql<{ wanted: boolean }>`
    update jobs set progress = ${bytesOf(progress)}, change = change + 1
    where id = ${id}::uuid and state = 'running' returning wanted
  `.execute(tables);
  return rows[0]?.wanted === true;
}

async function putBack(tables: Tables, id: string): Promise<void> {
  await sql`
    update jobs set state = 'waiting', tries = tries - 1, change = change + 1
    where id = ${id}::uuid and state = 'running'
  `.execute(tables);
}

async function endJob(
  tables: Tables,
  id: string,
  { state, result }: { readonly state: JobState; readonly result: Json | undefined },
): Promise<void> {
  await sql`
    update jobs set state = ${state}, ended = now(), change = change + 1,
      result = ${result === undefined ? null : bytesOf(result)}
    where id = ${id}::uuid and state = 'running'
  `.execute(tables);
}

/** A lock of a session of its own marks what is being worked on: the server drops it with the process that held it. */
async function openClaims(connection: string, database: Database): Promise<JobClaims> {
  const client = await connectClient(connection);
  const numbers = new Map<string, number>();
  return {
    async take() {
      const row = await inTransaction(database, async ({ tables }) => {
        const { rows } = await sql<JobRow>`
          select * from jobs where state in ('waiting', 'running') and not exists (
            select from pg_locks where locktype = 'advisory' and granted and classid = ${CLAIM_LOCKS}
              and objid = jobs.number and pg_locks.database = (select oid from pg_database where datname = current_database())
          ) order by number limit 1 for update skip locked
        `.execute(tables);
        const [next] = rows;
        if (next === undefined) return undefined;
        const held = await client.query<{ held: boolean }>("select pg_try_advisory_lock($1, $2) as held", [
          CLAIM_LOCKS,
          next.number,
        ]);
        if (held.rows[0]?.held !== true) return undefined;
        await sql`
          update jobs set state = 'running', tries = tries + 1, change = change + 1 where id = ${next.id}
        `.execute(tables);
        return { ...next, state: "running", tries: next.tries + 1, change: next.change + 1 } as const;
      });
      if (row === undefined) return undefined;
      numbers.set(row.id, row.number);
      return jobOf(row);
    },
    async letGo({ id }) {
      await client.query("select pg_advisory_unlock($1, $2)", [CLAIM_LOCKS, numbers.get(id)]);
      numbers.delete(id);
    },
    close: () => client.end(),
  };
}
