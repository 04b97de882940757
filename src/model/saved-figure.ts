/** A figure that people keep by a name, to count it again and to put it into an appeal. */
import type { Unit } from "./figure.ts";
import type { HarmKind } from "./harm.ts";
import type { OrganisationId } from "./ids.ts";

/** What is asked for, as a person writes it: places by name, periods as `1991..1994`. */
export type FigureAsked = {
  readonly harm?: HarmKind;
  readonly unit?: Unit;
  readonly place?: string;
  readonly period?: string;
  readonly at?: string; // reference date of statuses
  readonly by: readonly string[]; // what it is broken down by
};

export type SavedFigure = {
  readonly name: string;
  readonly asked: FigureAsked;
  readonly organisation?: OrganisationId; // whose it is; absent in a register without people
  readonly by: string;
  readonly at: string; // ISO 8601, UTC
};
