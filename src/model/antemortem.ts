/**
 * Antemortem details of a missing person, by which remains may be recognised: a restricted form of its own. It never
 * feeds search, counts, linkage or exports. Outline after the ICRC's Missing Persons Questionnaire.
 */

export const antemortemFields = [
  "height",
  "build",
  "hair",
  "eyes",
  "teeth",
  "marks", // scars, tattoos, birthmarks
  "injuries", // old fractures, operations
  "medical", // illnesses, medicines, devices
  "blood-group",
  "clothing",
  "belongings",
  "dna-reference", // which relatives gave samples, and where they lie
] as const;
export type AntemortemField = (typeof antemortemFields)[number];

export type Antemortem = { readonly [field in AntemortemField]?: string };
