/** Why the model thinks so: each step from the prior to the total in bits, as bars or as a table. */

import { useId, useState } from "react";
import { formatPercent } from "../../../pages/format.ts";
import type { Waterfall } from "../../generated/api.ts";
import { stepWords } from "../../linked-fields.ts";
import { PushButton } from "../../parts/push-button.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { useWords } from "../../words.ts";

type WaterfallStep = Waterfall["steps"][number];
type Bar = { readonly key: string; readonly from: number; readonly to: number };

export function WaterfallChart({ waterfall }: { readonly waterfall: Waterfall }) {
  const { say, language } = useWords();
  const [isTable, setTable] = useState(false);
  const heading = useId();
  const { total, probability } = waterfall;
  return (
    <section aria-labelledby={heading} className="waterfall">
      <h3 id={heading}>{say("review.why")}</h3>
      <p>{say("review.total", { bits: bitsText(total), chance: formatPercent(language, probability) })}</p>
      {isTable ? <Steps waterfall={waterfall} /> : <Bars waterfall={waterfall} />}
      <PushButton quiet onPress={() => setTable(!isTable)}>
        {say(isTable ? "review.asBars" : "review.asTable")}
      </PushButton>
    </section>
  );
}

const bitsOf = ({ bits, frequencyBits }: WaterfallStep) => bits + frequencyBits;
const bitsText = (bits: number) => `${bits > 0 ? "+" : bits < 0 ? "\u2212" : ""}${Math.abs(bits).toFixed(1)}`;
const WIDTH = 200;

/** The steps that move the weight, each from where the one before ended. Mirrored neither in Arabic nor anywhere. */
function Bars({ waterfall }: { readonly waterfall: Waterfall }) {
  const { say } = useWords();
  const steps = waterfall.steps.filter((step) => Math.abs(bitsOf(step)) >= 0.05);
  const bars = barsOf(waterfall.prior, steps);
  const ends = [0, ...bars.flatMap(({ from, to }) => [from, to])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const at = (bits: number) => ((bits - low) / Math.max(1, high - low)) * WIDTH;
  const rowOf = (label: string, bits: number, { key, from, to }: Bar) => (
    <li key={key}>
      <span>{label}</span>
      <span className="number">{bitsText(bits)}</span>
      <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
        <path d={`M${at(0)} 0v12`} className="waterfall-zero" />
        <rect
          x={at(Math.min(from, to))}
          width={Math.max(1.5, Math.abs(at(to) - at(from)))}
          y="2"
          height="8"
          className={bits < 0 ? "waterfall-against" : "waterfall-for"}
        />
      </svg>
    </li>
  );
  const [prior, ...others] = bars;
  return (
    <ol className="waterfall-bars">
      {prior !== undefined && rowOf(say("review.prior"), waterfall.prior, prior)}
      {steps.map((step, i) => {
        const bar = others[i];
        return bar === undefined ? null : rowOf(stepWords(say, step.field), bitsOf(step), bar);
      })}
    </ol>
  );
}

function barsOf(prior: number, steps: readonly WaterfallStep[]): readonly Bar[] {
  const bars: Bar[] = [{ key: "prior", from: 0, to: prior }];
  for (const [i, step] of steps.entries()) {
    const from = bars.at(-1)?.to ?? 0;
    bars.push({ key: `${i} ${step.field}`, from, to: from + bitsOf(step) });
  }
  return bars;
}

// The model says levels in English, the same words as at the command line.
function Steps({ waterfall: { prior, steps, total } }: { readonly waterfall: Waterfall }) {
  const { say } = useWords();
  return (
    <table className="table">
      <TableHead
        columns={[
          say("review.field"),
          say("review.level"),
          { figures: say("review.bits") },
          { figures: say("review.rarity") },
        ]}
      />
      <tbody>
        <tr>
          <th scope="row">{say("review.prior")}</th>
          <td />
          <td className="number">{bitsText(prior)}</td>
          <td />
        </tr>
        {steps.map(({ field, level, view, bits, frequencyBits }) => (
          <tr key={`${field} ${level}`}>
            <th scope="row">{stepWords(say, field)}</th>
            <td lang="en" dir="ltr">
              {view === undefined ? level : `${level} (${view})`}
            </td>
            <td className="number">{bitsText(bits)}</td>
            <td className="number">{bitsText(frequencyBits)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{say("review.sum")}</th>
          <td />
          <td className="number">{bitsText(total)}</td>
          <td />
        </tr>
      </tbody>
    </table>
  );
}
