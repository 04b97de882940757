/** Entities: one with all that its records say, lists of them, the files that they came in. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { ask, type RequestOf } from "../api.ts";

/** A person's page is forgotten soon after it is left. */
export const entityQuery = (id: string) =>
  queryOptions({
    queryKey: ["entity", id],
    queryFn: ({ signal }) => ask("GET /api/entities/{id}", { path: { id } }, { signal }),
    gcTime: 60_000,
  });

/** Asked for only when somebody opens it: the files are hashed anew. */
export const evidenceQuery = (id: string, isOpen: boolean) =>
  queryOptions({
    queryKey: ["entity", id, "evidence"],
    queryFn: ({ signal }) => ask("GET /api/entities/{id}/evidence", { path: { id } }, { signal }),
    enabled: isOpen,
    gcTime: 60_000,
  });

export type ListedKind = "group" | "site" | "hazard" | "event" | "place";

export const entitiesQuery = (kind: ListedKind) =>
  infiniteQueryOptions({
    queryKey: ["entities", kind],
    queryFn: ({ pageParam, signal }) =>
      ask(
        "GET /api/entities",
        { query: { kind, limit: 100, ...(pageParam !== "" && { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

export type Separation = {
  readonly record: string; // which is of another than the others
  readonly others: readonly string[];
  readonly by: string;
  readonly why: string;
};

/** Judges a record different from each of the others; gives the judgements, so that they can be taken back. */
export async function separateRecord({ record, others, by, why }: Separation): Promise<readonly number[]> {
  const ids: number[] = [];
  for (const other of others) {
    const body = { left: record, right: other, answer: "different", by, why } as const;
    ids.push((await ask("POST /api/review/judgements", { body })).id);
  }
  return ids;
}

/** Takes judgements back, each by an entry of its own. */
export async function takeBackJudgements(ids: readonly number[], by: string): Promise<void> {
  for (const id of ids) await ask("POST /api/review/judgements/{id}/undo", { path: { id }, body: { by } });
}

/** Keeps a field of a record (`record`: all of it) from wider audiences; `public` takes that back. */
export const restrictRecord = (body: RequestOf<"POST /api/restrictions">["body"], ifMatch?: string) =>
  ask("POST /api/restrictions", { body }, ifMatch === undefined ? {} : { ifMatch });
