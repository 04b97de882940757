/** As whom the database server runs: PostgreSQL refuses to run as root, so root gives it to an ordinary user. */
import { chownSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { RecountError } from "../base/errors.ts";

export type ServerUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** The user to drop to, or undefined when this process is not root and runs the server as itself. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const wanted of ["postgres", "nobody"]) {
    const found = users.find(([name]) => name === wanted);
    if (found !== undefined) return { name: wanted, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw new RecountError(
    "input-no-user",
    "the database does not run as root, and there is neither a user postgres nor a user nobody to run it as",
  );
}

/** Gives `path` to the server's user, and nothing above or below it. */
export function giveTo(user: ServerUser | undefined, path: string): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** The first folder on the way from the root down to `path` that the server's user may not enter, if there is one. */
export function closedParent(user: ServerUser | undefined, path: string): string | undefined {
  return user === undefined ? undefined : parentsOf(path).find((parent) => !mayEnter(user, parent));
}

/** Throws `input-closed-folder`, with the way out. */
export function refuseClosed(user: ServerUser | undefined, closed: string, cause?: unknown): never {
  const mode = (statSync(closed).mode & 0o777).toString(8);
  throw new RecountError(
    "input-closed-folder",
    `the database runs as user ${user?.name}, who may not enter ${closed} (mode ${mode}): ` +
      "name another data folder with --data, for example /var/lib/recount, or run as an ordinary user",
    { cause },
  );
}

function parentsOf(path: string): readonly string[] {
  const parent = dirname(resolve(path));
  return parent === resolve(path) ? [] : [...parentsOf(parent), parent];
}

function mayEnter(user: ServerUser, folder: string): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === user.uid) return (mode & 0o100) !== 0;
  return (mode & (gid === user.gid ? 0o010 : 0o001)) !== 0;
}
