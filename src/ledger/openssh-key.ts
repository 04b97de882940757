/** Private keys in the file form of OpenSSH (its PROTOCOL.key): what `ssh-keygen -t ed25519` writes. */
import { concatBytes, fromBase64, fromUtf8, sameBytes, toBase64, utf8 } from "../base/bytes.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { parseSshKey, SSH_ED25519, sshKeyBlob } from "./ssh-key.ts";
import { readSshFields, readUint32, sshField, takeSshField, uint32 } from "./ssh-wire.ts";
import { newSigningKey, type SigningKey } from "./verifier-key.ts";

const MAGIC = utf8("openssh-key-v1\0");
const [BEGIN, END] = ["-----BEGIN OPENSSH PRIVATE KEY-----", "-----END OPENSSH PRIVATE KEY-----"];
const LINE = 70; // characters, as ssh-keygen wraps
const PLAIN_BLOCK = 8; // the block that a secret without a cipher is padded to

/** How the secret is sealed: `none` in both where it is not. */
export type KeySeal = {
  readonly cipher: string;
  readonly kdf: string;
  readonly salt: Uint8Array;
  readonly rounds: number;
};

/** A key file: who it belongs to, and its secret as it lies there, sealed or not. */
export type KeyFile = { readonly publicKey: Uint8Array; readonly seal: KeySeal; readonly secret: Uint8Array };

export const unsealed: KeySeal = { cipher: "none", kdf: "none", salt: new Uint8Array(), rounds: 0 };

/**
 * The key file of its text. Refused are files of another form and keys of other kinds than Ed25519, with the reason.
 *
 * @example
 * parseKeyFile("-----BEGIN RSA PRIVATE KEY-----").issues[0].expected; //=> "a private key file of OpenSSH"
 */
export function parseKeyFile(text: string): Parsed<KeyFile> {
  const refuse = (expected: string, received: string) => ({
    issues: [issueAt("key file", expected, received)],
  });
  const lines = text.trim().split(/\r?\n/);
  if (lines[0] !== BEGIN || lines.at(-1) !== END)
    return refuse("a private key file of OpenSSH", lines[0]?.slice(0, 40) ?? "");
  const blob = fromBase64(lines.slice(1, -1).join(""));
  if (blob === undefined || !sameBytes(blob.subarray(0, MAGIC.length), MAGIC))
    return refuse("a private key file of OpenSSH", "other bytes");
  const head = takeFields(blob.slice(MAGIC.length), 3);
  const [cipher, kdf, options] = head?.fields ?? [];
  const body = readSshFields(head?.rest.slice(4) ?? new Uint8Array());
  const [keyBlob, secret, ...others] = body ?? [];
  if (cipher === undefined || kdf === undefined || options === undefined || keyBlob === undefined)
    return refuse("a private key file of OpenSSH", "one that is cut short");
  if (secret === undefined || others.length > 0 || readUint32(head?.rest ?? options) !== 1)
    return refuse("a file of one key", "another number of keys");
  const publicKey = parseSshKey(
    `${fromUtf8(readSshFields(keyBlob)?.[0] ?? new Uint8Array())} ${toBase64(keyBlob)}`,
  );
  if ("issues" in publicKey) return publicKey;
  const salted = takeSshField(options);
  const seal = {
    cipher: fromUtf8(cipher),
    kdf: fromUtf8(kdf),
    salt: salted?.field ?? new Uint8Array(),
    rounds: readUint32(salted?.rest ?? new Uint8Array()) ?? 0,
  };
  return { value: { publicKey: publicKey.value, seal, secret } };
}

/**
 * The signing key of a file whose secret is open by now; an issue when it is not what the file's public key says, as
 * after a wrong passphrase.
 */
export function openSecret({ publicKey }: KeyFile, secret: Uint8Array): Parsed<SigningKey> {
  const wrong = { issues: [issueAt("key file", "the passphrase of this key", "another one")] };
  const [first, second] = [readUint32(secret), readUint32(secret.subarray(4))];
  if (first === undefined || first !== second) return wrong;
  const fields = takeFields(secret.slice(8), 4)?.fields;
  const seed = fields?.[2]?.slice(0, 32);
  if (seed?.length !== 32) return wrong;
  const key = newSigningKey(seed);
  return sameBytes(key.publicKey, publicKey) ? { value: key } : wrong;
}

/** The secret part of a key, as it is sealed. `check` is any number; `block` is the cipher's. */
export function secretOf(
  key: SigningKey,
  comment: string,
  { check, block = PLAIN_BLOCK }: { readonly check: number; readonly block?: number },
): Uint8Array {
  const open = concatBytes(
    uint32(check),
    uint32(check),
    sshField(utf8(SSH_ED25519)),
    sshField(key.publicKey),
    sshField(concatBytes(key.seed, key.publicKey)),
    sshField(utf8(comment)),
  );
  const padding = (block - (open.length % block)) % block;
  return concatBytes(
    open,
    Uint8Array.from({ length: padding }, (_, i) => i + 1),
  );
}

/** The text of a key file. */
export function formatKeyFile({ publicKey, seal, secret }: KeyFile): string {
  const options =
    seal.kdf === "none" ? new Uint8Array() : concatBytes(sshField(seal.salt), uint32(seal.rounds));
  const blob = concatBytes(
    MAGIC,
    sshField(utf8(seal.cipher)),
    sshField(utf8(seal.kdf)),
    sshField(options),
    uint32(1),
    sshField(sshKeyBlob(publicKey)),
    sshField(secret),
  );
  const lines = toBase64(blob).match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return [BEGIN, ...lines, END, ""].join("\n");
}

function takeFields(bytes: Uint8Array, count: number) {
  const fields: Uint8Array[] = [];
  let rest = bytes;
  while (fields.length < count) {
    const next = takeSshField(rest);
    if (next === undefined) return undefined;
    fields.push(next.field);
    rest = next.rest;
  }
  return { fields, rest };
}
