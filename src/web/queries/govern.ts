/** Governing: organisations and people, consents, who looked, how the register is kept, long work. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type AnswerOf, ask, askAll, type RequestOf } from "../api.ts";

export type PeopleOfRegister = AnswerOf<"GET /api/people">;
export type RoleOf = PeopleOfRegister["items"][number]["role"];
export type SourceConsent = AnswerOf<"GET /api/consents">["items"][number];
export type Look = AnswerOf<"GET /api/access-log">["items"][number];
export type Health = AnswerOf<"GET /api/health">;

export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  queryFn: async ({ signal }) => (await askAll("GET /api/organisations", {}, { signal })).items,
});
/** Names of people: forgotten as soon as no screen shows them. */
export const peopleQuery = queryOptions({
  queryKey: ["people-of-register"],
  queryFn: ({ signal }) => askAll("GET /api/people", {}, { signal }),
  gcTime: 0,
});
export const consentsQuery = queryOptions({
  queryKey: ["consents"],
  queryFn: ({ signal }) => askAll("GET /api/consents", {}, { signal }),
});
/** Page by page, the newest looks first. */
export const accessLogQuery = infiniteQueryOptions({
  queryKey: ["access-log"],
  queryFn: ({ pageParam, signal }) =>
    ask(
      "GET /api/access-log",
      { query: { limit: 200, ...(pageParam !== "" && { cursor: pageParam }) } },
      { signal },
    ),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
  gcTime: 0,
});
export const healthQuery = queryOptions({
  queryKey: ["health"],
  queryFn: ({ signal }) => ask("GET /api/health", {}, { signal }),
});
export const jobsQuery = infiniteQueryOptions({
  queryKey: ["jobs"],
  queryFn: ({ pageParam, signal }) =>
    ask(
      "GET /api/jobs",
      { query: { limit: 50, ...(pageParam !== "" && { cursor: pageParam }) } },
      { signal },
    ),
  initialPageParam: "",
  getNextPageParam: ({ next }) => next,
  staleTime: 0,
});

export const addOrganisation = (name: string) => ask("POST /api/organisations", { body: { name } });
export const invite = (body: RequestOf<"POST /api/people/invite">["body"]) =>
  ask("POST /api/people/invite", { body });
export const offerAccount = (name: string) => ask("POST /api/people/account", { body: { name } });
export const giveRole = (name: string, role: RoleOf, ifMatch: string) =>
  ask("POST /api/people/role", { body: { name, role } }, { ifMatch });
export const takeOut = (name: string, why: string, ifMatch: string) =>
  ask("POST /api/people/remove", { body: { name, why } }, { ifMatch });
export const endSessions = (name: string) => ask("POST /api/people/sign-out", { body: { name } });

type ConsentBody = RequestOf<"POST /api/consents">["body"];
export const previewConsent = (body: Omit<ConsentBody, "why">) => ask("POST /api/consents/preview", { body });
/** From the consent of `ifMatch`; without it, as when a change is taken back, from whatever there is. */
export const changeConsent = (body: ConsentBody, ifMatch?: string) =>
  ask("POST /api/consents", { body }, ifMatch === undefined ? {} : { ifMatch });

export const askDoctor = () => ask("POST /api/jobs", { body: { kind: "doctor" } });
export const cancelJob = (id: string) => ask("POST /api/jobs/{id}/cancel", { path: { id }, body: {} });
