/**
 * Words that bind or warn on pages that anybody reads: what an enquiry promises, what is kept of a reader, consent, what
 * a signature and a check mean and do not. Until a person has reviewed a language they stand in English there, since a
 * promise that a machine has turned may promise something else. `translate` takes none of them: `translateLegal` does,
 * which says in which language they stand.
 */
import type { MessageKey } from "./messages/en.ts";

/** All of them. Whoever adds a sentence that promises, asks for consent or limits what is said adds its key. */
export const legalKeys = [
  "enquiry.sealed",
  "enquiry.same",
  "enquiry.history",
  "enquiry.textHint",
  "enquiry.organisationsHint",
  "enquiry.sentWhy",
  "enquiry.waits",
  "enquiry.withdrawn",
  "enquiry.nothing",
  "enquiry.consent",
  "page.named",
  "page.signedBy",
  "page.disputesLead",
  "page.verifyLead",
  "page.verifyKeys",
  "page.cannot.truth",
  "page.cannot.complete",
  "page.cannot.same",
  "page.cannot.keys",
  "publicSearch.lead",
  "publicSearch.none",
  "publicSearch.lookingWhy",
  "search.private",
  "sign.lead",
  "sign.confirm",
  "sign.whyHint",
  "sign.byHint",
  "sign.disputeHint",
  "sign.evidenceHint",
  "verify.lead",
  "verify.copy",
  "verify.meaning",
] as const satisfies readonly MessageKey[];

export type LegalKey = (typeof legalKeys)[number];

/** Words that promise nobody anything: a machine's are shown, and the page says that they are a machine's. */
export type PlainKey = Exclude<MessageKey, LegalKey>;

const known: ReadonlySet<string> = new Set(legalKeys);

/**
 * @example
 * ["enquiry.same", "enquiry.send"].map(isLegal); //=> [true, false]
 */
export function isLegal(key: string): key is LegalKey {
  return known.has(key);
}
