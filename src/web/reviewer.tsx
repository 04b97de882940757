/** The name under which somebody judges in a register without people: kept while the page is open, and nowhere else. */
import { createContext, type ReactNode, use, useState } from "react";

type Named = { readonly by: string; readonly setBy: (by: string) => void };

const Context = createContext<Named>({ by: "", setBy: () => {} });

export function ReviewerProvider({ children }: { readonly children: ReactNode }) {
  const [by, setBy] = useState("");
  return <Context value={{ by, setBy }}>{children}</Context>;
}

export function useReviewer(): Named {
  return use(Context);
}
