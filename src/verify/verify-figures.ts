/** Checks of the figures: recounted from the records shown, overlaps added up, estimates made again. */

import type { FolderFiles } from "../appeal/bag.ts";
import { parseProofFile } from "../appeal/proof-file.ts";
import { paths } from "../appeal/publish.ts";
import { publishedReport } from "../appeal/published-estimate.ts";
import { publishedHistories } from "../appeal/small-numbers.ts";
import { parseQuery, type StatementFigure } from "../appeal/statements.ts";
import { parseTokenFile, tokensPath } from "../appeal/token-file.ts";
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import { estimateHistories } from "../estimate/index.ts";
import type { Checkpoint } from "../ledger/checkpoint.ts";
import type { CaptureHistory } from "../model/estimate.ts";
import type { MeasuredShare } from "../model/judgement.ts";
import { provesQuery } from "../register/query.ts";
import { applyPlan, figureRun } from "../register/scopes.ts";
import { checked, type Findings, joinFindings, notChecked, refused } from "./findings.ts";
import { isSameReport } from "./same-report.ts";
import { wordsOf } from "./verify-files.ts";
import { readLeaf } from "./verify-ledger.ts";

/**
 * How far a figure was checked. `recounted`: each one counted is shown by a record of the ledger. `consistent only`: the
 * number agrees with everything around it, its tokens among that, but no record shows it. `attested`: only the
 * publishers' word.
 */
export type FigureStanding = {
  readonly id: string;
  readonly level: "recounted" | "consistent only" | "attested";
  readonly audit: string; // the bound of its audit in words, or "not audited"
};

/** The standing of a figure in which nothing was refused, with the words of its audit. */
export function figureStanding({ id, proof, documented }: StatementFigure, audit: string): FigureStanding {
  if (proof.level === "attested") return { id, level: "attested", audit };
  return { id, level: proof.level === "tokens" || documented === 0 ? "consistent only" : "recounted", audit };
}

/** What one figure of the statements stands on. `countedAt` is the ledger's size that it was counted at. */
export function verifyFigure(
  files: FolderFiles,
  figure: StatementFigure,
  ledger: { readonly checkpoint: Checkpoint; readonly countedAt: number },
): Findings {
  return joinFindings([
    verifyCount(files, figure, ledger),
    verifyTokens(files, figure),
    verifyRange(figure),
    verifyAccuracy(figure),
    verifyParts(figure),
    verifyOverlaps(figure),
    verifyEstimate(figure),
  ]);
}

function verifyCount(
  files: FolderFiles,
  figure: StatementFigure,
  ledger: { readonly checkpoint: Checkpoint; readonly countedAt: number },
): Findings {
  const { id, proof, documented, consented } = figure;
  if (consented !== undefined && proof.level !== "tokens")
    return refused(paths.statements, `${id} says who agreed to be named, although its number is none of few`);
  if (proof.level === "attested")
    return typeof documented === "string"
      ? notChecked(`${id}: "${documented}" is only said, its records are not shown`)
      : refused(paths.statements, `${id} shows neither records nor tokens, although it is exact`);
  if (proof.level === "tokens") return verifyTokenCount(figure);
  if (typeof documented !== "number" || (documented > 0 && documented < 10))
    return refused(paths.statements, `${id} has open proof, but not an exact count of 0 or at least 10`);
  const reason = recount(files.get(proof.path) ?? new Uint8Array(), figure, ledger);
  return reason === undefined
    ? checked(`${id}: recounted ${documented} from records in the ledger`)
    : refused(proof.path, reason);
}

/** An exact number without records: a small one only where all of them may be named. */
function verifyTokenCount({ id, documented, consented }: StatementFigure): Findings {
  const isSmall = typeof documented === "number" && documented > 0 && documented < 10;
  if (typeof documented !== "number" || (isSmall ? consented !== documented : consented !== undefined))
    return refused(paths.statements, `${id} is proved by tokens, but not an exact count that may be said`);
  return joinFindings([
    notChecked(
      `${id}: that its ${documented} tokens stand for records that match: their holders and auditors see it`,
    ),
    isSmall
      ? notChecked(`${id}: that the families of all ${documented} agreed to their being named`)
      : checked(),
  ]);
}

