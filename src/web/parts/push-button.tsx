/** A button that does something. What leads to another screen is a link. */
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components/Button";

export type PushButtonProps = Omit<ButtonProps, "className" | "children" | "style" | "isPending"> & {
  readonly main?: boolean; // the one that the screen is about
  readonly quiet?: boolean; // without an edge, beside others
  readonly isPending?: boolean; // what it does is under way
  readonly children: ReactNode;
};

export function PushButton({ main = false, quiet = false, isPending = false, ...rest }: PushButtonProps) {
  const kind = main ? "button button-main" : quiet ? "button button-quiet" : "button";
  return <Button {...rest} isDisabled={isPending || rest.isDisabled === true} className={kind} />;
}
