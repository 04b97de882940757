/** Cosignatures (C2SP tlog-cosignature v1): a log witness's word that a checkpoint grew from all it saw before. */
import { ed25519Sign, ed25519Verify } from "#ed25519";
import { concatBytes, toBase64, utf8 } from "../base/bytes.ts";
import { type Parsed, RecountError } from "../base/errors.ts";
import type { NoteSignature, SignedNote } from "./signed-note.ts";
import { keyIdOf, parseTypedKey, type SigningKey } from "./verifier-key.ts";

/**
 * The key a log witness cosigns with. Its text is a verifier key of type 4, `name+hex(key id)+base64(0x04 || key)`:
 * the same 32 bytes under type 1 are another key, which signs other things.
 */
export type CosignerKey = { readonly name: string; readonly keyId: string; readonly publicKey: Uint8Array };

/** Which key cosigned, and when, in seconds since 1970. */
export type Cosigned = { readonly name: string; readonly keyId: string; readonly time: number };

const COSIGNATURE = 4; // signature type of C2SP signed-note
const TIME_BYTES = 8;
const SIGNATURE_BYTES = 64;

/** The cosigner key under which `name` cosigns. Requires a name that `isKeyName` accepts. */
export function cosignerKey(name: string, publicKey: Uint8Array): CosignerKey {
  return { name, keyId: keyIdOf(name, COSIGNATURE, publicKey), publicKey };
}

export function formatCosignerKey({ name, keyId, publicKey }: CosignerKey): string {
  return `${name}+${keyId}+${toBase64(concatBytes(Uint8Array.of(COSIGNATURE), publicKey))}`;
}

/**
 * The key of its text; refused are key ids that are not the key's own, other types than 4, and weak keys.
 *
 * @example
 * parseCosignerKey("witness.example").issues[0].expected; //=> "name+key id+base64 key of type 4"
 */
export function parseCosignerKey(text: string): Parsed<CosignerKey> {
  const form = "name+key id+base64 key of type 4";
  return parseTypedKey(text, { path: "cosigner key", type: COSIGNATURE, form, typed: form });
}

/**
 * The cosignature of a checkpoint's unsigned text, to be added to its note. `time` is in whole seconds since 1970.
 * Throws `bad-time` for another one.
 */
export function cosign(
  text: string,
  { name, key }: { readonly name: string; readonly key: SigningKey },
  time: number,
): NoteSignature {
  if (!Number.isSafeInteger(time) || time < 0)
    throw new RecountError("bad-time", `got time ${time}, wanted whole seconds since 1970`);
  const stamp = new Uint8Array(TIME_BYTES);
  new DataView(stamp.buffer).setBigUint64(0, BigInt(time));
  const signature = concatBytes(stamp, ed25519Sign(key.seed, message(text, time)));
  return { name, keyId: cosignerKey(name, key.publicKey).keyId, signature };
}

/**
 * Who among `keys` cosigned the note. Lines by keys that nobody trusts are passed over; one that claims a trusted key
 * and does not verify makes the whole note refused: `{ refused: its name }`.
 */
export function cosignersOf(
  { text, signatures }: SignedNote,
  keys: readonly CosignerKey[],
): { readonly cosigned: readonly Cosigned[] } | { readonly refused: string } {
  const cosigned: Cosigned[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (key === undefined) continue;
    const time = verifiedTime(text, key, signature);
    if (time === undefined) return { refused: name };
    cosigned.push({ name, keyId, time });
  }
  return { cosigned };
}

function verifiedTime(text: string, key: CosignerKey, signature: Uint8Array): number | undefined {
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return undefined;
  const view = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES);
  const time = Number(view.getBigUint64(0));
  if (!Number.isSafeInteger(time)) return undefined;
  return ed25519Verify(key.publicKey, message(text, time), signature.subarray(TIME_BYTES)) ? time : undefined;
}

const message = (text: string, time: number) => utf8(`cosignature/v1\ntime ${time}\n${text}`);
