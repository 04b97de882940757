/** What a field is called for people, wherever its audience, its restriction or a look at it is told of. */
import { fieldPaths } from "../model/audience.ts";
import { modelWord, type Say } from "./record-words.ts";

/** Every field that a person can name: those of a record, and `record` for all of it. */
export const namedFields: readonly string[] = ["record", ...fieldPaths];

/**
 * A field's path in words; a path that has none stands as it is.
 *
 * @example
 * [fieldWord((key) => key, "names"), fieldWord((key) => key, "harms.statusOf")]; //=> ["field.names", "harms.statusOf"]
 */
export function fieldWord(say: Say, path: string): string {
  return namedFields.includes(path) ? modelWord(say, `field.${path}`) : path;
}
