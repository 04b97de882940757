/** Returns: households by place of origin, and those of one place. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type AnswerOf, ask } from "../api.ts";

export type Returns = AnswerOf<"POST /api/returns">;
export type ReturnNumbers = Returns["total"];
export type ShownHousehold = AnswerOf<"POST /api/returns/households">["items"][number];

export const returnsQuery = (place: string | undefined) =>
  queryOptions({
    queryKey: ["returns", place ?? ""],
    queryFn: ({ signal }) =>
      ask("POST /api/returns", { body: place === undefined ? {} : { place } }, { signal }),
  });

/** Each is a look at a household's record: forgotten soon after it is left. */
export const householdsQuery = (place: string) =>
  infiniteQueryOptions({
    queryKey: ["returns", place, "households"],
    queryFn: ({ pageParam, signal }) => {
      const body = { place, ...(pageParam !== "" && { cursor: pageParam }) };
      return ask("POST /api/returns/households", { body }, { signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    gcTime: 60_000,
  });
