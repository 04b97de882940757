/** The routes of long work; its progress comes as server-sent events. */

import { ReadableStream as NodeStream } from "node:stream/web";
import { setTimeout as pause } from "node:timers/promises";
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { streamSSE } from "hono/streaming";
import type { ServerBindings } from "./guard.ts";
import { type JobAnswer, jobInputSchema, jobSchema } from "./job-answers.ts";
import { pageOf, pageQuery } from "./paging.ts";
import { answer, jsonBody, refusal } from "./route-parts.ts";

const LOOK_MS = 300; // between two looks at a job: any process may be at it
const ALIVE_MS = 15_000; // a word now and then, so that nothing between takes the line for dead

const params = z.object({ id: z.uuid() });
const gone = refusal("there is no such job of the asker's");

const addRoute = createRoute({
  method: "post",
  path: "/api/jobs",
  request: { body: jsonBody(jobInputSchema) },
  responses: {
    202: answer(jobSchema, "it waits to be done"),
    400: refusal("the request is not as it should be"),
    409: refusal("not for this role"),
  },
});

const listRoute = createRoute({
  method: "get",
  path: "/api/jobs",
  request: { query: pageQuery },
  responses: { 200: answer(pageOf(jobSchema), "newest first"), 400: refusal("no such page") },
});

const findRoute = createRoute({
  method: "get",
  path: "/api/jobs/{id}",
  request: { params },
  responses: { 200: answer(jobSchema, "how it stands"), 400: refusal("no id"), 404: gone },
});

const cancelRoute = createRoute({
  method: "post",
  path: "/api/jobs/{id}/cancel",
  request: { params, body: jsonBody(z.strictObject({})) },
  responses: {
    200: answer(jobSchema, "one under way stops at its next step; one that has ended stays"),
    400: refusal("no id"),
    404: gone,
  },
});

const eventsRoute = createRoute({
  method: "get",
  path: "/api/jobs/{id}/events",
  request: {
    params,
    headers: z.object({
      "last-event-id": z
        .string()
        .regex(/^\d{1,9}$/)
        .optional()
        .describe("only what changed since"),
    }),
  },
  responses: {
    200: {
      description: "each change of the job, until it has ended; an event's data is a job",
      content: {
        "text/event-stream": {
          schema: z.object({ event: z.literal("job"), id: z.string(), data: z.string() }),
        },
      },
    },
    400: refusal("no id"),
    404: gone,
  },
});

const fileRoute = createRoute({
  method: "get",
  path: "/api/jobs/{id}/file",
  request: { params },
  responses: {
    200: {
      description: "what an export made, as it is read",
      content: {
        "text/csv": { schema: z.string() },
        "application/jsonl": { schema: z.string() },
      },
    },
    400: refusal("no id"),
    404: refusal("there is no such job of the asker's, or it made no file, or a day ago"),
  },
});

/** Adds the routes of jobs to the application. */
export function addJobs(app: OpenAPIHono<ServerBindings>): void {
  app.openapi(addRoute, async (c) => c.json(await c.var.service.jobs.add(c.req.valid("json")), 202));
  app.openapi(listRoute, async (c) => c.json(await c.var.service.jobs.list(c.req.valid("query")), 200));
  app.openapi(findRoute, async (c) => c.json(await c.var.service.jobs.find(c.req.valid("param").id), 200));
  app.openapi(cancelRoute, async (c) =>
    c.json(await c.var.service.jobs.cancel(c.req.valid("param").id), 200),
  );
  app.openapi(fileRoute, async (c) => {
    const { name, size, bytes } = await c.var.service.jobs.file(c.req.valid("param").id);
    c.header("content-type", name.endsWith(".csv") ? "text/csv; charset=utf-8" : "application/jsonl");
    c.header("content-disposition", `attachment; filename="${name}"`);
    c.header("content-length", String(size));
    // What fails on the way breaks it off, so that nobody takes a part for the whole.
    return c.body(NodeStream.from(bytes) as ReadableStream<Uint8Array>);
  });
  app.openapi(eventsRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { jobs } = c.var.service;
    const first = await jobs.find(id);
    const known = Number(c.req.valid("header")["last-event-id"] ?? 0);
    return streamSSE(c, async (sent) => {
      const gone = new AbortController();
      sent.onAbort(() => gone.abort());
      for await (const job of changesOf(first, known, { look: () => jobs.find(id), signal: gone.signal }))
        await (job === undefined
          ? sent.write(": alive\n\n")
          : sent.writeSSE({ id: String(job.change), event: "job", data: JSON.stringify(job) }));
    });
  });
}

type Looking = { readonly look: () => Promise<JobAnswer>; readonly signal: AbortSignal };

/** Each state after `known` until the last one; undefined where nothing happened for a while. */
async function* changesOf(
  first: JobAnswer,
  known: number,
  { look, signal }: Looking,
): AsyncGenerator<JobAnswer | undefined> {
  let [job, told, quiet] = [first, known, 0];
  while (!signal.aborted) {
    if (job.change > told || job.ended !== undefined) yield job;
    if (job.ended !== undefined) return;
    told = Math.max(told, job.change);
    await pause(LOOK_MS, undefined, { signal }).catch(() => undefined);
    quiet += LOOK_MS;
    if (quiet % ALIVE_MS === 0) yield undefined;
    if (!signal.aborted) job = await look();
  }
}
