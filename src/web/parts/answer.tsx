/** What a panel shows while its answer is coming, when it failed, and when it is here. */
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { RequestError } from "../api.ts";
import { useWords } from "../words.ts";

type AnswerProps<Data> = {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
};

/** Old data stays while newer is fetched; a failure keeps what is here and says how to go on. */
export function Answer<Data>({ query, children }: AnswerProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} retry={() => void query.refetch()} />;
  return <Loading />;
}

/** Says that something is coming; `data-loading` is what a test waits for the end of. */
export function Loading() {
  const { say } = useWords();
  return (
    <p className="soft" role="status" data-loading>
      {say("shell.loading")}
    </p>
  );
}

/** What stands in place of a screen that broke; the navigation is still there. */
export function FailedScreen({ error, reset }: { readonly error: unknown; readonly reset: () => void }) {
  const { say } = useWords();
  return (
    <>
      <h1 tabIndex={-1}>{say("shell.broke")}</h1>
      <Failure error={error} retry={reset} />
    </>
  );
}

export function Failure({ error, retry }: { readonly error: unknown; readonly retry: () => void }) {
  const { say } = useWords();
  const code = error instanceof RequestError ? error.code : error instanceof Error ? error.name : "unknown";
  return (
    <div className="fault" role="alert">
      <p>
        <strong>{say("shell.failed")}</strong> {say("shell.failedWhy")}
      </p>
      <p className="soft">{say("shell.code", { code })}</p>
      <Button className="button" onPress={retry}>
        {say("shell.retry")}
      </Button>
    </div>
  );
}
