/** One of a few things, each by its words. */
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Button, Select, type SelectProps, SelectValue } from "react-aria-components/Select";
import { Text } from "react-aria-components/Text";

export type Choice<Value extends string> = {
  readonly value: Value;
  readonly label: string;
  readonly note?: string; // what it means, when the label does not say it
};

export type PickProps<Value extends string> = Omit<
  SelectProps<object>,
  "className" | "children" | "style" | "onChange" | "value" | "defaultValue" | "selectedKey"
> & {
  readonly label: string;
  readonly hideLabel?: boolean; // where a table's heading says it already
  readonly hint?: string;
  readonly wrong?: string | undefined; // what is wrong with it, if anything is
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onPick: (value: Value) => void;
};

export function Pick<Value extends string>(props: PickProps<Value>) {
  const { label, hideLabel = false, hint, wrong, choices, value, onPick, ...rest } = props;
  return (
    <Select
      {...(wrong !== undefined && { isInvalid: true })}
      {...rest}
      {...(hideLabel && { "aria-label": label })}
      className="form-field"
      value={value}
      onChange={(key) => {
        const picked = choices.find((choice) => choice.value === key);
        if (picked !== undefined) onPick(picked.value);
      }}
    >
      {!hideLabel && <Label>{label}</Label>}
      <Button className="form-input pick-button">
        <SelectValue />
        <svg className="mark" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M3 6l5 5 5-5" stroke="currentColor" strokeWidth="1.5" fill="none" />
        </svg>
      </Button>
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="form-error">{wrong}</FieldError>
      <Popover className="pick-list">
        <ListBox>
          {choices.map(({ value: id, label: text, note }) => (
            <ListBoxItem key={id} id={id} textValue={text} className="pick-choice">
              <Text slot="label">{text}</Text>
              {note !== undefined && (
                <Text slot="description" className="second">
                  {note}
                </Text>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
