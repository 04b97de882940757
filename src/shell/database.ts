/** The embedded database: PostgreSQL in the register's folder, started by its first client and stopped by its last. */
import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, realpathSync, rmdirSync } from "node:fs";
import { createServer } from "node:net";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RecountError } from "../base/errors.ts";
import { type Attachment, attach } from "../store/attachment.ts";
import { isConnectionLoss } from "../store/connection.ts";
import { clusterPassword, DATABASE_USER, ensureCluster } from "./cluster.ts";
import { confirmCluster, locateCluster } from "./cluster-location.ts";
import { systemCode } from "./files.ts";
import { type Binaries, findBinaries } from "./postgres-binaries.ts";
import {
  findPostmaster,
  type Listening,
  logTail,
  type Postmaster,
  type ServerPlan,
  startPostmaster,
  stopPostmaster,
} from "./postmaster.ts";
import { giveTo, type ServerUser, serverUser } from "./server-user.ts";

export type EmbeddedDatabase = {
  readonly connection: string;
  readonly pid: number; // of the server
  /** Leaves the server; the last client stops it. */
  close(): Promise<void>;
};

export type DatabaseOptions = {
  readonly binaries?: Binaries; // other than the embedded ones
  readonly listen?: "socket" | "loopback"; // a Unix socket where there are any
  readonly elsewhere?: string; // where root's clusters lie whose data folder the server's user may not enter
};

const defaultListen = process.platform === "win32" ? "loopback" : "socket";
const START_TIMEOUT_MS = 120_000; // recovery after a crash replays the log first
const ELSEWHERE = "/var/lib/recount";
const SOCKET_PORT = 5432; // only part of the socket's name

/**
 * The database of the cluster `folder`, made and started if need be, or attached to when another process has started
 * it. After a crash PostgreSQL recovers before it answers. `folder` is where it belongs; root's may lie in `elsewhere`
 * (see `locateCluster`). Requires that the folder above exists.
 */
export async function openEmbeddedDatabase(
  folder: string,
  { binaries, listen = defaultListen, elsewhere = ELSEWHERE }: DatabaseOptions = {},
): Promise<EmbeddedDatabase> {
  const [user, programs] = [serverUser(), binaries ?? (await findBinaries())];
  const cluster = await locateCluster(resolve(folder), { user, elsewhere });
  await ensureCluster(cluster, { binaries: programs, user });
  await confirmCluster(resolve(folder));
  const plan: ServerPlan = {
    binaries: programs,
    folder: cluster,
    user,
    listen: listen === "socket" ? async () => socketArguments(cluster, user) : loopbackArguments,
  };
  const { attachment, connection, pid } = await attachOrStart(plan, await clusterPassword(cluster));
  return {
    connection,
    pid,
    close: () =>
      attachment.leave(async () => {
        await stopPostmaster(plan);
        if (listen === "socket") removeIfEmpty(runtimeFolder(cluster));
      }),
  };
}

type Attached = { readonly attachment: Attachment; readonly connection: string; readonly pid: number };

async function attachOrStart(plan: ServerPlan, password: string): Promise<Attached> {
  const until = performance.now() + START_TIMEOUT_MS;
  const started: Started = { child: undefined, failure: undefined };
  for (;;) {
    const running = findPostmaster(plan.folder);
    if (running === undefined) await startAgain(plan, started);
    else {
      const attached = await tryAttach(running, password);
      if (attached !== undefined) return attached;
    }
    if (performance.now() > until)
      throw new RecountError(
        "database-start",
        `the database did not answer in 120 s:\n${logTail(plan.folder)}`,
      );
    await pause(20);
  }
}

type Started = { child: ChildProcess | undefined; failure: Error | undefined };

/** Starts the server, unless it is starting already. Throws when the last try failed for a reason that stays. */
async function startAgain(plan: ServerPlan, started: Started): Promise<void> {
  const { child } = started;
  if (child !== undefined && child.exitCode === null && child.signalCode === null) return;
  // Passing: another process starts or stops the same server, or backends of a killed one are still on their way out.
  const passing =
    /lock file "postmaster\.pid"|pre-existing shared memory|could not create lock file|Address already in/;
  const log = child === undefined || child.exitCode === 0 ? "" : logTail(plan.folder);
  if (started.failure !== undefined || (log !== "" && !passing.test(log)))
    throw new RecountError("database-start", `the database did not start:\n${log}`, {
      cause: started.failure,
    });
  const next = startPostmaster(plan, await plan.listen());
  next.on("error", (failure) => {
    started.failure = failure;
  });
  next.unref();
  started.child = next;
}

async function tryAttach(running: Postmaster, password: string): Promise<Attached | undefined> {
  const query = running.host.startsWith("/") ? `?host=${encodeURIComponent(running.host)}` : "";
  const host = query === "" ? running.host : "localhost";
  const connection = `postgresql://${DATABASE_USER}:${password}@${host}:${running.port}/postgres${query}`;
  try {
    return { attachment: await attach(connection), connection, pid: running.pid };
  } catch (error) {
    const cause = error instanceof RecountError ? error.cause : error;
    if (isConnectionLoss(cause)) return undefined; // not yet ready, or about to stop
    throw error;
  }
}

/** A socket's path may have no more than 107 bytes: it lies in a short folder, not in the register's. */
function socketArguments(cluster: string, user: ServerUser | undefined): Listening {
  const runtime = runtimeFolder(cluster);
  try {
    mkdirSync(runtime, { mode: 0o700 });
    giveTo(user, runtime);
  } catch (error) {
    if (systemCode(error) !== "EEXIST") throw error;
  }
  const { uid, mode } = lstatSync(runtime);
  // In /tmp anybody may have made it first: then it is not ours, and they could pretend to be the database.
  if (uid !== (user?.uid ?? process.getuid?.()) || (mode & 0o777) !== 0o700)
    throw new RecountError(
      "input-runtime-folder",
      `${runtime} belongs to somebody else, wanted a folder of our own`,
    );
  return {
    args: ["-k", runtime, "-c", "listen_addresses=", "-p", String(SOCKET_PORT)],
    lockFile: `${runtime}/.s.PGSQL.${SOCKET_PORT}.lock`,
  };
}

/** Not if a newcomer has its socket there by now. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes(systemCode(error))) throw error;
  }
}

function runtimeFolder(cluster: string): string {
  const own = process.env["XDG_RUNTIME_DIR"] ?? "";
  const root = process.getuid?.() !== 0 && own.length < 60 && existsSync(own) ? own : "/tmp";
  const name = createHash("sha256").update(realpathSync(cluster)).digest("hex").slice(0, 16);
  return `${root}/recount-${process.getuid?.()}-${name}`;
}

async function loopbackArguments(): Promise<Listening> {
  const port = await freePort();
  return { args: ["-c", "unix_socket_directories=", "-h", "127.0.0.1", "-p", String(port)] };
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((found, reject) => {
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => found(port));
    });
  });
}
