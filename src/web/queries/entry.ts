/** Entering by hand: what was begun, and the record itself. */
import { queryOptions } from "@tanstack/react-query";
import { ask, askAll, type RequestOf } from "../api.ts";

/** Names of people stand in drafts: forgotten as soon as no screen shows them. */
export const draftsQuery = queryOptions({
  queryKey: ["drafts"],
  queryFn: async ({ signal }) => (await askAll("GET /api/drafts", {}, { signal })).items,
  gcTime: 0,
  staleTime: 0,
});

export const addRecord = (body: RequestOf<"POST /api/records">["body"], key: string) =>
  ask("POST /api/records", { body }, { key });

/** Takes a version of a list, or of what was entered by hand, out of the register again. */
export const undoVersion = (id: string) => ask("POST /api/versions/{id}/undo", { path: { id }, body: {} });
