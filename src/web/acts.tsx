/** What was done last: one line that stays until the next act, with its undoing. */
import { createContext, type ReactNode, use, useMemo, useState } from "react";

export type Act = {
  readonly told: string; // what was done, in words: "Judged: different"
  readonly undo?: () => Promise<unknown>; // enters what takes it back; absent for what cannot be
};

type Acts = { readonly act: Act | undefined; readonly tell: (act: Act | undefined) => void };

const Context = createContext<Acts>({ act: undefined, tell: () => {} });

export function ActsProvider({ children }: { readonly children: ReactNode }) {
  const [act, tell] = useState<Act>();
  const acts = useMemo(() => ({ act, tell }), [act]);
  return <Context value={acts}>{children}</Context>;
}

/** The last act, and how to tell of another one. */
export function useActs(): Acts {
  return use(Context);
}
