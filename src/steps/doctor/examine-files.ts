/** What lies beside the database: evidence with its bytes, published folders, and who may open the keys. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Digest } from "../../model/ids.ts";
import { readCustodians } from "../../shell/custodians.ts";
import { evidencePath, sealedPath } from "../../shell/evidence.ts";
import { unlessCode } from "../../shell/files.ts";
import { readFolder } from "../../shell/read-folder.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { verifyFolder } from "../../verify/verify-folder.ts";
import type { DoctorOptions } from "../doctor.ts";
import { broken, type Finding, someOf, sound, warning } from "./finding.ts";

export async function examineFiles(
  register: OpenRegister,
  options: DoctorOptions,
): Promise<readonly Finding[]> {
  return [
    ...(await examineEvidence(register, options)),
    ...(await examineCustodians(register)),
    ...(await examinePublished(register)),
    await examineAccess(register),
  ];
}

async function examineEvidence(
  { store, folder }: OpenRegister,
  { progress }: DoctorOptions,
): Promise<readonly Finding[]> {
  const versions = (await store.versions()).filter(({ state }) => state !== "staged");
  const wanted = new Map(versions.map((version) => [version.evidence, version.file]));
  const faults: string[] = [];
  let done = 0;
  for (const [evidence, file] of wanted) {
    const sealed = await sealedPath(folder.evidence, evidence);
    const found = await digestOf(sealed?.path ?? evidencePath(folder.evidence, evidence));
    if (sealed !== undefined) {
      if (found !== sealed.locked) faults.push(`the sealed bytes of ${file} are not those that were kept`);
    } else if (found === undefined) faults.push(`the bytes of ${file} are not there`);
    else if (found !== evidence) faults.push(`the bytes of ${file} are not those that were received`);
    progress("examining evidence", ++done, wanted.size);
  }
  const others = (await evidenceThere(folder.evidence)).filter(
    (name) => !wanted.has(name.slice(0, 64) as Digest),
  );
  const kept = sound("evidence", `${wanted.size} files as they were received`);
  return [
    faults.length === 0 ? kept : broken("evidence", someOf(faults)),
    ...(others.length === 0 ? [] : [warning("evidence", `no version rests on ${someOf(others)}`)]),
  ];
}

/** Of a register with something sealed: one custodian is as good as none once a key is lost. */
async function examineCustodians({ store }: OpenRegister): Promise<readonly Finding[]> {
  const sources = (await store.sources()).filter(({ sealed }) => sealed !== undefined);
  if (sources.length === 0) return [];
  const custodians = await readCustodians(store);
  if (custodians.length < 2)
    return [warning("custodians", `${custodians.length} for ${sources.length} sealed sources: name another`)];
  const untried = custodians.filter(({ drilledAt }) => drilledAt === undefined).map(({ name }) => name);
  return untried.length === 0
    ? [sound("custodians", `${custodians.length}, each of whom has shown that they can open`)]
    : [warning("custodians", `${someOf(untried)} never showed that they can open: recount custodian drill`)];
}

async function digestOf(path: string): Promise<string | undefined> {
  const hash = createHash("sha256");
  const there = await stat(path).catch(unlessCode("ENOENT"));
  if (there === undefined) return undefined;
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

async function evidenceThere(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map(({ name }) => name);
}

async function examinePublished({ folder }: OpenRegister): Promise<readonly Finding[]> {
  const names = await readdir(folder.published, { withFileTypes: true });
  const findings: Finding[] = [];
  for (const { name } of names.filter((entry) => entry.isDirectory() && entry.name !== "ledger")) {
    const { verdict, refusals } = verifyFolder(await readFolder(join(folder.published, name)));
    const isSound = verdict === "verified" || verdict === "consistent";
    const first = refusals[0];
    findings.push(
      isSound
        ? sound("published", `${name}: ${verdict}`)
        : broken("published", `${name}: ${verdict}, ${first?.path ?? ""} ${first?.reason ?? ""}`),
    );
  }
  return findings;
}

/** Windows has no such modes: there the folder's own rights decide. */
async function examineAccess({ folder }: OpenRegister): Promise<Finding> {
  if (process.platform === "win32") return sound("access", "as the folder's own rights say");
  const open: string[] = [];
  for (const path of [folder.keys, folder.evidence, folder.mappings])
    if (((await stat(path)).mode & 0o077) !== 0) open.push(path);
  return open.length === 0
    ? sound("access", "keys, evidence and mappings are closed to other users of this computer")
    : broken("access", `other users of this computer can open ${open.join(", ")}`);
}
