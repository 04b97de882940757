/** Drawing an audit's sample from a published folder: by anybody, without the register. */
import { AUDIT_CONFIDENCE, type Audit, type AuditSeed, drawTokens, parseAudit } from "../../appeal/audit.ts";
import { neededSample } from "../../appeal/audit-bound.ts";
import type { FolderFiles } from "../../appeal/bag.ts";
import { digestOf, MANIFEST_PATH } from "../../appeal/manifest.ts";
import { paths } from "../../appeal/publish.ts";
import { parseStatements } from "../../appeal/read-statements.ts";
import { parseTokenFile, tokensPath } from "../../appeal/token-file.ts";
import { utf8 } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import { parsePrefixDate } from "../../base/prefix-date.ts";
import { verifyFolder } from "../../verify/verify-folder.ts";
import { settledTime } from "../../verify/verify-timestamps.ts";

export type DrawRequest = {
  readonly figure: string;
  readonly seed: AuditSeed;
  /** How many tokens; or the share of all that a sample without a bad one has to bound them at. */
  readonly size: { readonly drawn: number } | { readonly share: number };
};

/** The share of bad ones that an audit sets out to exclude, unless told. */
export const USUAL_SHARE = 0.02;

/**
 * An audit with nothing found yet. Throws `refused` for a folder that does not verify, a figure that shows no tokens,
 * and a seed that was to be seen before the appeal was published: whoever published could have chosen by it.
 */
export function drawAudit(files: FolderFiles, { figure, seed, size }: DrawRequest): Audit {
  const { verdict, refusals } = verifyFolder(files);
  if (verdict === "refused" || verdict === "unreadable")
    throw refused(`the folder is ${verdict}: ${refusals[0]?.path ?? ""} ${refusals[0]?.reason ?? ""}`);
  refuseEarly(files, seed);
  const bytes = files.get(tokensPath(figure));
  const tokens = bytes === undefined ? undefined : parseTokenFile(bytes, tokensPath(figure));
  if (tokens === undefined || !("value" in tokens))
    throw refused(`got figure ${figure}, which shows no tokens; wanted one that is published exactly`);
  const { entities } = tokens.value;
  const drawn =
    "drawn" in size
      ? Math.min(size.drawn, entities.length)
      : neededSample(entities.length, size.share, AUDIT_CONFIDENCE);
  return {
    figure,
    manifest: digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()),
    total: entities.length,
    seed,
    sample: drawTokens(entities, seed.text, drawn),
    findings: [],
  };
}

/** The audit of a text. Throws `input-audit`, which names `path`. */
export function readAudit(text: string, path: string): Audit {
  const parsed = parseAudit(utf8(text), path);
  if ("value" in parsed) return parsed.value;
  throw new RecountError("input-audit", parsed.issues.map(({ message }) => `${path}: ${message}`).join("\n"));
}

/** Throws `refused` for words that are still to come: they are nobody's yet, or somebody's invention. */
export function refuseFutureSeed({ published }: AuditSeed, now: Date): void {
  if (Date.parse(published) > now.getTime())
    throw refused(`got a seed that is to be seen at ${published}, wanted one that was published already`);
}

function refuseEarly(files: FolderFiles, { published }: AuditSeed): void {
  const seen = Date.parse(published);
  if (Number.isNaN(seen))
    throw new RecountError("input-usage", `got ${published}, wanted a time in ISO 8601`);
  const stamped = settledTime(files);
  if (stamped !== undefined && seen <= Date.parse(stamped))
    throw refused(
      `got a seed that was to be seen at ${published}, wanted one from after ${stamped}, the timestamp of the tokens`,
    );
  const statements = parseStatements(files.get(paths.statements) ?? new Uint8Array(), paths.statements);
  const date = "value" in statements ? parsePrefixDate(statements.value.date) : undefined;
  if (date === undefined) return;
  const dayAfter = Date.UTC(date.year, (date.month ?? 12) - 1, (date.day ?? 31) + 1);
  if (seen < dayAfter)
    throw refused(
      `got a seed that was to be seen at ${published}, wanted one from after the day of the appeal: nobody may have known it before`,
    );
}

const refused = (reason: string) => new RecountError("refused", reason);
