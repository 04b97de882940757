/** Proofs that stand alone (C2SP tlog-proof v1): an entry's place, its path to the root, and the checkpoint. */
import { fromBase64, toBase64 } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { HASH_SIZE } from "./tree.ts";

/**
 * A proof as text:
 *
 *     c2sp.org/tlog-proof@v1
 *     extra bm90IHNpZ25lZA==
 *     index 73894
 *     gSKyXoYZUgZ6jduWYrkDOARinOMGJveXjgMkBTcdPlQ=
 *
 *     ledger.example/valley
 *     109482
 *     sFodV/vSp5O8n9a8QpW6PRY97tfOSW5bsc2Xl/EQi08=
 *
 *     — ledger.example/valley hI2DJw...
 */
export type LogProof = {
  readonly index: number;
  readonly hashes: readonly Uint8Array[]; // from the leaf's sibling to the root's child, 32 bytes each
  readonly checkpoint: string; // the signed note, verbatim
  readonly extra?: Uint8Array; // nobody signs it
};

const HEAD = "c2sp.org/tlog-proof@v1";

/** The text of a proof. Throws `bad-proof` for an index or a hash that has no text form. */
export function formatLogProof({ index, hashes, checkpoint, extra }: LogProof): string {
  if (!Number.isSafeInteger(index) || index < 0 || hashes.some((hash) => hash.length !== HASH_SIZE))
    throw new RecountError(
      "bad-proof",
      `got index ${index} and ${hashes.length} hashes, wanted hashes of 32 bytes`,
    );
  const lines = [
    HEAD,
    ...(extra === undefined ? [] : [`extra ${toBase64(extra)}`]),
    `index ${index}`,
    ...hashes.map(toBase64),
  ];
  return `${lines.join("\n")}\n\n${checkpoint}`;
}

/**
 * The proof of its text, nothing of it verified yet. Issues name the line.
 *
 * @example
 * parseLogProof("c2sp.org/tlog-proof@v1\nindex 01\n\n").issues[0].message; //=> 'got "index 01", wanted index and a number without leading zeros'
 */
export function parseLogProof(text: string): Parsed<LogProof> {
  const end = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(0, end)).split("\n");
  const issues: Issue[] = [];
  if (lines[0] !== HEAD) issues.push(issueAt("line 1", HEAD, lines[0] ?? ""));
  const hasExtra = lines[1]?.startsWith("extra ") === true;
  const extra = hasExtra ? fromBase64(lines[1]?.slice(6) ?? "") : undefined;
  if (hasExtra && extra === undefined) issues.push(issueAt("line 2", "extra and base64", lines[1] ?? ""));
  const at = hasExtra ? 2 : 1;
  const indexText = /^index (0|[1-9]\d*)$/.exec(lines[at] ?? "")?.[1];
  const index = Number(indexText);
  if (indexText === undefined || !Number.isSafeInteger(index))
    issues.push(issueAt(`line ${at + 1}`, "index and a number without leading zeros", lines[at] ?? ""));
  const hashes = lines.slice(at + 1).map((line, i) => {
    const hash = fromBase64(line);
    if (hash?.length !== HASH_SIZE)
      issues.push(issueAt(`line ${at + 2 + i}`, "base64 of a hash of 32 bytes", line));
    return hash ?? new Uint8Array();
  });
  if (issues.length > 0) return { issues };
  return { value: { index, hashes, checkpoint: text.slice(end + 2), ...(extra && { extra }) } };
}
