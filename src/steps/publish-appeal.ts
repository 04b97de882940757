/** Appeals: their text into the ledger, their figures counted, their folder published with its proofs. */
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type AppealText, parseAppeal } from "../appeal/appeal-text.ts";
import { MANIFEST_PATH } from "../appeal/manifest.ts";
import type { KeyedEntry } from "../appeal/proof-file.ts";
import { type FolderFiles, manifestDigest, publicationFiles, publicationProofs } from "../appeal/publish.ts";
import { bindFigures, figureQuery, type Statements } from "../appeal/statements.ts";
import { type Issue, issueAt, type Parsed, RecountError } from "../base/errors.ts";
import { type HashTree, hashTree } from "../ledger/tree.ts";
import { newSigningKey, type SigningKey, verifierKey } from "../ledger/verifier-key.ts";
import type { PlaceId } from "../model/ids.ts";
import { renderAppealPage } from "../pages/appeal-page.ts";
import { explainAnswer } from "../places/answer.ts";
import type { Gazetteer } from "../places/gazetteer.ts";
import { resolvePlace } from "../places/resolve-place.ts";
import { writeFileDurably } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { appealPageData } from "./appeal-page-input.ts";
import { chartDocument } from "./chart-document.ts";
import { type BoundQuery, countFigures } from "./count/count-figures.ts";
import { readFonts } from "./page-fonts.ts";
import { publishRegisterLedger } from "./publish-ledger.ts";
import { keyedEntries, type PublishMemory, publishMemory } from "./publish-memory.ts";
import { readGazetteer } from "./read-register.ts";
import { signLedger } from "./sign-checkpoint.ts";

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
  const places = bindPlaces(parsed.value, await readGazetteer(store));
  if ("issues" in places) return places;
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

export type PublishedAppeal = {
  readonly appeal: string;
  readonly folder: string;
  readonly figures: number;
  readonly documented: readonly { readonly id: string; readonly documented: number | string }[];
  readonly size: number; // of the checkpoint
};

export type PublishOptions = {
  readonly memory?: PublishMemory;
  readonly folder: string; // is replaced whole
  readonly progress: (label: string, done: number, total: number) => void;
};

/** Counts, binds, writes. The same state of the register gives the same bytes, and enters one publication only. */
export async function publishAppeal(
  register: OpenRegister,
  appeal: string,
  options: PublishOptions,
): Promise<PublishedAppeal> {
  const { store } = register;
  const { memory = publishMemory() } = options;
  return store.writingStep("publish", async () => {
    options.progress(`publishing ${appeal}: counting`, 0, 3);
    const drafted = await draftPublication(register, appeal, memory);
    options.progress(`publishing ${appeal}: proofs`, 1, 3);
    const publication = await enterPublication(register, appeal, drafted);
    const proofs = await makeProofs(register, { draft: drafted, publication, memory });
    options.progress(`publishing ${appeal}: writing`, 2, 3);
    await replaceFolder(options.folder, new Map([...drafted.files, ...proofs]));
    await publishRegisterLedger(register);
    options.progress(`publishing ${appeal}: done`, 3, 3);
    const { figures } = drafted.statements;
    return {
      appeal,
      folder: options.folder,
      figures: figures.length,
      documented: figures.map(({ id, documented }) => ({ id, documented })),
      size: publication.size,
    };
  });
}

type Draft = {
  readonly version: number;
  readonly statements: Statements;
  readonly counted: ReadonlyMap<string, readonly number[]>; // entries of the records that speak for each figure
  readonly files: FolderFiles;
};

