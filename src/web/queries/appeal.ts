/** Appeals: how they stand, their texts while they are written, and what is done with them. */
import { queryOptions } from "@tanstack/react-query";
import { type AnswerOf, ask, askAll, type RequestOf } from "../api.ts";

export type WrittenAppeal = AnswerOf<"GET /api/appeals/{appeal}/text">;

export const appealsQuery = queryOptions({
  queryKey: ["appeals"],
  queryFn: async ({ signal }) => (await askAll("GET /api/appeals", {}, { signal })).items,
});

export const appealQuery = (appeal: string) =>
  queryOptions({
    queryKey: ["appeals", appeal],
    queryFn: ({ signal }) => ask("GET /api/appeals/{appeal}", { path: { appeal } }, { signal }),
  });

/** Asked for each time: another one may have written meanwhile. */
export const writtenQuery = (appeal: string) =>
  queryOptions({
    queryKey: ["appeals", appeal, "text"],
    queryFn: ({ signal }) => readText(appeal, signal),
    gcTime: 0,
    staleTime: 0,
  });

export const readText = (appeal: string, signal?: AbortSignal): Promise<WrittenAppeal> =>
  ask("GET /api/appeals/{appeal}/text", { path: { appeal } }, signal === undefined ? {} : { signal });

export const saveText = (appeal: string, text: string, ifMatch: string): Promise<WrittenAppeal> =>
  ask("PUT /api/appeals/{appeal}/text", { path: { appeal }, body: { text } }, { ifMatch });

export const dropText = (appeal: string, ifMatch: string) =>
  ask("DELETE /api/appeals/{appeal}/text", { path: { appeal } }, { ifMatch });

export const beginAppeal = (body: RequestOf<"POST /api/appeals">["body"]) =>
  ask("POST /api/appeals", { body });

export const checkText = (text: string, signal: AbortSignal) =>
  ask("POST /api/appeals/check", { body: { text } }, { signal });

/** What these figures count now, each as it is written between the braces. */
export const figuresQuery = (figures: readonly string[]) =>
  queryOptions({
    queryKey: ["appeal-figures", figures],
    queryFn: async ({ signal }) =>
      (await ask("POST /api/appeals/figures", { body: { figures: [...figures] } }, { signal })).items,
    enabled: figures.length > 0,
    staleTime: 60_000,
  });

export const revisionsQuery = (appeal: string) =>
  queryOptions({
    queryKey: ["appeals", appeal, "revisions"],
    queryFn: async ({ signal }) =>
      (await askAll("GET /api/appeals/{appeal}/revisions", { path: { appeal } }, { signal })).items,
    staleTime: 0,
  });

export const revisionQuery = (appeal: string, id: string) =>
  queryOptions({
    queryKey: ["appeals", appeal, "revisions", id],
    queryFn: async ({ signal }) =>
      (await ask("GET /api/appeals/{appeal}/revisions/{id}", { path: { appeal, id } }, { signal })).text,
    enabled: id !== "",
    staleTime: 0,
  });

export const takeIn = (appeal: string, ifMatch: string) =>
  ask("POST /api/appeals/{appeal}/take", { path: { appeal }, body: {} }, { ifMatch });

export const invite = (appeal: string, anew: boolean) =>
  ask("POST /api/appeals/{appeal}/invite", { path: { appeal }, body: { anew } });

export const collectLetter = (body: RequestOf<"POST /api/appeal-letters">["body"]) =>
  ask("POST /api/appeal-letters", { body });

export const enterResponse = (
  appeal: string,
  body: RequestOf<"POST /api/appeals/{appeal}/responses">["body"],
) => ask("POST /api/appeals/{appeal}/responses", { path: { appeal }, body });

export const answerDispute = (id: number, text: string) =>
  ask("POST /api/appeal-letters/{id}/answer", { path: { id }, body: { text } });

export const publishNow = (appeal: string, despite: string) =>
  ask("POST /api/jobs", {
    body: { kind: "publish", appeal, ...(despite.trim() !== "" && { despite: despite.trim() }) },
  });
