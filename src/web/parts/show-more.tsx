/** The end of a list that goes on: a button, since whoever scrolls or tabs past a list has to come to what follows it. */
import { useWords } from "../words.ts";
import { Failure } from "./answer.tsx";
import { PushButton } from "./push-button.tsx";

export type ShowMoreProps = {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: unknown;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly word?: string; // "Show more" unless given
};

export function ShowMore({ query, word }: ShowMoreProps) {
  const { say } = useWords();
  if (!query.hasNextPage) return null;
  if (query.isFetchNextPageError)
    return <Failure error={query.error} retry={() => void query.fetchNextPage()} />;
  return (
    <p className="actions">
      <PushButton isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
        {word ?? say("shell.more")}
      </PushButton>
    </p>
  );
}
