/** Publication of an appeal: the text as it was put up for signature, what stands beside it, and the proofs. */
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { findAudit } from "../appeal/audit-files.ts";
import type { FolderFiles } from "../appeal/bag.ts";
import { digestOf, MANIFEST_PATH } from "../appeal/manifest.ts";
import { formatProofFile, type KeyedEntry, openLeaf } from "../appeal/proof-file.ts";
import { manifestDigests, publicationFiles, publicationNames, publicationProofs } from "../appeal/publish.ts";
import { readStanding, type Standing, standingSignatures } from "../appeal/standing.ts";
import { findTimestamps, firstPaths, timestampFiles } from "../appeal/timestamp-files.ts";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { formatZip } from "../base/zip.ts";
import { paddedSize } from "../ledger/padded-size.ts";
import type { HashTree } from "../ledger/tree.ts";
import type { Entry } from "../model/entry.ts";
import { renderAppealPage } from "../pages/appeal-page.ts";
import { unlessCode, writeFileDurably } from "../shell/files.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { filesBeside } from "./appeal-beside.ts";
import { appealPageData } from "./appeal-page-input.ts";
import { auditsBeside } from "./audit/take-audit.ts";
import { chartDocument } from "./chart-document.ts";
import { parsedValue, readDraft, type TextDraft } from "./draft-appeal.ts";
import { tokenFiles } from "./figure-tokens.ts";
import { readFonts } from "./page-fonts.ts";
import { publishRegisterLedger } from "./publish-ledger.ts";
import { keyedEntries, type PublishMemory, publishMemory } from "./publish-memory.ts";
import { treeOfRegister } from "./register-tree.ts";
import { releaseFigures } from "./release-figures.ts";
import { signLedger } from "./sign-checkpoint.ts";
import { stampCheckpoint, type Unstamped } from "./stamp-checkpoint.ts";
import { chainFiles } from "./timestamp-chain.ts";

export type PublishedAppeal = {
  readonly appeal: string;
  readonly folder: string;
  readonly figures: number;
  readonly documented: readonly { readonly id: string; readonly documented: number | string }[];
  readonly signatures: { readonly standing: number; readonly of: number };
  readonly size: number; // of the checkpoint
  readonly timestamps: number; // that the checkpoint carries
  readonly unstamped: readonly Unstamped[]; // authorities that gave none
};

export type PublishOptions = {
  readonly memory?: PublishMemory;
  readonly folder: string; // is replaced whole, and the zip of the same name beside it
  readonly progress: ReportProgress;
  /** Why numbers may be published although they tell on a few people beside others. */
  readonly despite?: string;
  /** The page with the verifier in it, where it was built. */
  readonly verifier?: Uint8Array;
};

/**
 * Counts where nothing was put up for signature, binds, writes. The same state of the register gives the same bytes, and
 * enters one publication only. Throws `refused` below the quorum that the text asks for.
 */
export async function publishAppeal(
  register: OpenRegister,
  appeal: string,
  options: PublishOptions,
): Promise<PublishedAppeal> {
  const { store } = register;
  const { memory = publishMemory() } = options;
  return store.writingStep("publish", async () => {
    options.progress(`publishing ${appeal}: counting`, 0, 3);
    const draft = await readDraft(register, appeal, memory);
    const beside = await filesBeside(store, draft);
    const standing = parsedValue(readStanding(new Map([...draft.files, ...beside]), draft.text));
    await refuseBelowQuorum(register, draft, standing);
    options.progress(`publishing ${appeal}: proofs`, 1, 3);
    const page: FolderFiles = options.verifier ? new Map([["verify.html", options.verifier]]) : new Map();
    await releaseFigures(register, draft, options.despite);
    const tokens = await tokensOf(register, draft);
    const audits = await auditsBeside(store, digestOf(draft.files.get(MANIFEST_PATH) ?? new Uint8Array()));
    const authorities = await chainFiles(register.folder);
    const pages = await renderPages(register, draft, { standing, audits });
    const files = publicationFiles(
      draft.files,
      new Map([...beside, ...tokens, ...audits, ...authorities, ...pages, ...page]),
      draft.text.title,
    );
    const publication = await enterPublication(register, draft, files);
    const unstamped = await stampCheckpoint(register, publication.size, publication.checkpoint);
    const timestamps = await timestampProofs(register, draft, publication);
    const proofs = await makeProofs(register, { draft, publication, memory });
    options.progress(`publishing ${appeal}: writing`, 2, 3);
    await replaceFolder(options.folder, new Map([...files, ...proofs, ...timestamps]));
    await publishRegisterLedger(register);
    options.progress(`publishing ${appeal}: done`, 3, 3);
    const { figures } = draft.statements;
    const { signatories } = standing;
    return {
      appeal,
      folder: options.folder,
      figures: figures.length,
      documented: figures.map(({ id, documented }) => ({ id, documented })),
      signatures: {
        standing: signatories.filter((each) => each.signed && !each.withdrawn).length,
        of: signatories.length,
      },
      size: publication.size,
      timestamps: findTimestamps(timestamps, "own").size,
      unstamped,
    };
  });
}

