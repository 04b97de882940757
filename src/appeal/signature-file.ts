/** What an organisation sends back: its signatures over each text's manifest and over the statement of all. */
import { ed25519Sign, ed25519Verify } from "#ed25519";
import { fromBase64, sameBytes, toBase64, utf8 } from "../base/bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed, type Verdict } from "../base/errors.ts";
import { formatSshKey, parseSshKey } from "../ledger/ssh-key.ts";
import { formatSshSignature, parseSshSignature, sshSign, sshVerify } from "../ledger/ssh-signature.ts";
import type { SigningKey } from "../ledger/verifier-key.ts";
import type { FolderFiles } from "./bag.ts";
import { APPEAL_NAMESPACE, formatEndorsed } from "./endorsement.ts";
import { digestOf, MANIFEST_PATH } from "./manifest.ts";
import { array, isShape, literal, object, text } from "./shape.ts";
import type { ToSign } from "./to-sign-file.ts";

export type SignatureFile = {
  readonly organisation: string; // its principal
  readonly publicKey: Uint8Array;
  readonly statement: string; // as `formatEndorsed` writes it
  readonly line: Uint8Array; // Ed25519 over the statement, for the signed note
  readonly manifests: readonly { readonly manifest: string; readonly signature: string }[];
};

type SignatureJson = {
  readonly organisation: string;
  readonly key: string;
  readonly statement: string;
  readonly line: string;
  readonly manifests: SignatureFile["manifests"];
};

const shape = object({
  format: literal("recount/signature/1"),
  organisation: text,
  key: text,
  statement: text,
  line: text,
  manifests: array(object({ manifest: text, signature: text })),
});

/** Signs what was sent, for the organisation. */
export function signTexts({ endorsed, texts }: ToSign, organisation: string, key: SigningKey): SignatureFile {
  const statement = formatEndorsed(endorsed);
  return {
    organisation,
    publicKey: key.publicKey,
    statement,
    line: ed25519Sign(key.seed, utf8(statement)),
    manifests: texts.map(({ files }) => {
      const bytes = files.get(MANIFEST_PATH) ?? new Uint8Array();
      return {
        manifest: digestOf(bytes),
        signature: formatSshSignature(sshSign(bytes, APPEAL_NAMESPACE, key)),
      };
    }),
  };
}

/** The file that is sent back. */
export function formatSignatureFile({ publicKey, line, ...rest }: SignatureFile): string {
  return formatCanonicalJson({
    ...rest,
    format: "recount/signature/1",
    key: formatSshKey(publicKey),
    line: toBase64(line),
  });
}

/**
 * The signatures of their file; whether they hold is for `judgeSignature`.
 *
 * @example
 * parseSignatureFile("{}").issues[0].expected; //=> "canonical JSON of recount/signature/1"
 */
export function parseSignatureFile(file: string): Parsed<SignatureFile> {
  const json = parseCanonicalJson(utf8(file));
  const wanted = { issues: [issueAt("file", "canonical JSON of recount/signature/1", file.slice(0, 40))] };
  if (!isShape<SignatureJson>(json, shape)) return wanted;
  const [key, line] = [parseSshKey(json.key), fromBase64(json.line)];
  if ("issues" in key) return key;
  if (line === undefined) return wanted;
  const { organisation, statement, manifests } = json;
  return { value: { organisation, statement, manifests, publicKey: key.value, line } };
}

/** Whether the signatures are of exactly these texts, all of them, by the key that the file names. */
export function judgeSignature(
  file: SignatureFile,
  statement: string,
  texts: readonly FolderFiles[],
): Verdict {
  const no = (reason: string) => ({ ok: false, reason }) as const;
  if (file.statement !== statement) return no("it signs another version, or other languages");
  if (!ed25519Verify(file.publicKey, utf8(statement), file.line))
    return no("its signature over the statement does not hold");
  if (file.manifests.length !== texts.length)
    return no(`it signs ${file.manifests.length} of ${texts.length} texts`);
  for (const files of texts) {
    const bytes = files.get(MANIFEST_PATH) ?? new Uint8Array();
    const own = file.manifests.find(({ manifest }) => manifest === digestOf(bytes));
    const parsed = parseSshSignature(own?.signature ?? "");
    if (
      "issues" in parsed ||
      parsed.value.namespace !== APPEAL_NAMESPACE ||
      !sameBytes(parsed.value.publicKey, file.publicKey) ||
      !sshVerify(bytes, parsed.value)
    )
      return no("its signature over a text does not hold");
  }
  return { ok: true };
}
