/** A list of any length, of which only the rows in sight are on the page; in words it says which rows those are. */
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { GridList, GridListItem, GridListLoadMoreItem } from "react-aria-components/GridList";
import { ListLayout, Virtualizer } from "react-aria-components/Virtualizer";
import { formatDateText } from "../../../pages/format.ts";
import { fieldLabel, fieldText, harmWord } from "../../../pages/record-words.ts";
import type { AnswerOf } from "../../api.ts";
import { entityPaths } from "../../entity-paths.ts";
import { Name } from "../../parts/name.tsx";
import type { ListedKind } from "../../queries/entity.ts";
import { useWords } from "../../words.ts";
import "./entities.css";

export type Listed = AnswerOf<"GET /api/entities">["items"][number];

export type LongListProps = {
  readonly kind: ListedKind;
  readonly items: readonly Listed[];
  readonly total: number | undefined; // undefined while it is not known how many there are
  readonly isLoading: boolean;
  readonly onMore: () => void;
};

export function LongList({ kind, items, total, isLoading, onMore }: LongListProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  const box = useRef<HTMLDivElement>(null);
  const [rows, setRows] = useState<readonly [number, number]>();
  const look = () => setRows(rowsInSight(box.current));
  return (
    <>
      <p className="soft long-status" role="status">
        {total !== undefined &&
          (rows === undefined
            ? say("entities.total", { total })
            : say("entities.rows", { first: rows[0], last: rows[1], total }))}
      </p>
      <div className="long-list" ref={box} onScrollCapture={look}>
        <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 88, loaderHeight: 40 }}>
          <GridList
            aria-label={say(`home.entities.${kind}`)}
            onAction={(key) => void navigate({ to: entityPaths[kind], params: { id: String(key) } })}
          >
            {items.map((item, i) => (
              <GridListItem
                key={item.entity}
                id={item.entity}
                textValue={item.names[0]?.text ?? item.entity}
                className="long-row"
              >
                <Row item={item} number={i + 1} />
              </GridListItem>
            ))}
            <GridListLoadMoreItem onLoadMore={onMore} isLoading={isLoading}>
              {say("shell.loading")}
            </GridListLoadMoreItem>
          </GridList>
        </Virtualizer>
      </div>
    </>
  );
}

/** The end of an id, which tells apart what has no name. */
const numberOnList = (id: string) => id.slice(id.indexOf("/") + 1);

/** The first and the last row that can be seen now, from 1. */
function rowsInSight(box: HTMLElement | null): readonly [number, number] | undefined {
  if (box === null) return undefined;
  const sight = box.getBoundingClientRect();
  const numbers = [...box.querySelectorAll<HTMLElement>("[data-number]")].flatMap((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > sight.top && top < sight.bottom ? [Number(row.dataset["number"])] : [];
  });
  return numbers.length === 0 ? undefined : [Math.min(...numbers), Math.max(...numbers)];
}

function Row({ item, number }: { readonly item: Listed; readonly number: number }) {
  const { say, language } = useWords();
  const { names, places, harms, details, sources } = item;
  return (
    <div className="long-cells" data-number={number}>
      <span className="number soft">{number}</span>
      <span className="long-names">
        {names.length === 0 ? (
          <>
            {say("entity.noName")} <bdi className="soft">{numberOnList(item.entity)}</bdi>
          </>
        ) : (
          names.map((name) => <Name key={name.text} text={name.text} romanised={name.romanised} />)
        )}
      </span>
      <span>
        {places.map(({ text }) => (
          <span key={text} className="second">
            <bdi>{text}</bdi>
          </span>
        ))}
        {harms.map(({ kind, when, status }) => (
          <span key={`${kind} ${when} ${status}`} className="second">
            {harmWord(say, kind)}
            {when !== undefined && ` · ${formatDateText(language, when)}`}
            {status !== "open" && ` · ${say(`status.${status}`)}`}
          </span>
        ))}
        {details.slice(0, 3).map(({ field, text }) => (
          <span key={`${field} ${text}`} className="second">
            {fieldLabel(say, field)}: <bdi>{fieldText(language, field, text)}</bdi>
          </span>
        ))}
      </span>
      <span>
        {sources.map(({ id, name }) => (
          <span key={id} className="second">
            <bdi>{name}</bdi>
          </span>
        ))}
      </span>
    </div>
  );
}
