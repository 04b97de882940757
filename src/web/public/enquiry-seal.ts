/** Sealing in the browser: enquiries to organisations, answers to whoever has the code. Plain age files. */
import { bech32 } from "@scure/base";
import { Decrypter, Encrypter, identityToRecipient } from "age-encryption";
import { toBase64url } from "../../base/bytes.ts";
import { answerSecret, enquiryLocator } from "../../model/enquiry-code.ts";

/** The age identity that opens the answer, made of the code and kept nowhere. */
export const answerIdentity = (code: string): string =>
  bech32.encodeFromBytes("age-secret-key-", answerSecret(code)).toUpperCase();

/** The recipient that organisations seal their answers to. */
export const answerRecipient = (code: string): Promise<string> => identityToRecipient(answerIdentity(code));

/** What the server finds the enquiry by. */
export const locatorOf = (code: string): string => toBase64url(enquiryLocator(code));

export async function sealTo(recipient: string, bytes: Uint8Array): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return encrypter.encrypt(bytes);
}

/** The bytes, or undefined where `identity` does not open them. */
export async function openSealed(identity: string, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  try {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    return await decrypter.decrypt(sealed);
  } catch {
    return undefined; // another's key, or random bytes that fill the answer up
  }
}
