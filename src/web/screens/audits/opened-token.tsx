/** Whom a token stands for, and who is nearest of the others: to be read here, and kept nowhere. */
import type { OpenedToken, ShownRecord } from "../../generated/api.ts";
import { fieldWords } from "../../linked-fields.ts";
import { Name } from "../../parts/name.tsx";
import { useWords } from "../../words.ts";

export function OpenedTokenWords({ opened }: { readonly opened: OpenedToken }) {
  const { say } = useWords();
  const { token, index, records, hidden, nearest } = opened;
  return (
    <article className="audit-token" aria-label={say("audits.token", { token })}>
      <h3>{say("audits.standsFor")}</h3>
      <p className="second">
        {say("audits.token", { token })} · {say("home.entry", { index })}
      </p>
      {records.map((record) => (
        <RecordWords key={record.id} record={record} />
      ))}
      {hidden > 0 && <p className="soft">{say("audits.hidden", { n: hidden })}</p>}
      <h3>{say("audits.nearest")}</h3>
      {nearest.length === 0 && <p className="soft">{say("audits.nearNobody")}</p>}
      {nearest.map(({ weightBits, record }) => (
        <RecordWords
          key={record.id}
          record={record}
          note={say("audits.bits", { bits: Number(weightBits.toFixed(1)) })}
        />
      ))}
    </article>
  );
}

type RecordProps = { readonly record: ShownRecord; readonly note?: string };

function RecordWords({ record: { sourceName, row, fields }, note }: RecordProps) {
  const { say } = useWords();
  return (
    <>
      <p className="second">
        <bdi>{sourceName}</bdi> {say("entity.row", { row })}
        {note !== undefined && ` · ${note}`}
      </p>
      <dl className="rows">
        {fields.map(({ field, text, romanised }) => (
          <div key={`${field} ${text}`}>
            <dt>{fieldWords(say, field)}</dt>
            <dd>
              <Name text={text} romanised={romanised} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
