/** Any number of a few things, each by its words. */
import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { Label } from "react-aria-components/Label";
import { CheckBox } from "./check-box.tsx";
import type { Choice } from "./pick.tsx";

export type ChoiceBoxesProps = {
  readonly label: string;
  readonly choices: readonly Choice<string>[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

/** What is chosen comes back in the order of the choices. */
export function ChoiceBoxes({ label, choices, chosen, onChange }: ChoiceBoxesProps) {
  const values = choices.map(({ value }) => value);
  return (
    <CheckboxGroup
      className="form-field"
      value={values.filter((value) => chosen.includes(value))}
      onChange={(all) => onChange(values.filter((value) => all.includes(value)))}
    >
      <Label>{label}</Label>
      <div className="choice-boxes">
        {choices.map(({ value, label: text }) => (
          <CheckBox key={value} value={value}>
            {text}
          </CheckBox>
        ))}
      </div>
    </CheckboxGroup>
  );
}
