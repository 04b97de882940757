/** Counts: a figure as it would be published, its files, and the figures that are kept by a name. */
import { queryOptions } from "@tanstack/react-query";
import { type AnswerOf, ask, askAll, askFile, type RequestOf } from "../api.ts";

export type CountRequest = RequestOf<"POST /api/counts">["body"];
export type Counted = AnswerOf<"POST /api/counts">;
export type CountPicture = Counted["pictures"][number];
export type KeptFigure = AnswerOf<"GET /api/counts/saved">["items"][number];
export type Asked = RequestOf<"POST /api/counts/saved">["body"]["asked"];

export const countFigure = (body: CountRequest) => ask("POST /api/counts", { body });

export const countFile = (body: RequestOf<"POST /api/counts/file">["body"]) =>
  askFile("POST /api/counts/file", { body });

export const keptFiguresQuery = queryOptions({
  queryKey: ["counts", "kept"],
  queryFn: async ({ signal }) => (await askAll("GET /api/counts/saved", {}, { signal })).items,
});

export const keepFigure = (name: string, asked: Asked) =>
  ask("POST /api/counts/saved", { body: { name, asked } });

export const dropFigure = (id: number) =>
  ask("POST /api/counts/saved/{id}/remove", { path: { id }, body: {} });
