/** Who looks, and what they may do. */
import { queryOptions } from "@tanstack/react-query";
import { getViewer } from "../api.ts";

export const viewerQuery = queryOptions({
  queryKey: ["viewer"],
  queryFn: ({ signal }) => getViewer(signal),
  staleTime: Number.POSITIVE_INFINITY,
});
