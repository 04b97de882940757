/** Families' enquiries for the HTTP application, made from a register. */
import { fromBase64, fromBase64url, toBase64 } from "../base/bytes.ts";
import { RecountError } from "../base/errors.ts";
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { enquiryOrganisations, setEnquiryKey } from "../steps/enquiries/enquiry-keys.ts";
import { answerEnquiry, closeEnquiry, ownEnquiries, ownEnquiry } from "../steps/enquiries/own-enquiries.ts";
import { sealedAnswers, takeEnquiry, withdrawEnquiry } from "../steps/enquiries/public-enquiries.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { StoredEnquiry } from "../store/store.ts";
import type { EnquiryService } from "./enquiry-answers.ts";
import { checkTag, tagOf } from "./entity-tags.ts";
import { mapPage, pageOfAll } from "./paging.ts";

export function registerEnquiries(register: OpenRegister, viewer: Viewer, now: () => Date): EnquiryService {
  const { store } = register;
  return {
    organisations: () => enquiryOrganisations(store),
    take: ({ locator, reply, language, sealed }) =>
      takeEnquiry(
        register,
        {
          locator: bytesOf(fromBase64url(locator)),
          reply,
          language,
          sealedFor: sealed.map((each) => ({ ...each, sealed: bytesOf(fromBase64(each.sealed)) })),
        },
        now(),
      ),
    answers: async (locator) =>
      (await sealedAnswers(register, bytesOf(fromBase64url(locator)))).map(toBase64),
    withdraw: (locator) => withdrawEnquiry(register, bytesOf(fromBase64url(locator))),
    async list(query) {
      const own = await ownEnquiries(register, viewer);
      const page = pageOfAll(own, query, ({ received, id }) => `${received} ${id}`);
      const answered = mapPage(page, ({ id, organisation, received, language, answered }) => ({
        id,
        organisation,
        received,
        language,
        ...(answered !== undefined && { answered }),
      }));
      return { ...answered, taking: [...(await enquiryOrganisations(store))] };
    },
    async open(id) {
      const enquiry = await ownEnquiry(register, { id, viewer });
      const { sealed, reply, organisation } = enquiry;
      const name =
        (await store.organisations()).find((each) => each.id === organisation)?.name ?? organisation;
      return { sealed: toBase64(sealed), reply, name, tag: tagOfEnquiry(id, enquiry) };
    },
    answer: (id, sealed, ifMatch) =>
      answerEnquiry(register, {
        id,
        viewer,
        now: now(),
        sealed: bytesOf(fromBase64(sealed)),
        ...(ifMatch !== undefined && {
          unmoved: (enquiry: StoredEnquiry) => checkTag(ifMatch, tagOfEnquiry(id, enquiry)),
        }),
      }),
    close: (id, ifMatch) =>
      closeEnquiry(register, {
        id,
        viewer,
        unmoved: (enquiry) => checkTag(ifMatch, tagOfEnquiry(id, enquiry)),
      }),
    async setKey(organisation, recipient) {
      requireDeed(viewer, "govern");
      await setEnquiryKey(register, { organisation, recipient, viewer, now: now() });
    },
  };
}

const tagOfEnquiry = (id: string, { answerDigest = "" }: StoredEnquiry): string =>
  tagOf(`enquiry ${id} ${answerDigest}`);

function bytesOf(decoded: Uint8Array | undefined): Uint8Array {
  if (decoded !== undefined) return decoded;
  throw new RecountError("input-enquiry", "got other text, wanted bytes in base64");
}
