/** The key of whoever signs: made here or opened from its file; it never leaves the page but sealed, as a saved file. */
import type { Parsed } from "../../base/errors.ts";
import { openKeyFile, sealKeyFile } from "../../ledger/key-seal.ts";
import { newSigningKey, type SigningKey } from "../../ledger/verifier-key.ts";

export type MadeKey = { readonly key: SigningKey; readonly file: string };

/** A new key and the text of its file, which `recount key` and ssh-keygen open too. */
export async function makeKey(comment: string, passphrase: string): Promise<MadeKey> {
  const key = newSigningKey(await newSeed());
  const random = crypto.getRandomValues(new Uint8Array(20));
  await drawn();
  return { key, file: sealKeyFile(key, { comment, passphrase, random }) };
}

export async function openKey(file: File, passphrase: string): Promise<Parsed<SigningKey>> {
  const text = await file.text();
  await drawn();
  return openKeyFile(text, passphrase);
}

const PKCS8_HEAD = 16; // bytes before the seed of RFC 8410

/** The seed of a key that the browser makes; where it makes none of the kind, as many bytes of its own randomness. */
async function newSeed(): Promise<Uint8Array> {
  const made = await madeByBrowser();
  return made ?? crypto.getRandomValues(new Uint8Array(32));
}

async function madeByBrowser(): Promise<Uint8Array | undefined> {
  if (!("subtle" in crypto) || crypto.subtle === undefined) return undefined;
  try {
    const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
    if (!("privateKey" in pair)) return undefined;
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", pair.privateKey));
    return pkcs8.length === PKCS8_HEAD + 32 ? pkcs8.slice(PKCS8_HEAD) : undefined;
  } catch (error) {
    if (error instanceof DOMException) return undefined; // an old browser: NotSupportedError
    throw error;
  }
}

/** The derivation holds the page for a second or two: what says so is drawn before it. */
const drawn = () => new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
