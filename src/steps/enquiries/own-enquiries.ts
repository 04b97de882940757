/** An organisation's side of enquiries: which wait, their sealed bytes, the answer. Only its own key opens them. */
import { sha256 } from "#sha256";
import { concatBytes, toHex, utf8 } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import { ANSWER_BYTES } from "../../model/enquiry.ts";
import type { Viewer } from "../../model/person.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { StoredEnquiry } from "../../store/store.ts";
import { requireDeed } from "../people/viewer.ts";
import { organisationOf } from "../view.ts";
import { dayOf, isSealed } from "./public-enquiries.ts";

/** An enquiry as its organisation is told of it. `id` is the beginning of a digest, another for each organisation. */
export type OwnEnquiry = Omit<StoredEnquiry, "id"> & { readonly id: string };

const ID_CHARS = 16;
const shortId = ({ id, organisation }: Pick<StoredEnquiry, "id" | "organisation">): string =>
  toHex(sha256(concatBytes(id, utf8(organisation)))).slice(0, ID_CHARS);

/** The enquiries to the viewer's organisation, the longest waiting first. Throws `refused` for who may not change. */
export async function ownEnquiries({ store }: OpenRegister, viewer: Viewer): Promise<readonly OwnEnquiry[]> {
  requireDeed(viewer, "change");
  const own = await store.enquiries(organisationOf(viewer));
  return own.map((enquiry) => ({ ...enquiry, id: shortId(enquiry) }));
}

/** How many of them have no answer; none for who may not open them. */
export async function waitingEnquiries({ store }: OpenRegister, viewer: Viewer): Promise<number> {
  const own = await store.enquiries(organisationOf(viewer));
  return own.filter(({ answered }) => answered === undefined).length;
}

export type OwnRequest = { readonly id: string; readonly viewer: Viewer };

/** What is done to one; `unmoved` throws where it is not as whoever does it saw it. */
export type OwnAct = OwnRequest & { readonly unmoved?: (enquiry: StoredEnquiry) => void };

/** One enquiry to the viewer's organisation. Throws `not-found` for any other. */
export async function ownEnquiry(
  { store }: OpenRegister,
  { id, viewer }: OwnRequest,
): Promise<StoredEnquiry> {
  requireDeed(viewer, "change");
  const own = await store.enquiries(organisationOf(viewer));
  const found = own.find((each) => shortId(each) === id);
  if (found !== undefined) return found;
  throw new RecountError("not-found", `got ${JSON.stringify(id)}, wanted an enquiry to your organisation`);
}

/**
 * Keeps the organisation's sealed answer, in place of one before. With `unmoved` it throws `changed-meanwhile` where a
 * colleague's came between.
 */
export async function answerEnquiry(
  register: OpenRegister,
  { sealed, now, unmoved, ...request }: OwnAct & { readonly sealed: Uint8Array; readonly now: Date },
): Promise<void> {
  const enquiry = await ownEnquiry(register, request);
  unmoved?.(enquiry);
  const { id, organisation } = enquiry;
  if (!isSealed(sealed, ANSWER_BYTES))
    throw new RecountError("input-answer", "got other bytes, wanted an answer sealed to the enquiry's key");
  const kept = await register.store.keepAnswer({
    id,
    organisation,
    answer: sealed,
    answered: dayOf(now),
    ...(unmoved !== undefined && { inPlaceOf: enquiry }),
  });
  if (!kept)
    throw new RecountError("changed-meanwhile", "got an answer to an enquiry that is another by now");
}

/** Takes an enquiry out of the organisation's hands, with its answer. */
export async function closeEnquiry(register: OpenRegister, { unmoved, ...request }: OwnAct): Promise<void> {
  const enquiry = await ownEnquiry(register, request);
  unmoved?.(enquiry);
  const { id, organisation } = enquiry;
  await register.store.dropEnquiry({ id, organisation });
}
