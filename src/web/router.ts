/** The router, made from the table of routes. */
import type { QueryClient } from "@tanstack/react-query";
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { firstScreens } from "./first-words.ts";
import { FailedScreen } from "./parts/answer.tsx";
import { Shell } from "./parts/shell.tsx";
import { routes } from "./routes.ts";
import { MissingPage } from "./screens/missing-page.tsx";
import { screens } from "./screens.ts";
import { wholeWords } from "./words.ts";

/** Loaders start a fetch and do not wait for it: the screen says itself what is still coming. */
export function createAppRouter(client: QueryClient) {
  const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage });
  const children = routes.map(({ path }) => {
    const { screen, fetch, search } = screens[path];
    return createRoute({
      getParentRoute: () => root,
      path: path as string,
      component: lazyRouteComponent(firstScreens.has(path) ? screen : withWords(screen), "Screen"),
      validateSearch: search ?? (() => ({})),
      loader: ({ params }) => fetch?.(client, params),
    });
  });
  return createRouter({
    routeTree: root.addChildren(children),
    defaultPreload: "intent",
    defaultErrorComponent: FailedScreen,
    scrollRestoration: true,
  });
}

/** A screen, which comes at the same time as all words. */
const withWords =
  <Screen>(screen: () => Promise<Screen>) =>
  async (): Promise<Screen> => {
    const [loaded] = await Promise.all([screen(), wholeWords()]);
    return loaded;
  };
