/** What each source of one's organisation allows, every word of it, and another word with what it would change first. */

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Group } from "react-aria-components/Group";
import { type Audience, audiences } from "../../../model/audience.ts";
import { fieldWord } from "../../../pages/field-words.ts";
import { formatDateText, formatNumber } from "../../../pages/format.ts";
import { useActs } from "../../acts.tsx";
import type { AnswerOf } from "../../api.ts";
import { Answer } from "../../parts/answer.tsx";
import { Panel } from "../../parts/panel.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { ScreenTitle } from "../../parts/screen-title.tsx";
import { SignInFault } from "../../parts/sign-in-fault.tsx";
import { TableHead } from "../../parts/table-head.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { changeConsent, consentsQuery, previewConsent, type SourceConsent } from "../../queries/govern.ts";
import { useWords } from "../../words.ts";

export function Audiences() {
  const { say } = useWords();
  return (
    <>
      <ScreenTitle>{say("govern.audiences")}</ScreenTitle>
      <p className="lead">{say("govern.audiencesLead")}</p>
      <Answer query={useQuery(consentsQuery)}>
        {({ items, paths }) =>
          items.length === 0 ? (
            <p className="soft">{say("home.sourcesEmpty")}</p>
          ) : (
            items.map((item) => (
              <Panel key={item.source} title={item.name}>
                <Said steps={item.steps} />
                <Change item={item} paths={paths} />
              </Panel>
            ))
          )
        }
      </Answer>
    </>
  );
}

/** Given and taken back, by whom and why. */
function Said({ steps }: { readonly steps: SourceConsent["steps"] }) {
  const { say, language } = useWords();
  return (
    <ol className="plain govern-list">
      {steps.map(({ index, consent, by, why, at }) => (
        <li key={index}>
          {say(`entry.consent.${consent.general}`)}
          {Object.entries(consent.fields).map(([path, audience]) => (
            <span key={path} className="second">
              {fieldWord(say, path)}: {say(`entry.consent.${audience}`)}
            </span>
          ))}
          <span className="second">
            {at === undefined ? (
              say("govern.withList")
            ) : (
              <>
                {formatDateText(language, at.slice(0, 10))}, <bdi>{by}</bdi>: <bdi>{why}</bdi>
              </>
            )}{" "}
            · {say("home.entry", { index })}
          </span>
        </li>
      ))}
    </ol>
  );
}

type ChangeProps = { readonly item: SourceConsent; readonly paths: readonly string[] };
type Effects = AnswerOf<"POST /api/consents/preview">["items"];
const GENERAL = "all";

function Change({ item, paths }: ChangeProps) {
  const { say } = useWords();
  const client = useQueryClient();
  const { tell } = useActs();
  const [path, setPath] = useState(GENERAL);
  const [audience, setAudience] = useState<Audience>(item.consent.general);
  const [effects, setEffects] = useState<Effects>();
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<unknown>();
  const body = {
    source: item.source,
    ...(path === GENERAL ? { general: audience } : { fields: { [path]: audience } }),
  };
  const attempt = async (work: () => Promise<void>) => {
    setFailure(undefined);
    try {
      await work();
    } catch (error) {
      setFailure(error);
    }
  };
  const look = () => attempt(async () => setEffects((await previewConsent(body)).items));
  const change = () =>
    attempt(async () => {
      await changeConsent({ ...body, why: why.trim() }, item.tag);
      const before = path === GENERAL ? item.consent.general : item.consent.fields[path];
      const back =
        path === GENERAL ? { general: item.consent.general } : { fields: { [path]: before ?? audience } };
      tell({
        told: say("govern.consentSaid", { name: item.name }),
        ...(before !== undefined && {
          undo: () => changeConsent({ source: item.source, ...back, why: say("shell.undo") }),
        }),
      });
      setEffects(undefined);
      setWhy("");
      await client.invalidateQueries();
    });
  const again =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      set(value);
      setEffects(undefined);
    };
  return (
    <>
      <div className="govern-form">
        <Pick
          label={say("govern.field")}
          choices={[
            { value: GENERAL, label: say("govern.wholeSource") },
            ...paths.map((value) => ({ value, label: fieldWord(say, value) })),
          ]}
          value={path}
          onPick={again(setPath)}
        />
        <Pick
          label={say("entry.consent")}
          choices={audiences.map((value) => ({ value, label: say(`entry.consent.${value}`) }))}
          value={audience}
          onPick={again(setAudience)}
        />
        <PushButton onPress={() => void look()}>{say("govern.preview")}</PushButton>
      </div>
      <SignInFault error={failure} />
      {effects !== undefined && <EffectTable effects={effects} />}
      {effects !== undefined && effects.length > 0 && (
        <div className="govern-form">
          <TextInput label={say("govern.why")} value={why} onChange={setWhy} maxLength={2000} isRequired />
          <PushButton
            main
            onPress={() => {
              if (why.trim() !== "") void change();
            }}
          >
            {say("govern.sayIt")}
          </PushButton>
        </div>
      )}
    </>
  );
}

function EffectTable({ effects }: { readonly effects: Effects }) {
  const { say, language } = useWords();
  if (effects.length === 0) return <p role="status">{say("govern.noEffect")}</p>;
  return (
    <Group className="govern-wide" aria-label={say("govern.preview")} tabIndex={0}>
      <table className="table">
        <TableHead
          columns={[
            say("govern.field"),
            say("govern.before"),
            say("govern.after"),
            { figures: say("home.records") },
          ]}
        />
        <tbody>
          {effects.map(({ path, before, after, records }) => (
            <tr key={`${path} ${before} ${after}`}>
              <th scope="row">{fieldWord(say, path)}</th>
              <td>{say(`entry.consent.${before}`)}</td>
              <td>{say(`entry.consent.${after}`)}</td>
              <td className="number">{formatNumber(language, records)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Group>
  );
}
