/** What is being searched for: kept while the page is open, in no address, history or storage. */
import { createContext, type ReactNode, use, useState } from "react";

type SearchText = { readonly text: string; readonly setText: (text: string) => void };

const Context = createContext<SearchText>({ text: "", setText: () => {} });

export function SearchTextProvider({ children }: { readonly children: ReactNode }) {
  const [text, setText] = useState("");
  return <Context value={{ text, setText }}>{children}</Context>;
}

/** The text that was last submitted, and how to submit another. */
export function useSearchText(): SearchText {
  return use(Context);
}
