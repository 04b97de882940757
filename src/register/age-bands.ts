/** Bands of completed years, both ends included. Children apart, as in the Convention on the Rights of the Child. */

export const ageBands = ["0-17", "18-39", "40-59", "60+"] as const;
export type AgeBand = (typeof ageBands)[number];

/**
 * The band of an age.
 *
 * @example
 * bandOf(17); //=> "0-17"
 */
export function bandOf(age: number): AgeBand {
  if (age < 18) return "0-17";
  if (age < 40) return "18-39";
  return age < 60 ? "40-59" : "60+";
}
