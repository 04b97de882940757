/** The figures of a text that is being written: counted now as they would be published, and entered nowhere. */
import type { AppealFigure } from "../../appeal/appeal-text.ts";
import { isSmall } from "../../appeal/small-numbers.ts";
import { bindFigure, figureQuery, type StatementFigure } from "../../appeal/statements.ts";
import { type Issue, issueAt } from "../../base/errors.ts";
import type { FigureCount, FigureQuery } from "../../model/figure.ts";
import type { PlaceId } from "../../model/ids.ts";
import type { PageFigure } from "../../pages/appeal-page-data.ts";
import { explainAnswer } from "../../places/answer.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { resolvePlace } from "../../places/resolve-place.ts";
import { countDocumented } from "../../register/count.ts";
import { decidedPairs } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { countNamed } from "../count/count-figures.ts";
import { seesExactCounts } from "../count/count-for-viewer.ts";
import { conflictsOf, figureOf, rangeUnder } from "../count/count-register.ts";
import { readCountState } from "../count/count-state.ts";
import { forMember, populationsOf } from "../count/describe-count.ts";
import { sampleState } from "../count/sampled-clusterings.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import { readStanding } from "../review/read-standing.ts";
import type { RegisterView } from "../view.ts";

export type CountedDraftFigure = {
  readonly bound: StatementFigure;
  readonly shown: PageFigure; // as the viewer may see it: members of a coalition are told rounded numbers
  readonly conflicts: number; // people whom another list gives as alive later: not published until judged
};

/** Each figure by its id, or why it is bound to nothing. */
export type CountedDraft = {
  readonly figures: ReadonlyMap<string, CountedDraftFigure | { readonly issue: Issue }>;
  readonly size: number;
};

/** Counts without estimating: an estimate goes on record, and is made when the text is put up for signature. */
export async function countDraftFigures(
  register: OpenRegister,
  view: RegisterView,
  figures: readonly AppealFigure[],
): Promise<CountedDraft> {
  const { store } = register;
  const [state, gazetteer, standing] = await Promise.all([
    readCountState(register),
    readGazetteer(register),
    readStanding(store),
  ]);
  const { table, size } = state;
  const decided = decidedPairs(standing);
  const counted = new Map<string, CountedDraftFigure | { readonly issue: Issue }>();
  for (const figure of figures) {
    const query = queryOf(figure, gazetteer);
    if ("issue" in query) {
      counted.set(figure.id, query);
      continue;
    }
    const count = countDocumented(table, query.value);
    const { unit } = query.value;
    const range = rangeUnder(count, await sampleState(register, state, { unit, decided }));
    const few = unit === "person" && isSmall(count.documented);
    const own = { ...figureOf(count, size), ...range };
    const indexes = Array.from(count.rows, (row) => table.columns.index[row] ?? 0);
    const bound = bind(figure, gazetteer, {
      ...own,
      ...(few && { consented: await countNamed(register, indexes) }),
    });
    counted.set(figure.id, {
      bound,
      shown: seesExactCounts(view.viewer) ? bound : forMember(bound, own),
      conflicts: conflictsOf(state, count).length,
    });
  }
  return { figures: counted, size };
}

function bind(
  figure: AppealFigure,
  gazetteer: Gazetteer,
  count: FigureCount & { readonly consented?: number },
): StatementFigure {
  const names = new Map(gazetteer.byId.values().map((place) => [place.id, place.names]));
  const estimate = { made: false, reason: "none is made before a text is put up for signature" } as const;
  return bindFigure(figure, {
    counts: new Map([[figure.id, { ...count, estimate }]]),
    placeNames: names,
    size: count.size,
    populations: populationsOf(gazetteer, count),
  });
}

function queryOf(
  figure: AppealFigure,
  gazetteer: Gazetteer,
): { readonly value: FigureQuery } | { readonly issue: Issue } {
  const place = placeOf(figure, gazetteer);
  if (typeof place === "object") return { issue: place };
  return { value: figureQuery(figure, place) };
}

function placeOf({ place, line }: AppealFigure, gazetteer: Gazetteer): PlaceId | Issue | undefined {
  if (place === undefined) return undefined;
  const answer = resolvePlace(gazetteer, { text: place });
  if (answer.state === "resolved") return answer.place;
  return issueAt(`line ${line}`, `a place of the gazetteer (${explainAnswer(answer)})`, place);
}