/** As many tokens of entities as the figure says; whose they are only their holders can tell. */
function verifyTokens(files: FolderFiles, { id, proof, documented }: StatementFigure): Findings {
  if (proof.level === "attested") return joinFindings([]);
  const path = tokensPath(id);
  const bytes = files.get(path);
  if (bytes === undefined && proof.level === "tokens") return refused(path, "the file is missing");
  if (bytes === undefined)
    return notChecked(`${id}: it shows no tokens, so that no receipt and no audit can be held against it`);
  const tokens = parseTokenFile(bytes, path);
  if ("issues" in tokens) return refused(path, wordsOf(tokens.issues));
  const { of, entities } = tokens.value;
  return of === id && entities.length === documented
    ? checked(`${id}: it shows ${documented} tokens, no two alike`)
    : refused(path, `got ${entities.length} tokens of ${of}, wanted ${documented} of ${id}`);
}

/** Why the records do not give the figure, or undefined when they do. */
function recount(
  bytes: Uint8Array,
  { id, documented, proof, query }: StatementFigure,
  { checkpoint, countedAt }: { readonly checkpoint: Checkpoint; readonly countedAt: number },
): string | undefined {
  const parsed = parseProofFile(bytes, proof.level === "open" ? proof.path : id);
  if ("issues" in parsed) return wordsOf(parsed.issues);
  const { of, size, leaves } = parsed.value;
  if (of !== id || size !== checkpoint.size)
    return `got proofs of ${of} at size ${size}, wanted ${id} at ${checkpoint.size}`;
  if (leaves.length !== documented) return `got ${leaves.length} records, wanted ${documented}`;
  const wanted = parseQuery(query);
  for (const leaf of leaves) {
    const read = readLeaf(leaf, checkpoint);
    if ("reason" in read) return read.reason;
    if (leaf.index >= countedAt) return `leaf ${leaf.index} is younger than the count at size ${countedAt}`;
    const proven = provesQuery(read.fields, wanted);
    if (!proven.ok) return `leaf ${leaf.index}: ${proven.reason}`;
  }
  return undefined;
}

/** The low end that "at least" says: it may not be above what was counted. How it was sampled is only said. */
function verifyRange({ id, documented, range }: StatementFigure): Findings {
  if (range === undefined) return joinFindings([]);
  const { low, high } = range;
  const isAround =
    typeof documented !== "number" ||
    ((typeof low !== "number" || low <= documented) && (typeof high !== "number" || high >= documented));
  return isAround
    ? notChecked(`${id}: how the count varies with the linkage is only said`)
    : refused(paths.statements, `${id}: got ${low} to ${high} as the range of a count of ${documented}`);
}

/** What a judged sample says of the matching: shares with their values inside their intervals, and no more than said. */
function verifyAccuracy({ id, accuracy }: StatementFigure): Findings {
  if (accuracy === undefined) return joinFindings([]);
  const { judged, drawn, unsure, precision, recallOfCompared, recall } = accuracy;
  const isShare = ({ value, lower, upper }: MeasuredShare) =>
    0 <= lower && lower <= value && value <= upper && upper <= 1;
  return judged + unsure <= drawn && [precision, recallOfCompared, recall].every(isShare)
    ? notChecked(`${id}: precision and recall of the matching are only said`)
    : refused(paths.statements, `${id}: precision and recall of the matching are no shares of a sample`);
}

/** The parts by year and by place: exact ones add up, and none is published exactly that is small. */
function verifyParts({ id, documented, years, places }: StatementFigure): Findings {
  const areYearsWithheld = years.length === 0 && documented !== 0;
  for (const parts of areYearsWithheld ? [places] : [years, places]) {
    const exact = parts.flatMap(({ count }) => (typeof count === "number" ? [count] : []));
    if (exact.some((count) => count > 0 && count < 10))
      return refused(paths.statements, `${id} publishes a part below 10`);
    const total = exact.reduce((sum, count) => sum + count, 0);
    if (exact.length === parts.length && typeof documented === "number" && total !== documented)
      return refused(paths.statements, `${id}: parts add up to ${total}, not ${documented}`);
  }
  if (areYearsWithheld)
    return notChecked(`${id}: parts by year are not published, as of a village's one year`);
  const isExact = [...years, ...places].every(({ count }) => typeof count === "number");
  return isExact
    ? checked(`${id}: its parts by year and by place add up`)
    : notChecked(`${id}: parts by year and by place are rounded, some are below 10`);
}