/** Once a text is out it is published whatever becomes of its signatures: that one was taken back has to be shown. */
async function refuseBelowQuorum(
  { store }: OpenRegister,
  { appeal, files, text: { quorum = 0 } }: TextDraft,
  standing: Standing,
): Promise<void> {
  const given = standingSignatures(standing).length;
  if (given >= quorum) return;
  const manifest = digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array());
  if ((await store.entriesOf("publication")).some(({ entry }) => entry.manifest === manifest)) return;
  throw new RecountError(
    "refused",
    `got ${given} signatures on ${appeal}, wanted the quorum of ${quorum}: recount appeal invite, sign and collect`,
  );
}

/** Tokens of the figures that say their number; the others would tell it by them. */
function tokensOf(register: OpenRegister, { statements, counted, files }: TextDraft): Promise<FolderFiles> {
  const shown = statements.figures.flatMap(({ id, proof }) =>
    proof.level !== "attested" ? ([[id, counted.get(id) ?? []]] as const) : [],
  );
  return tokenFiles(register, digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array()), new Map(shown));
}

async function renderPages(
  { info, store }: OpenRegister,
  { text, statements }: TextDraft,
  { standing, audits }: { readonly standing: Standing; readonly audits: FolderFiles },
): Promise<FolderFiles> {
  const organisations = new Map((await store.organisations()).map(({ id, name }) => [id, name]));
  const sources = (await store.sources()).map(({ id, name, organisation }) => ({
    id,
    name,
    organisation: organisations.get(organisation) ?? organisation,
  }));
  const page = appealPageData(text, statements, {
    register: info.name,
    sources,
    standing,
    audits: statements.figures.flatMap(({ id }) => {
      const found = findAudit(audits, id);
      return found !== undefined && "value" in found ? [found.value.audit] : [];
    }),
  });
  return renderAppealPage(page, { fonts: await readFonts(), document: chartDocument() });
}

type Publication = {
  readonly index: number;
  readonly size: number;
  readonly tree: HashTree;
  readonly checkpoint: Uint8Array;
};

/** The publication's entry, made now or when this state was published before, under the checkpoint signed then. */
async function enterPublication(
  register: OpenRegister,
  { appeal, version, statements }: TextDraft,
  files: FolderFiles,
): Promise<Publication> {
  const { store } = register;
  const manifests = manifestDigests(files);
  const known = await store.publication(appeal, manifests);
  const publication = { entry: "publication", appeal, version, ...manifests, size: statements.size } as const;
  const index = known?.index ?? (await appendPadded(register, publication));
  const size = index + 1;
  const tree = await treeOfRegister(register, size);
  return { index, size, tree, checkpoint: await signLedger(register, tree) };
}

/** Appends the publication as the last entry of a size on the schedule; gives its index. */
async function appendPadded({ store, newKeys }: OpenRegister, publication: Entry): Promise<number> {
  const [size, signed] = [await store.size(), await store.latestCheckpoint()];
  const count = paddedSize(size + 1, signed?.size ?? 0) - size;
  const padding = Array.from({ length: count - 1 }, (): Entry => ({ entry: "padding" }));
  return (await store.append([...padding, publication], newKeys(count))).end - 1;
}

async function makeProofs(
  { store }: OpenRegister,
  {
    draft,
    publication,
    memory,
  }: { readonly draft: TextDraft; readonly publication: Publication; readonly memory: PublishMemory },
): Promise<FolderFiles> {
  const counted = new Map<string, readonly KeyedEntry[]>();
  for (const [id, indices] of draft.counted) counted.set(id, await keyedEntries(store, indices, memory));
  const [entry] = await keyedEntries(store, [publication.index], memory);
  if (entry === undefined)
    throw new RecountError("broken-entry", `got no entry ${publication.index}, wanted the publication`);
  const earlier = (await store.checkpoints())
    .filter(({ size }) => size > 0 && size < publication.size)
    .map(({ size, bytes }) => ({ size, checkpoint: bytes }));
  const { statements } = draft;
  return publicationProofs({ statements, publication: entry, counted, earlier, ...publication });
}

/** The timestamps of the publication's checkpoint, and the first publication of the same text that has some of its own. */
async function timestampProofs(
  { store }: OpenRegister,
  { appeal, files }: TextDraft,
  { size, tree }: Publication,
): Promise<FolderFiles> {
  const own = (await store.timestamps(size)).map(({ bytes }) => bytes);
  const manifest = digestOf(files.get(MANIFEST_PATH) ?? new Uint8Array());
  const before = (await store.entriesOf("publication")).filter(
    ({ index, entry }) => index + 1 < size && entry.appeal === appeal && entry.manifest === manifest,
  );
  for (const { index } of before) {
    const at = { tree, size: index + 1 };
    const [stamps, checkpoint] = [await store.timestamps(at.size), await store.checkpoint(at.size)];
    const keyed = await store.entry(index);
    if (stamps.length === 0 || checkpoint === undefined || keyed === undefined) continue;
    const leaves = [openLeaf({ index, ...keyed }, publicationNames, at)];
    return new Map([
      ...timestampFiles(own, "own"),
      ...timestampFiles(
        stamps.map(({ bytes }) => bytes),
        "first",
      ),
      [firstPaths.checkpoint, checkpoint],
      [firstPaths.publication, formatProofFile({ of: "publication", size: at.size, leaves })],
    ]);
  }
  return timestampFiles(own, "own");
}

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
  await rename(folder, old).catch(unlessCode("ENOENT"));
  await rename(part, folder);
  await rm(old, { recursive: true, force: true });
  await writeFileDurably(`${folder}.zip`, formatZip(basename(folder), files));
}
