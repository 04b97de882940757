/** Which keys of the folder somebody confirmed from outside it. */
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from "../ledger/verifier-key.ts";
import { type Findings, joinFindings, refused } from "./findings.ts";
import { wordsOf } from "./verify-files.ts";

/** How many of the folder's keys stand among those known from outside. */
export type KeysConfirmed = { readonly confirmed: number; readonly of: number };

/**
 * Compares the ledger's key with `outside`: one verifier key per line, lines that begin with `#` and empty lines
 * passed over. A line that cannot be read, or another key under the same name, is refused.
 */
export function confirmKeys(
  key: VerifierKey,
  outside: string | undefined,
): { readonly keysConfirmed: KeysConfirmed; readonly findings: Findings } {
  const lines = (outside ?? "").split(/\r?\n/).map((line) => line.trim());
  const given = lines
    .map((line, i) => ({ line, at: i + 1 }))
    .filter(({ line }) => line !== "" && !line.startsWith("#"));
  const refusals = given.flatMap(({ line, at }) => {
    const parsed = parseVerifierKey(line);
    if ("issues" in parsed) return [refused("--keys", `line ${at}: ${wordsOf(parsed.issues)}`)];
    return parsed.value.name === key.name && line !== formatVerifierKey(key)
      ? [refused("keys/log.vkey", `another key of ${key.name} is known from outside`)]
      : [];
  });
  const isConfirmed = given.some(({ line }) => line === formatVerifierKey(key));
  return { keysConfirmed: { confirmed: isConfirmed ? 1 : 0, of: 1 }, findings: joinFindings(refusals) };
}