function verifyOverlaps({ id, documented, histories, lists }: StatementFigure): Findings {
  if (histories === "suppressed")
    return notChecked(`${id}: overlaps of lists are suppressed, some are below 10`);
  if (publishedHistories(histories) === "suppressed")
    return refused(paths.statements, `${id} publishes an overlap below 10`);
  const isOwn = histories.every(({ lists: own }) =>
    own.every((list, i) => i === 0 || (own[i - 1] ?? list) < list),
  );
  const patterns = new Set(histories.map((history) => history.lists.join("\n")));
  if (!isOwn || patterns.size !== histories.length)
    return refused(paths.statements, `${id} has overlaps that repeat or are not in order`);
  const total = sum(histories);
  if (total !== documented)
    return refused(paths.statements, `${id}: overlaps add up to ${total}, not ${documented}`);
  const named = new Set(histories.flatMap((history) => history.lists));
  const sources = new Set<string>(lists.map(({ source }) => source));
  const wrong = lists.find(
    ({ source, count }) => sum(histories.filter((each) => each.lists.includes(source))) !== count,
  );
  if (wrong !== undefined)
    return refused(paths.statements, `${id}: the overlaps give ${wrong.source} another count`);
  return named.size === lists.length && [...named].every((source) => sources.has(source))
    ? checked(`${id}: overlaps of lists add up`)
    : refused(paths.statements, `${id}: overlaps and lists name different sources`);
}

/** The estimate made again from the overlaps, with the plan and the seed that the figure names. */
function verifyEstimate({ id, histories, estimate }: StatementFigure): Findings {
  if (estimate.status === "refused")
    return notChecked(`${id}: no estimate was made, on the publishers' word: ${estimate.reason}`);
  if (estimate.status === "withheld") return notChecked(`${id}: the estimate is withheld, not recomputed`);
  if (histories === "suppressed")
    return estimate.status === "recomputed"
      ? refused(
          paths.statements,
          `${id} says its estimate can be made again, from overlaps that are suppressed`,
        )
      : notChecked(`${id}: the estimate is ${estimate.status}, not recomputed`);
  const { seed, plan, report } = estimate;
  const again = estimateHistories(applyPlan(histories, plan), figureRun(plan, seed));
  if (!isSameReport(report as unknown as Json, publishedReport(again, true) as unknown as Json))
    return refused(paths.statements, `${id}: the estimate does not follow from the overlaps`);
  return joinFindings([
    checked(`${id}: the estimate, or why there is none, follows from the overlaps`),
    verifyWidened(id, estimate),
  ]);
}

/** What the linkage adds to an interval is the publishers' word; that it only ever widens it can be seen. */
function verifyWidened(
  id: string,
  { report, conclusion, linkage }: Extract<StatementFigure["estimate"], { readonly report: unknown }>,
): Findings {
  const [made, said] = [report.conclusion, conclusion];
  // Less than was made may be said: where the sampled clusterings carry no estimate, the figure has none.
  if (made.verdict === "estimate" && said.verdict === "not estimable")
    return notChecked(`${id}: that the linkage leaves no estimate is only said`);
  const isWider =
    made.verdict === "estimate" && said.verdict === "estimate"
      ? said.answer.total === made.answer.total &&
        said.answer.lower <= made.answer.lower &&
        said.answer.upper >= made.answer.upper
      : formatCanonicalJson(made as unknown as Json) === formatCanonicalJson(said as unknown as Json);
  if (!isWider)
    return refused(paths.statements, `${id}: the estimate that is said is not the one that was made`);
  return linkage === undefined
    ? joinFindings([])
    : notChecked(`${id}: how far the linkage widens the estimate is only said`);
}

function sum(histories: readonly CaptureHistory[]): number {
  return histories.reduce((total, { count }) => total + count, 0);
}
