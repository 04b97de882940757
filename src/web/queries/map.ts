/** What the map draws, as coarse as the viewer may have it. */
import { queryOptions } from "@tanstack/react-query";
import { type AnswerOf, ask } from "../api.ts";

export type MapAnswer = AnswerOf<"GET /api/map">;

export const mapQuery = queryOptions({
  queryKey: ["map"],
  queryFn: ({ signal }) => ask("GET /api/map", {}, { signal }),
});
