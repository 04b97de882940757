/** The choice of light, dark, or what the device has. The browser's own buttons, as the list of languages beside it. */
import { useState } from "react";
import { readTheme, type Theme, themes, writeTheme } from "../preferences.ts";
import { useWords } from "../words.ts";

export function ThemeChoice() {
  const { say } = useWords();
  const [theme, setTheme] = useState(readTheme);
  const choose = (chosen: Theme) => {
    writeTheme(chosen);
    setTheme(chosen);
  };
  return (
    <fieldset className="choice">
      <legend>{say("shell.theme")}</legend>
      <div className="segments">
        {themes.map((one) => (
          <label key={one} className="segment" data-selected={one === theme || undefined}>
            <input type="radio" name="theme" checked={one === theme} onChange={() => choose(one)} />
            {say(`shell.theme.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
