/** Who looks, and what they may do. */
import { queryOptions } from "@tanstack/react-query";
import { ask } from "../api.ts";

export const viewerQuery = queryOptions({
  queryKey: ["viewer"],
  queryFn: ({ signal }) => ask("GET /api/me", {}, { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
