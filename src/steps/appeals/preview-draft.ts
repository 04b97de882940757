/** The page of a text that is being written, as it would be published now: nothing is entered. */
import { parseAppeal } from "../../appeal/appeal-text.ts";
import { principalOf } from "../../appeal/standing.ts";
import { appealPart, type Statements } from "../../appeal/statements.ts";
import { InputRefused } from "../../base/errors.ts";
import { renderAppealPage } from "../../pages/appeal-page.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { appealPageData } from "../appeal-page-input.ts";
import { chartDocument } from "../chart-document.ts";
import { readFonts } from "../page-fonts.ts";
import type { RegisterView } from "../view.ts";
import { countDraftFigures } from "./count-draft.ts";

/** The page's files. Throws `InputRefused` for a text that is no appeal yet, with all that is wrong with it. */
export async function previewDraft(
  register: OpenRegister,
  view: RegisterView,
  text: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const parsed = parseAppeal(text);
  if ("issues" in parsed) throw new InputRefused(parsed.issues, "input-text");
  const appeal = parsed.value;
  const counted = await countDraftFigures(register, view, appeal.figures);
  const found = [...counted.figures.values()];
  const unbound = found.flatMap((each) => ("issue" in each ? [each.issue] : []));
  if (unbound.length > 0) throw new InputRefused(unbound, "input-text");
  const figures = found.flatMap((each) => ("bound" in each ? [each] : []));
  const statements: Statements = {
    ...appealPart(appeal),
    figures: figures.map(({ bound }) => bound),
    size: counted.size,
  };
  const data = appealPageData(appeal, statements, {
    register: register.info.name,
    sources: await sourcesOf(register),
    standing: {
      signatories: appeal.signatories.map((signatory) => ({ principal: principalOf(signatory), signatory })),
      windows: [],
      disputes: [],
      refused: [],
      responses: [],
      paths: [],
    },
    audits: [],
  });
  const shown = { ...data, figures: figures.map((figure) => figure.shown) };
  return renderAppealPage(shown, { fonts: await readFonts(), document: chartDocument() });
}

async function sourcesOf({ store }: OpenRegister) {
  const organisations = new Map((await store.organisations()).map(({ id, name }) => [id, name]));
  return (await store.sources()).map(({ id, name, organisation }) => ({
    id,
    name,
    organisation: organisations.get(organisation) ?? organisation,
  }));
}
