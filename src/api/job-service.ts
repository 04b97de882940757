/** Long work for the HTTP application: asked for here, done by `job-runner.ts` of some process. */
import { RecountError } from "../base/errors.ts";
import type { Deed, Viewer } from "../model/person.ts";
import { exportedBytes } from "../shell/exports.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { requireDeed } from "../steps/people/viewer.ts";
import type { Asker, Job } from "../store/jobs.ts";
import type { JobAnswer, JobInput, JobService } from "./job-answers.ts";
import { pageLimit, pageOfNext, readCursor } from "./paging.ts";

/** Who may ask for it. */
export const jobDeeds: { readonly [kind in JobInput["kind"]]: Deed } = {
  import: "change",
  link: "change",
  estimate: "publish",
  "estimate-table": "change",
  publish: "publish",
  doctor: "govern",
  export: "look",
};

/** Whose it is. A name alone is not enough: who was removed may have a namesake in another organisation. */
export const askerOf = (viewer: Viewer): Asker =>
  viewer.as === "person" ? { person: viewer.name, organisation: viewer.organisation } : {};

/** People see the jobs that they asked for, owners those of their organisation; `wake` says that there is a new one. */
export function registerJobs(register: OpenRegister, viewer: Viewer, wake: () => void): JobService {
  const { store } = register;
  const find = async (id: string): Promise<Job> => {
    const job = await store.jobs.find(id);
    if (job !== undefined && isShown(job, viewer)) return job;
    throw new RecountError("not-found", `got ${id}, wanted the id of a job of yours`);
  };
  return {
    async add(input) {
      requireDeed(viewer, jobDeeds[input.kind]);
      const { kind, ...rest } = input;
      const given = JSON.parse(JSON.stringify(rest));
      const job = await store.jobs.add({ kind, input: given, ...askerOf(viewer) });
      wake();
      return jobAnswer(job);
    },
    async list(query) {
      requireDeed(viewer, "look");
      const before = readCursor(query);
      if (before !== undefined && !isUuid(before))
        throw new RecountError("input-cursor", "got a cursor of another list, wanted one of jobs");
      const { person, organisation } = askerOf(viewer);
      const whose =
        viewer.as === "person" && viewer.role !== "owner" ? { person, organisation } : { organisation };
      const jobs = await store.jobs.list({
        limit: pageLimit(query) + 1,
        ...(before !== undefined && { before }),
        ...(whose as Asker),
      });
      return pageOfNext(jobs.map(jobAnswer), query, ({ id }) => id);
    },
    find: async (id) => jobAnswer(await find(id)),
    async cancel(id) {
      await find(id);
      await store.jobs.cancel(id);
      return jobAnswer(await find(id));
    },
    async file(id) {
      const job = await find(id);
      // An owner sees how others' jobs stand; what they were shown is theirs, and logged as theirs.
      const made = isOwn(job, viewer) ? await store.exports.find(id) : undefined;
      if (made === undefined || job.state !== "done")
        throw new RecountError("not-found", `got ${id}, wanted the id of a job of yours`);
      return { name: made.name, size: made.size, bytes: exportedBytes(register, made) };
    },
  };
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Whether it is the viewer's own. */
export function isOwn({ person, organisation }: Asker, viewer: Viewer): boolean {
  const asker = askerOf(viewer);
  return person === asker.person && organisation === asker.organisation;
}

function isShown(job: Job, viewer: Viewer): boolean {
  if (viewer.as !== "person") return viewer.as === "keeper";
  const isOfOwner = viewer.role === "owner" && job.organisation === viewer.organisation;
  return isOfOwner || isOwn(job, viewer);
}

function jobAnswer({
  id,
  kind,
  state,
  progress,
  result,
  tries,
  change,
  person,
  asked,
  ended,
}: Job): JobAnswer {
  return {
    id,
    kind,
    state,
    tries,
    change,
    asked,
    ...(progress !== undefined && { progress }),
    ...(state === "done" && { result }),
    ...(state === "failed" && { failure: { code: typeof result === "string" ? result : "bug" } }),
    ...(person !== undefined && { person }),
    ...(ended !== undefined && { ended }),
  };
}
