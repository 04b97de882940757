/** Which organisations take families' enquiries, and the key that each is sealed to. */
import { RecountError } from "../../base/errors.ts";
import type { OrganisationId } from "../../model/ids.ts";
import { type Viewer, viewerName } from "../../model/person.ts";
import type { Organisation } from "../../model/source.ts";
import { isRecipient } from "../../shell/locked-archive.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { findOrganisation } from "../people/manage-people.ts";

/** An organisation that takes enquiries. */
export type EnquiryOrganisation = Organisation & { readonly recipient: string };

/** Those that take enquiries, by name. */
export async function enquiryOrganisations(store: Store): Promise<readonly EnquiryOrganisation[]> {
  const [organisations, entries] = await Promise.all([store.organisations(), store.entriesOf("enquiry-key")]);
  const keys = new Map(entries.map(({ entry }) => [entry.organisation, entry.recipient]));
  return organisations
    .flatMap((organisation) => {
      const recipient = keys.get(organisation.id);
      return recipient === undefined ? [] : [{ ...organisation, recipient }];
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export type KeyRequest = {
  readonly organisation: string; // its id or its name
  readonly recipient: string | undefined; // none: it takes no enquiries from now on
  readonly viewer: Viewer;
  readonly now: Date;
};

/** Publishes an organisation's key for enquiries, or says that it takes none. Throws `refused` for another's. */
export async function setEnquiryKey(
  register: OpenRegister,
  { organisation: named, recipient, viewer, now }: KeyRequest,
): Promise<OrganisationId> {
  const { id } = await findOrganisation(register, named);
  if (viewer.as !== "keeper" && !(viewer.as === "person" && viewer.organisation === id))
    throw new RecountError("refused", "an owner decides about their own organisation");
  // Only keys of one kind: files sealed to them are all of one length.
  if (recipient !== undefined && !(/^age1[0-9a-z]{58}$/.test(recipient) && isRecipient(recipient)))
    throw new RecountError("input-recipient", `got ${recipient}, wanted an age recipient (age1...)`);
  const said = { organisation: id, by: viewerName(viewer), at: now.toISOString() };
  const entry = { entry: "enquiry-key", ...said, ...(recipient !== undefined && { recipient }) } as const;
  await register.store.append([entry], register.newKeys(1));
  return id;
}
