/** What the screens ask of the register, as query options: the loader and the screen use the same. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { ask, askAll } from "../api.ts";

/** The register at a glance; the pages after the first are for their sources. */
export const overviewQuery = infiniteQueryOptions({
  queryKey: ["overview"],
  queryFn: ({ pageParam, signal }) => ask("GET /api/overview", { query: from(pageParam) }, { signal }),
  initialPageParam: "",
  getNextPageParam: ({ sources }) => sources.next,
});

export const publicationsQuery = queryOptions({
  queryKey: ["publications"],
  queryFn: async ({ signal }) => (await askAll("GET /api/publications", {}, { signal })).items,
});

/** Forgotten as soon as no screen shows it: what was searched for is nobody's to find. Sent as a body, so that no name stands in an address. */
export const searchQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ["search", text],
    queryFn: ({ pageParam, signal }) =>
      ask("POST /api/search", { body: { text, limit: 30, ...from(pageParam) } }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    enabled: text !== "",
    gcTime: 0,
  });

/** The few nearest: those that are shown are looked at, and looks are counted. */
export const nearestQuery = (text: string) =>
  queryOptions({
    queryKey: ["nearest", text],
    queryFn: ({ signal }) => ask("POST /api/search", { body: { text, limit: 8 } }, { signal }),
    enabled: text !== "",
    gcTime: 0,
  });

/** What anybody may search. Forgotten as soon as no screen shows it. */
export const publicSearchQuery = (text: string) =>
  infiniteQueryOptions({
    queryKey: ["public-search", text],
    queryFn: ({ pageParam, signal }) =>
      ask("POST /api/public/search", { body: { text, ...from(pageParam) } }, { signal }),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    enabled: text !== "",
    gcTime: 0,
  });

const from = (cursor: string) => (cursor === "" ? {} : { cursor });
