/** SSH signatures (SSHSIG, OpenSSH's PROTOCOL.sshsig): what `ssh-keygen -Y verify` checks on any computer. */
import { ed25519Sign, ed25519Verify } from "#ed25519";
import { sha256 } from "#sha256";
import { concatBytes, fromBase64, toBase64, utf8 } from "../base/bytes.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { SSH_ED25519, sshKeyBlob } from "./ssh-key.ts";
import { readSshFields, sshField, uint32 } from "./ssh-wire.ts";
import type { SigningKey } from "./verifier-key.ts";

/** A signature by an Ed25519 key over the SHA-256 of a file, under a namespace that says what was signed. */
export type SshSignature = {
  readonly publicKey: Uint8Array;
  readonly namespace: string;
  readonly signature: Uint8Array; // 64 bytes
};

const MAGIC = utf8("SSHSIG");
const VERSION = 1;
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
    sshField(sshKeyBlob(publicKey)),
    sshField(utf8(namespace)),
    sshField(new Uint8Array()),
    sshField(utf8(HASH)),
    sshField(concatBytes(sshField(utf8(SSH_ED25519)), sshField(signature))),
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
  const fields = readSshFields(blob.subarray(MAGIC.length + 4));
  const [key, namespace, , , typed] = fields ?? [];
  if (key === undefined || namespace === undefined || typed === undefined) return wanted;
  const [, publicKey] = readSshFields(key) ?? [];
  const [, signature] = readSshFields(typed) ?? [];
  if (publicKey?.length !== 32 || signature?.length !== 64) return wanted;
  const value = { publicKey, namespace: new TextDecoder().decode(namespace), signature };
  return formatSshSignature(value) === text ? { value } : wanted;
}

function signedData(bytes: Uint8Array, namespace: string): Uint8Array {
  return concatBytes(
    MAGIC,
    sshField(utf8(namespace)),
    sshField(new Uint8Array()),
    sshField(utf8(HASH)),
    sshField(sha256(bytes)),
  );
}
