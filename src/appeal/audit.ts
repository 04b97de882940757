/** An audit by outsiders: a sample of a figure's tokens that nobody could choose, what was found, and what follows. */
import { sha256 } from "#sha256";
import { sameBytes, toHex, utf8 } from "../base/bytes.ts";
import { canonicalBytes, formatCanonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { isDigestText } from "../ledger/leaf.ts";
import { type Digest, digest } from "../model/ids.ts";
import { mostBad } from "./audit-bound.ts";
import { array, isShape, literal, object, optional, text, whole } from "./shape.ts";

export const AUDIT_FORMAT = "recount/audit/1";

/**
 * What an auditor found of one token: its sources support what the figure says; it is one that is counted under
 * another token too; its sources do not support it, or it was not opened; or the family did not wish to be asked.
 */
export const auditFindings = ["supported", "duplicate", "unsupported", "unresolved"] as const;
export type AuditFinding = (typeof auditFindings)[number];

/** Words that nobody could know when the checkpoint was signed: numbers of a lottery, a beacon, a stock exchange. */
export type AuditSeed = {
  readonly text: string;
  readonly source: string; // where strangers find it
  readonly published: string; // ISO 8601, UTC: when it was first to be seen
};

export type Audit = {
  readonly figure: string;
  readonly manifest: Digest; // of the publication
  readonly total: number; // tokens of the figure
  readonly seed: AuditSeed;
  readonly sample: readonly string[]; // tokens in the order drawn
  readonly findings: readonly {
    readonly token: string;
    readonly finding: AuditFinding;
    readonly why?: string;
  }[];
};

/**
 * The first `size` tokens in the order of SHA-256 over the seed's text and the token: whoever has the published tokens
 * and the seed draws the same ones.
 *
 * @example
 * drawTokens(["b", "a", "c"], "12 4 33", 2); //=> ["b", "c"]
 */
export function drawTokens(tokens: readonly string[], seed: string, size: number): readonly string[] {
  const ranked = tokens.map((token) => ({
    token,
    rank: toHex(sha256(utf8(formatCanonicalJson([AUDIT_FORMAT, seed, token])))),
  }));
  return ranked
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, size)
    .map(({ token }) => token);
}

/**
 * The audit with what was found of one of its tokens, in place of what was found of it before. Requires a token of its
 * sample.
 *
 * @example
 * const seed = { text: "12 4 33", source: "a lottery", published: "2026-03-01T20:00:00Z" };
 * const audit = { figure: "F1", manifest: "0".repeat(64), total: 1, seed, sample: ["t"], findings: [] };
 * noteFinding(audit, { token: "t", finding: "supported" }).findings.length; //=> 1
 */
export function noteFinding(audit: Audit, found: Audit["findings"][number]): Audit {
  const others = audit.findings.filter(({ token }) => token !== found.token);
  return { ...audit, findings: [...others, found] };
}

/** What an audit says once it is over: tokens without a finding count as unsupported. */
export type AuditResult = {
  readonly total: number;
  readonly drawn: number;
  readonly supported: number;
  readonly duplicate: number;
  readonly unsupported: number;
  readonly unresolved: number;
  readonly confidence: number;
  readonly mostBad: number; // of the total, duplicates or unsupported
  readonly mostBadIfUnresolvedAre: number; // the same, were all unresolved ones bad
};

export const AUDIT_CONFIDENCE = 0.95;

/**
 * The bound that the findings give. Requires findings of drawn tokens, each once.
 *
 * @example
 * const seed = { text: "12 4 33", source: "a lottery", published: "2026-03-01T20:00:00Z" };
 * const audit = { figure: "F1", manifest: "0".repeat(64), total: 1, seed, sample: ["t"], findings: [] };
 * concludeAudit(audit).mostBad; //=> 1
 */
export function concludeAudit({ total, sample, findings }: Audit): AuditResult {
  const count = (wanted: AuditFinding) => findings.filter(({ finding }) => finding === wanted).length;
  const [supported, duplicate, unresolved] = [count("supported"), count("duplicate"), count("unresolved")];
  const drawn = sample.length;
  const unsupported = drawn - supported - duplicate - unresolved;
  const bad = duplicate + unsupported;
  return {
    total,
    drawn,
    supported,
    duplicate,
    unsupported,
    unresolved,
    confidence: AUDIT_CONFIDENCE,
    mostBad: mostBad({ total, drawn, bad }, AUDIT_CONFIDENCE),
    mostBadIfUnresolvedAre: mostBad({ total, drawn, bad: bad + unresolved }, AUDIT_CONFIDENCE),
  };
}

/** Canonical bytes: what auditors sign. */
export function formatAudit(audit: Audit): Uint8Array<ArrayBuffer> {
  return canonicalBytes({ format: AUDIT_FORMAT, ...audit });
}

const isAudit = object({
  format: literal(AUDIT_FORMAT),
  figure: text,
  manifest: (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value),
  total: whole,
  seed: object({ text, source: text, published: text }),
  sample: array(text),
  findings: array(object({ token: text, finding: literal(...auditFindings), why: optional(text) })),
});

/**
 * The audit of its bytes. Refused: bytes that are not canonical, tokens that are none or drawn twice, more than there
 * are, findings of tokens that were not drawn or that have one already, a time that is none.
 */
export function parseAudit(bytes: Uint8Array, path: string): Parsed<Audit> {
  const refuse = (expected: string, received: string) => ({ issues: [issueAt(path, expected, received)] });
  const json = parseCanonicalJson(bytes);
  if (!isShape<Audit>(json, isAudit)) return refuse(`canonical JSON of ${AUDIT_FORMAT}`, "something else");
  const { figure, total, seed, sample, findings } = json;
  const audit = { figure, manifest: digest(json.manifest), total, seed, sample, findings };
  if (!sample.every(isDigestText) || new Set(sample).size !== sample.length || sample.length > total)
    return refuse("distinct tokens, no more than there are", `${sample.length} of ${total}`);
  const found = findings.map(({ token }) => token);
  if (new Set(found).size !== found.length || !found.every((token) => sample.includes(token)))
    return refuse("one finding at most for each token that was drawn", `${found.length}`);
  if (Number.isNaN(Date.parse(seed.published))) return refuse("a time in ISO 8601", seed.published);
  return sameBytes(formatAudit(audit), bytes) ? { value: audit } : refuse("canonical JSON", "other bytes");
}
