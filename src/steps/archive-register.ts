/** A register for the long term: one BagIt bag (RFC 8493) of files that need no Recount to be read. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile, cp, mkdir, readdir } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { BAG_DECLARATION, bagPaths } from "../appeal/bag.ts";
import { digestOf, formatManifest, MANIFEST_PATH, TAG_MANIFEST_PATH } from "../appeal/manifest.ts";
import { fromUtf8, toHex, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { type Digest, digest } from "../model/ids.ts";
import { writeFileDurably } from "../shell/files.ts";
import type { Lock } from "../shell/locked-archive.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { backupRegister } from "./backup-register.ts";

export type ArchiveReport = { readonly folder: string; readonly files: number; readonly size: number };

type ArchiveOptions = {
  readonly lock: Lock | "open";
  readonly progress: ReportProgress;
};

const ENTRIES_AT_ONCE = 2000;

const words = (isOpen: boolean) => `What is here

${
  isOpen
    ? `entries.jsonl    every entry of the register, a line of JSON each: index, entry, and the key (hexadecimal) that its
                 leaf was salted with. All that the register knows follows from them, in this order.
evidence/        every file as it was received, named by its SHA-256. What is sealed is an age file.`
    : `register.age     everything, encrypted: an age file (age-encryption.org/v1) over a tar archive, made by
                 recount backup and tested by restoring it. age -d register.age | tar x needs no Recount.`
}
published/       what was published: appeals with their proofs, each a BagIt bag of its own, and the ledger's tiles.

This folder is a BagIt bag (RFC 8493): sha256sum -c manifest-sha256.txt tells whether anything was changed.
The formats are described in docs/spec of the npm package recount, in record.md, leaf.md and backup.md.
`;

/** Writes the bag into a new or an empty folder. Throws `input-folder` for another one. */
export async function archiveRegister(
  register: OpenRegister,
  folder: string,
  { lock, progress }: ArchiveOptions,
): Promise<ArchiveReport> {
  if ((await readdir(folder).catch((): readonly string[] => [])).length > 0)
    throw new RecountError(
      "input-folder",
      `got ${folder}, which holds files; wanted a new or an empty folder`,
    );
  const data = join(folder, "data");
  await mkdir(data, { recursive: true });
  const size = await register.store.size();
  if (lock === "open") await writeOpenly(register, data, { size, progress });
  else await backupRegister(register, { file: join(data, "register.age"), lock }, { progress });
  await cp(register.folder.published, join(data, "published"), { recursive: true });
  await writeFileDurably(join(data, "READ-ME.txt"), utf8(words(lock === "open")));
  const digests = new Map<string, Digest>();
  for (const path of await filesIn(data))
    digests.set(relative(folder, path).split(sep).join("/"), await fileDigest(path));
  const tags = new Map<string, Uint8Array>([
    [bagPaths.declaration, utf8(BAG_DECLARATION)],
    [
      bagPaths.info,
      utf8(`External-Description: ${register.info.name}\nExternal-Identifier: ${register.info.origin}\n`),
    ],
    [MANIFEST_PATH, formatManifest(digests)],
  ]);
  const tagDigests = new Map([...tags].map(([path, bytes]) => [path, digestOf(bytes)] as const));
  for (const [path, bytes] of [...tags, [TAG_MANIFEST_PATH, formatManifest(tagDigests)] as const])
    await writeFileDurably(join(folder, path), bytes);
  return { folder, files: digests.size, size };
}

async function writeOpenly(
  { store, folder }: OpenRegister,
  data: string,
  { size, progress }: { readonly size: number; readonly progress: ArchiveOptions["progress"] },
): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for (let start = 0; start < size; start += ENTRIES_AT_ONCE) {
      const end = Math.min(size, start + ENTRIES_AT_ONCE);
      for (const { index, payload, key } of await store.storedEntries(start, end))
        yield `{"entry":${fromUtf8(payload)},"index":${index},"key":${key === null ? null : `"${toHex(key)}"`}}\n`;
      progress("archiving entries", end, size);
    }
  }
  await writeFileDurably(join(data, "entries.jsonl"), lines(), 0o600);
  await mkdir(join(data, "evidence"));
  for (const path of await filesIn(folder.evidence))
    await copyFile(path, join(data, "evidence", basename(path)));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

async function fileDigest(path: string): Promise<Digest> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path)) hash.update(piece);
  return digest(hash.digest("hex"));
}
