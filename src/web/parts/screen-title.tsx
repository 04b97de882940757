/** The heading of a screen, which is the document's title too. Never a person's name: titles stay in histories. */
import { useEffect } from "react";
import { useWords } from "../words.ts";

export function ScreenTitle({ children }: { readonly children: string }) {
  const { say } = useWords();
  const name = say("shell.name");
  useEffect(() => {
    document.title = `${children} · ${name}`;
  }, [children, name]);
  return <h1 tabIndex={-1}>{children}</h1>;
}
