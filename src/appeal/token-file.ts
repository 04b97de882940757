/** `tokens/*.json`: the tokens of one figure, for receipts and for audits. */
import { hmacSha256 } from "#sha256";
import { fromUtf8, sameBytes, toBase64url, utf8 } from "../base/bytes.ts";
import { canonicalBytes, formatCanonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { isDigestText } from "../ledger/leaf.ts";
import { array, isShape, literal, object, text } from "./shape.ts";
import { formToken, type TokenPlace } from "./token.ts";

export const TOKENS_FORMAT = "recount/tokens/1";

/** The tokens of a figure, each kind in rising order. `records` are filled up to a power of two with some of nobody. */
export type TokenFile = {
  readonly of: string; // the figure's id
  readonly entities: readonly string[];
  readonly records: readonly string[];
};

/** The path of a figure's tokens in the published folder. */
export const tokensPath = (figure: string): string => `tokens/${figure}.json`;

export type TokenKeys = {
  readonly entities: readonly Uint8Array[]; // of the record that speaks for each counted entity
  readonly records: readonly Uint8Array[]; // of every record of these entities, former versions among them
  readonly padding: Uint8Array; // a secret of the register: what fills up cannot be told from what counts
};

const FEWEST = 64; // records, so that a small figure does not tell how many there are behind it

/**
 * The tokens of a figure at `place`.
 *
 * @example
 * const place = { manifest: "0".repeat(64), figure: "F1" };
 * const keys = { entities: [new Uint8Array(16)], records: [new Uint8Array(16)], padding: new Uint8Array(32) };
 * formTokens(keys, place).records.length; //=> 64
 */
export function formTokens({ entities, records, padding }: TokenKeys, place: TokenPlace): TokenFile {
  const own = records.map((key) => formToken(key, "record", place));
  const size = Math.max(FEWEST, 2 ** Math.ceil(Math.log2(Math.max(1, own.length))));
  const others = Array.from({ length: size - own.length }, (_, at) => paddingToken(padding, place, at));
  return {
    of: place.figure,
    entities: entities.map((key) => formToken(key, "entity", place)).toSorted(),
    records: [...own, ...others].toSorted(),
  };
}

function paddingToken(padding: Uint8Array, { manifest, figure }: TokenPlace, at: number): string {
  return toBase64url(
    hmacSha256(padding, utf8(formatCanonicalJson(["recount/token-padding/1", manifest, figure, at]))),
  );
}

/** Canonical bytes. */
export function formatTokenFile({ of, entities, records }: TokenFile): Uint8Array<ArrayBuffer> {
  return canonicalBytes({ format: TOKENS_FORMAT, of, entities, records });
}

const isTokens = object({
  format: literal(TOKENS_FORMAT),
  of: text,
  entities: array(text),
  records: array(text),
});

/**
 * The tokens of their bytes. Refused: bytes that are not canonical, tokens that are none, that stand twice or out of
 * order, a number of records that is no power of two from 64 on, or is below that of entities.
 */
export function parseTokenFile(bytes: Uint8Array, path: string): Parsed<TokenFile> {
  const refuse = (expected: string, received: string) => ({ issues: [issueAt(path, expected, received)] });
  const json = parseCanonicalJson(bytes);
  if (!isShape<TokenFile>(json, isTokens))
    return refuse(`canonical JSON of ${TOKENS_FORMAT}`, "something else");
  const { of, entities, records } = json;
  for (const tokens of [entities, records])
    if (!tokens.every((token, at) => isDigestText(token) && (at === 0 || (tokens[at - 1] ?? token) < token)))
      return refuse("tokens of 43 characters that rise", "others");
  const isFull = records.length >= FEWEST && Number.isInteger(Math.log2(records.length));
  if (!isFull || records.length < entities.length)
    return refuse("a power of two from 64 on, at least as many records as entities", `${records.length}`);
  const file = { of, entities, records };
  return sameBytes(formatTokenFile(file), bytes)
    ? { value: file }
    : refuse("canonical JSON", fromUtf8(bytes.slice(0, 40)));
}
