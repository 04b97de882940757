/** From statements and what stands beside them to what the published page is made of. */
import type { AppealText } from "../appeal/appeal-text.ts";
import { type Audit, concludeAudit } from "../appeal/audit.ts";
import { besidePaths, type Standing } from "../appeal/standing.ts";
import { blocksOf, type Statements } from "../appeal/statements.ts";
import type { AppealPageData, PageAudit, PageSource, PageStanding } from "../pages/appeal-page-data.ts";

/** The page's data: of the sources only those that a figure stands on. */
export function appealPageData(
  text: AppealText,
  statements: Statements,
  {
    register,
    sources,
    standing,
    audits,
  }: {
    readonly register: string;
    readonly sources: readonly PageSource[];
    readonly standing: Standing;
    readonly audits: readonly Audit[];
  },
): AppealPageData {
  const { title, language, date, version, note, addressees, figures, size } = statements;
  const used = new Set<string>(figures.flatMap(({ lists }) => lists.map(({ source }) => source)));
  return {
    title,
    language,
    date,
    version,
    ...(note === undefined ? {} : { note }),
    register,
    size,
    blocks: blocksOf(text.markdown).map(({ text: block }) => block),
    addressees,
    figures,
    sources: sources.filter(({ id }) => used.has(id)),
    standing: pageStanding(text, standing),
    audits: Object.fromEntries(audits.map((audit) => [audit.figure, pageAudit(audit)])),
  };
}

function pageAudit(audit: Audit): PageAudit {
  const { total, drawn, unresolved, confidence, mostBad } = concludeAudit(audit);
  return { total, drawn, unresolved, confidence, share: mostBad / Math.max(1, total) };
}

function pageStanding({ quorum }: AppealText, standing: Standing): PageStanding {
  return {
    ...(quorum !== undefined && { quorum }),
    signatories: standing.signatories.map(({ signatory, signed, withdrawn }) => ({
      ...signatory,
      ...(signed && { signed: { on: signed.on } }),
      ...(withdrawn && { withdrawn }),
    })),
    disputes: standing.disputes.map(({ letter, statement, by, on, text, evidence, answer }, i) => ({
      id: `D${i + 1}`,
      path: besidePaths.letter(letter),
      statement,
      by,
      on,
      text,
      evidence: evidence.map(({ name }) => name),
      ...(answer && { answer }),
    })),
    disputesRefused: standing.refused.length,
    responses: standing.responses,
  };
}
