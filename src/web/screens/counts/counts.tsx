/** Counts: a figure asked for in a form, as it would be published, and the figures that are kept by a name. */
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { RequestError } from "../../api.ts";
import { Failure } from "../../parts/answer.tsx";
import { Progress } from "../../parts/progress.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { type Asked, type Counted, countFigure, keptFiguresQuery } from "../../queries/count.ts";
import { useWords } from "../../words.ts";
import { askedOf, type CountFields, fieldsOf, noFields } from "./asked.ts";
import { CountForm } from "./count-form.tsx";
import { FigureView } from "./figure-view.tsx";
import { KeptFigures } from "./kept-figures.tsx";
import "./counts.css";

type Shown = { readonly asked: Asked; readonly isEstimated: boolean; readonly counted: Counted };

const fieldIssues = ["input-place", "input-period", "input-date"] as const;
export type FieldIssue = (typeof fieldIssues)[number];

export function Counts() {
  const { say, language } = useWords();
  const [fields, setFields] = useState(noFields);
  const [shown, setShown] = useState<Shown>();
  const [failure, setFailure] = useState<unknown>();
  const [isCounting, setCounting] = useState(false);
  const issue =
    failure instanceof RequestError ? fieldIssues.find((code) => code === failure.code) : undefined;
  const count = async (wanted: CountFields) => {
    setCounting(true);
    setFailure(undefined);
    const [asked, isEstimated] = [askedOf(wanted), wanted.isEstimated];
    try {
      const counted = await countFigure({ ...asked, language, estimate: isEstimated });
      setShown({ asked, isEstimated, counted });
    } catch (error) {
      setFailure(error);
    } finally {
      setCounting(false);
    }
  };
  const open = (wanted: CountFields) => {
    setFields(wanted);
    void count(wanted);
  };
  useOpenedFigure(open);
  return (
    <>
      <ScreenTitle>{say("counts.title")}</ScreenTitle>
      <p className="lead">{say("counts.lead")}</p>
      <div className="counts">
        <CountForm
          fields={fields}
          issue={issue}
          isCounting={isCounting}
          onChange={setFields}
          onCount={() => void count(fields)}
        />
        <KeptFigures onOpen={(figure) => open(fieldsOf(figure))} />
      </div>
      {isCounting && <Progress label={say("counts.counting")} />}
      {failure !== undefined && issue === undefined && (
        <Failure error={failure} retry={() => void count(fields)} />
      )}
      {shown !== undefined && (
        <div className={isCounting ? "updating" : undefined}>
          <FigureView {...shown} />
        </div>
      )}
    </>
  );
}

/** Counts the kept figure whose id stands in the address, once. */
function useOpenedFigure(open: (fields: CountFields) => void): void {
  const search: object = useSearch({ strict: false });
  const id: unknown = Reflect.get(search, "figure");
  const figure = useQuery({ ...keptFiguresQuery, enabled: typeof id === "number" }).data?.find(
    (kept) => kept.id === id,
  );
  const opened = useRef<number>(undefined);
  useEffect(() => {
    if (figure === undefined || opened.current === figure.id) return;
    opened.current = figure.id;
    open(fieldsOf(figure));
  }, [figure, open]);
}
