/** What a field of a record, or a step of the waterfall, is called in the reader's language. */
import type { PlainKey } from "../pages/legal-keys.ts";
import { english } from "../pages/messages/en.ts";
import type { Say } from "./words.ts";

/** The field's own name where a list brought a column of its own. */
export const fieldWords = (say: Say, field: string): string => known(say, `review.field.${field}`, field);

/** A comparison of the model, which reads a value from several fields. */
export const stepWords = (say: Say, step: string): string => known(say, `review.step.${step}`, step);

function known(say: Say, key: string, otherwise: string): string {
  return key in english.messages ? say(key as PlainKey) : otherwise;
}
