/** What the screens ask of the register, as query options: the loader and the screen use the same. */
import { queryOptions } from "@tanstack/react-query";
import { getOverview, getPublications, searchPeople } from "../api.ts";

export const overviewQuery = queryOptions({
  queryKey: ["overview"],
  queryFn: ({ signal }) => getOverview(signal),
});

export const publicationsQuery = queryOptions({
  queryKey: ["publications"],
  queryFn: ({ signal }) => getPublications(signal),
});

/** Forgotten as soon as no screen shows it: what was searched for is nobody's to find. */
export const searchQuery = (text: string) =>
  queryOptions({
    queryKey: ["search", text],
    queryFn: ({ signal }) => searchPeople(text, signal),
    enabled: text !== "",
    gcTime: 0,
  });
