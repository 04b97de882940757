/** A field for text: label, the field, what it is for, what is wrong, in that order. */
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";

export type TextInputProps = Omit<TextFieldProps, "className" | "children" | "style"> & {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | undefined; // what is wrong with it, if anything is
  readonly rows?: number; // more than one makes it a field of several lines
};

/** Text has its own direction, whatever the screen's; a shared laptop offers nobody what another one typed. */
export function TextInput({ label, hint, wrong, rows = 1, ...rest }: TextInputProps) {
  return (
    <TextField
      {...(wrong !== undefined && { isInvalid: true })}
      {...rest}
      className="form-field"
      autoComplete="off"
    >
      <Label>{label}</Label>
      {rows > 1 ? (
        <TextArea className="form-input" rows={rows} dir="auto" />
      ) : (
        <Input className="form-input" dir="auto" spellCheck="false" />
      )}
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="form-error">{wrong}</FieldError>
    </TextField>
  );
}
