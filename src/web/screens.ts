/** What stands at each address of the table of routes: its screen, fetched when it is first wanted, and its data. */
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { appealQuery } from "./queries/appeal.ts";
import { keptFiguresQuery } from "./queries/count.ts";
import { enquiriesQuery } from "./queries/enquiry.ts";
import { entitiesQuery, entityQuery, type ListedKind } from "./queries/entity.ts";
import { draftsQuery } from "./queries/entry.ts";
import { mapQuery } from "./queries/map.ts";
import { overviewQuery, publicationsQuery } from "./queries/register.ts";
import type { RoutePath } from "./routes.ts";
import { Home } from "./screens/home.tsx";
import { PublicSearch } from "./screens/public-search/public-search.tsx";
import { SignIn } from "./screens/sign-in/sign-in.tsx";

type Search = { readonly [name: string]: unknown };

export type ScreenSource = {
  readonly screen: () => Promise<{ readonly Screen: ComponentType }>;
  /** Starts what the screen will ask for; the screen says itself what is still coming. */
  readonly fetch?: (client: QueryClient, ids: { readonly [name: string]: string }) => void;
  /** What may stand behind the `?` of its address: ids and choices, never a name or what was searched for. */
  readonly search?: (search: Search) => Search;
};

const entityScreen: ScreenSource = {
  screen: async () => ({ Screen: (await import("./screens/entity/entity.tsx")).Entity }),
  fetch: (client, { id = "" }) => void client.prefetchQuery(entityQuery(id)),
};
const lists = () => import("./screens/entities/lists.tsx");
const startList = (kind: ListedKind) => (client: QueryClient) => {
  void client.prefetchInfiniteQuery(overviewQuery);
  void client.prefetchInfiniteQuery(entitiesQuery(kind));
};

export const screens: { readonly [path in RoutePath]: ScreenSource } = {
  "/": {
    screen: async () => ({ Screen: Home }), // in the first file, as signing in and public search are
    fetch: (client) => void client.prefetchInfiniteQuery(overviewQuery),
  },
  "/people/$id": entityScreen,
  "/groups": { screen: async () => ({ Screen: (await lists()).Groups }), fetch: startList("group") },
  "/groups/$id": entityScreen,
  "/sites": { screen: async () => ({ Screen: (await lists()).Sites }), fetch: startList("site") },
  "/sites/$id": entityScreen,
  "/hazards": { screen: async () => ({ Screen: (await lists()).Hazards }), fetch: startList("hazard") },
  "/hazards/$id": entityScreen,
  "/events": { screen: async () => ({ Screen: (await lists()).Events }), fetch: startList("event") },
  "/events/$id": entityScreen,
  "/places": { screen: async () => ({ Screen: (await lists()).Places }), fetch: startList("place") },
  "/places/$id": entityScreen,
  "/people": { screen: async () => ({ Screen: (await import("./screens/people/people.tsx")).People }) },
  "/map": {
    screen: async () => ({ Screen: (await import("./screens/map/map.tsx")).RegisterMap }),
    fetch: (client) => void client.prefetchQuery(mapQuery),
  },
  "/returns": {
    screen: async () => ({ Screen: (await import("./screens/returns/returns.tsx")).Returns }),
    // The id of a place of the gazetteer.
    search: ({ place }) => (typeof place === "string" ? { place } : {}),
  },
  "/enquiries": {
    screen: async () => ({ Screen: (await import("./screens/enquiries/enquiries.tsx")).Enquiries }),
    fetch: (client) => void client.prefetchQuery(enquiriesQuery),
  },
  "/import": { screen: async () => ({ Screen: (await import("./screens/import/import.tsx")).Import }) },
  "/enter": {
    screen: async () => ({ Screen: (await import("./screens/entry/entry.tsx")).Entry }),
    fetch: (client) => void client.prefetchQuery(draftsQuery),
    // The kind of form and the id of the record that it corrects.
    search: ({ kind, corrects }) => ({
      ...(typeof kind === "string" && { kind }),
      ...(typeof corrects === "string" && { corrects }),
    }),
  },
  "/review": { screen: async () => ({ Screen: (await import("./screens/review/review.tsx")).Review }) },
  "/counts": {
    screen: async () => ({ Screen: (await import("./screens/counts/counts.tsx")).Counts }),
    fetch: (client) => void client.prefetchQuery(keptFiguresQuery),
    // The number of a kept figure's entry: what it asks for stands in no address.
    search: ({ figure }) => (typeof figure === "number" ? { figure } : {}),
  },
  "/appeals": {
    screen: async () => ({ Screen: (await import("./screens/appeals/appeals.tsx")).Appeals }),
    fetch: (client) => void client.prefetchQuery(publicationsQuery),
  },
  "/appeals/$id": {
    screen: async () => ({ Screen: (await import("./screens/appeal/appeal.tsx")).AppealScreen }),
    fetch: (client, { id = "" }) => void client.prefetchQuery(appealQuery(id)),
  },
  "/public-search": { screen: async () => ({ Screen: PublicSearch }) },
  "/verify": {
    screen: async () => ({ Screen: (await import("./screens/verify.tsx")).Verify }),
    fetch: (client) => void client.prefetchQuery(publicationsQuery),
    // The slug of an appeal that is public already: it names nobody.
    search: ({ appeal }) => (typeof appeal === "string" ? { appeal } : {}),
  },
  "/organisations": {
    screen: async () => ({
      Screen: (await import("./screens/organisations/organisations.tsx")).Organisations,
    }),
  },
  "/audiences": {
    screen: async () => ({ Screen: (await import("./screens/audiences/audiences.tsx")).Audiences }),
  },
  "/access-log": {
    screen: async () => ({ Screen: (await import("./screens/access-log/access-log.tsx")).AccessLog }),
  },
  "/audits": {
    screen: async () => ({ Screen: (await import("./screens/audits/audits.tsx")).Audits }),
    fetch: (client) => void client.prefetchQuery(publicationsQuery),
  },
  "/health": { screen: async () => ({ Screen: (await import("./screens/health/health.tsx")).Health }) },
  "/account": {
    screen: async () => ({ Screen: (await import("./screens/account/account.tsx")).Account }),
  },
  "/sign-in": {
    screen: async () => ({ Screen: SignIn }),
  },
  "/accept": { screen: async () => ({ Screen: (await import("./screens/accept/accept.tsx")).Accept }) },
};
