/** What the matching of records leaves open in a count, in words: other matchings, other limits, and a judged sample. */
import type { PageFigure } from "./appeal-page-data.ts";
import { countWords } from "./count-words.ts";
import { formatPercent } from "./format.ts";
import type { Language } from "./language.ts";
import { rangeSentence } from "./rule-words.ts";
import { translate } from "./translate.ts";

type Matched = Pick<PageFigure, "documented" | "range" | "thresholds" | "accuracy" | "query">;

/**
 * Sentences on the count over sampled matchings, at other match probabilities, and on how often the matching errs; that
 * nobody measured it is said of people. None where no matching decides the count.
 *
 * @example
 * matchingSentences("en", { documented: 12, query: { unit: "person" } }); //=> []
 */
export function matchingSentences(language: Language, figure: Matched): readonly string[] {
  const range = rangeSentence(language, figure);
  if (range === undefined) return [];
  const { thresholds = [], accuracy, query } = figure;
  const counts = thresholds
    .map(
      ({ threshold, documented }) =>
        `${formatPercent(language, threshold)}: ${countWords(language, documented)}`,
    )
    .join("; ");
  const measured = accuracy === undefined ? unmeasured(language, query.unit) : [sampled(language, accuracy)];
  return [range, ...(counts === "" ? [] : [translate(language, "page.thresholds", { counts })]), ...measured];
}

// Only pairs of people are drawn for judging.
function unmeasured(language: Language, unit: PageFigure["query"]["unit"]): readonly string[] {
  return unit === "person" ? [translate(language, "page.accuracyNone")] : [];
}

function sampled(language: Language, accuracy: NonNullable<PageFigure["accuracy"]>): string {
  const { judged, level, precision, recall } = accuracy;
  return translate(language, "page.accuracy", {
    judged,
    level,
    precision: precision.value,
    precisionLower: precision.lower,
    precisionUpper: precision.upper,
    recall: recall.value,
    recallLower: recall.lower,
    recallUpper: recall.upper,
  });
}
