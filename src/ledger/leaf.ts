/** A leaf commits to an entry's fields one by one, so that each can be disclosed without the others. */
import { hmacSha256, sha256, sha256Base64url } from "#sha256";
import { fromBase64url, toBase64url, utf8 } from "../base/bytes.ts";
import { type Json, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { type Field, formatValue, leafDigests, SALT_SIZE } from "./leaf-digests.ts";

export type { Field } from "./leaf-digests.ts";

/** `bytes` are what the ledger hashes; `disclose` gives the text that opens one field to whoever has them. */
export type Leaf = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly digests: readonly string[]; // of its fields, sorted
  /** The field's disclosure. Throws `no-field` when the leaf has no such field. */
  disclose(name: string): string;
};

/** A field as its holder opened it; `digest` is to be found among a leaf's digests. */
export type Disclosure = {
  readonly salt: string; // base64url of 16 bytes
  readonly name: string;
  readonly value: Json;
  readonly digest: string;
};

const LEAF_PREFIX = Uint8Array.of(0); // RFC 6962, section 2.1

/**
 * The leaf of `fields` in the manner of SD-JWT (RFC 9901, section 4.2): `{"_sd":[sorted digests],"_sd_alg":"sha-256"}`
 * in canonical JSON. Salts are cut from HMAC-SHA-256(`key`, field name): without the key the leaf says nothing.
 * Requires a random key of 32 bytes that no other entry has, and distinct names.
 *
 * @example
 * const leaf = formLeaf(new Uint8Array(32), [["kind", "site"]]);
 * readDisclosure(leaf.disclose("kind")).value.value; //=> "site"
 */
export function formLeaf(key: Uint8Array, fields: readonly Field[]): Leaf {
  if (key.length !== 32)
    throw new RecountError("bad-key", `got a record key of ${key.length} bytes, wanted 32`);
  const valueByName = new Map(fields);
  if (valueByName.size !== fields.length) throw new RecountError("bad-fields", "got a field name twice");
  const digests = leafDigests(key, fields).toSorted();
  return {
    bytes: leafOfSorted(digests),
    digests,
    disclose(name) {
      const value = valueByName.get(name);
      if (value === undefined) throw new RecountError("no-field", `the leaf has no field ${name}`);
      return formatDisclosure(key, [name, value]);
    },
  };
}

/** Canonical bytes of a leaf from its digests in any order. Requires digests' texts: nothing in them is escaped. */
export function formatLeaf(digests: readonly string[]): Uint8Array<ArrayBuffer> {
  return leafOfSorted(digests.toSorted());
}

function leafOfSorted(digests: readonly string[]): Uint8Array<ArrayBuffer> {
  const quoted = digests.length === 0 ? "" : `"${digests.join('","')}"`;
  return utf8(`{"_sd":[${quoted}],"_sd_alg":"sha-256"}`);
}

/** The sorted digests of a leaf; an issue when `bytes` are not exactly what `formatLeaf` gives. */
export function parseLeaf(bytes: Uint8Array): Parsed<readonly string[]> {
  const value = parseCanonicalJson(bytes);
  const digests = isObject(value) && Array.isArray(value["_sd"]) ? value["_sd"].filter(isDigestText) : [];
  const again = formatLeaf([...new Set(digests)]);
  if (again.length !== bytes.length || again.some((byte, i) => byte !== bytes[i]))
    return {
      issues: [issueAt("leaf", "the canonical leaf of sorted, distinct SHA-256 digests", "other bytes")],
    };
  return { value: digests };
}

/**
 * The salt of the field `name` in a leaf of `key`, whatever its value: 16 bytes.
 *
 * @example
 * fieldSalt(new Uint8Array(32), "kind").length; //=> 16
 */
export function fieldSalt(key: Uint8Array, name: string): Uint8Array {
  return hmacSha256(key, utf8(name)).subarray(0, SALT_SIZE);
}

/**
 * The field that a disclosure opens. Refused: bytes that are not canonical base64url of canonical JSON,
 * a salt that is not 16 bytes, so that one field has one disclosure.
 *
 * @example
 * readDisclosure("e30").issues[0].message; //=> 'got "e30", wanted base64url of a canonical JSON array [salt, name, value]'
 */
export function readDisclosure(text: string): Parsed<Disclosure> {
  const bytes = fromBase64url(text);
  const parts = bytes === undefined ? undefined : parseCanonicalJson(bytes);
  if (Array.isArray(parts) && parts.length === 3) {
    const [salt, name, value]: readonly Json[] = parts;
    if (isSalt(salt) && typeof name === "string" && value !== undefined)
      return { value: { salt, name, value, digest: sha256Base64url(text) } };
  }
  return {
    issues: [issueAt("disclosure", "base64url of a canonical JSON array [salt, name, value]", text)],
  };
}

/** Hash of a leaf's bytes as the tree holds it: SHA-256(0x00 || bytes), RFC 6962 section 2.1. */
export function leafHash(bytes: Uint8Array): Uint8Array {
  return sha256(LEAF_PREFIX, bytes);
}

/**
 * Whether a value is a digest's text: canonical base64url of 32 bytes. By pattern, since a leaf has some forty and
 * a figure thousands of leaves; the last of 43 characters carries four bits and two zeros.
 *
 * @example
 * isDigestText("A".repeat(43)); //=> true
 */
export function isDigestText(value: Json): value is string {
  return typeof value === "string" && /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(value);
}

function formatDisclosure(key: Uint8Array, [name, value]: Field): string {
  const salt = toBase64url(fieldSalt(key, name));
  return toBase64url(utf8(`["${salt}",${formatValue(name)},${formatValue(value)}]`));
}

const isObject = (value: Json | undefined): value is { readonly [key: string]: Json | undefined } =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isSalt = (value: Json | undefined): value is string =>
  typeof value === "string" && fromBase64url(value)?.length === SALT_SIZE;
