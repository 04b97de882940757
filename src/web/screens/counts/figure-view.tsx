/** A figure as it would be published: documented and estimated side by side, its parts, lists, overlaps and pictures. */

import { Fragment } from "react";
import type { Unit } from "../../../model/figure.ts";
import { formatNumber } from "../../../pages/format.ts";
import { Mark } from "../../parts/mark.tsx";
import { Panel } from "../../parts/panel.tsx";
import { PictureView } from "../../parts/picture.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { countIn, publishedWords } from "../../published-words.ts";
import type { Asked, Counted } from "../../queries/count.ts";
import { type Say, useWords } from "../../words.ts";
import { KeepFigure } from "./keep-figure.tsx";
import { PictureFiles, TakeAway } from "./take-away.tsx";

export type FigureViewProps = {
  readonly asked: Asked;
  readonly isEstimated: boolean;
  readonly counted: Counted;
};

export function FigureView({ asked, isEstimated, counted }: FigureViewProps) {
  const { say } = useWords();
  return (
    <>
      <Panel title={say("counts.figure")}>
        <p className="figure-sentence">{sentenceOf(say, counted)}</p>
        <div className="figure-sides">
          <Documented counted={counted} />
          <Estimated counted={counted} isEstimated={isEstimated} />
        </div>
        {counted.conflicts > 0 && (
          <p className="attention">{say("counts.conflicts", { n: counted.conflicts })}</p>
        )}
        <p className="as-of">{say("shell.asOf", { size: counted.size })}</p>
        <KeepFigure asked={asked} counted={counted} />
        <TakeAway asked={asked} isEstimated={isEstimated} />
      </Panel>
      <Rules counted={counted} />
      <Parts counted={counted} />
      <Lists counted={counted} />
      {counted.pictures.length > 0 && (
        <Panel title={say("counts.pictures")}>
          {counted.pictures.map((picture) => (
            <PictureView key={picture.name} picture={picture}>
              <PictureFiles picture={picture} />
            </PictureView>
          ))}
        </Panel>
      )}
    </>
  );
}

type Shown = { readonly counted: Counted };

/** What is counted, in one sentence: each entity once, however many lists have it. */
function sentenceOf(say: Say, { unit, words }: Counted): string {
  const { counted, where, when } = words;
  const place = where.length === 0 ? say("page.anywhere") : where.join(" / ");
  return say(unit === "person" ? "counts.sentence.person" : "counts.sentence.thing", {
    counted,
    where: place,
    when,
  });
}

function Documented({ counted: { atLeast, unit, documented, high } }: Shown) {
  const { say, language } = useWords();
  return (
    <div>
      <p className="figure-number">
        <Mark name="documented" /> {publishedWords(say, unit as Unit, atLeast)}
      </p>
      <p className="soft">{say("count.documented")}</p>
      {typeof high === "number" && typeof documented === "number" && (
        <p className="soft">
          {say("counts.range", {
            documented: countIn(say, language, documented),
            low: countIn(say, language, atLeast),
            high: countIn(say, language, high),
          })}
        </p>
      )}
    </div>
  );
}

/** The interval, or the reason why there is none; never larger than what is documented. */
function Estimated({ counted: { estimate, words }, isEstimated }: Shown & { readonly isEstimated: boolean }) {
  const { say, language } = useWords();
  const number = (value: number) => formatNumber(language, value);
  return (
    <div>
      {estimate !== undefined && (
        <p className="figure-number">
          <Mark name="estimated" /> {estimate.total === undefined ? "" : `${number(estimate.total)} `}
          <span className="figure-ends">
            {say("counts.ends", { lower: number(estimate.lower), upper: number(estimate.upper) })}
          </span>
        </p>
      )}
      <p className="soft">{say("counts.estimate")}</p>
      {!isEstimated && <p className="soft">{say("counts.noEstimate")}</p>}
      {words.estimate.map((sentence) => (
        <p key={sentence} className="soft">
          {sentence}
        </p>
      ))}
    </div>
  );
}

function Rules({ counted: { words } }: Shown) {
  const { say } = useWords();
  return (
    <Panel title={say("counts.rules")}>
      {[...words.rules, ...words.matching, ...words.beside].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </Panel>
  );
}

function Parts({ counted: { by, cells } }: Shown) {
  const { say, language } = useWords();
  if (cells.length === 0) return null;
  const isRounded = cells.some(({ documented }) => typeof documented !== "number");
  return (
    <Panel title={say("counts.parts")}>
      <table className="table">
        <TableHead
          columns={[...by.map((grouping) => say(`counts.by.${grouping}`)), { figures: say("picture.count") }]}
        />
        <tbody>
          {cells.map(({ group, documented }) => (
            <tr key={JSON.stringify(group)}>
              {by.map((grouping) => (
                <th key={grouping} scope="row">
                  <bdi>{partName(say, grouping, group[grouping] ?? "")}</bdi>
                </th>
              ))}
              <td className="number">{countIn(say, language, documented)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isRounded && <p className="note">{say("counts.partsNote")}</p>}
      {by.includes("list") && <p className="note">{say("counts.partsLists")}</p>}
    </Panel>
  );
}

function partName(say: Say, grouping: Counted["by"][number], value: string): string {
  if (value === "") return say("picture.unknown");
  return grouping === "sex" ? say(value === "female" ? "counts.sex.female" : "counts.sex.male") : value;
}

function Lists({ counted: { lists, overlaps } }: Shown) {
  const { say, language } = useWords();
  if (lists.length === 0) return null;
  return (
    <Panel title={say("counts.lists")}>
      <dl className="rows">
        {lists.map(({ name, count }) => (
          <div key={name}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd className="number">{countIn(say, language, count)}</dd>
          </div>
        ))}
      </dl>
      <h3>{say("counts.overlaps")}</h3>
      {overlaps === undefined ? (
        <p className="soft">{say("counts.overlapsHidden")}</p>
      ) : (
        <dl className="rows">
          {overlaps.map(({ lists: on, count }) => (
            <div key={on.join("\n")}>
              <dt>
                {on.map((name, i) => (
                  <Fragment key={name}>
                    {i > 0 && " + "}
                    <bdi>{name}</bdi>
                  </Fragment>
                ))}
              </dt>
              <dd className="number">{formatNumber(language, count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Panel>
  );
}
