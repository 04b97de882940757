/** The end of a list that goes on: a button, since whoever scrolls or tabs past a list has to come to what follows it. */
import { useWords } from "../words.ts";
import { PushButton } from "./push-button.tsx";

export type ShowMoreProps = {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
  readonly word?: string; // "Show more" unless given
};

export function ShowMore({ query, word }: ShowMoreProps) {
  const { say } = useWords();
  if (!query.hasNextPage) return null;
  return (
    <p className="actions">
      <PushButton isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
        {word ?? say("shell.more")}
      </PushButton>
    </p>
  );
}
