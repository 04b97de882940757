/** Whose a source is: an organisation brings its own lists in, and touches no other's. */
import { RecountError } from "../../base/errors.ts";
import type { Audience, Consent } from "../../model/audience.ts";
import { type OrganisationId, type RecordId, slug, sourceId } from "../../model/ids.ts";
import type { Viewer } from "../../model/person.ts";
import type { Source } from "../../model/source.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";

/** Whether the viewer speaks for the source's holder. */
export const isOwn = ({ organisation }: Pick<Source, "organisation">, viewer: Viewer): boolean =>
  viewer.as === "keeper" || (viewer.as === "person" && viewer.organisation === organisation);

/** The sources that the viewer may know of: their own, and those that consent to more than their organisation. */
export async function knownSources(store: Store, viewer: Viewer): Promise<readonly Source[]> {
  return (await store.sources()).filter((source) => isKnown(source, viewer));
}

function isKnown(source: Source, viewer: Viewer): boolean {
  if (source.consent === "public" || isOwn(source, viewer)) return true;
  return source.consent === "coalition" && viewer.as === "person";
}

export type Importing = {
  readonly holder: OrganisationId;
  readonly said: { readonly consent?: Audience; readonly fields: Consent["fields"] };
  readonly viewer: Viewer;
};

/**
 * The source that a list is imported as: what it consents to is as before where nothing else is said. A member's new
 * source has its holder in its id, so that a name which another organisation uses is taken like any other and tells
 * nothing. Throws `refused` for a list in another organisation's name.
 */
export async function sourceToImport(
  { store }: OpenRegister,
  name: string,
  { holder, said, viewer }: Importing,
): Promise<Omit<Source, "organisation">> {
  if (!isOwn({ organisation: holder }, viewer))
    throw new RecountError("refused", "got a list of another organisation, wanted one of your own");
  const own = (await store.sources()).filter(
    ({ organisation }) => viewer.as === "keeper" || organisation === holder,
  );
  const known = own.find((source) => source.id === slug(name)) ?? own.find((source) => source.name === name);
  const id = known?.id ?? sourceId(slug(viewer.as === "keeper" ? name : `${holder} ${name}`));
  const fields = { ...known?.consentFor, ...said.fields };
  return {
    id,
    name,
    consent: said.consent ?? known?.consent ?? "organisation",
    ...(Object.keys(fields).length > 0 && { consentFor: fields }),
  };
}

/** Throws `not-found` unless the version is one of a source of the viewer's organisation. */
export async function requireOwnVersion(
  { store }: OpenRegister,
  version: string,
  viewer: Viewer,
): Promise<void> {
  const [sources, versions] = await Promise.all([store.sources(), store.versions()]);
  const of = versions.find(({ id }) => id === version)?.source;
  const source = sources.find(({ id }) => id === of);
  if (source === undefined || !isOwn(source, viewer))
    throw new RecountError("not-found", `got ${version}, wanted the id of a version`);
}

/** Throws `not-found` unless the record is a current one of the viewer's organisation. */
export async function requireOwnRecord({ store }: OpenRegister, id: RecordId, viewer: Viewer): Promise<void> {
  const [record, sources] = await Promise.all([store.record(id), store.sources()]);
  const source = sources.find((each) => each.id === record?.source);
  if (source === undefined || !isOwn(source, viewer))
    throw new RecountError("not-found", `got ${JSON.stringify(id)}, wanted the id of a current record`);
}
