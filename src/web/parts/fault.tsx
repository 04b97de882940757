/** What was not done and why, read out as soon as it stands there. */
import { type ReactNode, useEffect, useRef } from "react";

/** One line, beside what it is about. */
export function FaultLine({ children }: { readonly children: ReactNode }) {
  return (
    <p className="fault" role="alert">
      {children}
    </p>
  );
}

type FaultBoxProps = { readonly cause: unknown; readonly children: ReactNode };

/** At the top of a form: focused when it comes, and again with each new cause. */
export function FaultBox({ cause, children }: FaultBoxProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (cause !== undefined) box.current?.focus();
  }, [cause]);
  return (
    <div className="fault" role="alert" tabIndex={-1} ref={box}>
      {children}
    </div>
  );
}
