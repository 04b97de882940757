/** Ids as branded strings, so that one kind cannot stand in for another. */
import { RecountError } from "../base/errors.ts";

type Branded<Name extends string> = string & { readonly brand: Name };

/** `organisation slug` */
export type OrganisationId = Branded<"OrganisationId">;
/** `source slug`, unique in the register */
export type SourceId = Branded<"SourceId">;
/** `source id/row key`, `source id/row key+2` for the second record of one row */
export type RecordId = Branded<"RecordId">;
/** smallest record id of the cluster when it was first seen */
export type EntityId = Branded<"EntityId">;
/** id of a place in the register's gazetteer */
export type PlaceId = Branded<"PlaceId">;
/** SHA-256 of a file as received, lower-case hexadecimal */
export type Digest = Branded<"Digest">;

export const organisationId = (text: string): OrganisationId => nonEmpty(text) as OrganisationId;
export const sourceId = (text: string): SourceId => nonEmpty(text) as SourceId;
export const recordId = (text: string): RecordId => nonEmpty(text) as RecordId;
export const entityId = (text: string): EntityId => nonEmpty(text) as EntityId;
export const placeId = (text: string): PlaceId => nonEmpty(text) as PlaceId;

/** The digest of its text. Throws `bad-digest` when it is not 64 lower-case hexadecimal digits. */
export function digest(text: string): Digest {
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new RecountError("bad-digest", `got ${JSON.stringify(text)}, wanted 64 hexadecimal digits`);
  return text as Digest;
}

/**
 * An id made of a name: letters and digits of any script in lower case, joined by hyphens.
 *
 * @example
 * slug("Families of the Valley, 1993"); //=> "families-of-the-valley-1993"
 */
export function slug(name: string): string {
  const words =
    name
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.join("-").slice(0, 80) || "unnamed";
}

function nonEmpty(text: string): string {
  if (text === "") throw new RecountError("empty-id", "got an empty id, wanted at least one character");
  return text;
}
