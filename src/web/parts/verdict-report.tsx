/** What a check found: the verdict in a sentence, then what agrees, what does not, and what nobody looked at. */

import type { VerifyResult } from "../verify-here.ts";
import { useWords } from "../words.ts";
import { Legal } from "./legal.tsx";
import { TableHead } from "./table-head.tsx";

type VerdictReportProps = {
  readonly name: string;
  readonly files: number;
  readonly verdict: VerifyResult;
};

export function VerdictReport({ name, files, verdict }: VerdictReportProps) {
  const { say, language } = useWords();
  const { checked, notChecked, keysConfirmed, refusals, figures } = verdict;
  const agrees = verdict.verdict === "verified" || verdict.verdict === "consistent";
  return (
    <section className="verdict" aria-labelledby="verdict">
      <h2 id="verdict" className={agrees ? "verdict-agrees" : "verdict-refused"}>
        {say(`verify.verdict.${verdict.verdict}`)}
      </h2>
      <p className="soft">
        <bdi>{name}</bdi> · {say("verify.files", { count: files })}
      </p>
      {language !== "en" && <p className="note">{say("verify.english")}</p>}
      {refusals.length > 0 && <Refusals refusals={refusals} />}
      {figures.length > 0 && (
        <>
          <h3>{say("verify.figures")}</h3>
          <Lines lines={figures.map(({ id, level, audit }) => `${id}: ${level}; ${audit}`)} />
        </>
      )}
      <div className="columns">
        <div>
          <h3>{say("verify.checked")}</h3>
          <Lines lines={checked} />
        </div>
        <div>
          <h3>{say("verify.notChecked")}</h3>
          <Lines lines={notChecked} />
          <h3>{say("verify.keysTitle")}</h3>
          <p>{say("verify.keysConfirmed", keysConfirmed)}</p>
          {keysConfirmed.confirmed < keysConfirmed.of && <p className="soft">{say("verify.keysNone")}</p>}
        </div>
      </div>
      <p className="attention">
        <Legal word="verify.meaning" />
      </p>
    </section>
  );
}

function Refusals({ refusals }: { readonly refusals: VerifyResult["refusals"] }) {
  const { say } = useWords();
  return (
    <>
      <h3>{say("verify.refusals")}</h3>
      <table className="table">
        <TableHead columns={[say("verify.file"), say("verify.reason")]} />
        <tbody>
          {refusals.map(({ path, reason }) => (
            <tr key={`${path} ${reason}`}>
              <td>
                <bdi>{path === "" ? "." : path}</bdi>
              </td>
              <td lang="en" dir="ltr">
                {reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

// The verifier speaks English, so that its words are the same here and at the command line.
function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul>
      {lines.map((line) => (
        <li key={line} lang="en">
          <bdi>{line}</bdi>
        </li>
      ))}
    </ul>
  );
}
