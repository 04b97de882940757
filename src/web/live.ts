/** The only place that listens to the server: a job's progress, as it tells of it. */
import type { AnswerOf } from "./api.ts";

export type Job = AnswerOf<"GET /api/jobs/{id}">;

/** Tells of each change until the job has ended; the browser connects again by itself. Returns how to stop. */
export function followJob(id: string, tell: (job: Job) => void): () => void {
  const source = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`);
  source.addEventListener("job", (event: MessageEvent<string>) => {
    const job = JSON.parse(event.data) as Job;
    if (job.ended !== undefined) source.close();
    tell(job);
  });
  return () => source.close();
}
