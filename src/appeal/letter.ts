/** Signed letters: an organisation takes its signature back, somebody disputes a statement, a key changes or is lost. */
import { sameBytes, utf8 } from "../base/bytes.ts";
import {
  canonicalBytes,
  formatCanonicalJson,
  type Json,
  parseCanonicalJson,
} from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { formatSshKey } from "../ledger/ssh-key.ts";
import { formatSshSignature, parseSshSignature, sshSign, sshVerify } from "../ledger/ssh-signature.ts";
import type { SigningKey } from "../ledger/verifier-key.ts";
import { array, isShape, literal, object, oneOf, type Shape, text, whole } from "./shape.ts";

/** The namespace of SSH signatures over letters. */
export const LETTER_NAMESPACE = "recount-letter";
/** The most characters that a dispute may have, and its answer the same. */
export const DISPUTE_LIMIT = 4000;
const EVIDENCE_LIMIT = 20;

type About = { readonly appeal: string; readonly version: number; readonly manifest: string };

/** What a letter says. Days are `1995-03-17`, keys `ssh-ed25519 AAAA...`. */
export type LetterBody =
  /** Of one organisation: its signature stays in the folder and counts no more. */
  | ({
      readonly format: "recount/withdrawal/1";
      readonly organisation: string;
      readonly on: string;
      readonly why: string;
    } & About)
  /** By anyone who signs, against statement number `statement` (from 1). */
  | ({
      readonly format: "recount/dispute/1";
      readonly statement: number;
      readonly by: string;
      readonly on: string;
      readonly text: string;
      readonly evidence: readonly { readonly name: string; readonly digest: string }[];
    } & About)
  /** Signed by the old key and by the new one. */
  | {
      readonly format: "recount/key-change/1";
      readonly organisation: string;
      readonly old: string;
      readonly new: string;
      readonly from: string;
    }
  /** Of a key that is lost or in other hands, signed by the other organisations. */
  | {
      readonly format: "recount/revocation/1";
      readonly organisation: string;
      readonly key: string;
      readonly why: "lost" | "compromised";
      readonly from: string;
    };

export type LetterFormat = LetterBody["format"];

/** A letter and its signatures, which `parseLetter` has found to fit: whose keys they are, they do not say. */
export type Letter = {
  readonly body: LetterBody;
  readonly signatures: readonly { readonly publicKey: Uint8Array; readonly text: string }[];
};

const day: Shape = (value) =>
  typeof value === "string" && /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(value);
const principal: Shape = (value) => typeof value === "string" && /^[^\s+\p{C}]+$/u.test(value);
const key: Shape = (value) => typeof value === "string" && value.startsWith("ssh-ed25519 ");
const limited =
  (limit: number): Shape =>
  (value) =>
    typeof value === "string" && value.trim() !== "" && value.length <= limit;
const digest: Shape = (value) => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
const about = { appeal: principal, version: whole, manifest: digest };

const bodyShape = oneOf(
  object({
    format: literal("recount/withdrawal/1"),
    ...about,
    organisation: principal,
    on: day,
    why: limited(DISPUTE_LIMIT),
  }),
  object({
    format: literal("recount/dispute/1"),
    ...about,
    statement: (value) => whole(value) && value !== 0,
    by: limited(200),
    on: day,
    text: limited(DISPUTE_LIMIT),
    evidence: (value) =>
      array(object({ name: limited(200), digest }))(value) &&
      Array.isArray(value) &&
      value.length <= EVIDENCE_LIMIT,
  }),
  object({
    format: literal("recount/key-change/1"),
    organisation: principal,
    old: key,
    new: key,
    from: day,
  }),
  object({
    format: literal("recount/revocation/1"),
    organisation: principal,
    key,
    why: literal("lost", "compromised"),
    from: day,
  }),
);

const noLetter = issueAt(
  "letter",
  `one of the letters of docs/spec/letters.md, texts of at most ${DISPUTE_LIMIT} characters`,
  "another one",
);

const fileShape = object({ format: literal("recount/letter/1"), body: text, signatures: array(text) });

/** The letter's own bytes: canonical JSON, and what is signed. */
export const letterBytes = (body: LetterBody) => canonicalBytes(body as unknown as Json);

/**
 * The letter's body, if anybody would take it in: texts that are there and not too long, a statement, no more evidence
 * than is listed.
 */
export function checkLetterBody(body: LetterBody): Parsed<LetterBody> {
  return isShape<LetterBody>(body, bodyShape) ? { value: body } : { issues: [noLetter] };
}

/** A letter, signed by each key. */
export function signLetter(body: LetterBody, keys: readonly SigningKey[]): Letter {
  const signatures = keys.map((signer) => ({
    publicKey: signer.publicKey,
    text: formatSshSignature(sshSign(letterBytes(body), LETTER_NAMESPACE, signer)),
  }));
  return { body, signatures };
}

/** The file that is sent: canonical JSON with the body as text, and the signatures. */
export function formatLetter({ body, signatures }: Letter): string {
  return formatCanonicalJson({
    format: "recount/letter/1",
    body: formatCanonicalJson(body as unknown as Json),
    signatures: signatures.map(({ text: armoured }) => armoured),
  });
}

/**
 * The letter of its file. Refused are other members, texts that are too long, and signatures that do not fit or are
 * twice by one key.
 *
 * @example
 * parseLetter("{}").issues[0].expected; //=> "a letter: canonical JSON of recount/letter/1"
 */
export function parseLetter(file: string): Parsed<Letter> {
  const json = parseCanonicalJson(utf8(file));
  if (
    !isShape<{ readonly body: string; readonly signatures: readonly string[] }>(json, fileShape) ||
    json.signatures.length === 0
  )
    return {
      issues: [issueAt("letter", "a letter: canonical JSON of recount/letter/1", file.slice(0, 40))],
    };
  return readLetter(utf8(json.body), json.signatures);
}

/** The letter of its own bytes and its signatures, as they lie in a published folder. */
export function readLetter(bytes: Uint8Array, armoured: readonly string[]): Parsed<Letter> {
  const body = parseCanonicalJson(bytes);
  if (!isShape<LetterBody>(body, bodyShape)) return { issues: [noLetter] };
  const signatures: Letter["signatures"][number][] = [];
  for (const signature of armoured) {
    const parsed = parseSshSignature(signature);
    if ("issues" in parsed) return parsed;
    const { publicKey, namespace } = parsed.value;
    if (namespace !== LETTER_NAMESPACE || !sshVerify(bytes, parsed.value))
      return { issues: [issueAt("letter", "a signature over this letter", formatSshKey(publicKey))] };
    if (signatures.some((known) => sameBytes(known.publicKey, publicKey)))
      return { issues: [issueAt("letter", "one signature by each key", formatSshKey(publicKey))] };
    signatures.push({ publicKey, text: signature });
  }
  return signatures.length === 0
    ? { issues: [issueAt("letter", "a signature", "none")] }
    : { value: { body, signatures } };
}
