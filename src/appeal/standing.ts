/** How an appeal stands: who signed, who took a signature back, what is disputed and answered, who was asked. */
import { ed25519Verify } from "#ed25519";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { parseSignedNote, type SignedNote } from "../ledger/signed-note.ts";
import { formatSshKey, parseSshKey } from "../ledger/ssh-key.ts";
import { parseSshSignature, sshVerify } from "../ledger/ssh-signature.ts";
import { verifierKey } from "../ledger/verifier-key.ts";
import { slug } from "../model/ids.ts";
import type { AppealText, Signatory } from "./appeal-text.ts";
import type { FolderFiles } from "./bag.ts";
import { type Beside, parseBeside, type Response } from "./beside-file.ts";
import { APPEAL_NAMESPACE, type Endorsed, parseEndorsed } from "./endorsement.ts";
import { formatAllowedSigners, type KeyWindow, keyHistory, windowOf } from "./key-windows.ts";
import { type Letter, readLetter } from "./letter.ts";
import { digestOf, MANIFEST_PATH } from "./manifest.ts";
import { blocksOf } from "./statements.ts";

export const besidePaths = {
  beside: "beside.json",
  endorsement: "endorsement",
  allowedSigners: "keys/allowed_signers",
  signature: (principal: string) => `signatures/${principal}.sig`,
  letter: (number: number) => `letters/${number}.json`,
  letterSignature: (number: number, at: number) => `letters/${number}.json.${at}.sig`,
} as const;

/** Where a signatory of the text stands. `key` is the line of the key that signed. */
export type SignatoryStanding = {
  readonly principal: string;
  readonly signatory: Signatory;
  readonly signed?: { readonly on: string; readonly key: string };
  readonly withdrawn?: { readonly on: string; readonly why: string };
};

export type Dispute = {
  readonly letter: number;
  readonly statement: number; // from 1
  readonly by: string;
  readonly key: string;
  readonly on: string;
  readonly text: string;
  readonly evidence: readonly { readonly name: string; readonly digest: string }[];
  readonly answer?: { readonly text: string; readonly on: string };
};

export type Standing = {
  readonly signatories: readonly SignatoryStanding[];
  readonly endorsed?: Endorsed;
  readonly windows: readonly KeyWindow[];
  readonly disputes: readonly Dispute[];
  readonly refused: Beside["refused"];
  readonly responses: readonly Response[];
  readonly paths: readonly string[]; // of every file that it is read from
};

/** By what name an organisation, or a person who signs alone, stands beside its key. */
export const principalOf = ({ organisation, name }: Signatory) => slug(organisation ?? name);

/**
 * The standing that the folder's files give, every signature checked with the keys that came with it: whose keys these
 * are, the files cannot say. All issues, each with its file.
 */
export function readStanding(files: FolderFiles, text: AppealText): Parsed<Standing> {
  const parsed = parseBeside(files.get(besidePaths.beside) ?? new Uint8Array());
  if ("issues" in parsed) return parsed;
  const beside = parsed.value;
  const issues: Issue[] = [];
  const manifest = files.get(MANIFEST_PATH) ?? new Uint8Array();
  if (beside.manifest !== digestOf(manifest) || beside.version !== text.version)
    issues.push(issueAt(besidePaths.beside, "what stands beside this version", `version ${beside.version}`));
  const letters = readLetters(files, beside, issues);
  const { windows, refused } = keyHistory(beside.enrolments, letters);
  for (const [letter, reason] of refused) issues.push(letterIssue(letters.indexOf(letter) + 1, reason));
  const context = { files, beside, text, windows, manifest, letters, issues };
  const endorsed = readEndorsement(context);
  const signatories = readSignatories(context, endorsed?.note);
  const standing = {
    signatories,
    ...(endorsed && { endorsed: endorsed.endorsed }),
    windows,
    disputes: readDisputes(context),
    refused: beside.refused,
    responses: readResponses(context),
    paths: pathsOf(beside),
  };
  checkSigners(context, endorsed?.endorsed);
  return issues.length > 0 ? { issues } : { value: standing };
}

/** Organisations whose signature stands: given, and not taken back. */
export function standingSignatures({ signatories }: Standing): readonly SignatoryStanding[] {
  return signatories.filter(({ signed, withdrawn }) => signed !== undefined && withdrawn === undefined);
}

