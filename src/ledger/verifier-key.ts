/** Keys of the ledger's notes, in the text forms of C2SP signed-note. */
import { ed25519PublicKey } from "#ed25519";
import { sha256 } from "#sha256";
import { concatBytes, fromBase64, toBase64, toHex, utf8 } from "../base/bytes.ts";
import { judgePublicKey } from "../base/ed25519-keys.ts";
import { issueAt, type Parsed } from "../base/errors.ts";

/** A public key and the name it signs under. Text: `ledger.example+1a2b3c4d+AWHk...`, see `formatVerifierKey`. */
export type VerifierKey = { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array };

/** A secret: the seed of RFC 8032, with its public key. */
export type SigningKey = { readonly seed: Uint8Array; readonly publicKey: Uint8Array };

const ED25519 = 1; // signature type of C2SP signed-note

/**
 * The signing key of 32 random bytes, made elsewhere.
 *
 * @example
 * newSigningKey(new Uint8Array(32)).publicKey.length; //=> 32
 */
export function newSigningKey(seed: Uint8Array): SigningKey {
  return { seed, publicKey: ed25519PublicKey(seed) };
}

/** The verifier key under which `name` signs. Requires a name that `isKeyName` accepts. */
export function verifierKey(name: string, publicKey: Uint8Array): VerifierKey {
  return { name, keyId: keyIdOf(name, ED25519, publicKey), publicKey };
}

/** The key id of a key of one signature type: 8 hexadecimal digits. */
export function keyIdOf(name: string, type: number, publicKey: Uint8Array): string {
  return toHex(sha256(utf8(`${name}\n`), Uint8Array.of(type), publicKey).subarray(0, 4));
}

/**
 * Whether a name may stand on a signature line: not empty, no white space, no plus.
 *
 * @example
 * isKeyName("a b"); //=> false
 */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{C}]+$/u.test(name);
}

/** `name+hex(key id)+base64(0x01 || public key)`. */
export function formatVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  return `${name}+${keyId}+${toBase64(concatBytes(Uint8Array.of(ED25519), publicKey))}`;
}

/**
 * The key of its text; refused are key ids that are not the key's own, other types than Ed25519, and weak keys.
 *
 * @example
 * parseVerifierKey("log.example").issues[0].expected; //=> "name+key id+base64 key"
 */
export function parseVerifierKey(text: string): Parsed<VerifierKey> {
  return parseTypedKey(text, {
    path: "verifier key",
    type: ED25519,
    form: "name+key id+base64 key",
    typed: "a key of type 1, Ed25519",
  });
}

/** How the text of a key of one signature type is named in issues. */
export type KeyWords = {
  readonly path: string;
  readonly type: number;
  readonly form: string; // wanted where the text is no key's
  readonly typed: string; // wanted where it is of another type
};

/** The key of one signature type of its text: its own key id, and no weak key. */
export function parseTypedKey(
  text: string,
  { path, type, form, typed: wantedType }: KeyWords,
): Parsed<VerifierKey> {
  const wanted = (expected: string) => ({ issues: [issueAt(path, expected, text)] });
  const [, name = "", idText = "", keyText = ""] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const typed = fromBase64(keyText);
  if (!isKeyName(name) || typed === undefined) return wanted(form);
  if (typed[0] !== type) return wanted(wantedType);
  const publicKey = typed.slice(1);
  const judged = judgePublicKey(publicKey);
  if (!judged.ok) return wanted(`a sound Ed25519 key (${judged.reason})`);
  const keyId = keyIdOf(name, type, publicKey);
  return idText === keyId ? { value: { name, keyId, publicKey } } : wanted(`key id ${keyId}`);
}
