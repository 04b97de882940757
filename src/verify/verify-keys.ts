/** Which keys of the folder somebody confirmed from outside it. */
import { fromBase64 } from "../base/bytes.ts";
import { parseSshKey, sshFingerprint } from "../ledger/ssh-key.ts";
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from "../ledger/verifier-key.ts";
import { slug } from "../model/ids.ts";
import { type Findings, joinFindings, notChecked, refused } from "./findings.ts";
import { wordsOf } from "./verify-files.ts";

/** How many of the folder's keys stand among those known from outside. */
export type KeysConfirmed = { readonly confirmed: number; readonly of: number };

/** A key of the folder: the ledger's by its verifier key, an organisation's by its fingerprint. */
export type FolderKey = {
  readonly name: string; // the ledger's, or the organisation's principal
  readonly path: string; // where it stands
  readonly key: string; // verifier key or `SHA256:...`
};

export type ConfirmedKeys = {
  readonly keysConfirmed: KeysConfirmed;
  readonly confirmed: ReadonlySet<string>; // names
  readonly findings: Findings;
};

type Outside = { readonly name: string; readonly key: string };

/** The ledger's key, as one to be confirmed. */
export const logFolderKey = (key: VerifierKey, path: string): FolderKey => ({
  name: key.name,
  path,
  key: formatVerifierKey(key),
});

/**
 * Compares the folder's keys with `outside`: a key per line, lines that begin with `#` and empty lines passed over. A
 * line is a verifier key, or an organisation's name and its key (`ssh-ed25519 AAAA...`, as in `allowed_signers`) or the
 * key's fingerprint (`SHA256:...`). A line that cannot be read, or another key under the same name, is refused; names that
 * are nobody's here are told, since a name that is mistyped confirms nothing.
 */
export function confirmKeys(keys: readonly FolderKey[], outside: string | undefined): ConfirmedKeys {
  const given: Outside[] = [];
  const refusals: Findings[] = [];
  for (const [i, whole] of (outside ?? "").split(/\r?\n/).entries()) {
    const line = whole.trim();
    if (line === "" || line.startsWith("#")) continue;
    const read = readLine(line);
    if ("reason" in read) refusals.push(refused("--keys", `line ${i + 1}: ${read.reason}`));
    else given.push(read);
  }
  const confirmed = new Set<string>();
  for (const { name, path, key } of keys) {
    const known = given.filter((each) => each.name === name);
    if (known.some((each) => each.key === key)) confirmed.add(name);
    else if (known.length > 0) refusals.push(refused(path, `another key of ${name} is known from outside`));
  }
  const here = new Set(keys.map(({ name }) => name));
  const strangers = [...new Set(given.map(({ name }) => name))].filter((name) => !here.has(name));
  return {
    keysConfirmed: { confirmed: confirmed.size, of: keys.length },
    confirmed,
    findings: joinFindings([
      ...refusals,
      strangers.length === 0
        ? notChecked()
        : notChecked(`keys from outside under names that sign nothing here: ${strangers.join(", ")}`),
    ]),
  };
}

function readLine(line: string): Outside | { readonly reason: string } {
  const [, who, fingerprint] = /^(.*\S)\s+SHA256:([A-Za-z0-9+/]{43})=?$/.exec(line) ?? [];
  if (who !== undefined && fingerprint !== undefined)
    return fromBase64(`${fingerprint}=`) === undefined
      ? { reason: "got a fingerprint that is none" }
      : { name: slug(who), key: `SHA256:${fingerprint}` };
  const ssh = /^(.*?\S)\s+(?:[\w-]+="[^"]*"(?:,[\w-]+="[^"]*")*\s+)?(ssh-\S+\s.*)$/.exec(line);
  if (ssh !== null) {
    const parsed = parseSshKey(ssh[2] ?? "");
    return "issues" in parsed
      ? { reason: wordsOf(parsed.issues) }
      : { name: slug(ssh[1] ?? ""), key: sshFingerprint(parsed.value) };
  }
  const parsed = parseVerifierKey(line);
  if ("value" in parsed) return { name: parsed.value.name, key: line };
  if (/^\S+\+[0-9a-f]{8}\+/.test(line)) return { reason: wordsOf(parsed.issues) };
  return {
    reason: `got ${JSON.stringify(line)}, wanted NAME SHA256:..., NAME ssh-ed25519 AAAA..., or a verifier key as in data/log.vkey`,
  };
}
