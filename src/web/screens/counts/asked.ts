/** What the form asks for: as it stands in its fields, and as the server takes it. */
import { isHarmKind } from "../../../model/harm.ts";
import { countables, keyOf } from "../../countables.ts";
import type { Asked, KeptFigure } from "../../queries/count.ts";

type Grouping = Asked["by"] extends readonly (infer One)[] | undefined ? One : never;
export const groupingChoices = ["place", "year", "list", "sex", "age"] as const satisfies readonly Grouping[];
export type GroupingChoice = (typeof groupingChoices)[number] | "none";

export type CountFields = {
  readonly what: string; // a key of `countables`
  readonly place: string;
  readonly period: string;
  readonly at: string;
  readonly by: readonly [GroupingChoice, GroupingChoice];
  readonly isEstimated: boolean;
};

export const noFields: CountFields = {
  what: "killed",
  place: "",
  period: "",
  at: "",
  by: ["none", "none"],
  isEstimated: false,
};

/** A period and a reference date are of harms: without one they are not asked for. */
export function askedOf({ what, place, period, at, by }: CountFields): Asked {
  const { unit, harm } = countables.find((each) => keyOf(each) === what) ?? { unit: "person" as const };
  const given = (name: string, text: string) => (text.trim() === "" ? {} : { [name]: text.trim() });
  const chosen = by.filter((each) => each !== "none");
  return {
    unit,
    ...(harm && { harm }),
    ...given("place", place),
    ...(harm && given("period", period)),
    ...(harm && given("at", at)),
    by: [...new Set(chosen)],
  };
}

/** The fields that ask what a kept figure asks. */
export function fieldsOf({ asked }: Pick<KeptFigure, "asked">): CountFields {
  const { unit = "person", harm, place = "", period = "", at = "", by } = asked;
  const [first = "none", second = "none"] = by.flatMap(
    (each) => groupingChoices.find((one) => one === each) ?? [],
  );
  const what = harm !== undefined && isHarmKind(harm) ? harm : unit;
  return { what, place, period, at, by: [first, second], isEstimated: false };
}
