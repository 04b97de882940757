/** Indexes of entries on their way from the database: 4 bytes each, so that a million are one answer. */

/** The indexes of what `int4send` gave for each, one after the other. */
export function unpackIndexes(packed: Uint8Array): Uint32Array {
  const bytes = new Uint8Array(packed); // copied: a number lies where its size wants it
  Buffer.from(bytes.buffer).swap32();
  return new Uint32Array(bytes.buffer);
}
