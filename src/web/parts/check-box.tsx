/** Yes or no. */
import type { ReactNode } from "react";
import { Checkbox, type CheckboxProps } from "react-aria-components/Checkbox";

export type CheckBoxProps = Omit<CheckboxProps, "className" | "children" | "style"> & {
  readonly children: ReactNode;
};

export function CheckBox({ children, ...rest }: CheckBoxProps) {
  return (
    <Checkbox {...rest} className="check">
      <svg className="check-box" viewBox="0 0 16 16" width="20" height="20" aria-hidden="true">
        <path d="M4 4h8v8H4z" fill="currentColor" />
      </svg>
      <span>{children}</span>
    </Checkbox>
  );
}
