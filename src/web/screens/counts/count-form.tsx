/** What to count: of what, where, when, in which parts, and whether to estimate. */
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Form } from "react-aria-components/Form";
import { countedKey } from "../../../pages/counted-key.ts";
import { countables, keyOf } from "../../countables.ts";
import { CheckBox } from "../../parts/check-box.tsx";
import { Pick } from "../../parts/pick.tsx";
import { PushButton } from "../../parts/push-button.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { viewerQuery } from "../../queries/viewer.ts";
import { useWords } from "../../words.ts";
import { type CountFields, type GroupingChoice, groupingChoices } from "./asked.ts";
import type { FieldIssue } from "./counts.tsx";

export type CountFormProps = {
  readonly fields: CountFields;
  readonly issue: FieldIssue | undefined;
  readonly isCounting: boolean;
  readonly onChange: (fields: CountFields) => void;
  readonly onCount: () => void;
};

export function CountForm({ fields, issue, isCounting, onChange, onCount }: CountFormProps) {
  const { say } = useWords();
  const mayEstimate = useQuery(viewerQuery).data?.deeds.includes("publish") === true;
  const set = (changed: Partial<CountFields>) => onChange({ ...fields, ...changed });
  const hasHarm = countables.some((each) => keyOf(each) === fields.what && each.harm !== undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCount();
  };
  return (
    <Form className="count-form" onSubmit={submit} validationBehavior="aria" autoComplete="off">
      <Pick
        label={say("counts.what")}
        choices={countables.map((each) => ({
          value: keyOf(each),
          label: say(countedKey(each.unit, each.harm)),
        }))}
        value={fields.what}
        onPick={(what) => set({ what })}
      />
      <TextInput
        label={say("counts.place")}
        value={fields.place}
        maxLength={200}
        onChange={(place) => set({ place })}
        {...wrong(issue === "input-place", say("counts.wrongPlace"))}
      />
      {hasHarm && (
        <>
          <TextInput
            label={say("counts.period")}
            value={fields.period}
            maxLength={50}
            onChange={(period) => set({ period })}
            {...wrong(issue === "input-period", say("counts.wrongPeriod"))}
          />
          <TextInput
            label={say("counts.at")}
            value={fields.at}
            maxLength={50}
            onChange={(at) => set({ at })}
            {...wrong(issue === "input-date", say("counts.wrongDate"))}
          />
        </>
      )}
      <div className="count-by">
        {([0, 1] as const).map((place) => (
          <Pick
            key={place}
            label={say(place === 0 ? "counts.by" : "counts.byToo")}
            choices={(["none", ...groupingChoices] as const).map((value) => ({
              value,
              label: say(`counts.by.${value}`),
            }))}
            value={fields.by[place]}
            onPick={(chosen: GroupingChoice) =>
              set({ by: place === 0 ? [chosen, fields.by[1]] : [fields.by[0], chosen] })
            }
          />
        ))}
      </div>
      {mayEstimate && (
        <div>
          <CheckBox isSelected={fields.isEstimated} onChange={(isEstimated) => set({ isEstimated })}>
            {say("counts.estimateToo")}
          </CheckBox>
          <p className="hint">{say("counts.estimateHint")}</p>
        </div>
      )}
      <div className="actions">
        <PushButton main type="submit" isPending={isCounting}>
          {say("counts.count")}
        </PushButton>
      </div>
    </Form>
  );
}

const wrong = (isWrong: boolean, errorMessage: string) =>
  isWrong ? ({ isInvalid: true, hint: errorMessage } as const) : {};
