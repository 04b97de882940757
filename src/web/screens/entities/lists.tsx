/** The lists of entities that are not searched by a person's name: groups, sites, hazard areas, events, places. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { Answer } from "../../parts/answer.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { ShowMore } from "../../parts/show-more.tsx";
import type { ListedKind } from "../../queries/entity.ts";
import { entitiesQuery } from "../../queries/entity.ts";
import { overviewQuery } from "../../queries/register.ts";
import { useWords } from "../../words.ts";
import { LongList } from "./long-list.tsx";

export const Groups = () => <List kind="group" />;
export const Sites = () => <List kind="site" />;
export const Hazards = () => <List kind="hazard" />;
export const Events = () => <List kind="event" />;
export const Places = () => <List kind="place" />;

function List({ kind }: { readonly kind: ListedKind }) {
  const { say } = useWords();
  const query = useInfiniteQuery(entitiesQuery(kind));
  const [overview] = useInfiniteQuery(overviewQuery).data?.pages ?? [];
  const total = overview?.entities.find((each) => each.kind === kind)?.count;
  return (
    <>
      <ScreenTitle>{say(`home.entities.${kind}`)}</ScreenTitle>
      {kind === "hazard" && <p className="attention">{say("entities.hazardNote")}</p>}
      <Answer query={query}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <div className="empty">
              <p>{say("entities.none")}</p>
              <p className="soft">{say("entities.noneWhy")}</p>
            </div>
          ) : (
            <>
              <LongList
                kind={kind}
                items={items}
                total={
                  total === undefined && query.hasNextPage ? undefined : Math.max(total ?? 0, items.length)
                }
                isLoading={query.isFetchingNextPage}
                onMore={() => {
                  if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
                }}
              />
              {query.isFetchNextPageError && <ShowMore query={query} />}
            </>
          );
        }}
      </Answer>
    </>
  );
}
