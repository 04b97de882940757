/** The database server's process: found by its postmaster.pid, started detached, stopped, told apart from a stale file. */
import { type ChildProcess, spawn } from "node:child_process";
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RecountError } from "../base/errors.ts";
import { systemCode } from "./files.ts";
import type { Binaries } from "./postgres-binaries.ts";
import type { ServerUser } from "./server-user.ts";

/** A running server: its process, and where it listens. */
export type Postmaster = {
  readonly pid: number;
  readonly host: string; // the folder of its Unix socket, or 127.0.0.1
  readonly port: number;
};

export type ServerPlan = {
  readonly binaries: Binaries;
  readonly folder: string; // the cluster's
  readonly user: ServerUser | undefined;
  readonly listen: () => Promise<Listening>; // anew for each start
};

/** Where a server is to listen: its arguments, and the lock file of its socket. */
export type Listening = { readonly args: readonly string[]; readonly lockFile?: string };

const STOP_TIMEOUT_MS = 60_000; // a checkpoint on a slow disk
const LARGEST_LOG = 4_000_000; // bytes; begun anew when the server starts

// One writer at a time on a laptop; a coalition has a server of its own, with settings of its own.
const settings = [
  "fsync=on",
  "full_page_writes=on",
  "synchronous_commit=on",
  "max_connections=200",
  "timezone=UTC",
];

/** The running server of a cluster, or undefined when there is none, whatever a stale postmaster.pid says. */
export function findPostmaster(folder: string): Postmaster | undefined {
  const lines = lockFileLines(pidFilePath(folder));
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!(pid > 0 && port > 0) || !isServerOf(folder, pid)) return undefined;
  return { pid, port, host: lines[4] || "127.0.0.1" };
}

/** Starts the server, so that neither our end nor a Ctrl-C in our terminal is its end too. */
export function startPostmaster(
  { binaries, folder, user }: ServerPlan,
  { args, lockFile }: Listening,
): ChildProcess {
  for (const stale of [pidFilePath(folder), lockFile ?? ""]) disownStaleLock(folder, stale);
  const path = logPath(folder);
  const isLong = existsSync(path) && statSync(path).size > LARGEST_LOG;
  const log = openSync(path, isLong ? "w" : "a", 0o600);
  try {
    const watched = process.platform === "win32" ? [] : ["client_connection_check_interval=1s"];
    const set = [...settings, ...watched].flatMap((setting) => ["-c", setting]);
    return spawn(join(binaries.folder, "postgres"), ["-D", folder, ...args, ...set], {
      ...dropTo(user),
      cwd: "/",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", log, log],
      detached: true,
      windowsHide: true,
    });
  } finally {
    closeSync(log);
  }
}

/** Stops the server: sessions are ended, everything is written out. Resolves when it is gone. */
export async function stopPostmaster({ binaries, folder }: ServerPlan): Promise<void> {
  const running = findPostmaster(folder);
  if (running === undefined) return;
  if (process.platform === "win32")
    spawn(join(binaries.folder, "pg_ctl"), ["stop", "-m", "fast", "-D", folder]);
  else process.kill(running.pid, "SIGINT"); // "fast shutdown" in PostgreSQL's words
  const until = performance.now() + STOP_TIMEOUT_MS;
  while (findPostmaster(folder)?.pid === running.pid) {
    if (performance.now() > until)
      throw new RecountError("database-stuck", `the database server ${running.pid} has not stopped in 60 s`);
    await pause(10);
  }
}

/** The last lines of the server's log, for a message. */
export function logTail(folder: string): string {
  const path = logPath(folder);
  return existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n").slice(-8).join("\n") : "";
}

/** Options of `spawn` that drop root's rights. */
export function dropTo(user: ServerUser | undefined): { readonly uid?: number; readonly gid?: number } {
  return user === undefined ? {} : { uid: user.uid, gid: user.gid };
}

const logPath = (folder: string) => join(folder, "server.log");
const pidFilePath = (folder: string) => join(folder, "postmaster.pid");

function lockFileLines(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** Whether the process is a server of this very cluster: its number may have gone to another program since. */
function isServerOf(folder: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform !== "linux") return true;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder); // a zombie has none
  } catch (error) {
    return systemCode(error) === "EACCES"; // another user's: believe the file
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
}

/**
 * PostgreSQL will not start while the number in a lock file is some living process's, even a zombie's. It takes its
 * parent's number for a stale one, so ours is put there; the rest stays, by which it finds orphans of the old server.
 */
function disownStaleLock(folder: string, path: string): void {
  const lines = lockFileLines(path);
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isAlive(pid) || isServerOf(folder, pid)) return;
  writeFileSync(path, [String(process.pid), ...lines.slice(1)].join("\n"));
}
