/** The map, and beside it tables that say the same. */

import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { Answer } from "../../parts/answer.tsx";
import { MapPicture } from "../../parts/map-picture.tsx";
import { southernCorner } from "../../parts/map-style.ts";
import { Panel } from "../../parts/panel.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { publishedWords } from "../../published-words.ts";
import { type MapAnswer, mapQuery } from "../../queries/map.ts";
import { useWords } from "../../words.ts";

export function RegisterMap() {
  const { say } = useWords();
  return (
    <>
      <ScreenTitle>{say("shell.map")}</ScreenTitle>
      <Answer query={useQuery(mapQuery)}>{(answer) => <MapAndTables answer={answer} />}</Answer>
    </>
  );
}

function MapAndTables({ answer }: { readonly answer: MapAnswer }) {
  const { say } = useWords();
  const { places, flows, hazards, sites, gridDegrees, tiles } = answer;
  const shapes = useMemo(
    () => ({
      hazards: hazards.map(({ geometry, classification }) => ({
        geometry,
        isConfirmed: classification === "confirmed",
      })),
      people: places.map(({ at }) => at),
      sites: sites.map(({ at }) => at),
      flows: flows.map(({ from, to }) => [from, to] as const),
    }),
    [places, flows, hazards, sites],
  );
  const labels = useMemo(
    () =>
      [
        ...hazards.map(({ geometry, names }) => ({
          at: southernCorner(geometry),
          names: plain(names),
          isBelow: true,
        })),
        ...places,
        ...sites.map(({ at, names }) => ({ at, names: plain(names) })),
      ].flatMap(({ at, ...label }) =>
        at === undefined || label.names.length === 0 ? [] : [{ at, ...label }],
      ),
    [places, hazards, sites],
  );
  const isEmpty = places.length + flows.length + hazards.length + sites.length === 0;
  return (
    <>
      {gridDegrees > 0 && <p className="lead">{say("map.grid", { degrees: gridDegrees })}</p>}
      {isEmpty && <p className="lead">{say("map.empty")}</p>}
      <MapPicture shapes={shapes} labels={labels} label={say("shell.map")} tiles={tiles} legend />
      <MapTables answer={answer} />
    </>
  );
}

function MapTables({ answer: { places, flows, hazards, sites } }: { readonly answer: MapAnswer }) {
  const { say } = useWords();
  return (
    <>
      <Table
        title={say("map.hazards")}
        heads={[say("map.name"), say("map.class"), say("map.state")]}
        rows={hazards.map(({ id, names, classification, released }) => ({
          key: id,
          cells: [
            <Names key="names" names={names.map((text) => ({ text }))} />,
            say(`map.class.${classification ?? "unsaid"}`),
            released === undefined ? say("map.notReleased") : say(`map.release.${released}`),
          ],
        }))}
      />
      <Table
        title={say("map.people")}
        heads={[say("map.name"), say("map.recorded")]}
        rows={places.map(({ at, names, people }) => ({
          key: at.join(),
          cells: [
            <Names key="names" names={names} />,
            <ul key="people" className="plain">
              {people.map(({ harm, documented }) => (
                <li key={harm}>
                  {publishedWords(say, "person", documented)} · {say(`harm.${harm}`)}
                </li>
              ))}
            </ul>,
          ],
        }))}
      />
      <Table
        title={say("map.flows")}
        heads={[say("map.name"), say("map.to"), say("map.recorded")]}
        rows={flows.map(({ from, to, fromNames, toNames, documented }) => ({
          key: [from, to].join(),
          cells: [
            <Names key="from" names={fromNames} />,
            <Names key="to" names={toNames} />,
            publishedWords(say, "person", documented),
          ],
        }))}
      />
      <Table
        title={say("map.sites")}
        heads={[say("map.name"), say("map.before"), say("map.after")]}
        rows={sites.map(({ at, names, before, after }) => ({
          key: [at, names].join(),
          cells: [
            <Names key="names" names={names.map((text) => ({ text }))} />,
            <bdi key="before">{before ?? "–"}</bdi>,
            <bdi key="after">{after ?? "–"}</bdi>,
          ],
        }))}
      />
    </>
  );
}

const plain = (names: readonly string[]) => names.map((text) => ({ text }));

type TableProps = {
  readonly title: string;
  readonly heads: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
};

function Table({ title, heads, rows }: TableProps) {
  if (rows.length === 0) return null;
  return (
    <Panel title={title}>
      <table className="table">
        <TableHead columns={heads} />
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, j) => (
                <td key={heads[j]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

type NamesProps = {
  readonly names: readonly { readonly text: string; readonly language?: string | undefined }[];
};

/** All names of one size, in the order given: none before another by choice. */
function Names({ names }: NamesProps) {
  return (
    <>
      {names.map(({ text, language }, i) => (
        <span key={text}>
          {i > 0 && " · "}
          <bdi lang={language} dir="auto">
            {text}
          </bdi>
        </span>
      ))}
    </>
  );
}
