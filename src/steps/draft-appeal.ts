/** Drafts of appeals: their text into the ledger, their figures counted and bound, one exact version put up for signature. */
import { type AppealText, parseAppeal } from "../appeal/appeal-text.ts";
import type { FolderFiles } from "../appeal/bag.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import { paths, textFiles } from "../appeal/publish.ts";
import { parseStatements } from "../appeal/read-statements.ts";
import { isVillage } from "../appeal/small-numbers.ts";
import { bindFigures, figureQuery, type Statements } from "../appeal/statements.ts";
import { gatherTexts, type ToSign } from "../appeal/to-sign-file.ts";
import { fromUtf8, utf8 } from "../base/bytes.ts";
import { type Issue, issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { newSigningKey, verifierKey } from "../ledger/verifier-key.ts";
import type { Entry } from "../model/entry.ts";
import type { PlaceId } from "../model/ids.ts";
import { explainAnswer } from "../places/answer.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import { resolvePlace } from "../places/resolve-place.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { StoredAppeal } from "../store/store.ts";
import { requireTakenIn } from "./appeals/taken-in.ts";
import { type BoundQuery, countFigures } from "./count/count-figures.ts";
import { type PublishMemory, publishMemory } from "./publish-memory.ts";
import { readGazetteer } from "./read-gazetteer.ts";
import { namedPeople } from "./text-privacy.ts";

export type TakenAppeal = { readonly appeal: string; readonly version: number; readonly figures: number };

/** An appeal's text into the register; the same text again is not entered again. Issues when it cannot be bound. */
export async function newAppeal(
  register: OpenRegister,
  appeal: string,
  text: string,
): Promise<Parsed<TakenAppeal>> {
  const { store } = register;
  const parsed = parseAppeal(text);
  if ("issues" in parsed) return parsed;
  const places = bindPlaces(parsed.value, await readGazetteer(register));
  if ("issues" in places) return places;
  const named = await namedPeople(store, `${parsed.value.title}\n${parsed.value.markdown}`);
  if (named.length > 0)
    return { issues: named.map((name) => issueAt("text", "nobody named who is on a list", name)) };
  const { version, figures } = parsed.value;
  return store.writingStep("appeal", async () => {
    const earlier = await store.appeal(appeal, version);
    if (earlier !== undefined && earlier.text !== text)
      return {
        issues: [
          issueAt(
            "head, version",
            "a version that was not taken in yet, since the text is another",
            String(version),
          ),
        ],
      };
    if (earlier === undefined)
      await store.append([{ entry: "appeal", appeal, version, text }], register.newKeys(1));
    return { value: { appeal, version, figures: figures.length } };
  });
}

/** One text with its figures: what is signed, and which entries each figure counts. */
export type TextDraft = {
  readonly appeal: string;
  readonly version: number;
  readonly text: AppealText;
  readonly statements: Statements;
  readonly files: FolderFiles;
  readonly counted: ReadonlyMap<string, readonly number[]>; // entries of the records that speak for each figure
};

/** The text as it was put up for signature, or counted now where it was not. Throws `not-found` without a text. */
export async function readDraft(
  register: OpenRegister,
  appeal: string,
  memory: PublishMemory,
): Promise<TextDraft> {
  const stored = await requireTakenIn(register.store, appeal);
  const proposal = (await register.store.entriesOf("proposal")).findLast(
    ({ entry }) => entry.appeal === appeal && entry.version === stored.version,
  );
  return proposal === undefined
    ? countDraft(register, stored, memory)
    : proposedDraft(register, stored, proposal.entry);
}

/**
 * Puts the newest version of an appeal up for signature, in all its languages: from here on its figures are fixed. What
 * was put up before is taken as it is, unless it is to be counted anew; then signatures of before are of another text.
 */
export async function proposeAppeal(
  register: OpenRegister,
  appeal: string,
  { anew }: { readonly anew: boolean },
): Promise<Parsed<ToSign>> {
  const { store } = register;
  return store.writingStep("propose", async () => {
    const root = await rootOf(register, appeal);
    const names = await textsOf(register, root);
    const memory = publishMemory();
    const drafts: TextDraft[] = [];
    for (const name of names)
      drafts.push(
        await (anew
          ? countDraft(register, await requireTakenIn(register.store, name), memory)
          : readDraft(register, name, memory)),
      );
    const gathered = gatherTexts(root, drafts[0]?.version ?? 1, drafts);
    if ("issues" in gathered) return gathered;
    const known = new Set((await store.entriesOf("proposal")).map(({ entry }) => entry.manifest));
    const fresh = drafts.map(toProposal).filter(({ manifest }) => !known.has(manifest));
    await store.append(fresh, register.newKeys(fresh.length));
    return gathered;
  });
}

/** Short names of the texts of one appeal: the one that others translate first. */
export async function textsOf(register: OpenRegister, root: string): Promise<readonly string[]> {
  const { version } = await requireTakenIn(register.store, root);
  const others = (await register.store.appeals()).filter(({ appeal, text, version: own }) => {
    const parsed = parseAppeal(text);
    return appeal !== root && own === version && "value" in parsed && parsed.value.translates === root;
  });
  return [root, ...others.map(({ appeal }) => appeal)];
}

/** The appeal that a text is another language of, or itself. */
export async function rootOf(register: OpenRegister, appeal: string): Promise<string> {
  const parsed = parsedValue(parseAppeal((await requireTakenIn(register.store, appeal)).text));
  return parsed.translates ?? appeal;
}

type Proposal = Extract<Entry, { readonly entry: "proposal" }>;

function toProposal({ appeal, version, files, counted }: TextDraft): Proposal {
  return {
    entry: "proposal",
    appeal,
    version,
    manifest: digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()),
    statements: fromUtf8(files.get(paths.statements) ?? new Uint8Array()),
    counted: Object.fromEntries(counted),
  };
}

