/** One writing step at a time on a register; a second writer is told who is at it. */
import { setTimeout as pause } from "node:timers/promises";
import { RecountError } from "../base/errors.ts";
import { connectClient } from "./connection.ts";

type Client = Awaited<ReturnType<typeof connectClient>>;

const WRITERS_LOCK = 7_266_003;
// A process that was killed holds the lock until the server notices, which it looks for each second.
const PATIENCE_MS = 2_000;
const PATIENCE_IN_LINE_MS = 10_000;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Writing steps of one process, in the order in which they were asked for: who waits here needs no connection, and a
 * moment's step is waited for. Throws `busy` where the one before takes longer than `PATIENCE_IN_LINE_MS`.
 */
export function writingLine(connection: string) {
  const line = { last: Promise.resolve() };
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = line.last;
    const own = Promise.withResolvers<void>();
    line.last = before.then(() => own.promise);
    try {
      await inPatience(before);
      return await runWritingStep(connection, name, work);
    } finally {
      own.resolve();
    }
  };
}

/** Rejects with `busy` when it lasts too long. */
async function inPatience(before: Promise<void>): Promise<void> {
  const waited = new AbortController();
  const tooLong = pause(PATIENCE_IN_LINE_MS, "too-long", { signal: waited.signal }).catch(() => "in-time");
  const how = await Promise.race([before, tooLong]);
  waited.abort();
  if (how === "too-long")
    throw new RecountError("busy", "this process is writing already, try again when it is done");
}

/**
 * Runs `work` as the register's only writing step. Throws `busy` with the holder's name, process and time when there
 * is another; rejects when the session that holds the lock is lost, since then another writer may begin.
 */
async function runWritingStep<T>(connection: string, name: string, work: () => Promise<T>): Promise<T> {
  const client = await connectClient(connection);
  try {
    await takeLock(client, name);
    const lost = sessionLoss(client);
    return await Promise.race([work(), lost.promise]);
  } finally {
    client.removeAllListeners("end");
    await client.end();
  }
}

async function takeLock(client: Client, name: string): Promise<void> {
  await client.query("select set_config('application_name', $1, false)", [`recount ${name} ${process.pid}`]);
  await client.query(`set lock_timeout = ${PATIENCE_MS}`);
  try {
    await client.query("select pg_advisory_lock($1)", [WRITERS_LOCK]);
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
    if (code !== LOCK_NOT_AVAILABLE) throw cause;
    throw new RecountError("busy", await describeHolder(client), { cause });
  }
}

/** The server itself knows who holds the lock, so nothing can be left over from one who died. */
async function describeHolder(client: Client): Promise<string> {
  const { rows } = await client.query<{ name: string; since: Date }>(
    `select application_name as name, state_change as since from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and classid = 0 and objid = $1
        and pg_locks.database = (select oid from pg_database where datname = current_database())`,
    [WRITERS_LOCK],
  );
  const [holder] = rows;
  const words = /^recount (.+) (\d+)$/.exec(holder?.name ?? "");
  if (holder === undefined || words === null) return "another process is writing, try again when it is done";
  const [hour, minute] = [holder.since.getHours(), holder.since.getMinutes()].map((n) =>
    String(n).padStart(2, "0"),
  );
  return `${words[1]} by process ${words[2]} since ${hour}:${minute} is writing, try again when it is done`;
}

function sessionLoss(client: Client): { readonly promise: Promise<never> } {
  const promise = new Promise<never>((_, reject) => {
    client.once("end", () => reject(new RecountError("database-lost", "the database's connection was lost")));
  });
  promise.catch(() => {}); // the race may be over before
  return { promise };
}
