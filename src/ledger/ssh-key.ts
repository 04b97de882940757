/** Public keys as OpenSSH writes them, and who may sign with them: `allowed_signers` of `ssh-keygen -Y verify`. */
import { sha256 } from "#sha256";
import { concatBytes, fromBase64, fromUtf8, toBase64, utf8 } from "../base/bytes.ts";
import { judgePublicKey } from "../base/ed25519-keys.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { readSshFields, sshField } from "./ssh-wire.ts";

export const SSH_ED25519 = "ssh-ed25519";

/** The key as it stands inside SSH's own formats. */
export const sshKeyBlob = (publicKey: Uint8Array) =>
  concatBytes(sshField(utf8(SSH_ED25519)), sshField(publicKey));

/** The public key as a line of `authorized_keys`: `ssh-ed25519 AAAA...`. */
export function formatSshKey(publicKey: Uint8Array): string {
  return `${SSH_ED25519} ${toBase64(sshKeyBlob(publicKey))}`;
}

/** The fingerprint that `ssh-keygen -l` shows: `SHA256:` and base64 without padding. */
export function sshFingerprint(publicKey: Uint8Array): string {
  return `SHA256:${toBase64(sha256(sshKeyBlob(publicKey))).replace(/=+$/, "")}`;
}

/**
 * The public key of its line, a comment after it passed over. Refused are other kinds than Ed25519, weak keys and
 * whatever OpenSSH would not have written.
 *
 * @example
 * parseSshKey("ssh-rsa AAAA").issues[0].message; //=> 'got "ssh-rsa", wanted a key of the kind ssh-ed25519'
 */
export function parseSshKey(line: string): Parsed<Uint8Array> {
  const [kind = "", data = ""] = line.trim().split(/\s+/);
  if (kind !== SSH_ED25519)
    return { issues: [issueAt("key", `a key of the kind ${SSH_ED25519}`, kind.slice(0, 40))] };
  const blob = fromBase64(data);
  const [type, publicKey, ...rest] = (blob && readSshFields(blob)) ?? [];
  if (type === undefined || publicKey === undefined || rest.length > 0 || textOf(type) !== SSH_ED25519)
    return { issues: [issueAt("key", "base64 of an Ed25519 key as OpenSSH writes it", data.slice(0, 40))] };
  const judged = judgePublicKey(publicKey);
  return judged.ok
    ? { value: publicKey }
    : { issues: [issueAt("key", `a sound Ed25519 key (${judged.reason})`, sshFingerprint(publicKey))] };
}

/** One signer that `ssh-keygen -Y verify` may believe; dates are `YYYYMMDD`, the key is good from and until them. */
export type AllowedSigner = {
  readonly principal: string; // no white space
  readonly namespace: string; // or several, with commas between them
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

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    return ""; // no name of a kind
  }
}
