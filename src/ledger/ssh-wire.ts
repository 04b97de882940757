/** How SSH writes bytes: fields with their length before them (RFC 4251, section 5). */
import { concatBytes } from "../base/bytes.ts";

/** 4 bytes, big end first. */
export function uint32(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/** The bytes with their length before them. */
export const sshField = (bytes: Uint8Array) => concatBytes(uint32(bytes.length), bytes);

/** Length-prefixed fields to the end, or undefined where they do not end there. */
export function readSshFields(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const fields: Uint8Array[] = [];
  for (let rest = bytes; rest.length > 0; ) {
    const next = takeSshField(rest);
    if (next === undefined) return undefined;
    fields.push(next.field);
    rest = next.rest;
  }
  return fields;
}

/** The first field and what follows it, or undefined where the bytes end before. */
export function takeSshField(
  bytes: Uint8Array,
): { readonly field: Uint8Array; readonly rest: Uint8Array } | undefined {
  const length = readUint32(bytes);
  if (length === undefined || 4 + length > bytes.length) return undefined;
  return { field: bytes.slice(4, 4 + length), rest: bytes.slice(4 + length) };
}

/** The number in the first 4 bytes, or undefined where there are fewer. */
export function readUint32(bytes: Uint8Array): number | undefined {
  return bytes.length < 4
    ? undefined
    : new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(0);
}
