/** Custodians: named, removed, tried, and what they open. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Base64url } from "#sha256";
import { digestOf } from "../appeal/manifest.ts";
import { sameBytes, utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { type Digest, slug } from "../model/ids.ts";
import { type KnownCustodian, readCustodians } from "../shell/custodians.ts";
import { sealedPath } from "../shell/evidence.ts";
import { readFileIfThere, writeFileDurably } from "../shell/files.ts";
import { isRecipient, lockBytes, openBytes } from "../shell/locked-archive.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

/** Names a custodian, or gives one a new key; what was sealed before stays locked to the old one. */
export async function addCustodian(
  register: OpenRegister,
  { name, recipient }: { readonly name: string; readonly recipient: string },
): Promise<readonly KnownCustodian[]> {
  const { store } = register;
  if (!isRecipient(recipient))
    throw new RecountError("input-recipient", `got ${recipient}, wanted an age recipient (age1...)`);
  return store.writingStep("custodian", async () => {
    const known = await readCustodians(store);
    const other = known.find((each) => each.recipient === recipient && each.name !== name);
    if (other !== undefined)
      throw new RecountError(
        "input-custodians",
        `got the key of ${other.name} again, wanted one of ${name}'s own`,
      );
    if (!known.some((each) => each.name === name && each.recipient === recipient))
      await store.append([{ entry: "custodian", custodian: { name, recipient } }], register.newKeys(1));
    return readCustodians(store);
  });
}

/** From here on nothing is sealed for them; what was stays so. */
export async function removeCustodian(
  register: OpenRegister,
  { name, why }: { readonly name: string; readonly why: string },
): Promise<readonly KnownCustodian[]> {
  const { store } = register;
  return store.writingStep("custodian", async () => {
    await custodianOf(register, name);
    await store.append([{ entry: "custodian-removal", name, why }], register.newKeys(1));
    return readCustodians(store);
  });
}

/** A challenge that only the custodian can open; the answer is what stands in it. */
export async function beginDrill(register: OpenRegister, name: string, file: string): Promise<void> {
  const { recipient } = await custodianOf(register, name);
  const answer = randomBytes(10).toString("hex");
  await writeFileDurably(drillPath(register, name), utf8(sha256Base64url(`${recipient} ${answer}`)), 0o600);
  await writeFileDurably(file, await lockBytes({ recipients: [recipient] }, utf8(`${answer}\n`)));
}

/** Enters that the custodian opened the last challenge. Throws `refused` for another answer. */
export async function endDrill(
  register: OpenRegister,
  { name, answer, now }: { readonly name: string; readonly answer: string; readonly now: Date },
): Promise<void> {
  const { recipient } = await custodianOf(register, name);
  const wanted = await readFileIfThere(drillPath(register, name));
  if (wanted === undefined) throw new RecountError("not-found", `there is no challenge for ${name}`);
  if (!sameBytes(wanted, utf8(sha256Base64url(`${recipient} ${answer.trim()}`))))
    throw new RecountError("refused", "got another answer, wanted what stands in the challenge");
  const at = now.toISOString();
  await register.store.append([{ entry: "custodian-drill", name, recipient, at }], register.newKeys(1));
}

/**
 * The bytes of a sealed file as they were received, opened with a custodian's key, and held against the digest that
 * the ledger has of them.
 */
export async function openSealed(
  { folder }: OpenRegister,
  evidence: Digest,
  identities: readonly string[],
): Promise<Uint8Array> {
  const sealed = await sealedPath(folder.evidence, evidence);
  if (sealed === undefined)
    throw new RecountError("not-found", `got ${evidence}, wanted the evidence of a sealed source`);
  const bytes = await openBytes({ identities }, await readFile(sealed.path));
  if (digestOf(bytes) !== evidence)
    throw new RecountError("broken-evidence", `what was sealed is not what was received as ${evidence}`);
  return bytes;
}

/** The age identities of a file's lines; comments and empty lines are left out. */
export const identitiesIn = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));

async function custodianOf({ store }: OpenRegister, name: string): Promise<KnownCustodian> {
  const known = await readCustodians(store);
  const found = known.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = known.map((each) => each.name).join(", ");
  throw new RecountError(
    "not-found",
    `got ${JSON.stringify(name)}, wanted a custodian (${names || "there is none"})`,
  );
}

const drillPath = ({ folder }: OpenRegister, name: string) => join(folder.keys, `drill-${slug(name)}`);
