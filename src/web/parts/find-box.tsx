/** One of very many things: what is typed is looked for by the server, since "Hasanov" must not hide "Гасанов". */
import { ComboBox, type ComboBoxProps } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Text } from "react-aria-components/Text";
import type { Choice } from "./pick.tsx";

export type FindBoxProps = Omit<
  ComboBoxProps<object>,
  "className" | "children" | "style" | "onSelectionChange" | "items" | "defaultFilter"
> & {
  readonly label: string;
  readonly hint?: string;
  readonly found: readonly Choice<string>[]; // all of them are shown: nothing is filtered here
  readonly onFind: (value: string) => void;
};

export function FindBox({ label, hint, found, onFind, ...rest }: FindBoxProps) {
  return (
    <ComboBox
      {...rest}
      className="form-field"
      defaultFilter={() => true}
      allowsEmptyCollection={false}
      onSelectionChange={(key) => {
        if (key !== null) onFind(String(key));
      }}
    >
      <Label>{label}</Label>
      <Input className="form-input" dir="auto" spellCheck="false" autoComplete="off" />
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <Popover className="pick-list">
        <ListBox>
          {found.map(({ value, label: text, note }) => (
            <ListBoxItem key={value} id={value} textValue={text} className="pick-choice">
              <Text slot="label">
                <bdi>{text}</bdi>
              </Text>
              {note !== undefined && (
                <Text slot="description" className="second">
                  <bdi>{note}</bdi>
                </Text>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
