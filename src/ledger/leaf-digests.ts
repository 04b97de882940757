/** The digests of a leaf's fields, written and hashed in one place: nothing else takes so much of an import. */
import { fromUtf8, utf8, writeBase64url } from "../base/bytes.ts";
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import { hashLanes, LANES, paddedWords, startState } from "../base/sha256-lanes.ts";

export type Field = readonly [name: string, value: Json];

export const SALT_SIZE = 16; // bytes; RFC 9901, section 9.3, recommends 128 bits

const BLOCK = 64; // bytes, of SHA-256
const DIGEST = 32; // bytes
const DIGEST_WORDS = 8;
const DIGEST_TEXT = 43; // characters of its base64url

/**
 * A disclosure is base64url of `["SALT","NAME",VALUE]`. Its first 24 bytes, which differ from leaf to leaf, become
 * exactly 32 characters, half a block: what comes after is the same wherever a field has the same value.
 */
const HEAD_WORDS = 8;
const HEAD_BYTES = 24;

/** A field's name as a message that comes after a key's block, and the disclosures' ends by value. */
type KnownName = {
  readonly message: Int32Array;
  readonly json: string;
  readonly ends: Map<Json, Int32Array>;
};

const MOST_NAMES = 256; // held: the entries of one kind have the same few names each time
const MOST_ENDS = 64; // of one name
const LONGEST_END = 132; // characters of a disclosure whose end is held
const knownNames = new Map<string, KnownName>();

// What is short is made in the same places again and again: a new array costs more than what is written into it.
const first = startState();
const [inner, outer, found] = [startState(), startState(), new Int32Array(LANES * DIGEST_WORDS)];
const digest = new Uint8Array(DIGEST);
const head = utf8('["'.padEnd(HEAD_BYTES));
const headText = new Uint8Array(BLOCK / 2);
const endText = new Uint8Array(1024); // a head's room, and what comes after it
const keyBlocks: readonly [Int32Array, Int32Array] = [new Int32Array(BLOCK / 4), new Int32Array(BLOCK / 4)];
const messages: Int32Array[] = [];
const macs = Array.from({ length: LANES }, () => paddedWords(new Uint8Array(DIGEST), BLOCK));

/**
 * Digests of the disclosures of `fields` under the record key: base64url, in the order of the fields. A salt is cut from
 * the HMAC (RFC 2104) of the field's name; what the key does to it is computed once. Requires a key of 32 bytes, and
 * distinct names.
 *
 * @example
 * leafDigests(new Uint8Array(32), [["kind", "site"]]); //=> ["NTKCHQvbsU0mYHndG0TbXGs6rIsKzWA4JfHhSjdtZwI"]
 */
export function leafDigests(key: Uint8Array, fields: readonly Field[]): readonly string[] {
  takeKey(key);
  const texts = new Uint8Array(DIGEST_TEXT * fields.length);
  for (let at = 0; at < fields.length; at += LANES) {
    const count = Math.min(LANES, fields.length - at);
    digestGroup(fields, at, count);
    for (let lane = 0; lane < count; lane++) {
      writeDigest(lane, DIGEST_WORDS);
      writeBase64url(digest, DIGEST, { target: texts, at: DIGEST_TEXT * (at + lane) });
    }
  }
  const all = fromUtf8(texts);
  return fields.map((_, at) => all.slice(DIGEST_TEXT * at, DIGEST_TEXT * (at + 1)));
}

/**
 * Canonical JSON. What RFC 8785 writes as ECMAScript does is written by it: a leaf has some eighty of them.
 *
 * @example
 * formatValue({ b: 1, a: null }); //=> '{"a":null,"b":1}'
 */
export function formatValue(value: Json): string {
  if (value === null) return "null";
  const isPlain = typeof value === "string" ? value.isWellFormed() : Number.isSafeInteger(value);
  return isPlain ? JSON.stringify(value) : formatCanonicalJson(value);
}

