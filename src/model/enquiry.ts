/** A family's enquiry and its answer: what is sealed in the browser, all of one length, so that length tells nothing. */
import { fromUtf8, utf8 } from "../base/bytes.ts";
import type { Json } from "../base/canonical-json.ts";
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { type Codec, fields, oneOf, parseAs, text } from "./codec.ts";

export const enquiryKinds = ["searching", "telling"] as const;
export type EnquiryKind = (typeof enquiryKinds)[number];

/** What somebody asks or tells about a person, in their own words: nothing of it is read by a machine. */
export type Enquiry = {
  readonly kind: EnquiryKind;
  readonly language: string; // that the answer should be in
  readonly name: string; // of the sought person
  readonly born?: string;
  readonly from?: string;
  readonly seen?: string; // last, where and when
  readonly text?: string;
  readonly asker?: string; // who asks, and what they are to the person
  readonly contact?: string; // not needed: the code is enough
};

/** `nothing`: the organisation has nothing that it may tell, whether it knows nobody or may not say so. */
export const answerOutcomes = ["nothing", "told"] as const;
export type AnswerOutcome = (typeof answerOutcomes)[number];

/** An organisation's answer. Where somebody is, is told only with that person's word. */
export type EnquiryAnswer = {
  readonly outcome: AnswerOutcome;
  readonly organisation: string; // its name
  readonly text?: string;
  readonly whereabouts?: string;
  readonly consent?: SoughtConsent;
};

/** That the sought person agreed to be found: who asked them, and when. */
export type SoughtConsent = { readonly by: string; readonly on: string };

/** Bytes of a message before it is sealed: the longest texts in a script of three bytes a letter fit. */
export const ENQUIRY_BYTES = 12_288;
export const ANSWER_BYTES = 8_192;

/** Most organisations that one enquiry goes to. */
export const MOST_ORGANISATIONS = 5;

/** Characters of the fields that one types. */
export const enquiryLengths = { short: 150, long: 2_000 } as const;

const enquiryCodec: Codec<Enquiry> = fields<Enquiry>(
  {
    kind: oneOf(...enquiryKinds),
    language: text,
    name: text,
    born: text,
    from: text,
    seen: text,
    text,
    asker: text,
    contact: text,
  },
  ["kind", "language", "name"],
);

const answerCodec: Codec<EnquiryAnswer> = fields<EnquiryAnswer>(
  {
    outcome: oneOf(...answerOutcomes),
    organisation: text,
    text,
    whereabouts: text,
    consent: fields<SoughtConsent>({ by: text, on: text }, ["by", "on"]),
  },
  ["outcome", "organisation"],
);

/**
 * The bytes of an enquiry, `ENQUIRY_BYTES` long, or what is wrong with it.
 *
 * @example
 * const bytes = formatEnquiry({ kind: "searching", language: "en", name: "Maro Velan" });
 * "value" in bytes && bytes.value.length; //=> 12288
 */
export function formatEnquiry(enquiry: Enquiry): Parsed<Uint8Array> {
  const read = parseAs(enquiryCodec, enquiry);
  return "issues" in read ? read : padded(enquiryCodec.write(read.value), ENQUIRY_BYTES);
}

/** The enquiry of its bytes, or what is wrong with them. */
export function parseEnquiry(bytes: Uint8Array): Parsed<Enquiry> {
  return parseMessage(enquiryCodec, bytes);
}

/**
 * The bytes of an answer, `ANSWER_BYTES` long, or what is wrong with it: whereabouts without the person's consent, or
 * anything told beside `nothing`.
 *
 * @example
 * const answer = formatAnswer({ outcome: "told", organisation: "Valley", whereabouts: "at the bridge" });
 * "issues" in answer && answer.issues[0]?.path; //=> "consent"
 */
export function formatAnswer(answer: EnquiryAnswer): Parsed<Uint8Array> {
  const read = parseAs(answerCodec, answer);
  if ("issues" in read) return read;
  const issues = unfitting(read.value);
  return issues.length > 0 ? { issues } : padded(answerCodec.write(read.value), ANSWER_BYTES);
}

/** The answer of its bytes, or what is wrong with them; whereabouts without consent are refused here too. */
export function parseAnswer(bytes: Uint8Array): Parsed<EnquiryAnswer> {
  const read = parseMessage(answerCodec, bytes);
  if ("issues" in read) return read;
  const issues = unfitting(read.value);
  return issues.length > 0 ? { issues } : read;
}

function unfitting({ outcome, text: told, whereabouts, consent }: EnquiryAnswer): readonly Issue[] {
  if (outcome === "nothing")
    return told === undefined && whereabouts === undefined && consent === undefined
      ? []
      : [issueAt("outcome", "no more than that there is nothing to tell", "more")];
  if (whereabouts !== undefined && consent === undefined)
    return [issueAt("consent", "the sought person's consent, who asked them and when", "whereabouts alone")];
  return told === undefined && whereabouts === undefined ? [issueAt("text", "a text", "nothing")] : [];
}

function padded(value: Json, length: number): Parsed<Uint8Array> {
  const written = utf8(JSON.stringify(value));
  if (written.length > length)
    return { issues: [issueAt("", `at most ${length} bytes`, `${written.length} bytes`)] };
  const bytes = new Uint8Array(length).fill(0x20); // spaces, which JSON allows at its end
  bytes.set(written);
  return { value: bytes };
}

function parseMessage<T>(codec: Codec<T>, bytes: Uint8Array): Parsed<T> {
  try {
    return parseAs(codec, JSON.parse(fromUtf8(bytes)));
  } catch {
    return { issues: [issueAt("", "a message", "bytes that are none")] };
  }
}
