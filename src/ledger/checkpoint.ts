/** Checkpoints (C2SP tlog-checkpoint): the ledger's size and root hash, signed. */
import { fromBase64, toBase64 } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { noteSigners, parseSignedNote, signNote } from "./signed-note.ts";
import { isKeyName, type SigningKey, type VerifierKey } from "./verifier-key.ts";

/**
 * What a ledger is at one size. Its text, to which the signatures are added:
 *
 *     ledger.example/valley
 *     20852163
 *     CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
 */
export type Checkpoint = {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly extensions?: readonly string[]; // lines, not empty; none are made here
};

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly signedBy: readonly string[] }
  | { readonly ok: false; readonly reason: string };

/**
 * The unsigned text of a checkpoint. Throws `bad-checkpoint` when a part has no text form.
 *
 * @example
 * formatCheckpoint({ origin: "a.example", size: 0, root: new Uint8Array(32) }).split("\n")[1]; //=> "0"
 */
export function formatCheckpoint({ origin, size, root, extensions = [] }: Checkpoint): string {
  const isSound = isKeyName(origin) && Number.isSafeInteger(size) && size >= 0 && root.length === 32;
  if (!isSound || extensions.some((line) => line === "" || line.includes("\n")))
    throw new RecountError(
      "bad-checkpoint",
      `got origin ${origin}, size ${size}, a root of ${root.length} bytes`,
    );
  return [origin, `${size}`, toBase64(root), ...extensions].map((line) => `${line}\n`).join("");
}

/**
 * The checkpoint of its unsigned text; issues name the line.
 *
 * @example
 * parseCheckpoint("a.example\n07\nAA==\n").issues[0].message; //=> 'got "07", wanted a tree size without leading zeros'
 */
export function parseCheckpoint(text: string): Parsed<Checkpoint> {
  const [origin = "", sizeText = "", rootText = "", ...rest] = text.split("\n");
  const extensions = rest.slice(0, -1);
  const [size, root] = [Number(sizeText), fromBase64(rootText)];
  const issues: Issue[] = [];
  if (!isKeyName(origin)) issues.push(issueAt("line 1", "an origin without spaces or plus", origin));
  if (!/^(0|[1-9]\d*)$/.test(sizeText) || !Number.isSafeInteger(size))
    issues.push(issueAt("line 2", "a tree size without leading zeros", sizeText));
  if (root?.length !== 32) issues.push(issueAt("line 3", "base64 of a root hash of 32 bytes", rootText));
  if (rest.at(-1) !== "")
    issues.push(issueAt(`line ${rest.length + 3}`, "a newline at the end", rest.at(-1) ?? ""));
  const blank = extensions.indexOf("");
  if (blank >= 0) issues.push(issueAt(`line ${blank + 4}`, "an extension line that is not empty", ""));
  if (root === undefined || issues.length > 0) return { issues };
  return { value: extensions.length > 0 ? { origin, size, root, extensions } : { origin, size, root } };
}

/** The checkpoint as a signed note, signed under its origin as the key's name. */
export function signCheckpoint(checkpoint: Checkpoint, key: SigningKey): string {
  return signNote(formatCheckpoint(checkpoint), [{ name: checkpoint.origin, key }]);
}

/**
 * The checkpoint of a signed note, when a key among `keys` whose name is the checkpoint's origin signed it.
 * The reason names the bad line or the missing signature.
 */
export function openCheckpoint(note: string, keys: readonly VerifierKey[]): OpenedCheckpoint {
  const signed = parseSignedNote(note);
  if ("issues" in signed) return refuse(signed.issues);
  const parsed = parseCheckpoint(signed.value.text);
  if ("issues" in parsed) return refuse(parsed.issues);
  const { origin } = parsed.value;
  const signers = noteSigners(signed.value, keys);
  if ("refused" in signers)
    return { ok: false, reason: `the signature of ${signers.refused} does not verify` };
  if (!signers.signedBy.includes(origin))
    return { ok: false, reason: `no known key of ${origin} signed the checkpoint` };
  return { ok: true, checkpoint: parsed.value, signedBy: signers.signedBy };
}

function refuse(issues: readonly Issue[]): OpenedCheckpoint {
  return { ok: false, reason: issues.map(({ path, message }) => `${path}: ${message}`).join("; ") };
}
