/** One field of a form; where nothing can be said, why that is so is the answer. */
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
import { Pick } from "../../parts/pick.tsx";
import { TextInput } from "../../parts/text-input.tsx";
import { useWords } from "../../words.ts";

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
        isInvalid={issue !== undefined}
      />
    );
  }
  const hint = as === "date" ? { hint: say("entry.dateHint") } : {};
  return (
    <TextInput
      id={`entry-${name}`}
      label={label}
      {...hint}
      rows={as === "long" ? 4 : 1}
      isInvalid={issue !== undefined}
      isRequired={field.isRequired === true}
      value={value}
      onChange={set}
    />
  );
}
