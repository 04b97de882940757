/** What was sent in about an appeal or a key, judged and entered: taken, or refused with the reason. */
import { parseEndorsed } from "../appeal/endorsement.ts";
import { type KeyWindow, keyHistory, windowOf } from "../appeal/key-windows.ts";
import { type Letter, type LetterBody, parseLetter } from "../appeal/letter.ts";
import { judgeSignature, parseSignatureFile, type SignatureFile } from "../appeal/signature-file.ts";
import { principalOf } from "../appeal/standing.ts";
import { RecountError } from "../base/errors.ts";
import { formatSshKey, sshFingerprint } from "../ledger/ssh-key.ts";
import type { Entry, LetterKind } from "../model/entry.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { type Correspondence, readCorrespondence } from "./appeal-beside.ts";
import { proposedTexts, type TextDraft } from "./draft-appeal.ts";
import { namedPeople } from "./text-privacy.ts";

export type Collected = {
  readonly kind: LetterKind;
  readonly appeal: string;
  readonly about: string; // an organisation, or "statement 3"
  readonly refused?: string;
  readonly lapsed?: number; // signatures that hold no more, by a key that was given up as of a day before them
};

export type CollectOptions = {
  readonly on: string; // the day on which it was received
  /** Fingerprint of an organisation's first key, as its people confirmed it by telephone or on paper. */
  readonly confirmed?: string;
};

/**
 * Takes a file that was sent in. What is refused is entered with its reason, so that it can be seen that it came; what is
 * no such file at all throws `input-letter`.
 */
export async function collectLetter(
  register: OpenRegister,
  text: string,
  options: CollectOptions,
): Promise<Collected> {
  return register.store.writingStep("collect", async () => {
    const correspondence = await readCorrespondence(register.store);
    const signature = parseSignatureFile(text);
    if ("value" in signature)
      return enterSignature(register, { file: signature.value, text, correspondence, options });
    const letter = parseLetter(text);
    if ("issues" in letter)
      throw new RecountError(
        "input-letter",
        letter.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"),
      );
    return enterLetter(register, { letter: letter.value, text, correspondence, options });
  });
}

type Received = {
  readonly text: string;
  readonly correspondence: Correspondence;
  readonly options: CollectOptions;
};

async function enterSignature(
  register: OpenRegister,
  { file, text, correspondence, options }: Received & { readonly file: SignatureFile },
): Promise<Collected> {
  const endorsed = parseEndorsed(file.statement);
  if ("issues" in endorsed)
    throw new RecountError("input-letter", "got signatures over a statement that is none of an appeal");
  const { appeal, version } = endorsed.value;
  const texts = await proposedTexts(register, endorsed.value.texts);
  const judged = judgeSignatureOf(file, texts, correspondence, options);
  const { refused, enrol } = typeof judged === "string" ? { refused: judged, enrol: [] } : judged;
  return enter(register, enrol, {
    kind: "signature",
    appeal,
    version,
    text,
    received: options.on,
    about: file.organisation,
    ...(refused !== undefined && { refused }),
  });
}

type Enrolment = Extract<Entry, { readonly entry: "enrolment" }>;

/** Why a signature is refused, or the key that is enrolled with it, if it is the first. */
function judgeSignatureOf(
  file: SignatureFile,
  texts: readonly TextDraft[] | undefined,
  correspondence: Correspondence,
  { on, confirmed }: CollectOptions,
): string | { readonly refused?: undefined; readonly enrol: readonly Enrolment[] } {
  const { organisation, publicKey } = file;
  if (texts === undefined) return "it signs texts that were never put up for signature here";
  if (!texts[0]?.text.signatories.some((each) => principalOf(each) === organisation))
    return `${organisation} is no signatory of the text`;
  const judged = judgeSignature(
    file,
    file.statement,
    texts.map(({ files }) => files),
  );
  if (!judged.ok) return judged.reason;
  const manifests = new Set(file.manifests.map(({ manifest }) => manifest));
  const isOver = correspondence.letters.some(
    ({ letter: { body } }) =>
      body.format === "recount/withdrawal/1" &&
      body.organisation === organisation &&
      manifests.has(body.manifest),
  );
  if (isOver) return `${organisation} took its signature of this version back: a new version can be signed`;
  if (correspondence.signatures.some((each) => isSame(each.file, file)))
    return `${organisation} has signed this version already`;
  const { windows } = historyOf(correspondence);
  if (windowOf(windows, publicKey, on)?.principal === organisation) return { enrol: [] };
  const fingerprint = sshFingerprint(publicKey);
  if (windows.some(({ key }) => key === formatSshKey(publicKey)))
    return `the key ${fingerprint} is another organisation's, or good no more`;
  if (windows.some(({ principal, until }) => principal === organisation && until === undefined))
    return `${organisation} has another key: a change of it has to be signed with that one, or the key be revoked`;
  if (confirmed !== fingerprint)
    throw new RecountError(
      "refused",
      `the key ${fingerprint} is not known for ${organisation}: let its people read the fingerprint to you, then give --fingerprint ${fingerprint}`,
    );
  return { enrol: [{ entry: "enrolment", principal: organisation, key: formatSshKey(publicKey), from: on }] };
}

