/** From statements to what the published page is made of. */
import type { AppealText } from "../appeal/appeal-text.ts";
import type { Statements } from "../appeal/statements.ts";
import type { AppealPageData, PageSource } from "../pages/appeal-page-data.ts";

/** The page's data: of the sources only those that a figure stands on. No organisation has signed yet. */
export function appealPageData(
  text: AppealText,
  statements: Statements,
  register: { readonly register: string; readonly sources: readonly PageSource[] },
): AppealPageData {
  const { title, language, date, version, note, addressees, signatories, figures, size } = statements;
  const used = new Set<string>(figures.flatMap(({ lists }) => lists.map(({ source }) => source)));
  return {
    title,
    language,
    date,
    version,
    ...(note === undefined ? {} : { note }),
    register: register.register,
    size,
    text: text.markdown,
    addressees,
    figures,
    sources: register.sources.filter(({ id }) => used.has(id)),
    signatories: signatories.map((signatory) => ({ ...signatory, signed: false })),
  };
}
