/** Signed notes (C2SP signed-note v1): a text with signatures by named keys. */
import { ed25519Sign, ed25519Verify } from "#ed25519";
import { concatBytes, fromBase64, fromHex, toBase64, toHex, utf8 } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { isKeyName, type SigningKey, type VerifierKey, verifierKey } from "./verifier-key.ts";

export type NoteSignature = {
  readonly name: string;
  readonly keyId: string; // 8 hexadecimal digits
  readonly signature: Uint8Array; // without the key id
};

/**
 * A note and who says to have signed it.
 *
 *     the text, which ends in a newline
 *
 *     — ledger.example Gio8TQb1...
 */
export type SignedNote = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** More signatures than this are refused; the specification wants at least 16 accepted. */
const MAX_SIGNATURES = 100;

/** The text of a note. Throws `bad-note` when the note's own text has no newline at its end, or nobody signed. */
export function formatSignedNote({ text, signatures }: SignedNote): string {
  if (!isNoteText(text) || signatures.length === 0)
    throw new RecountError("bad-note", "got no text with a newline at its end, or no signature");
  const lines = signatures.map(({ name, keyId, signature }) => {
    const id = fromHex(keyId);
    if (id?.length !== 4 || !isKeyName(name))
      throw new RecountError("bad-note", `got a bad key name or id: ${name}`);
    return `\u2014 ${name} ${toBase64(concatBytes(id, signature))}\n`;
  });
  return `${text}\n${lines.join("")}`;
}

/**
 * The note of its text, signatures not yet checked. Issues name the line.
 *
 * @example
 * parseSignedNote("text\n").issues[0].path; //=> "line 1"
 */
export function parseSignedNote(note: string): Parsed<SignedNote> {
  const split = note.lastIndexOf("\n\n");
  const [text, tail] = [note.slice(0, split + 1), note.slice(split + 2)];
  const firstLine = text.split("\n").length + 1;
  if (split < 0 || !isNoteText(text))
    return {
      issues: [
        issueAt("line 1", "a text, a blank line and signatures, no control characters", note.slice(0, 40)),
      ],
    };
  if (!tail.endsWith("\n"))
    return {
      issues: [issueAt(`line ${firstLine}`, "signature lines that end in a newline", tail.slice(-40))],
    };
  const lines = tail.slice(0, -1).split("\n");
  const parsed = lines.map((line, i) => parseSignatureLine(line, `line ${firstLine + i}`));
  const issues = parsed.flatMap((each) => ("issues" in each ? each.issues : []));
  if (lines.length > MAX_SIGNATURES) issues.push(tooMany(firstLine, lines.length));
  if (issues.length > 0) return { issues };
  return { value: { text, signatures: parsed.flatMap((each) => ("value" in each ? [each.value] : [])) } };
}

/** The note over `text`, signed under each name by its key. */
export function signNote(
  text: string,
  signers: readonly { readonly name: string; readonly key: SigningKey }[],
): string {
  const signatures = signers.map(({ name, key }) => ({
    name,
    keyId: verifierKey(name, key.publicKey).keyId,
    signature: ed25519Sign(key.seed, utf8(text)),
  }));
  return formatSignedNote({ text, signatures });
}

/**
 * Names of the keys among `keys` that signed the note. Signatures by keys that nobody trusts are passed over;
 * one that claims a trusted key and does not verify makes the whole note refused: `{ refused: its name }`.
 */
export function noteSigners(
  { text, signatures }: SignedNote,
  keys: readonly VerifierKey[],
): { readonly signedBy: readonly string[] } | { readonly refused: string } {
  const message = utf8(text);
  const signedBy: string[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (key === undefined) continue;
    if (!ed25519Verify(key.publicKey, message, signature)) return { refused: name };
    signedBy.push(name);
  }
  return { signedBy };
}

function parseSignatureLine(line: string, path: string): Parsed<NoteSignature> {
  const [dash, name = "", data = "", ...rest] = line.split(" ");
  const bytes = fromBase64(data);
  if (dash !== "\u2014" || rest.length > 0 || !isKeyName(name))
    return { issues: [issueAt(path, "an em dash, a key name and a signature", line)] };
  if (bytes === undefined || bytes.length < 5)
    return { issues: [issueAt(path, "base64 of a key id and a signature", data)] };
  return { value: { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.slice(4) } };
}

const tooMany = (line: number, count: number): Issue =>
  issueAt(`line ${line}`, `at most ${MAX_SIGNATURES} signatures`, `${count}`);

const isNoteText = (text: string) => text.endsWith("\n") && text.isWellFormed() && !hasControl(text);

/** Whether a character below U+0020 other than a newline stands in the text. */
const hasControl = (text: string) => utf8(text).some((byte) => byte < 0x20 && byte !== 0x0a);
