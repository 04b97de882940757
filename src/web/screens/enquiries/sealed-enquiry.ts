/** Opening an enquiry and sealing its answer, in this browser, with plain age files. */
import { fromBase64, toBase64 } from "../../../base/bytes.ts";
import type { Parsed } from "../../../base/errors.ts";
import { type Enquiry, type EnquiryAnswer, formatAnswer, parseEnquiry } from "../../../model/enquiry.ts";
import { ask } from "../../api.ts";
import { openSealed, sealTo } from "../../public/enquiry-seal.ts";

export type OpenedEnquiry = {
  readonly id: string;
  readonly enquiry: Enquiry;
  readonly reply: string; // what the answer is sealed to
  readonly name: string; // of the organisation
  readonly tag: string; // of the state that it was opened in
};

/** The enquiry opened with the key's text, or undefined when that opens another's. */
export async function openEnquiry(id: string, keyText: string): Promise<OpenedEnquiry | undefined> {
  const { sealed, reply, name, tag } = await ask("GET /api/enquiries/{id}", { path: { id } });
  const bytes = fromBase64(sealed) ?? new Uint8Array();
  for (const line of keyText.split(/\r?\n/).map((each) => each.trim())) {
    if (!line.startsWith("AGE-SECRET-KEY-1")) continue;
    const message = await openSealed(line, bytes);
    const read = message === undefined ? undefined : parseEnquiry(message);
    if (read !== undefined && "value" in read) return { id, enquiry: read.value, reply, name, tag };
  }
  return undefined;
}

/** Seals the answer and sends it, or says why it may not be given. */
export async function answerEnquiry(
  { id, reply, tag: ifMatch }: OpenedEnquiry,
  answer: EnquiryAnswer,
): Promise<Parsed<true>> {
  const message = formatAnswer(answer);
  if ("issues" in message) return message;
  const sealed = toBase64(await sealTo(reply, message.value));
  await ask("POST /api/enquiries/{id}/answer", { path: { id }, body: { sealed } }, { ifMatch });
  return { value: true };
}
