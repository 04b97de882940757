/** The key by which a row keeps its identity from one version of its list to the next. */
import { sha256 } from "#sha256";
import { toHex, utf8 } from "../base/bytes.ts";

/**
 * SHA-256 of a row's cells as JSON text, in hexadecimal. Empty cells at the end say nothing and change nothing.
 *
 * @example
 * rowDigest(["a", ""]) === rowDigest(["a"]); //=> true
 */
export function rowDigest(cells: readonly string[]): string {
  const end = cells.findLastIndex((cell) => cell !== "") + 1;
  return toHex(sha256(utf8(JSON.stringify(cells.slice(0, end)))));
}

/** Hands out keys, each once: the second row of one key gets `~2`. */
export type KeyGiver = { give(key: string): { readonly key: string; readonly isRepeat: boolean } };

/** A giver for the rows of one file, in their order. */
export function keyGiver(): KeyGiver {
  const seen = new Map<string, number>();
  return {
    give: (key) => {
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      return { key: count === 1 ? key : `${key}~${count}`, isRepeat: count > 1 };
    },
  };
}
