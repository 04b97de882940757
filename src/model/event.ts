/** Events that happened to people: the source's numbers of victims, apart from the victims that records name. */
import type { Allegation, HarmKind } from "./harm.ts";
import type { Qualification } from "./qualification.ts";

export type VictimNumber = { readonly harm: HarmKind; readonly number: number };

export type EventDetails = {
  readonly type?: string; // as written: shelling, expulsion
  readonly victims: readonly VictimNumber[]; // as the source counts them; never added to people counted
  readonly alleged?: readonly Allegation[];
  readonly qualifications?: readonly Qualification[];
};
