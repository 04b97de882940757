/** Sources from one register into another: signed by the organisation that holds them, encrypted to who is to have them. */
import { readFile } from "node:fs/promises";
import { windowOf } from "../appeal/key-windows.ts";
import { digestOf } from "../appeal/manifest.ts";
import { array, isShape, literal, object, optional, type Shape, text } from "../appeal/shape.ts";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { canonicalBytes, type Json, parseCanonicalJson } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import { formatSshKey, sshFingerprint } from "../ledger/ssh-key.ts";
import { formatSshSignature, parseSshSignature, sshSign, sshVerify } from "../ledger/ssh-signature.ts";
import type { SigningKey } from "../ledger/verifier-key.ts";
import { type Audience, audiences, type Consent } from "../model/audience.ts";
import { organisationId, slug } from "../model/ids.ts";
import { evidencePath } from "../shell/evidence.ts";
import { readFileIfThere } from "../shell/files.ts";
import { mappingPath } from "../shell/import-mapping.ts";
import { type Member, type Opener, readArchive, writeArchive } from "../shell/locked-archive.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { readKeyWindows } from "./collect-letter.ts";

export const SHARE_FORMAT = "recount/share/1";
const SHARE_NAMESPACE = "recount-share";
const [LIST, SIGNATURE] = ["share.json", "share.json.sig"];
const MOST_BYTES = 1 << 30; // of a member: what is larger is no list that a laptop takes in

/** One source as it leaves: its newest file, how it is read, and what its consent allows. */
export type SharedSource = {
  readonly id: string;
  readonly name: string;
  readonly consent: Audience;
  readonly consentFor?: Consent["fields"];
  readonly file: string;
  readonly evidence: string; // SHA-256 of the file
  readonly mapping: string; // SHA-256 of how its columns are read
};

export type ShareList = {
  readonly format: typeof SHARE_FORMAT;
  readonly organisation: string; // its name
  readonly origin: string; // of the register's ledger
  readonly sources: readonly SharedSource[];
};

export type ShareRequest = {
  readonly organisation: string; // its name, as the register has it
  readonly sources: readonly string[]; // ids; all of the organisation's that may leave when there are none
  readonly key: SigningKey;
  readonly recipients: readonly string[];
  readonly file: string;
};

/**
 * Writes the file. Throws `refused` for a source of another organisation, for one that consented to its own
 * organisation alone, and for one with sealed columns, whose file nobody here can open.
 */
export async function shareSources(
  { store, folder, info }: OpenRegister,
  { organisation, sources: asked, key, recipients, file }: ShareRequest,
): Promise<ShareList> {
  const holder = (await store.organisations()).find(({ name }) => slug(name) === slug(organisation));
  const own = (await store.sources()).filter((source) => source.organisation === holder?.id);
  const wanted = asked.length === 0 ? own.filter(mayLeave) : own.filter(({ id }) => asked.includes(id));
  const closed = wanted.filter((source) => !mayLeave(source));
  if (holder === undefined || wanted.length === 0 || wanted.length < new Set(asked).size || closed.length > 0)
    throw new RecountError(
      "refused",
      `got ${asked.join(", ") || "no source"} of ${organisation}, wanted sources that it holds, that consented to more than its own organisation, and without sealed columns${closed.length > 0 ? ` (not ${closed.map(({ name }) => name).join(", ")})` : ""}`,
    );
  const members: Member[] = [];
  const sources: SharedSource[] = [];
  for (const { id, name, consent, consentFor } of wanted) {
    const newest = (await store.versions(id)).findLast(({ state }) => state === "accepted");
    if (newest === undefined) continue;
    const bytes = await readFile(evidencePath(folder.evidence, newest.evidence));
    const mapping = await readFileIfThere(mappingPath(folder, id));
    if (mapping === undefined)
      throw new RecountError("refused", `got no mapping of ${name}, wanted how its columns are read`);
    members.push(
      memberOf(`evidence/${newest.evidence}`, bytes),
      memberOf(`mappings/${digestOf(mapping)}`, mapping),
    );
    const more = consentFor === undefined ? {} : { consentFor };
    const shared = { id, name, consent, ...more, file: newest.file };
    sources.push({ ...shared, evidence: newest.evidence, mapping: digestOf(mapping) });
  }
  const list: ShareList = { format: SHARE_FORMAT, organisation: holder.name, origin: info.origin, sources };
  const listBytes = canonicalBytes(list as unknown as Json);
  const signature = utf8(formatSshSignature(sshSign(listBytes, SHARE_NAMESPACE, key)));
  const all = [
    memberOf(LIST, listBytes),
    memberOf(SIGNATURE, signature),
    ...new Map(members.map((each) => [each.path, each])).values(),
  ];
  await writeArchive(file, { recipients }, streamOf(all));
  return list;
}

const mayLeave = ({
  consent,
  sealed = [],
}: {
  readonly consent: Audience;
  readonly sealed?: readonly string[];
}) => (consent === "public" || consent === "coalition") && sealed.length === 0;

