/** The tokens of a publication's figures, from the keys of the leaves behind them. */

import { hmacSha256 } from "#sha256";
import { TOKEN_FIELD } from "../appeal/token.ts";
import { formatTokenFile, formTokens, tokensPath } from "../appeal/token-file.ts";
import { utf8 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import { fieldSalt } from "../ledger/leaf.ts";
import type { Digest } from "../model/ids.ts";
import type { OpenRegister } from "../shell/register-folder.ts";

/**
 * A file of tokens for each figure that shows its records; one that is rounded has none, since as many tokens would
 * tell its number. `counted` has the entries of the records that speak for each figure.
 */
export async function tokenFiles(
  { store, logSeed }: OpenRegister,
  manifest: Digest,
  counted: ReadonlyMap<string, readonly number[]>,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const padding = hmacSha256(logSeed, utf8("recount/token-padding/1"));
  const files = new Map<string, Uint8Array>();
  for (const [figure, indexes] of counted) {
    const members = await store.memberIndexes(indexes);
    const keys = await store.leafKeys([...new Set([...indexes, ...members])]);
    const keyAt = (index: number) => recordKey(index, keys.get(index));
    const tokens = formTokens(
      { entities: indexes.map(keyAt), records: members.map(keyAt), padding },
      { manifest, figure },
    );
    files.set(tokensPath(figure), formatTokenFile(tokens));
  }
  return files;
}

/** The key of a record's tokens from that of its leaf. */
export function recordKey(index: number, leafKey: Uint8Array | undefined): Uint8Array {
  if (leafKey === undefined)
    throw new RecountError("broken-entry", `got no key of entry ${index}, wanted a record's`);
  return fieldSalt(leafKey, TOKEN_FIELD);
}
