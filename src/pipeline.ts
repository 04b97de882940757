/** The whole flow on one page: lists in, records, entities, counts, an appeal, a published folder. */
import { join } from "node:path";
import { RecountError } from "./base/errors.ts";
import type { ReportProgress } from "./base/progress.ts";
import type { Viewer } from "./model/person.ts";
import { type ImportReport, importList } from "./shell/import-list.ts";
import type { OpenRegister } from "./shell/register-folder.ts";
import { newAppeal } from "./steps/draft-appeal.ts";
import { linkRegister } from "./steps/link-register.ts";
import { type PublishedAppeal, publishAppeal } from "./steps/publish-appeal.ts";
import { publishMemory } from "./steps/publish-memory.ts";
import { readGazetteer } from "./steps/read-gazetteer.ts";
import { draftResolver } from "./steps/resolve-places.ts";
import { openSearch } from "./steps/search-register.ts";
import { viewOf } from "./steps/view.ts";

type ImportRequest = Omit<Parameters<typeof importList>[1], "resolver">;

/** One list into the register: its places resolved by the gazetteer as it stands, its names indexed for who brought it. */
export async function importSource(
  register: OpenRegister,
  request: ImportRequest,
  viewer: Viewer = { as: "keeper" },
): Promise<ImportReport> {
  const gazetteer = await readGazetteer(register);
  const report = await importList(register, {
    ...request,
    resolver: (drafts) => draftResolver(gazetteer, drafts),
  });
  await openSearch(register, viewOf(register, viewer)).refresh();
  return report;
}

export type Coalition = {
  readonly lists: readonly ImportRequest[]; // in order: a gazetteer before what it resolves
  readonly appeals: readonly { readonly slug: string; readonly text: string }[];
  readonly verifier?: Uint8Array; // the page with the verifier in it, where it was built
  /** Signatures, letters and answers, between the taking in of the texts and their publication. */
  readonly sign?: (register: OpenRegister) => Promise<void>;
};

export type FlowReport = {
  readonly imports: readonly ImportReport[];
  readonly published: readonly PublishedAppeal[];
};

/** From scattered lists to published appeals. */
export async function runFlow(
  register: OpenRegister,
  coalition: Coalition,
  progress: ReportProgress,
): Promise<FlowReport> {
  const imports: ImportReport[] = [];
  for (const list of coalition.lists) imports.push(await importSource(register, list));
  await linkRegister(register, { seed: 1, onePerList: false, progress });
  for (const { slug, text } of coalition.appeals) {
    const taken = await newAppeal(register, slug, text);
    if ("issues" in taken)
      throw new RecountError(
        "input-appeal",
        taken.issues.map((issue) => `${slug}, ${issue.path}: ${issue.message}`).join("\n"),
      );
  }
  await coalition.sign?.(register);
  const published: PublishedAppeal[] = [];
  const memory = publishMemory();
  for (const { slug } of coalition.appeals)
    published.push(
      await publishAppeal(register, slug, {
        folder: join(register.folder.published, slug),
        memory,
        progress,
        ...(coalition.verifier && { verifier: coalition.verifier }),
      }),
    );
  return { imports, published };
}