type Context = {
  readonly files: FolderFiles;
  readonly beside: Beside;
  readonly text: AppealText;
  readonly windows: readonly KeyWindow[];
  readonly manifest: Uint8Array;
  readonly letters: readonly Letter[];
  readonly issues: Issue[];
};

function readLetters(files: FolderFiles, beside: Beside, issues: Issue[]): readonly Letter[] {
  return beside.letters.flatMap(({ signatures }, i) => {
    const armoured = Array.from({ length: signatures }, (_, at) =>
      textAt(files, besidePaths.letterSignature(i + 1, at + 1)),
    );
    const letter = readLetter(files.get(besidePaths.letter(i + 1)) ?? new Uint8Array(), armoured);
    if ("value" in letter) return [letter.value];
    issues.push(...letter.issues.map((issue) => ({ ...issue, path: besidePaths.letter(i + 1) })));
    return [];
  });
}

function readEndorsement({ files, beside, text, issues }: Context) {
  const path = besidePaths.endorsement;
  if (!files.has(path)) {
    if (beside.signed.length > 0) issues.push(issueAt(path, "the statement that was signed", "no file"));
    return undefined;
  }
  const note = parseSignedNote(textAt(files, path));
  const endorsed = parseEndorsed("value" in note ? note.value.text : "");
  if ("issues" in note || "issues" in endorsed) {
    issues.push(issueAt(path, "a signed note over a statement of recount/endorsement/1", "something else"));
    return undefined;
  }
  const own = endorsed.value.texts.find(({ manifest }) => manifest === beside.manifest);
  if (own?.language !== text.language || endorsed.value.version !== text.version)
    issues.push(issueAt(path, "a statement that names this text's manifest", "another version"));
  if (note.value.signatures.length !== beside.signed.length)
    issues.push(issueAt(path, "a line by each organisation that signed", `${note.value.signatures.length}`));
  return { note: note.value, endorsed: endorsed.value };
}

function readSignatories(context: Context, note: SignedNote | undefined): readonly SignatoryStanding[] {
  const { text, beside } = context;
  return text.signatories.map((signatory) => {
    const principal = principalOf(signatory);
    const received = beside.signed.find((each) => each.principal === principal)?.received;
    const key = received === undefined ? undefined : readSignature(context, { principal, received, note });
    const withdrawn = withdrawalOf(context, principal);
    return {
      principal,
      signatory,
      ...(received !== undefined && key !== undefined && { signed: { on: received, key } }),
      ...(withdrawn && { withdrawn }),
    };
  });
}

/** The key that signed both the manifest and the statement, if it was this organisation's on the day. */
function readSignature(
  { files, windows, manifest, issues }: Context,
  {
    principal,
    received,
    note,
  }: { readonly principal: string; readonly received: string; readonly note: SignedNote | undefined },
): string | undefined {
  const path = besidePaths.signature(principal);
  const refuse = (expected: string, got: string) => {
    issues.push(issueAt(path, expected, got));
    return undefined;
  };
  const parsed = parseSshSignature(textAt(files, path));
  if ("issues" in parsed) return refuse("an SSH signature by an Ed25519 key", "something else");
  const { publicKey, namespace } = parsed.value;
  if (namespace !== APPEAL_NAMESPACE || !sshVerify(manifest, parsed.value))
    return refuse(`a signature over ${MANIFEST_PATH} for ${APPEAL_NAMESPACE}`, "one over something else");
  if (windowOf(windows, publicKey, received)?.principal !== principal)
    return refuse(`a key that was ${principal}'s on ${received}`, formatSshKey(publicKey));
  const { keyId } = verifierKey(principal, publicKey);
  const line = note?.signatures.find((each) => each.name === principal && each.keyId === keyId);
  if (line === undefined || note === undefined || !ed25519Verify(publicKey, utf8(note.text), line.signature))
    return refuse(`a line of ${besidePaths.endorsement} by the same key`, "none that holds");
  return formatSshKey(publicKey);
}