const isSame = (a: SignatureFile, b: SignatureFile) =>
  a.organisation === b.organisation && a.statement === b.statement;

async function enterLetter(
  register: OpenRegister,
  { letter, text, correspondence, options }: Received & { readonly letter: Letter },
): Promise<Collected> {
  const { body } = letter;
  const refused = await judgeLetter(register, letter, correspondence, options);
  const about = "organisation" in body ? body.organisation : `statement ${body.statement}`;
  const entered = await enter(register, [], {
    kind: kindOf(body),
    appeal: "appeal" in body ? body.appeal : "",
    version: "version" in body ? body.version : 0,
    text,
    received: options.on,
    about,
    ...(refused !== undefined && { refused }),
  });
  const { lapsed } = await readCorrespondence(register.store);
  const more = lapsed.length - correspondence.lapsed.length;
  return more > 0 ? { ...entered, lapsed: more } : entered;
}

async function judgeLetter(
  register: OpenRegister,
  letter: Letter,
  correspondence: Correspondence,
  { on }: CollectOptions,
): Promise<string | undefined> {
  const { body, signatures } = letter;
  if (correspondence.letters.some((each) => isSameBody(each.letter, letter))) return "it is here already";
  if (body.format === "recount/key-change/1" || body.format === "recount/revocation/1")
    return historyOf(correspondence, letter).refused.get(letter) ?? judgeChange(body, correspondence);
  const draft = (await proposedTexts(register, [body]))?.[0];
  if (draft === undefined || draft.version !== body.version)
    return "it is about a text that was never put up for signature here";
  if (signatures.length !== 1) return `got ${signatures.length} signatures, wanted one`;
  if (body.format === "recount/withdrawal/1") {
    const named = await namedPeople(register.store, body.why);
    return named.length > 0
      ? NAMES_SOMEBODY
      : judgeWithdrawal(letter, body.organisation, { correspondence, on, manifest: body.manifest });
  }
  const count = draft.statements.blocks.length;
  if (body.statement > count) return `there is no statement ${body.statement}, only ${count}`;
  const named = await namedPeople(register.store, wordsOf(body));
  return named.length > 0 ? NAMES_SOMEBODY : undefined;
}

const NAMES_SOMEBODY = "it names somebody who is on a list and may not be shown";

/** All that a dispute would have published; in the names of files signs stand for spaces. */
const wordsOf = ({ text, by, evidence }: Extract<LetterBody, { readonly format: "recount/dispute/1" }>) =>
  [text, by, ...evidence.map(({ name }) => name.replace(/[_.+-]+/g, " "))].join("\n");

/** A change of a key touches no signature by it: it begins after them. A key that is lost takes them along. */
function judgeChange(body: LetterBody, { signatures }: Correspondence): string | undefined {
  if (body.format !== "recount/key-change/1") return undefined;
  const last = signatures
    .filter(({ file }) => formatSshKey(file.publicKey) === body.old)
    .map(({ received }) => received)
    .sort()
    .at(-1);
  return last === undefined || last < body.from
    ? undefined
    : `a signature by the old key was received on ${last}: the new one has to begin on a later day, with --from`;
}

function judgeWithdrawal(
  { signatures: [first] }: Letter,
  organisation: string,
  {
    correspondence,
    on,
    manifest,
  }: { readonly correspondence: Correspondence; readonly on: string; readonly manifest: string },
): string | undefined {
  const hasSigned = correspondence.signatures.some(
    ({ file }) =>
      file.organisation === organisation && file.manifests.some((each) => each.manifest === manifest),
  );
  if (!hasSigned) return `${organisation} has not signed this version`;
  const window = first && windowOf(historyOf(correspondence).windows, first.publicKey, on);
  return window?.principal === organisation
    ? undefined
    : `it is not signed with a good key of ${organisation}`;
}

function historyOf({ enrolments, letters }: Correspondence, next?: Letter) {
  const known = letters.map(({ letter }) => letter);
  return keyHistory(enrolments, next === undefined ? known : [...known, next]);
}

/** The windows of all keys as the register has them. */
export async function readKeyWindows({ store }: OpenRegister): Promise<readonly KeyWindow[]> {
  return historyOf(await readCorrespondence(store)).windows;
}

const isSameBody = (a: Letter, b: Letter) =>
  JSON.stringify(a.body) === JSON.stringify(b.body) &&
  a.signatures.map(({ text }) => text).join() === b.signatures.map(({ text }) => text).join();

const kindOf = ({ format }: LetterBody): LetterKind =>
  (
    ({
      "recount/withdrawal/1": "withdrawal",
      "recount/dispute/1": "dispute",
      "recount/key-change/1": "key-change",
      "recount/revocation/1": "revocation",
    }) as const
  )[format];

async function enter(
  { store, newKeys }: OpenRegister,
  enrolments: readonly Enrolment[],
  {
    about,
    ...letter
  }: Omit<Extract<Entry, { readonly entry: "letter" }>, "entry"> & { readonly about: string },
): Promise<Collected> {
  const entries = [...enrolments, { entry: "letter", ...letter } as const];
  await store.append(entries, newKeys(entries.length));
  const { kind, appeal, refused } = letter;
  return { kind, appeal, about, ...(refused !== undefined && { refused }) };
}
