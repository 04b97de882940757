/** A button that does something. What leads to another screen is a link. */
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "react-aria-components/Button";
import { ProgressBar } from "react-aria-components/ProgressBar";
import { useWords } from "../words.ts";

export type PushButtonProps = Omit<ButtonProps, "className" | "children" | "style"> & {
  readonly main?: boolean; // the one that the screen is about
  readonly quiet?: boolean; // without an edge, beside others
  readonly children: ReactNode;
};

/** While what it does is pending, it says so to who cannot see it fade. */
export function PushButton({ main = false, quiet = false, children, ...rest }: PushButtonProps) {
  const { say } = useWords();
  const kind = main ? "button button-main" : quiet ? "button button-quiet" : "button";
  return (
    <Button {...rest} className={kind}>
      {children}
      {rest.isPending === true && <ProgressBar aria-label={say("shell.loading")} isIndeterminate />}
    </Button>
  );
}