async function draftPublication(
  register: OpenRegister,
  appeal: string,
  memory: PublishMemory,
): Promise<Draft> {
  const { store, info } = register;
  const stored = await store.appeal(appeal);
  if (stored === undefined)
    throw new RecountError("not-found", `there is no appeal ${appeal}: take it in with recount appeal new`);
  const text = parsedValue(parseAppeal(stored.text));
  const gazetteer = await readGazetteer(store);
  const places = parsedValue(bindPlaces(text, gazetteer));
  const queries = text.figures.map(
    (figure): BoundQuery => ({ id: figure.id, query: figureQuery(figure, places.get(figure.id)) }),
  );
  const { figures, counted, size } = await countFigures(register, queries, {
    gazetteer,
    memory: memory.reports,
  });
  const placeNames = new Map([...gazetteer.byId].map(([id, place]) => [id, place.names]));
  const statements = bindFigures(text, { counts: figures, placeNames, size });
  const organisations = new Map((await store.organisations()).map(({ id, name }) => [id, name]));
  const page = appealPageData(text, statements, {
    register: info.name,
    sources: (await store.sources()).map(({ id, name, organisation }) => ({
      id,
      name,
      organisation: organisations.get(organisation) ?? organisation,
    })),
  });
  const pages = renderAppealPage(page, { fonts: await readFonts(), document: chartDocument() });
  const log = verifierKey(info.origin, signingKey(register).publicKey);
  const files = publicationFiles({ statements, appealText: stored.text, pages, keys: { log } });
  return { version: stored.version, statements, counted, files };
}

type Publication = {
  readonly index: number;
  readonly size: number;
  readonly tree: HashTree;
  readonly checkpoint: Uint8Array;
};

/** The publication's entry, made now or when this state was published before, under the checkpoint signed then. */
async function enterPublication(register: OpenRegister, appeal: string, draft: Draft): Promise<Publication> {
  const { store } = register;
  const manifest = manifestDigest(draft.files);
  const { version } = draft;
  const known = await store.publication(appeal, manifest);
  const index =
    known?.index ??
    (
      await store.append(
        [{ entry: "publication", appeal, version, manifest, size: draft.statements.size }],
        register.newKeys(1),
      )
    ).start;
  const size = index + 1;
  const tree = hashTree(await store.leafHashes(0, size));
  return { index, size, tree, checkpoint: await signLedger(register, tree) };
}

async function makeProofs(
  register: OpenRegister,
  {
    draft,
    publication,
    memory,
  }: { readonly draft: Draft; readonly publication: Publication; readonly memory: PublishMemory },
): Promise<FolderFiles> {
  const counted = new Map<string, readonly KeyedEntry[]>();
  for (const [id, indices] of draft.counted)
    counted.set(id, await keyedEntries(register.store, indices, memory));
  const [entry] = await keyedEntries(register.store, [publication.index], memory);
  if (entry === undefined)
    throw new RecountError("broken-entry", `got no entry ${publication.index}, wanted the publication`);
  return publicationProofs({ statements: draft.statements, publication: entry, counted, ...publication });
}

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

function parsedValue<T>(parsed: Parsed<T>): T {
  if ("value" in parsed) return parsed.value;
  throw new RecountError(
    "refused",
    parsed.issues.map(({ path, message }) => `${path}: ${message}`).join("\n"),
  );
}

const signingKey = ({ logSeed }: OpenRegister): SigningKey => newSigningKey(logSeed);

/** Only an empty folder or one that was published before may be replaced: never somebody's documents. */
async function refuseForeignFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): readonly string[] => []);
  if (names.length === 0 || names.includes(MANIFEST_PATH)) return;
  throw new RecountError(
    "input-folder",
    `got ${folder}, which holds other files; wanted a new, an empty or a published folder`,
  );
}

/** Writes the files beside the folder, then puts them in its place: a reader sees the old folder or the new one. */
async function replaceFolder(folder: string, files: FolderFiles): Promise<void> {
  await refuseForeignFolder(folder);
  const [part, old] = [`${folder}.part`, `${folder}.old`];
  await rm(part, { recursive: true, force: true });
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(part, path)), { recursive: true });
    await writeFileDurably(join(part, path), bytes);
  }
  await rm(old, { recursive: true, force: true });
  await rename(folder, old).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  });
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
}
