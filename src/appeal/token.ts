/** Tokens: what stands for a counted entity, or for a record behind it, without telling which it is. */
import { hmacSha256 } from "#sha256";
import { fromBase64url, toBase64url, utf8 } from "../base/bytes.ts";
import { formatCanonicalJson } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import { readDisclosure } from "../ledger/leaf.ts";
import type { Digest } from "../model/ids.ts";

/** `entity`: one for each that a figure counts. `record`: one for each record of theirs, for holders of receipts. */
export type TokenKind = "entity" | "record";

/** Where a token counts: it is another one in every other publication and every other figure. */
export type TokenPlace = { readonly manifest: Digest; readonly figure: string };

/** The field whose salt is a record's token key. No figure discloses it, and every leaf commits to it. */
export const TOKEN_FIELD = "entry";

/**
 * The key of a record's tokens: the salt of its leaf's disclosure of the field `entry`, 16 bytes. Whoever has the
 * disclosure can make the record's tokens; the leaf commits to it. Throws `bad-disclosure` for another field's.
 *
 * @example
 * tokenKey("WyJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBIiwiZW50cnkiLCJyZWNvcmQiXQ").length; //=> 16
 */
export function tokenKey(disclosure: string): Uint8Array {
  const read = readDisclosure(disclosure);
  const salt =
    "value" in read && read.value.name === TOKEN_FIELD ? fromBase64url(read.value.salt) : undefined;
  if (salt === undefined)
    throw new RecountError("bad-disclosure", `got ${disclosure}, wanted the disclosure of ${TOKEN_FIELD}`);
  return salt;
}

/**
 * The token at `place` of the record with that key: base64url of HMAC-SHA-256 under the key, 43 characters. Tokens of
 * one record at two places cannot be told from those of two records.
 *
 * @example
 * const place = { manifest: "0".repeat(64), figure: "F1" };
 * formToken(new Uint8Array(16), "entity", place) === formToken(new Uint8Array(16), "record", place); //=> false
 */
export function formToken(key: Uint8Array, kind: TokenKind, { manifest, figure }: TokenPlace): string {
  const message = formatCanonicalJson(["recount/token/1", kind, manifest, figure]);
  return toBase64url(hmacSha256(key, utf8(message)));
}