/** What the two blocks of a key make of the first state. */
function takeKey(key: Uint8Array): void {
  for (let i = 0; i < BLOCK / 4; i++) {
    const at = 4 * i;
    const word =
      ((key[at] ?? 0) << 24) | ((key[at + 1] ?? 0) << 16) | ((key[at + 2] ?? 0) << 8) | (key[at + 3] ?? 0);
    keyBlocks[0][i] = word ^ 0x36363636;
    keyBlocks[1][i] = word ^ 0x5c5c5c5c;
  }
  hashLanes(first, keyBlocks, found);
  for (let i = 0; i < DIGEST_WORDS; i++) {
    inner[i] = found[i] as number;
    outer[i] = found[DIGEST_WORDS + i] as number;
  }
}

/** Leaves in `found` what SHA-256 makes of the disclosures of `count` fields from `at` on, a lane each. */
function digestGroup(fields: readonly Field[], at: number, count: number): void {
  const names: KnownName[] = [];
  messages.length = count;
  for (let lane = 0; lane < count; lane++) {
    const name = knownName((fields[at + lane] as Field)[0]);
    names.push(name);
    messages[lane] = name.message;
  }
  hashLanes(inner, messages, found);
  for (let lane = 0; lane < count; lane++) {
    const mac = macs[lane] as Int32Array;
    for (let i = 0; i < DIGEST_WORDS; i++) mac[i] = found[DIGEST_WORDS * lane + i] as number;
    messages[lane] = mac;
  }
  hashLanes(outer, messages, found);
  for (let lane = 0; lane < count; lane++) {
    const words = endOf(names[lane] as KnownName, (fields[at + lane] as Field)[1]);
    writeHead(lane, words);
    messages[lane] = words;
  }
  hashLanes(first, messages, found);
}

/** Writes the characters that the salt gives, the first words of a disclosure. */
function writeHead(lane: number, words: Int32Array): void {
  writeDigest(lane, SALT_SIZE / 4);
  writeBase64url(digest, SALT_SIZE, { target: head, at: 2 });
  writeBase64url(head, HEAD_BYTES, { target: headText, at: 0 });
  for (let i = 0; i < HEAD_WORDS; i++)
    words[i] =
      ((headText[4 * i] as number) << 24) |
      ((headText[4 * i + 1] as number) << 16) |
      ((headText[4 * i + 2] as number) << 8) |
      (headText[4 * i + 3] as number);
}

/** Leaves in `digest` the first words of a lane's answer as bytes. */
function writeDigest(lane: number, words: number): void {
  for (let i = 0; i < words; i++) {
    const word = found[DIGEST_WORDS * lane + i] as number;
    digest[4 * i] = word >>> 24;
    digest[4 * i + 1] = word >>> 16;
    digest[4 * i + 2] = word >>> 8;
    digest[4 * i + 3] = word;
  }
}

/** The words of a disclosure whose head is still to be written. */
function endOf({ json, ends }: KnownName, value: Json): Int32Array {
  const known = ends.get(value);
  if (known !== undefined) return known;
  const bytes = utf8(`",${json},${formatValue(value)}]`);
  const size = headText.length + Math.ceil((4 * bytes.length) / 3);
  const text = size <= endText.length ? endText : new Uint8Array(size);
  writeBase64url(bytes, bytes.length, { target: text, at: headText.length });
  const words = paddedWords(text.subarray(0, size), 0);
  const isKept = typeof value !== "object" || value === null;
  if (isKept && ends.size < MOST_ENDS && size <= LONGEST_END) ends.set(value, words);
  return words;
}

function knownName(name: string): KnownName {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const own: KnownName = {
    message: paddedWords(utf8(name), BLOCK),
    json: formatValue(name),
    ends: new Map(),
  };
  if (knownNames.size >= MOST_NAMES) knownNames.clear();
  knownNames.set(name, own);
  return own;
}
