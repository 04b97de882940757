/** A field for a password or a code, which the browser's own keeper of passwords may fill. */
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField, type TextFieldProps } from "react-aria-components/TextField";

export type SecretInputProps = Omit<TextFieldProps, "className" | "children" | "style"> & {
  readonly label: string;
  readonly hint?: string;
  readonly autoComplete: "username" | "current-password" | "new-password" | "one-time-code" | "off";
};

export function SecretInput({ label, hint, ...rest }: SecretInputProps) {
  return (
    <TextField {...rest} className="form-field">
      <Label>{label}</Label>
      <Input className="form-input" dir="auto" spellCheck="false" autoCapitalize="none" />
      {hint !== undefined && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="form-error" />
    </TextField>
  );
}
