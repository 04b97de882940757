/** Canonical JSON (RFC 8785), so that one value has one sequence of bytes. */
import canonicalize from "canonicalize";
import { fromUtf8, utf8 } from "./bytes.ts";
import { RecountError } from "./errors.ts";

export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/**
 * Canonical text of `value`: keys sorted by UTF-16 units, no white space. Members that are undefined are left out.
 * Throws for what JSON cannot carry (NaN, infinities, unpaired surrogates).
 *
 * @example
 * formatCanonicalJson({ b: 1, a: "é" }); //=> '{"a":"é","b":1}'
 */
export function formatCanonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new RecountError("not-json", "got undefined, wanted a JSON value");
  return text;
}

/** The UTF-8 bytes of `formatCanonicalJson(value)`. */
export function canonicalBytes(value: Json): Uint8Array<ArrayBuffer> {
  return utf8(formatCanonicalJson(value));
}

/** The value of canonical JSON `bytes`, or undefined when they are not UTF-8, not JSON, or not its canonical form. */
export function parseCanonicalJson(bytes: Uint8Array): Json | undefined {
  try {
    const text = fromUtf8(bytes);
    const value: Json = JSON.parse(text);
    return formatCanonicalJson(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
