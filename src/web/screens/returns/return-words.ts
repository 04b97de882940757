/** Words of what is told of a household's return, and of each way in which nothing is. */
import { homeStates, obstacleKinds, returnStatuses, returnWishes } from "../../../model/return.ts";
import type { Say } from "../../words.ts";

export const aspects = ["home", "wish", "obstacles", "status"] as const;
export type Aspect = (typeof aspects)[number];

const absences = ["other", "disagree", "not-recorded", "restricted"] as const;

/** The values of an aspect in the order in which they are shown, the absent ones last. */
export const valuesOf: { readonly [aspect in Aspect]: readonly string[] } = {
  home: [...homeStates, ...absences],
  wish: [...returnWishes, ...absences],
  obstacles: [...obstacleKinds, "not-recorded", "restricted"],
  status: [...returnStatuses, ...absences],
};

export function valueWord(say: Say, aspect: Aspect, value: string): string {
  const of = <T extends string>(known: readonly T[]) => known.find((one) => one === value);
  const [home, wish, obstacle, status] = [
    of(homeStates),
    of(returnWishes),
    of(obstacleKinds),
    of(returnStatuses),
  ];
  if (aspect === "home" && home !== undefined) return say(`returns.home.${home}`);
  if (aspect === "wish" && wish !== undefined) return say(`returns.wish.${wish}`);
  if (aspect === "obstacles" && obstacle !== undefined) return say(`returns.obstacle.${obstacle}`);
  if (aspect === "status" && status !== undefined) return say(`returns.status.${status}`);
  const absence = of(absences);
  return absence === undefined ? value : say(`returns.absent.${absence}`);
}