function proposedDraft(
  register: OpenRegister,
  { appeal, version, text: appealText }: StoredAppeal,
  { statements: file, manifest, counted }: Proposal,
): TextDraft {
  const statements = parsedValue(parseStatements(utf8(file), "proposal"));
  const files = textFiles({ statements, appealText, log: logKey(register) });
  if (digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()) !== manifest)
    throw new RecountError("broken-entry", `the proposal of ${appeal} does not give the manifest it names`);
  return {
    appeal,
    version,
    text: parsedValue(parseAppeal(appealText)),
    statements,
    files,
    counted: new Map(Object.entries(counted)),
  };
}

async function countDraft(
  register: OpenRegister,
  { appeal, version, text: appealText }: StoredAppeal,
  memory: PublishMemory,
): Promise<TextDraft> {
  const text = parsedValue(parseAppeal(appealText));
  const gazetteer = await readGazetteer(register);
  const places = parsedValue(bindPlaces(text, gazetteer));
  const queries = text.figures.map(
    (figure): BoundQuery => ({ id: figure.id, query: figureQuery(figure, places.get(figure.id)) }),
  );
  const { figures, counted, size } = await countFigures(register, queries, {
    gazetteer,
    memory: memory.reports,
  });
  const placeNames = new Map(gazetteer.byId.values().map((place) => [place.id, place.names]));
  const populations = new Map(
    gazetteer.byId
      .values()
      .flatMap(({ id, population }) => (population === undefined ? [] : [[id, population] as const])),
  );
  const statements = bindFigures(text, {
    counts: figures,
    placeNames,
    size,
    populations,
    villages: villagesOf(gazetteer),
  });
  const files = textFiles({ statements, appealText, log: logKey(register) });
  return { appeal, version, text, statements, files, counted };
}

/** Of the gazetteers met last: one of the world has a hundred thousand places, and is another only when its records are. */
const villages = new WeakMap<Gazetteer, ReadonlySet<PlaceId>>();

/** Settlements in which people know of one another: a breakdown tells there on whoever is known to be counted. */
export function villagesOf(gazetteer: Gazetteer): ReadonlySet<PlaceId> {
  const known = villages.get(gazetteer) ?? findVillages(gazetteer);
  villages.set(gazetteer, known);
  return known;
}

const findVillages = ({ byId }: Gazetteer): ReadonlySet<PlaceId> =>
  new Set(
    byId
      .values()
      .flatMap(({ id, precision, population }) =>
        precision === "settlement" && isVillage(population) ? [id] : [],
      ),
  );

/** Places of the figures by their ids; issues with their lines for those that the gazetteer does not tell. */
function bindPlaces(text: AppealText, gazetteer: Gazetteer): Parsed<ReadonlyMap<string, PlaceId>> {
  const places = new Map<string, PlaceId>();
  const issues: Issue[] = [];
  for (const { id, place, line } of text.figures) {
    if (place === undefined) continue;
    const answer = resolvePlace(gazetteer, { text: place });
    if (answer.state === "resolved") places.set(id, answer.place);
    else issues.push(issueAt(`line ${line}`, `a place of the gazetteer (${explainAnswer(answer)})`, place));
  }
  return issues.length > 0 ? { issues } : { value: places };
}

/** The value; issues are thrown as `refused`, a line each. */
export function parsedValue<T>(parsed: Parsed<T>): T {
  if ("value" in parsed) return parsed.value;
  throw new RecountError(
    "refused",
    parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"),
  );
}

const logKey = ({ info, logSeed }: OpenRegister) =>
  verifierKey(info.origin, newSigningKey(logSeed).publicKey);

/** The texts as they were put up for signature, by their manifests; undefined when one of them never was. */
export async function proposedTexts(
  register: OpenRegister,
  wanted: readonly { readonly appeal: string; readonly manifest: string }[],
): Promise<readonly TextDraft[] | undefined> {
  const proposals = await register.store.entriesOf("proposal");
  const drafts: TextDraft[] = [];
  for (const { appeal, manifest } of wanted) {
    const found = proposals.find(({ entry }) => entry.appeal === appeal && entry.manifest === manifest);
    const stored = found && (await register.store.appeal(appeal, found.entry.version));
    if (found === undefined || stored === undefined) return undefined;
    drafts.push(proposedDraft(register, stored, found.entry));
  }
  return drafts;
}
