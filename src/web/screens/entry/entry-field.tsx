/** One field of a form; where nothing can be said, why that is so is the answer. */
import { homeStates, obstacleKinds, returnStatuses, returnWishes } from "../../../model/return.ts";
import { harmWord } from "../../../pages/record-words.ts";
import {
  answerKey,
  type FormField,
  type FormIssue,
  type FormKind,
  type FormValues,
  harmsOf,
  noAnswers,
} from "../../entry-form.ts";
import { ChoiceBoxes } from "../../parts/choice-boxes.tsx";
import { type Choice, Pick } from "../../parts/pick.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { type Say, useWords } from "../../words.ts";

export type EntryFieldProps = {
  readonly field: FormField;
  readonly kind: FormKind;
  readonly values: FormValues;
  readonly issue?: FormIssue | undefined;
  readonly onChange: (name: string, text: string) => void;
};

export function EntryField(props: EntryFieldProps) {
  const { say } = useWords();
  const { field, values, onChange } = props;
  const label = say(`entry.field.${field.name}`);
  const isEmpty = (values[field.name] ?? "").trim() === "";
  const given = noAnswers.find((one) => one === values[answerKey(field.name)]) ?? "none";
  return (
    <div className="entry-line">
      <Value {...props} />
      {isEmpty && (
        <Pick
          hideLabel
          label={say("entry.whyEmpty", { field: label })}
          choices={(["none", ...noAnswers] as const).map((value) => ({
            value,
            label: say(`entry.answer.${value}`),
          }))}
          value={given}
          onPick={(answer) => onChange(answerKey(field.name), answer === "none" ? "" : answer)}
        />
      )}
    </div>
  );
}

function Value({ field, kind, values, issue, onChange }: EntryFieldProps) {
  const { say } = useWords();
  const { name, as } = field;
  const label = say(`entry.field.${name}`);
  const value = values[name] ?? "";
  const set = (text: string) => onChange(name, text);
  const wrong = issue === undefined ? undefined : say(`entry.wrong.${issue.wrong}`);
  if (as === "harm" || as === "sex") {
    const choices =
      as === "harm"
        ? harmsOf(kind).map((harm) => ({ value: harm, label: harmWord(say, harm) }))
        : (["female", "male"] as const).map((sex) => ({
            value: sex as string,
            label: say(`entry.sex.${sex}`),
          }));
    return (
      <Pick
        id={`entry-${name}`}
        label={label}
        choices={[{ value: "", label: say("entry.notSaid") }, ...choices]}
        value={value}
        onPick={set}
        wrong={wrong}
      />
    );
  }
  const ofReturn = returnChoices(say, as);
  if (as === "obstacles")
    return (
      <ChoiceBoxes
        label={label}
        choices={ofReturn}
        chosen={value.split(" ")}
        onChange={(all) => set(all.join(" "))}
      />
    );
  if (ofReturn.length > 0)
    return (
      <Pick
        id={`entry-${name}`}
        label={label}
        choices={[{ value: "", label: say("entry.notSaid") }, ...ofReturn]}
        value={value}
        onPick={set}
      />
    );
  const hint = as === "date" ? { hint: say("entry.dateHint") } : {};
  return (
    <TextInput
      id={`entry-${name}`}
      label={label}
      {...hint}
      rows={as === "long" ? 4 : 1}
      wrong={wrong}
      isRequired={field.isRequired === true}
      value={value}
      onChange={set}
    />
  );
}

/** The values of what is told of a return, in the words of its screen; none for other fields. */
function returnChoices(say: Say, as: FormField["as"]): readonly Choice<string>[] {
  if (as === "home") return homeStates.map((value) => ({ value, label: say(`returns.home.${value}`) }));
  if (as === "wish") return returnWishes.map((value) => ({ value, label: say(`returns.wish.${value}`) }));
  if (as === "obstacles")
    return obstacleKinds.map((value) => ({ value, label: say(`returns.obstacle.${value}`) }));
  if (as !== "returnStatus") return [];
  return returnStatuses.map((value) => ({ value, label: say(`returns.status.${value}`) }));
}
