/** How the appeals of a register stand: their texts, who signed, who was asked, what is disputed. */
import { parseAppeal } from "../../appeal/appeal-text.ts";
import { principalOf, readStanding, type Standing } from "../../appeal/standing.ts";
import { RecountError } from "../../base/errors.ts";
import type { ResponseState } from "../../model/entry.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { filesBeside, readCorrespondence } from "../appeal-beside.ts";
import { parsedValue, proposedTexts, type TextDraft } from "../draft-appeal.ts";

export type AppealVersion = { readonly version: number; readonly index: number };

export type AppealHead = {
  readonly appeal: string;
  readonly title: string;
  readonly language: string;
  readonly version: number;
  readonly translates?: string;
  readonly taken?: number; // the newest version in the ledger
  readonly draft?: { readonly by: string; readonly saved: string };
  readonly invited: boolean; // the newest version in the ledger is put up for signature
  readonly published?: number; // the version that was published last
};

/** All appeals, those that are only being written too, by short name. */
export async function listAppealHeads({ store }: OpenRegister): Promise<readonly AppealHead[]> {
  const [taken, drafts, proposals, publications] = await Promise.all([
    store.appeals(),
    store.appealDrafts(),
    store.entriesOf("proposal"),
    store.entriesOf("publication"),
  ]);
  const names = [...new Set([...taken, ...drafts].map(({ appeal }) => appeal))].sort();
  return names.map((appeal) => {
    const entered = taken.find((each) => each.appeal === appeal);
    const draft = drafts.find((each) => each.appeal === appeal);
    const published = publications.findLast(({ entry }) => entry.appeal === appeal)?.entry.version;
    return {
      appeal,
      ...headOf(draft?.text ?? entered?.text ?? "", entered?.version ?? 1),
      ...(entered && { taken: entered.version }),
      ...(draft && draft.text !== entered?.text && { draft: { by: draft.by, saved: draft.saved } }),
      invited: proposals.some(
        ({ entry }) => entry.appeal === appeal && entry.version === (entered?.version ?? 0),
      ),
      ...(published !== undefined && { published }),
    };
  });
}

/** What stands in the head of a text that need not be whole yet. */
function headOf(
  text: string,
  version: number,
): Pick<AppealHead, "title" | "language" | "version" | "translates"> {
  const line = (key: string) => new RegExp(`^${key}:[ ]*(.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
  const [number, translates] = [Number(line("version")), line("translates")];
  return {
    title: line("title"),
    language: line("language") || "en",
    version: Number.isSafeInteger(number) && number > 0 ? number : version,
    ...(translates !== "" && { translates }),
  };
}

export type AppealDispute = {
  readonly entry: number;
  readonly version: number;
  readonly statement: number;
  readonly by: string;
  readonly on: string;
  readonly text: string;
  readonly evidence: readonly { readonly name: string; readonly digest: string }[];
  readonly answer?: { readonly text: string; readonly on: string };
};

export type AppealResponse = {
  readonly version: number;
  readonly addressee: string;
  readonly state: ResponseState;
  readonly on: string;
  readonly text?: string;
};

export type AppealState = {
  readonly appeal: string;
  readonly versions: readonly AppealVersion[];
  readonly addressees: readonly string[];
  readonly quorum?: number;
  /** Of the newest version in the ledger; absent before one is taken in, without signatures before it is put up. */
  readonly signatories: readonly Standing["signatories"][number][];
  readonly invited: boolean;
  readonly figures: TextDraft["statements"]["figures"]; // as they are fixed since it was put up for signature
  readonly title: string;
  readonly language: string;
  readonly responses: readonly AppealResponse[];
  readonly disputes: readonly AppealDispute[];
  readonly refusals: readonly { readonly kind: string; readonly received: string; readonly reason: string }[];
  readonly publications: readonly { readonly version: number; readonly size: number }[];
};

/** All about one appeal. Throws `not-found` for one that nobody ever wrote. */
export async function readAppealState(register: OpenRegister, appeal: string): Promise<AppealState> {
  const { store } = register;
  const [entries, drafts, publications, responses, correspondence] = await Promise.all([
    store.entriesOf("appeal"),
    store.appealDrafts(),
    store.entriesOf("publication"),
    store.entriesOf("response"),
    readCorrespondence(store),
  ]);
  const versions = entries
    .filter(({ entry }) => entry.appeal === appeal)
    .map(({ index, entry }) => ({ version: entry.version, index }));
  if (versions.length === 0 && !drafts.some((each) => each.appeal === appeal))
    throw new RecountError("not-found", `got ${appeal}, wanted the short name of an appeal`);
  const newest = await store.appeal(appeal);
  const parsed = newest && parseAppeal(newest.text);
  const text = parsed !== undefined && "value" in parsed ? parsed.value : undefined;
  const proposed = newest && (await proposedText(register, appeal, newest.version));
  return {
    appeal,
    versions,
    addressees: text?.addressees ?? [],
    ...(text?.quorum !== undefined && { quorum: text.quorum }),
    signatories: await signatoriesOf(register, text?.signatories ?? [], proposed),
    invited: proposed !== undefined,
    figures: proposed?.statements.figures ?? [],
    title: text?.title ?? "",
    language: text?.language ?? "",
    responses: responses
      .filter(({ entry }) => entry.appeal === appeal)
      .map(({ entry: { version, addressee, state, on, text: said } }) => ({
        version,
        addressee,
        state,
        on,
        ...(said !== undefined && { text: said }),
      })),
    disputes: correspondence.letters.flatMap(({ index, letter: { body }, answer }) =>
      body.format !== "recount/dispute/1" || body.appeal !== appeal
        ? []
        : [
            {
              entry: index,
              version: body.version,
              statement: body.statement,
              by: body.by,
              on: body.on,
              text: body.text,
              evidence: body.evidence,
              ...(answer && { answer }),
            },
          ],
    ),
    refusals: correspondence.refusals
      .filter((each) => each.appeal === appeal)
      .map(({ kind, received, reason }) => ({ kind, received, reason })),
    publications: publications
      .filter(({ entry }) => entry.appeal === appeal)
      .map(({ entry: { version, size } }) => ({ version, size })),
  };
}

/** The text as it was put up for signature last. */
async function proposedText(
  register: OpenRegister,
  appeal: string,
  version: number,
): Promise<TextDraft | undefined> {
  const proposal = (await register.store.entriesOf("proposal")).findLast(
    ({ entry }) => entry.appeal === appeal && entry.version === version,
  );
  if (proposal === undefined) return undefined;
  return (await proposedTexts(register, [{ appeal, manifest: proposal.entry.manifest }]))?.[0];
}

async function signatoriesOf(
  { store }: OpenRegister,
  named: readonly Standing["signatories"][number]["signatory"][],
  proposed: TextDraft | undefined,
): Promise<AppealState["signatories"]> {
  if (proposed === undefined)
    return named.map((signatory) => ({ principal: principalOf(signatory), signatory }));
  const beside = await filesBeside(store, proposed);
  return parsedValue(readStanding(new Map([...proposed.files, ...beside]), proposed.text)).signatories;
}
