/** What somebody without an account may do with an enquiry of theirs; the register is never asked about anybody. */
import { randomBytes } from "node:crypto";
import { sha256 } from "#sha256";
import { RecountError } from "../../base/errors.ts";
import { ANSWER_BYTES, ENQUIRY_BYTES, MOST_ORGANISATIONS } from "../../model/enquiry.ts";
import { organisationId } from "../../model/ids.ts";
import { isRecipient } from "../../shell/locked-archive.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { enquiryOrganisations } from "./enquiry-keys.ts";

/** Bytes that age adds to a message of less than 64 KiB for one X25519 recipient: header, nonce and tag. */
export const SEAL_BYTES = 200;
const HEAD = "age-encryption.org/v1\n-> X25519 ";

/** Enquiries that a register holds at most, each once for each organisation: a flood fills no disk. */
const MOST_KEPT = 20_000;

export type SentEnquiry = {
  readonly locator: Uint8Array;
  readonly reply: string;
  readonly language: string;
  readonly sealedFor: readonly { readonly organisation: string; readonly sealed: Uint8Array }[];
};

/** Keeps an enquiry. Throws `input-enquiry` for what our own page would not send, and `limit` when too many wait. */
export async function takeEnquiry(
  { store }: OpenRegister,
  { locator, reply, language, sealedFor }: SentEnquiry,
  now: Date,
): Promise<void> {
  const taking = new Set((await enquiryOrganisations(store)).map(({ id }) => id as string));
  const chosen = new Set(sealedFor.map(({ organisation }) => organisation));
  const isFit =
    chosen.size === sealedFor.length &&
    chosen.size <= MOST_ORGANISATIONS &&
    isRecipient(reply) &&
    sealedFor.every(
      ({ organisation, sealed }) => taking.has(organisation) && isSealed(sealed, ENQUIRY_BYTES),
    );
  if (!isFit || sealedFor.length === 0)
    throw new RecountError("input-enquiry", "got another message, wanted an enquiry sealed by our own page");
  if ((await store.countEnquiries()) >= MOST_KEPT)
    throw new RecountError("limit", `got more than ${MOST_KEPT} enquiries, wanted some to be answered first`);
  await store.keepEnquiry({
    id: sha256(locator),
    reply,
    language,
    received: dayOf(now),
    sealedFor: sealedFor.map(({ organisation, sealed }) => ({
      organisation: organisationId(organisation),
      sealed,
    })),
  });
}

/**
 * The sealed answers to an enquiry, filled up with random bytes to `MOST_ORGANISATIONS`: as many and as long whether it
 * was answered, waits, or was never sent.
 */
export async function sealedAnswers(
  { store }: OpenRegister,
  locator: Uint8Array,
): Promise<readonly Uint8Array[]> {
  const answers = await store.enquiryAnswers(sha256(locator));
  const fillers = Array.from({ length: MOST_ORGANISATIONS }, () => filler());
  return [...answers, ...fillers].slice(0, MOST_ORGANISATIONS);
}

/** Takes an enquiry back, with its answers, wherever it lies. It is no news whether there was one. */
export async function withdrawEnquiry({ store }: OpenRegister, locator: Uint8Array): Promise<void> {
  await store.dropEnquiry({ id: sha256(locator) });
}

/** Whether the bytes are an age file of a message of `length` bytes, for one X25519 recipient. */
export function isSealed(bytes: Uint8Array, length: number): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD.length)).toString("latin1");
  return bytes.length === length + SEAL_BYTES && head === HEAD;
}

function filler(): Uint8Array {
  return randomBytes(ANSWER_BYTES + SEAL_BYTES);
}

export const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
