/** The digests of a leaf's fields, written and hashed in one place: nothing else takes so much of an import. */
import { fromUtf8, utf8, writeBase64url } from "../base/bytes.ts";
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import {
  type HashRoom,
  hashRoom,
  padMessage,
  startState,
  takeBlock,
  takeWords,
} from "../base/sha256-blocks.ts";

export type Field = readonly [name: string, value: Json];

export const SALT_SIZE = 16; // bytes; RFC 9901, section 9.3, recommends 128 bits

const BLOCK = 64; // bytes, of SHA-256
const DIGEST = 32; // bytes
const DIGEST_TEXT = 43; // characters of its base64url
const SALT_TEXT = 22;

// What is short is made in the same places again and again: a new array costs more than what is written into it.
const SHORT = 1024; // bytes
const [plain, coded] = [hashRoom(SHORT), hashRoom(SHORT)];
const [keyBlock, digest] = [hashRoom(0), hashRoom(DIGEST)];
const [inner, outer, state, first] = [startState(), startState(), startState(), startState()];
const outerBlock = wordsOf(hashRoom(DIGEST), DIGEST)[0] ?? new Int32Array();
const [bracket = 0, quote = 0] = utf8('["');

/** A field's name, ready to be hashed under any key, and as a disclosure has it. */
type NameBytes = { readonly blocks: readonly Int32Array[]; readonly json: Uint8Array };

const MOST_NAMES = 256; // held: the entries of one kind have the same few names each time
const nameBytes = new Map<string, NameBytes>();

/**
 * Digests of the disclosures of `fields` under the record key: base64url, in the order of the fields. A salt is cut from
 * the HMAC (RFC 2104) of the field's name; what the key does to it is computed once. Requires a key of 32 bytes.
 *
 * @example
 * leafDigests(new Uint8Array(32), [["kind", "site"]]); //=> ["NTKCHQvbsU0mYHndG0TbXGs6rIsKzWA4JfHhSjdtZwI"]
 */
export function leafDigests(key: Uint8Array, fields: readonly Field[]): readonly string[] {
  padKey(inner, key, 0x36);
  padKey(outer, key, 0x5c);
  const texts = new Uint8Array(DIGEST_TEXT * fields.length);
  for (let i = 0; i < fields.length; i++) {
    const [name, value] = fields[i] as Field;
    digestField(bytesOfName(name), formatValue(value));
    writeBase64url(digest.bytes, DIGEST, { target: texts, at: DIGEST_TEXT * i });
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

/** Leaves in `digest` what SHA-256 makes of the disclosure of a name and a value's JSON. */
function digestField(name: NameBytes, value: string): void {
  writeMac(name);
  const text = roomFor(plain, SALT_TEXT + 4 + name.json.length + 3 * value.length);
  text.bytes[0] = bracket;
  text.bytes[1] = quote;
  writeBase64url(digest.bytes, SALT_SIZE, { target: text.bytes, at: 2 });
  let end = SALT_TEXT + 2;
  for (let i = 0; i < name.json.length; i++) text.bytes[end++] = name.json[i] as number;
  end = writeText(value, text.bytes, end);
  text.bytes[end++] = 0x5d; // ]
  const disclosure = roomFor(coded, 2 * end);
  const length = writeBase64url(text.bytes, end, { target: disclosure.bytes, at: 0 });
  const size = padMessage(disclosure, length, 0);
  state.set(first);
  for (let at = 0; at < size; at += BLOCK) takeBlock(state, disclosure.view, at);
  writeState();
}

/** Leaves in `digest` the HMAC of a field's name. */
function writeMac({ blocks }: NameBytes): void {
  state.set(inner);
  for (const block of blocks) takeWords(state, block);
  outerBlock.set(state);
  state.set(outer);
  takeWords(state, outerBlock);
  writeState();
}

function padKey(into: Int32Array, key: Uint8Array, pad: number): void {
  for (let i = 0; i < BLOCK; i++) keyBlock.bytes[i] = (key[i] ?? 0) ^ pad;
  into.set(first);
  takeBlock(into, keyBlock.view, 0);
}

function bytesOfName(name: string): NameBytes {
  const known = nameBytes.get(name);
  if (known !== undefined) return known;
  const bytes = utf8(name);
  const room = hashRoom(bytes.length);
  room.bytes.set(bytes);
  const own = { blocks: wordsOf(room, bytes.length), json: utf8(`",${formatValue(name)},`) };
  if (nameBytes.size >= MOST_NAMES) nameBytes.clear();
  nameBytes.set(name, own);
  return own;
}

/** The blocks of a message that comes after the block of a key. */
function wordsOf(room: HashRoom, length: number): readonly Int32Array[] {
  const size = padMessage(room, length, BLOCK);
  const words = Int32Array.from({ length: size / 4 }, (_, i) => room.view.getInt32(4 * i));
  return Array.from({ length: size / BLOCK }, (_, i) => words.slice(16 * i, 16 * (i + 1)));
}

function writeState(): void {
  for (let i = 0; i < 8; i++) digest.view.setInt32(4 * i, state[i] as number);
}

/** Writes UTF-8 at `at` and gives its end; most texts are ASCII, for which a call of the encoder is dear. */
function writeText(text: string, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return writeWide(text, bytes, at);
    bytes[at + i] = code;
  }
  return at + text.length;
}

function writeWide(text: string, bytes: Uint8Array, at: number): number {
  const encoded = utf8(text);
  bytes.set(encoded, at);
  return at + encoded.length;
}

const roomFor = (room: HashRoom, length: number) => (length <= SHORT ? room : hashRoom(length));
