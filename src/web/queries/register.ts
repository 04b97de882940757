/** What the screens ask of the register, as query options: the loader and the screen use the same. */
import { queryOptions } from "@tanstack/react-query";
import { ask, askAll } from "../api.ts";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => ask("GET /api/overview", {}, { signal }),
});

export const publicationsQuery = queryOptions({
  queryKey: ["publications"],
  queryFn: async ({ signal }) => (await askAll("GET /api/publications", {}, { signal })).items,
});

/** Forgotten as soon as no screen shows it: what was searched for is nobody's to find. Sent as a body, so that no name stands in an address. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ["search", text],
    queryFn: ({ signal }) => ask("POST /api/search", { body: { text, limit: 30 } }, { signal }),
    enabled: text !== "",
    gcTime: 0,
  });

/** What anybody may search. Forgotten as soon as no screen shows it. */
export const publicSearchQuery = (text: string) =>
  queryOptions({
    queryKey: ["public-search", text],
    queryFn: ({ signal }) => ask("POST /api/public/search", { body: { text } }, { signal }),
    enabled: text !== "",
    gcTime: 0,
  });
