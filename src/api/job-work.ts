/** What each kind of long work does, over the same steps as the command line. */
import { roundedCount } from "../appeal/small-numbers.ts";
import type { Json } from "../base/canonical-json.ts";
import { RecountError } from "../base/errors.ts";
import type { ReportProgress } from "../base/progress.ts";
import { parseFieldConsent } from "../model/audience.ts";
import { organisationId, slug } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import { importSource } from "../pipeline.ts";
import { keepExport } from "../shell/exports.ts";
import type { ImportReport } from "../shell/import-list.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { dropUpload, uploadedFile } from "../shell/uploads.ts";
import { seesExactCounts } from "../steps/count/count-for-viewer.ts";
import { readyCounts } from "../steps/count/count-register.ts";
import type { EstimateChoices } from "../steps/count/estimate-figure.ts";
import { estimateRegister, type RegisterEstimate } from "../steps/count/estimate-register.ts";
import { examineRegister } from "../steps/doctor.ts";
import { estimateJson } from "../steps/estimate-json.ts";
import { estimateTable } from "../steps/estimate-table.ts";
import { exportRows } from "../steps/export/export-rows.ts";
import { linkRegister } from "../steps/link-register.ts";
import { sourceToImport } from "../steps/people/own-sources.ts";
import { publishAppeal } from "../steps/publish-appeal.ts";
import { viewOf } from "../steps/view.ts";
import type { JobInput } from "./job-answers.ts";
import { requireOwnUpload } from "./upload-service.ts";

const MOST_TABLE_BYTES = 4 * 1024 * 1024; // 2^16 patterns of sixteen lists

export type JobContext = {
  readonly register: OpenRegister;
  readonly job: string; // its id
  readonly viewer: Viewer;
  readonly report: ReportProgress;
  readonly signal: AbortSignal;
  /** The page with the verifier in it, for what is published. */
  readonly verifier: () => Promise<Uint8Array | undefined>;
};

type InputOf<Kind extends JobInput["kind"]> = Extract<JobInput, { readonly kind: Kind }>;

/** Does the work and returns what there is to tell of it. What was done before a crash is not done twice. */
export function doJob(context: JobContext, input: JobInput): Promise<Json> {
  switch (input.kind) {
    case "import":
      return importUpload(context, input);
    case "link":
      return link(context, input);
    case "estimate":
      return estimate(context, input);
    case "estimate-table":
      return estimateUpload(context, input);
    case "publish":
      return publish(context, input);
    case "doctor":
      return examine(context);
    case "export":
      return exportFile(context, input);
  }
}

/** Written as it is read: nothing of it is held. A try that was interrupted is begun anew. */
async function exportFile(
  { register, viewer, report, signal, job }: JobContext,
  { of, format, only }: InputOf<"export">,
): Promise<Json> {
  const progress = (done: number, total: number) => report("records", done, total);
  const rows = exportRows(viewOf(register, viewer), { of, format, kind: only }, { progress, signal });
  const { name, size, digest } = await keepExport(register, { job, name: `${of}.${format}` }, rows);
  return { name, size, digest };
}

/** What the doctor found, part by part. */
async function examine({ register, report }: JobContext): Promise<Json> {
  const { verdict, size, findings } = await examineRegister(register, { progress: report });
  return { verdict, size, findings: findings.map(({ part, state, detail }) => ({ part, state, detail })) };
}

/** Goes on from the last batch on disk; a list that was accepted just before a crash is found unchanged. */
async function importUpload(
  { register, viewer, report, signal }: JobContext,
  { upload: id, ...asked }: InputOf<"import">,
): Promise<Json> {
  const upload = await requireOwnUpload(register, id, viewer);
  const organisation = await holderOf(register, viewer, asked.organisation);
  const fields = parseFieldConsent(
    Object.entries(asked.consentFor ?? {})
      .map((pair) => pair.join("="))
      .join(","),
  );
  if ("wrong" in fields)
    throw new RecountError("input-consent", `got ${fields.wrong}, wanted a field and an audience`);
  const said = { ...(asked.consent !== undefined && { consent: asked.consent }), fields: fields.value };
  const source = await sourceToImport(register, asked.source, { holder: organisation.id, said, viewer });
  const done = await importSource(
    register,
    {
      path: upload.name,
      file: uploadedFile(register, upload),
      source: { ...source, ...(asked.sealed !== undefined && { sealed: asked.sealed }) },
      organisation,
      ...(asked.records !== undefined && { records: asked.records }),
      strict: asked.strict,
      progress: { report },
      signal,
    },
    viewer,
  );
  if (done.accepted) await dropUpload(register, id);
  return importResult(done);
}

async function holderOf({ store }: OpenRegister, viewer: Viewer, asked: string | undefined) {
  if (viewer.as !== "person") {
    if (asked === undefined)
      throw new RecountError(
        "input-organisation",
        "got no organisation, wanted the name of whose list it is",
      );
    return { id: organisationId(slug(asked)), name: asked };
  }
  const own = (await store.organisations()).find(({ id }) => id === viewer.organisation);
  return { id: viewer.organisation, name: own?.name ?? viewer.organisation };
}

