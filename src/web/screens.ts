/** What stands at each address of the table of routes: its screen, fetched when it is first wanted, and its data. */
import type { QueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { enquiriesQuery } from "./queries/enquiry.ts";
import { mapQuery } from "./queries/map.ts";
import { overviewQuery, publicationsQuery } from "./queries/register.ts";
import type { RoutePath } from "./routes.ts";

type Search = { readonly [name: string]: unknown };

export type ScreenSource = {
  readonly screen: () => Promise<{ readonly Screen: ComponentType }>;
  /** Starts what the screen will ask for; the screen says itself what is still coming. */
  readonly fetch?: (client: QueryClient, ids: { readonly [name: string]: string }) => void;
  /** What may stand behind the `?` of its address: ids and choices, never a name or what was searched for. */
  readonly search?: (search: Search) => Search;
};

export const screens: { readonly [path in RoutePath]: ScreenSource } = {
  "/": {
    screen: async () => ({ Screen: (await import("./screens/home.tsx")).Home }),
    fetch: (client) => void client.prefetchQuery(overviewQuery),
  },
  "/people": { screen: async () => ({ Screen: (await import("./screens/people/people.tsx")).People }) },
  "/map": {
    screen: async () => ({ Screen: (await import("./screens/map/map.tsx")).RegisterMap }),
    fetch: (client) => void client.prefetchQuery(mapQuery),
  },
  "/enquiries": {
    screen: async () => ({ Screen: (await import("./screens/enquiries/enquiries.tsx")).Enquiries }),
    fetch: (client) => void client.prefetchQuery(enquiriesQuery),
  },
  "/appeals": {
    screen: async () => ({ Screen: (await import("./screens/appeals.tsx")).Appeals }),
    fetch: (client) => void client.prefetchQuery(publicationsQuery),
  },
  "/verify": {
    screen: async () => ({ Screen: (await import("./screens/verify.tsx")).Verify }),
    fetch: (client) => void client.prefetchQuery(publicationsQuery),
    // The slug of an appeal that is public already: it names nobody.
    search: ({ appeal }) => (typeof appeal === "string" ? { appeal } : {}),
  },
  "/account": {
    screen: async () => ({ Screen: (await import("./screens/account/account.tsx")).Account }),
  },
  "/sign-in": {
    screen: async () => ({ Screen: (await import("./screens/sign-in/sign-in.tsx")).SignIn }),
  },
  "/accept": { screen: async () => ({ Screen: (await import("./screens/accept/accept.tsx")).Accept }) },
};
