/** What stands beside an appeal's text in the register: signatures, letters, answers, as files and to be judged. */
import type { FolderFiles } from "../appeal/bag.ts";
import type { Response } from "../appeal/beside-file.ts";
import { besideFiles } from "../appeal/beside-files.ts";
import { type Enrolment, keyHistory, windowOf } from "../appeal/key-windows.ts";
import { type Letter, parseLetter } from "../appeal/letter.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import { parseSignatureFile, type SignatureFile } from "../appeal/signature-file.ts";
import type { Store } from "../store/store.ts";
import { parsedValue, type TextDraft } from "./draft-appeal.ts";

export type ReceivedLetter = {
  readonly index: number; // of its entry
  readonly letter: Letter;
  readonly received: string;
  readonly answer?: { readonly text: string; readonly on: string };
};

export type ReceivedSignature = { readonly file: SignatureFile; readonly received: string };

/** All that was sent in and not refused, and what was. */
export type Correspondence = {
  readonly enrolments: readonly Enrolment[];
  readonly signatures: readonly ReceivedSignature[];
  /** Signatures that were taken in, by keys that were given up since as of a day before: they count as never given. */
  readonly lapsed: readonly ReceivedSignature[];
  readonly letters: readonly ReceivedLetter[];
  readonly refusals: readonly {
    readonly appeal: string;
    readonly version: number;
    readonly kind: string;
    readonly received: string;
    readonly reason: string;
  }[];
};

/** Everything of the register about signatures and keys, in its order. */
export async function readCorrespondence(store: Store): Promise<Correspondence> {
  const [letters, answers, enrolments] = await Promise.all([
    store.entriesOf("letter"),
    store.entriesOf("counter-answer"),
    store.entriesOf("enrolment"),
  ]);
  const taken = letters.filter(({ entry }) => entry.refused === undefined);
  const received = taken
    .filter(({ entry }) => entry.kind !== "signature")
    .map(({ index, entry }): ReceivedLetter => {
      const answer = answers.findLast((each) => each.entry.letter === index)?.entry;
      return {
        index,
        letter: parsedValue(parseLetter(entry.text)),
        received: entry.received,
        ...(answer && { answer: { text: answer.text, on: answer.on } }),
      };
    });
  const known = enrolments.map(({ entry: { principal, key, from } }) => ({ principal, key, from }));
  const { windows } = keyHistory(
    known,
    received.map(({ letter }) => letter),
  );
  const isGood = (organisation: string, key: Uint8Array | undefined, day: string) =>
    key !== undefined && windowOf(windows, key, day)?.principal === organisation;
  const signatures = taken
    .filter(({ entry }) => entry.kind === "signature")
    .map(({ entry }) => ({ file: parsedValue(parseSignatureFile(entry.text)), received: entry.received }));
  const holds = ({ file, received: day }: ReceivedSignature) =>
    isGood(file.organisation, file.publicKey, day);
  return {
    enrolments: known,
    signatures: signatures.filter(holds),
    lapsed: signatures.filter((each) => !holds(each)),
    letters: received.filter(
      ({ letter: { body, signatures: own }, received: day }) =>
        body.format !== "recount/withdrawal/1" || isGood(body.organisation, own[0]?.publicKey, day),
    ),
    refusals: letters.flatMap(({ entry: { appeal, version, kind, received, refused } }) =>
      refused === undefined ? [] : [{ appeal, version, kind, received, reason: refused }],
    ),
  };
}

/** The files beside one text: what was signed of it, letters about it, letters about keys. */
export async function filesBeside(store: Store, draft: TextDraft): Promise<FolderFiles> {
  const { appeal, version, files } = draft;
  const manifest = digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array());
  const { enrolments, signatures, letters, refusals } = await readCorrespondence(store);
  const own = signatures.filter(({ file }) => file.manifests.some((each) => each.manifest === manifest));
  const group = new Set([
    manifest,
    ...own.flatMap(({ file }) => file.manifests.map((each) => each.manifest)),
  ]);
  const responses = (await store.entriesOf("response")).filter(
    ({ entry }) => entry.appeal === appeal && entry.version <= version,
  );
  return besideFiles({
    appeal,
    version,
    manifest,
    enrolments,
    signatures: own,
    letters: letters.filter(({ letter: { body } }) => !("manifest" in body) || group.has(body.manifest)),
    refused: refusals
      .filter((each) => each.kind === "dispute" && each.appeal === appeal && each.version === version)
      .map(({ received, reason }) => ({ received, reason })),
    responses: responses.map(
      ({ entry: { addressee, state, on, text } }): Response => ({
        addressee,
        state,
        on,
        ...(text !== undefined && { text }),
      }),
    ),
  });
}