/** Counts, and no text of a row: what is wrong with which row stands with its record. */
function importResult(report: ImportReport): Json {
  const { accepted, unchanged, source, file, evidence, version, rows, records, issues } = report;
  const { added, changed, unchanged: same, removed } = report.difference;
  return {
    accepted,
    unchanged,
    source,
    file,
    evidence,
    rows,
    records,
    issues,
    version: { id: version.id, number: version.number },
    issuesByKind: report.issuesByKind,
    difference: { added, changed, unchanged: same, removed: removed.length },
    places: { ...report.places },
    resumedBatches: report.resumedBatches,
  };
}

/** A member's run tells nothing of what was found in others' lists, not even how much. */
async function link(
  { register, viewer, report }: JobContext,
  { seed, onePerList }: InputOf<"link">,
): Promise<Json> {
  const isKeeper = viewer.as === "keeper";
  const progress = isKeeper ? report : () => undefined;
  const { size, kinds, judgements } = await linkRegister(register, { seed, onePerList, progress });
  await readyCounts(register); // or whoever counts next would wait for it
  if (!isKeeper) return { size };
  const found = kinds.map(({ kind, records, pairs, entities, review }) => ({
    kind,
    records,
    pairs,
    entities,
    review,
  }));
  return { size, kinds: found, judgements: { ...judgements } };
}

async function estimate(
  { register, viewer, report }: JobContext,
  { harm, place, period, by, seed, ...choices }: InputOf<"estimate">,
): Promise<Json> {
  report("estimate", 0, 0);
  const answer = await estimateRegister(register, {
    harm,
    ...(place !== undefined && { place }),
    ...(period !== undefined && { period }),
    by,
    seed,
    options: chosen(choices),
  });
  return estimateResult(answer, seesExactCounts(viewer));
}

/** Nothing of a table goes on record: it is nobody's in the register. */
async function estimateUpload(
  { register, viewer, report }: JobContext,
  { upload: id, seed, merge, impossible, ...choices }: InputOf<"estimate-table">,
): Promise<Json> {
  const upload = await requireOwnUpload(register, id, viewer);
  if (upload.size > MOST_TABLE_BYTES)
    throw new RecountError(
      "too-long",
      `got ${upload.size} bytes, wanted a table of at most ${MOST_TABLE_BYTES}`,
    );
  const options = { ...chosen(choices), seed, merge, impossible, progress: report };
  const {
    lists,
    report: estimated,
    onePerRow,
  } = await estimateTable(uploadedFile(register, upload), options);
  await dropUpload(register, id);
  return { onePerRow, ...Object(estimateJson(estimated, lists)) };
}

type Choices = { readonly [name in keyof EstimateChoices]?: EstimateChoices[name] | undefined };

const chosen = ({ methods, replicates, chains, iterations }: Choices): EstimateChoices => ({
  ...(methods !== undefined && { methods }),
  ...(replicates !== undefined && { replicates }),
  ...(chains !== undefined && { chains }),
  ...(iterations !== undefined && { iterations }),
});

/**
 * As it would be published for members: rounded, without what single lists, methods and strata say. Where counts are
 * told exactly, all that the command line tells.
 */
function estimateResult({ figure, estimate: made, strata, total }: RegisterEstimate, isExact: boolean): Json {
  const round = (count: number) => (isExact ? count : roundedCount(Math.round(count)));
  const documented = round(figure.documented);
  if (!made.made) return { documented, verdict: "not estimable", reason: made.reason };
  const { conclusion, report, runsBefore } = made;
  const lists = figure.lists.map(({ source }) => source);
  const whole = isExact && { report: estimateJson(report, lists), runsBefore, ...strataJson(strata, total) };
  if (conclusion.verdict === "not estimable") return { documented, ...conclusion, ...whole };
  const { lower, upper } = conclusion.verdict === "estimate" ? conclusion.answer : conclusion;
  return { documented, verdict: conclusion.verdict, lower: round(lower), upper: round(upper), ...whole };
}

const strataJson = (strata: RegisterEstimate["strata"], total: RegisterEstimate["total"]) =>
  JSON.parse(JSON.stringify({ strata, ...(total !== undefined && { total }) }));

async function publish(
  { register, report, verifier }: JobContext,
  { appeal, despite }: InputOf<"publish">,
): Promise<Json> {
  const page = await verifier();
  const published = await publishAppeal(register, appeal, {
    folder: `${register.folder.published}/${slug(appeal)}`,
    progress: report,
    ...(page !== undefined && { verifier: page }),
    ...(despite !== undefined && { despite }),
  });
  const { figures, signatures, size } = published;
  return { appeal, figures, signatures: { ...signatures }, size };
}
