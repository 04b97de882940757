/** Whether `statements.json` says what `appeal.md` says. */
import { type AppealFigure, type AppealText, parseAppeal } from "../appeal/appeal-text.ts";
import { formatDirective } from "../appeal/figure-directive.ts";
import { paths } from "../appeal/publish.ts";
import {
  appealPart,
  figureQuery,
  formatQuery,
  type StatementFigure,
  type Statements,
} from "../appeal/statements.ts";
import { fromUtf8 } from "../base/bytes.ts";
import { formatCanonicalJson, type Json } from "../base/canonical-json.ts";
import { checked, type Findings, refused } from "./findings.ts";
import { wordsOf } from "./verify-files.ts";

/** Text, head and figures' queries of the statements, compared with those that the appeal's Markdown gives. */
export function verifyText(appeal: AppealText, statements: Statements): Findings {
  const { figures, size: _, ...part } = statements;
  if (!sameJson(part, appealPart(appeal)))
    return refused(paths.statements, "its text is not the text of appeal.md");
  if (figures.length !== appeal.figures.length)
    return refused(
      paths.statements,
      `got ${figures.length} figures, wanted the ${appeal.figures.length} of appeal.md`,
    );
  const wrong = appeal.figures.find((figure, i) => !isBound(figure, figures[i]));
  return wrong === undefined
    ? checked("statements.json has the text and the queries of appeal.md")
    : refused(paths.statements, `${wrong.id} is not the figure of appeal.md, line ${wrong.line}`);
}

function isBound(figure: AppealFigure, stated: StatementFigure | undefined): boolean {
  if (stated === undefined || stated.id !== figure.id || stated.directive !== formatDirective(figure))
    return false;
  if ((stated.query.place === undefined) !== (figure.place === undefined)) return false;
  return sameJson(stated.query, formatQuery(figureQuery(figure, stated.query.place)));
}

/** The appeal of its file, or why it is none. */
export function readAppeal(bytes: Uint8Array): AppealText | { readonly reason: string } {
  try {
    const parsed = parseAppeal(fromUtf8(bytes));
    return "value" in parsed ? parsed.value : { reason: wordsOf(parsed.issues) };
  } catch (error) {
    if (error instanceof TypeError) return { reason: "the file is not UTF-8" };
    throw error;
  }
}

function sameJson(a: unknown, b: unknown): boolean {
  return formatCanonicalJson(a as Json) === formatCanonicalJson(b as Json);
}
