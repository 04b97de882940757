/** An appeal as it is really written, read: what it counts, when, where, who signs, what it says without support. */
import { type DateSpan, readDates } from "./read-dates.ts";
import { type LabelRead, readLabels, sayer } from "./read-labels.ts";
import { type OrganisationRead, organisationNames, readOrganisations } from "./read-organisations.ts";
import { type PlaceNames, type PlaceRead, readPlaces } from "./read-places.ts";
import { countsSomething, type Quantity, readQuantities } from "./read-quantities.ts";
import { readSignatories, type SignatoryRead } from "./read-signatories.ts";
import { onOneLine, type SentenceAt, type Span, sentencesOf } from "./span.ts";

/** `unsupported`: nothing in its sentence says where the number comes from. */
export type FigureRead = Quantity & {
  readonly support: "unsupported" | "attributed";
  readonly source?: string;
};

export type AppealRead = {
  readonly figures: readonly FigureRead[];
  readonly dates: readonly DateSpan[];
  readonly places: readonly PlaceRead[];
  readonly organisations: readonly OrganisationRead[];
  readonly signatories: readonly SignatoryRead[];
  readonly block?: Span; // the list of the signatories, with its heading
  readonly labels: readonly LabelRead[];
};

const LONGEST = 2_000_000; // UTF-16 units: a book; what is longer is no appeal

/**
 * What stands in the text. Nothing is judged: whoever wrote it is read alike, and a figure is `unsupported` until a
 * register or a source stands behind it. Texts beyond two million units are read to there.
 *
 * @example
 * readAppeal("Over 300 families fled in 1993.", { lookUp: () => [] }).figures[0].unit; //=> "family"
 */
export function readAppeal(whole: string, places: PlaceNames): AppealRead {
  const text = whole.slice(0, LONGEST);
  const list = readSignatories(text);
  const block: readonly Span[] = list.block === undefined ? [] : [list.block];
  const organisations = readOrganisations(text, list);
  const dates = readDates(text, (span) => countsSomething(text, span));
  const sentenceAt = sentencesOf(text);
  const quantities = readQuantities(text, [...dates, ...block]);
  return {
    figures: quantities.map((quantity) => withSupport(quantity, sentenceAt)),
    dates,
    places: readPlaces(text, [...block, ...organisationNames(text)], places),
    organisations,
    signatories: list.signatories,
    ...(list.block !== undefined && { block: list.block }),
    labels: readLabels(text, organisations),
  };
}

function withSupport(quantity: Quantity, sentenceAt: SentenceAt): FigureRead {
  const sentence = sentenceAt(quantity.start);
  const source = sayer(sentence.text, quantity.start - sentence.start);
  return source === undefined
    ? { ...quantity, support: "unsupported" }
    : { ...quantity, support: "attributed", source: onOneLine(source) };
}
