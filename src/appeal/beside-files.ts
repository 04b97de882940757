/** The files that stand beside a text, made of what was sent in. */
import { utf8 } from "../base/bytes.ts";
import { formatSignedNote } from "../ledger/signed-note.ts";
import { verifierKey } from "../ledger/verifier-key.ts";
import type { FolderFiles } from "./bag.ts";
import { type Beside, formatBeside } from "./beside-file.ts";
import { formatAllowedSigners, keyHistory } from "./key-windows.ts";
import { type Letter, letterBytes } from "./letter.ts";
import type { SignatureFile } from "./signature-file.ts";
import { besidePaths } from "./standing.ts";

export type BesideInput = Pick<
  Beside,
  "appeal" | "version" | "manifest" | "enrolments" | "refused" | "responses"
> & {
  readonly signatures: readonly { readonly file: SignatureFile; readonly received: string }[];
  readonly letters: readonly {
    readonly letter: Letter;
    readonly received: string;
    readonly answer?: { readonly text: string; readonly on: string };
  }[];
};

/** Signatures and letters as files, with `beside.json` over them. Requires signatures over this manifest. */
export function besideFiles({ signatures, letters, ...rest }: BesideInput): FolderFiles {
  const files = new Map<string, Uint8Array>();
  const signed = signatures.toSorted((a, b) => (a.file.organisation < b.file.organisation ? -1 : 1));
  for (const { file } of signed) {
    const own = file.manifests.find(({ manifest }) => manifest === rest.manifest);
    files.set(besidePaths.signature(file.organisation), utf8(own?.signature ?? ""));
  }
  const [first] = signed;
  if (first !== undefined) {
    const lines = signed.map(({ file: { organisation: name, publicKey, line } }) => ({
      name,
      keyId: verifierKey(name, publicKey).keyId,
      signature: line,
    }));
    const note = formatSignedNote({ text: first.file.statement, signatures: lines });
    files.set(besidePaths.endorsement, utf8(note));
  }
  letters.forEach(({ letter: { body, signatures: own } }, i) => {
    files.set(besidePaths.letter(i + 1), letterBytes(body));
    for (const [at, { text }] of own.entries())
      files.set(besidePaths.letterSignature(i + 1, at + 1), utf8(text));
  });
  const { windows } = keyHistory(
    rest.enrolments,
    letters.map(({ letter }) => letter),
  );
  if (windows.length > 0) files.set(besidePaths.allowedSigners, utf8(formatAllowedSigners(windows)));
  const beside: Beside = {
    ...rest,
    signed: signed.map(({ file, received }) => ({ principal: file.organisation, received })),
    letters: letters.map(({ letter, received }) => ({ signatures: letter.signatures.length, received })),
    answers: letters.flatMap(({ answer }, i) => (answer === undefined ? [] : [{ letter: i + 1, ...answer }])),
  };
  return files.set(besidePaths.beside, formatBeside(beside));
}