const memberOf = (path: string, bytes: Uint8Array): Member => ({ path, size: bytes.length, pieces: [bytes] });

async function* streamOf(members: readonly Member[]): AsyncGenerator<Member> {
  for (const member of members) yield member;
}

/** A source that was received, ready to be imported. */
export type ReceivedSource = SharedSource & { readonly bytes: Uint8Array; readonly mappingBytes: Uint8Array };

/**
 * What a file shares, its signature and every byte checked. Throws `refused` when it is not signed by a key that the
 * register knows for the organisation's on `day`, when a file is not the one that was signed for, and when a source has
 * the id of another organisation's here.
 */
export async function openShare(
  register: OpenRegister,
  {
    file,
    opener,
    day,
    fingerprint,
  }: {
    readonly file: string;
    readonly opener: Opener;
    readonly day: string;
    readonly fingerprint?: string | undefined;
  },
): Promise<{ readonly list: ShareList; readonly sources: readonly ReceivedSource[] }> {
  const files = new Map<string, Uint8Array>();
  for await (const { path, size, pieces } of readArchive(file, opener)) {
    if (size > MOST_BYTES) throw refused(`${path} has ${size} bytes, wanted ${MOST_BYTES} at most`);
    const parts: Uint8Array[] = [];
    for await (const piece of pieces) parts.push(piece);
    files.set(path, Buffer.concat(parts));
  }
  const bytes = files.get(LIST) ?? new Uint8Array();
  const list = parseCanonicalJson(bytes);
  if (!isShape<ShareList>(list, isList)) throw refused(`${LIST} is no canonical JSON of ${SHARE_FORMAT}`);
  await refuseUnsigned(register, {
    list,
    bytes,
    signature: files.get(SIGNATURE) ?? new Uint8Array(),
    day,
    fingerprint,
  });
  const known = new Map(
    (await register.store.sources()).map(({ id, organisation }) => [id as string, organisation]),
  );
  const sources = list.sources.map((source): ReceivedSource => {
    const [own, mappingBytes] = [
      files.get(`evidence/${source.evidence}`),
      files.get(`mappings/${source.mapping}`),
    ];
    if (own === undefined || digestOf(own) !== source.evidence)
      throw refused(`${source.file} is not the file that was signed for`);
    if (mappingBytes === undefined || digestOf(mappingBytes) !== source.mapping)
      throw refused(`the mapping of ${source.name} is not the one that was signed for`);
    const holder = known.get(source.id);
    if (holder !== undefined && holder !== organisationId(slug(list.organisation)))
      throw refused(`${source.id} is a source of ${holder} here`);
    return { ...source, bytes: own, mappingBytes };
  });
  const paths = new Set([
    LIST,
    SIGNATURE,
    ...sources.flatMap(({ evidence, mapping }) => [`evidence/${evidence}`, `mappings/${mapping}`]),
  ]);
  const stray = [...files.keys()].find((path) => !paths.has(path));
  if (stray !== undefined) throw refused(`${stray} is named by nobody`);
  return { list, sources };
}

type Signed = {
  readonly list: ShareList;
  readonly bytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly day: string;
  readonly fingerprint: string | undefined;
};

/** A first key is taken for the organisation's by the fingerprint that its people read to us; others have to be known. */
async function refuseUnsigned(
  register: OpenRegister,
  { list, bytes, signature, day, fingerprint }: Signed,
): Promise<void> {
  const parsed = parseSshSignature(fromUtf8(signature));
  const isSound =
    "value" in parsed && parsed.value.namespace === SHARE_NAMESPACE && sshVerify(bytes, parsed.value);
  const principal = slug(list.organisation);
  const windows = await readKeyWindows(register);
  if (isSound && windowOf(windows, parsed.value.publicKey, day)?.principal === principal) return;
  const isFirst = !windows.some((each) => each.principal === principal);
  if (!isSound || !isFirst || sshFingerprint(parsed.value.publicKey) !== fingerprint)
    throw refused(
      `it is not signed by a key that this register knows for ${list.organisation}'s on ${day}${isFirst ? ": have its people read you the fingerprint of theirs, and say it with --fingerprint" : ""}`,
    );
  const key = formatSshKey(parsed.value.publicKey);
  await register.store.append([{ entry: "enrolment", principal, key, from: day }], register.newKeys(1));
}

const isConsentByField: Shape = (value) =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every((each) => audiences.some((audience) => audience === each));
const isHex: Shape = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const isList = object({
  format: literal(SHARE_FORMAT),
  organisation: text,
  origin: text,
  sources: array(
    object({
      id: (value) => typeof value === "string" && value === slug(value) && value !== "",
      name: text,
      consent: literal(...audiences),
      consentFor: optional(isConsentByField),
      file: text,
      evidence: isHex,
      mapping: isHex,
    }),
  ),
});

const refused = (reason: string) => new RecountError("refused", `the file is refused: ${reason}`);