function withdrawalOf(
  { letters, beside, windows, issues }: Context,
  principal: string,
): SignatoryStanding["withdrawn"] {
  const found = letters.flatMap(({ body, signatures }, i) => {
    if (body.format !== "recount/withdrawal/1" || body.organisation !== principal) return [];
    const [key, ...others] = signatures;
    const window = key && windowOf(windows, key.publicKey, beside.letters[i]?.received ?? "");
    if (window?.principal !== principal || others.length > 0)
      issues.push(letterIssue(i + 1, `it is not signed by ${principal} alone, with a key that was good`));
    return [{ on: body.on, why: body.why }];
  });
  return found[0];
}

function readDisputes({ letters, beside, text, issues }: Context): readonly Dispute[] {
  const count = blocksOf(text.markdown).length;
  return letters.flatMap(({ body, signatures }, i) => {
    if (body.format !== "recount/dispute/1") return [];
    const [key, ...others] = signatures;
    if (key === undefined || others.length > 0)
      issues.push(letterIssue(i + 1, "wanted one signature, of whoever disputes"));
    if (body.statement > count)
      issues.push(letterIssue(i + 1, `there is no statement ${body.statement}, only ${count}`));
    const answer = beside.answers.find(({ letter }) => letter === i + 1);
    const { statement, by, on, text: words, evidence } = body;
    return [
      {
        letter: i + 1,
        statement,
        by,
        key: key === undefined ? "" : formatSshKey(key.publicKey),
        on,
        text: words,
        evidence,
        ...(answer && { answer: { text: answer.text, on: answer.on } }),
      },
    ];
  });
}

function readResponses({ beside, text, issues }: Context): readonly Response[] {
  for (const { addressee } of beside.responses)
    if (!text.addressees.includes(addressee))
      issues.push(issueAt(besidePaths.beside, "an addressee of the text", addressee));
  return beside.responses;
}

/** What no single part sees: letters about another version, signatures of nobody, answers to nothing, keys. */
function checkSigners(
  { files, beside, text, windows, letters, issues }: Context,
  endorsed: Endorsed | undefined,
): void {
  const ours = new Set([beside.manifest, ...(endorsed?.texts ?? []).map(({ manifest }) => manifest)]);
  const named = new Set(text.signatories.map(principalOf));
  for (const { principal } of beside.signed)
    if (!named.has(principal)) issues.push(issueAt(besidePaths.beside, "a signatory of the text", principal));
  letters.forEach(({ body }, i) => {
    if ("manifest" in body && !ours.has(body.manifest))
      issues.push(letterIssue(i + 1, "it is about another version"));
    if (body.format === "recount/withdrawal/1" && !named.has(body.organisation))
      issues.push(letterIssue(i + 1, `${body.organisation} is no signatory of the text`));
  });
  for (const { letter } of beside.answers)
    if (letters[letter - 1]?.body.format !== "recount/dispute/1")
      issues.push(issueAt(besidePaths.beside, "an answer to a dispute", `one to letter ${letter}`));
  const unsound = windows.find(({ key }) => "issues" in parseSshKey(key));
  if (unsound !== undefined) issues.push(issueAt(besidePaths.beside, "sound Ed25519 keys", unsound.key));
  else if (textAt(files, besidePaths.allowedSigners) !== formatAllowedSigners(windows))
    issues.push(issueAt(besidePaths.allowedSigners, "what the enrolments and letters give", "other lines"));
}

function pathsOf({ signed, letters, enrolments }: Beside): readonly string[] {
  return [
    besidePaths.beside,
    ...(signed.length > 0 ? [besidePaths.endorsement] : []),
    ...(enrolments.length > 0 ? [besidePaths.allowedSigners] : []),
    ...signed.map(({ principal }) => besidePaths.signature(principal)),
    ...letters.flatMap(({ signatures }, i) => [
      besidePaths.letter(i + 1),
      ...Array.from({ length: signatures }, (_, at) => besidePaths.letterSignature(i + 1, at + 1)),
    ]),
  ];
}

const letterIssue = (number: number, reason: string): Issue => ({
  path: besidePaths.letter(number),
  expected: "a letter that can stand beside this text",
  received: reason,
  message: reason,
});

function textAt(files: FolderFiles, path: string): string {
  try {
    return fromUtf8(files.get(path) ?? new Uint8Array());
  } catch {
    return ""; // not UTF-8: no form of ours
  }
}
