/** What happened when, by whose word: a strip to scale, and the same as a list. */
import { formatDateText } from "../../../pages/format.ts";
import { stepText } from "../../../pages/record-words.ts";
import { SaidBy } from "../../parts/said-by.tsx";
import { useWords } from "../../words.ts";
import type { EntityData, Shown } from "./entity.tsx";

export function Timeline({ entity: { chronology }, numberOf }: Shown) {
  const { say, language } = useWords();
  return (
    <>
      <Strip steps={chronology} />
      <ol className="plain entity-steps">
        {chronology.map((step) => (
          <li key={`${step.when} ${step.kind} ${step.what} ${step.said[0]?.record} ${step.said[0]?.field}`}>
            <span className="entity-when">
              {step.when === undefined
                ? say("dossier.noDate")
                : [step.when, step.until]
                    .flatMap((date) =>
                      date === undefined ? [] : [formatDateText(language, date.slice(0, 10))],
                    )
                    .join(" – ")}
            </span>
            <span>
              {stepText(say, step)}
              {[step.where, step.text].map(
                (detail) =>
                  detail !== undefined &&
                  detail !== step.what && (
                    <span className="second" key={detail}>
                      <bdi>{detail}</bdi>
                    </span>
                  ),
              )}
            </span>
            {step.said.length > 0 ? (
              <SaidBy said={step.said} numberOf={numberOf} />
            ) : (
              <span className="soft">{say("dossier.judgedBy", { name: step.judgedBy ?? "" })}</span>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

const yearOf = (date: string): number => {
  const [year = 0, month = 1] = date.split("-").map(Number);
  return year + (month - 1) / 12;
};

/** Time runs from left to right in every language; what stands here stands in words below. */
function Strip({ steps }: { readonly steps: EntityData["chronology"] }) {
  const years = steps.flatMap(({ when }) => (when === undefined ? [] : [yearOf(when)]));
  const [first, last] = [Math.floor(Math.min(...years)), Math.ceil(Math.max(...years) + 0.01)];
  if (years.length < 2 || last - first < 2) return null;
  const at = (year: number) => 10 + (680 * (year - first)) / (last - first);
  return (
    <div className="entity-strip" dir="ltr" aria-hidden="true">
      <svg viewBox="0 0 700 28" preserveAspectRatio="none" aria-hidden="true">
        <path d="M10 14H690" stroke="var(--edge)" vectorEffect="non-scaling-stroke" />
        {[...new Set(years)].map((year) => (
          <path
            key={year}
            d={`M${at(year)} 7v14`}
            stroke="var(--accent)"
            strokeWidth="3"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <span>{first}</span>
      <span>{last}</span>
    </div>
  );
}
