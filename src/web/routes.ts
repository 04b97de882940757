/** The table of routes: path, screen, and what it fetches before it is shown. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { Shell } from "./parts/shell.tsx";
import { overviewQuery, publicationsQuery } from "./queries/register.ts";
import { MissingPage } from "./screens/missing-page.tsx";

/** The router. Loaders start a fetch and do not wait for it: the screen says itself what is still coming. */
export function createAppRouter(client: QueryClient) {
  const rootRoute = createRootRoute({ component: Shell, notFoundComponent: MissingPage });
  const home = createRoute({
    getParentRoute: () => rootRoute,
    path: "/",
    loader: () => void client.prefetchQuery(overviewQuery),
    component: lazyRouteComponent(() => import("./screens/home.tsx"), "Home"),
  });
  const search = createRoute({
    getParentRoute: () => rootRoute,
    path: "/search",
    component: lazyRouteComponent(() => import("./screens/search.tsx"), "Search"),
  });
  const appeals = createRoute({
    getParentRoute: () => rootRoute,
    path: "/appeals",
    loader: () => void client.prefetchQuery(publicationsQuery),
    component: lazyRouteComponent(() => import("./screens/appeals.tsx"), "Appeals"),
  });
  const verify = createRoute({
    getParentRoute: () => rootRoute,
    path: "/verify",
    // The slug of an appeal that is public already: it names nobody.
    validateSearch: ({ appeal }) => (typeof appeal === "string" ? { appeal } : {}),
    loader: () => void client.prefetchQuery(publicationsQuery),
    component: lazyRouteComponent(() => import("./screens/verify.tsx"), "Verify"),
  });
  return createRouter({
    routeTree: rootRoute.addChildren([home, search, appeals, verify]),
    defaultPreload: "intent",
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
