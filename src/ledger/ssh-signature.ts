/** SSH signatures (SSHSIG, OpenSSH's PROTOCOL.sshsig): what `ssh-keygen -Y verify` checks on any computer. */
import { ed25519Sign, ed25519Verify } from "#ed25519";
import { sha256 } from "#sha256";
import { concatBytes, fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import type { SigningKey } from "./verifier-key.ts";

/** A signature by an Ed25519 key over the SHA-256 of a file, under a namespace that says what was signed. */
export type SshSignature = {
  readonly publicKey: Uint8Array;
  readonly namespace: string;
  readonly signature: Uint8Array; // 64 bytes
};

const MAGIC = utf8("SSHSIG");
const VERSION = 1;
const KEY_TYPE = "ssh-ed25519";
const HASH = "sha256";
const [BEGIN, END] = ["-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"];
const LINE = 70; // characters, as ssh-keygen wraps

/** Signs a file's bytes under a namespace. Requires a namespace that is not empty. */
export function sshSign(bytes: Uint8Array, namespace: string, key: SigningKey): SshSignature {
  return {
    publicKey: key.publicKey,
    namespace,
    signature: ed25519Sign(key.seed, signedData(bytes, namespace)),
  };
}

/** Whether the signature is of these bytes, under its own namespace, by its own key: whose key that is, it does not say. */
export function sshVerify(bytes: Uint8Array, { publicKey, namespace, signature }: SshSignature): boolean {
  return ed25519Verify(publicKey, signedData(bytes, namespace), signature);
}

/** The armoured text, as `ssh-keygen -Y sign` writes it. */
export function formatSshSignature({ publicKey, namespace, signature }: SshSignature): string {
  const blob = concatBytes(
    MAGIC,
    uint32(VERSION),
    field(keyBlob(publicKey)),
    field(utf8(namespace)),
    field(new Uint8Array()),
    field(utf8(HASH)),
    field(concatBytes(field(utf8(KEY_TYPE)), field(signature))),
  );
  const lines = toBase64(blob).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [BEGIN, ...lines, END, ""].join("\n");
}

/**
 * The signature of its armoured text; refused is whatever is not exactly as `formatSshSignature` writes it, so that a
 * signature has one text.
 *
 * @example
 * parseSshSignature("no").issues[0].expected; //=> "an SSH signature by an Ed25519 key over SHA-256"
 */
export function parseSshSignature(text: string): Parsed<SshSignature> {
  const wanted = {
    issues: [issueAt("signature", "an SSH signature by an Ed25519 key over SHA-256", text.slice(0, 60))],
  };
  const body = text.replace(BEGIN, "").replace(END, "").replace(/\n/g, "");
  const blob = fromBase64(body);
  if (blob === undefined) return wanted;
  const fields = readFields(blob.subarray(MAGIC.length + 4));
  const [key, namespace, , , typed] = fields ?? [];
  if (key === undefined || namespace === undefined || typed === undefined) return wanted;
  const [, publicKey] = readFields(key) ?? [];
  const [, signature] = readFields(typed) ?? [];
  if (publicKey?.length !== 32 || signature?.length !== 64) return wanted;
  const value = { publicKey, namespace: new TextDecoder().decode(namespace), signature };
  return formatSshSignature(value) === text ? { value } : wanted;
}

/** The public key as a line of `authorized_keys`: `ssh-ed25519 AAAA...`. */
export function formatSshKey(publicKey: Uint8Array): string {
  return `${KEY_TYPE} ${toBase64(keyBlob(publicKey))}`;
}

/** One signer that `ssh-keygen -Y verify` may believe; dates are `YYYYMMDD`, the key is good from and until them. */
export type AllowedSigner = {
  readonly principal: string; // no white space
  readonly namespace: string;
  readonly publicKey: Uint8Array;
  readonly validAfter?: string;
  readonly validBefore?: string;
};

/** A line of an `allowed_signers` file (ssh-keygen(1), ALLOWED SIGNERS). */
export function formatAllowedSigner(signer: AllowedSigner): string {
  const options = [
    `namespaces="${signer.namespace}"`,
    ...(signer.validAfter === undefined ? [] : [`valid-after="${signer.validAfter}"`]),
    ...(signer.validBefore === undefined ? [] : [`valid-before="${signer.validBefore}"`]),
  ];
  return `${signer.principal} ${options.join(",")} ${formatSshKey(signer.publicKey)}`;
}

function signedData(bytes: Uint8Array, namespace: string): Uint8Array {
  return concatBytes(
    MAGIC,
    field(utf8(namespace)),
    field(new Uint8Array()),
    field(utf8(HASH)),
    field(sha256(bytes)),
  );
}

const keyBlob = (publicKey: Uint8Array) => concatBytes(field(utf8(KEY_TYPE)), field(publicKey));
const field = (bytes: Uint8Array) => concatBytes(uint32(bytes.length), bytes);

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** Length-prefixed fields to the end, or undefined where they do not end there. */
function readFields(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const fields: Uint8Array[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at < bytes.length; ) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    fields.push(bytes.slice(at + 4, end));
    at = end;
  }
  return fields;
}
