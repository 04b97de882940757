/** A part of a screen with its heading: when it breaks, the rest of the screen stays. */
import { CatchBoundary } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { Failure } from "./answer.tsx";

export type PanelProps = { readonly title: string; readonly id?: string; readonly children: ReactNode };

export function Panel({ title, id, children }: PanelProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="part" id={id}>
      <h2 id={heading}>{title}</h2>
      <CatchBoundary
        getResetKey={() => title}
        errorComponent={({ error, reset }) => <Failure error={error} retry={reset} />}
      >
        {children}
      </CatchBoundary>
    </section>
  );
}
