/** A button that does something. What leads to another screen is a link. */
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components/Button";

export type PushButtonProps = Omit<ButtonProps, "className" | "children" | "style"> & {
  readonly main?: boolean; // the one that the screen is about
  readonly quiet?: boolean; // without an edge, beside others
  readonly children: ReactNode;
};

export function PushButton({ main = false, quiet = false, children, ...rest }: PushButtonProps) {
  const kind = main ? "button button-main" : quiet ? "button button-quiet" : "button";
  return (
    <Button {...rest} className={kind}>
      {children}
    </Button>
  );
}
