/** The field for a person's name in any script. */
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { SearchField } from "react-aria-components/SearchField";
import { Text } from "react-aria-components/Text";
import { useWords } from "../words.ts";

type SearchBoxProps = {
  readonly label: string;
  readonly hint: ReactNode;
  readonly text: string;
  readonly asTyped?: boolean; // whether it searches whenever the typing rests
  readonly onSearch: (text: string) => void;
};

// Every search is a look at people, and looks are counted: a letter or two would show half the register.
const SHORTEST = 3;
const PAUSE_MS = 350;

export function SearchBox({ label, hint, text, asTyped = false, onSearch }: SearchBoxProps) {
  const { say } = useWords();
  const [typed, setTyped] = useState(text);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);
  const type = (text: string) => {
    setTyped(text);
    clearTimeout(pause.current);
    if (asTyped && text.trim().length >= SHORTEST)
      pause.current = setTimeout(() => onSearch(text.trim()), PAUSE_MS);
  };
  useEffect(() => () => clearTimeout(pause.current), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    clearTimeout(pause.current);
    onSearch(typed.trim());
  };
  // autoComplete off: a shared laptop must not offer the names that somebody else looked for.
  return (
    <search>
      <form className="search" onSubmit={submit} autoComplete="off">
        <SearchField className="search-field" value={typed} onChange={type} onClear={() => onSearch("")}>
          <Label>{label}</Label>
          <div className="search-row">
            <Input
              className="search-input"
              dir="auto"
              autoComplete="off"
              spellCheck="false"
              maxLength={200}
            />
            {typed !== "" && (
              <Button className="search-clear" aria-label={say("search.clear")}>
                <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
                  <path d="M4 4l8 8M12 4l-8 8" stroke="currentColor" strokeWidth="1.5" fill="none" />
                </svg>
              </Button>
            )}
          </div>
          <Text slot="description" className="hint">
            {hint}
          </Text>
        </SearchField>
        <Button type="submit" className="button button-main search-button">
          {say("search.button")}
        </Button>
      </form>
    </search>
  );
}
