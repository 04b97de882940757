/** The whole application: server data, the language of React Aria's parts, and the routes. */
import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { ActsProvider } from "./acts.tsx";
import { RequestError } from "./api.ts";
import { viewerQuery } from "./queries/viewer.ts";
import { ReviewerProvider } from "./reviewer.tsx";
import { createAppRouter } from "./router.ts";
import { SearchTextProvider } from "./search-text.tsx";
import { ShortcutsProvider } from "./shortcuts.tsx";
import { useWords } from "./words.ts";

// What the server answered it would answer again; a link that broke may be whole at the next try.
const isWorthAnotherTry = (tries: number, error: Error) =>
  tries < 1 && error instanceof RequestError && error.code === "no-connection";

// A session that has ended shows at the next question: who asks is asked again, and the frame leads to signing in.
const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error) => {
      if (error instanceof RequestError && error.code === "no-session")
        void client.invalidateQueries(viewerQuery);
    },
  }),
  defaultOptions: { queries: { staleTime: 30_000, retry: isWorthAnotherTry, refetchOnWindowFocus: false } },
});
const router = createAppRouter(client);

export function Application() {
  const { language } = useWords();
  return (
    <StrictMode>
      <I18nProvider locale={language}>
        <QueryClientProvider client={client}>
          <SearchTextProvider>
            <ReviewerProvider>
              <ActsProvider>
                <ShortcutsProvider>
                  <RouterProvider router={router} />
                </ShortcutsProvider>
              </ActsProvider>
            </ReviewerProvider>
          </SearchTextProvider>
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>
  );
}
