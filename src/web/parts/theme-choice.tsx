/** The choice of light, dark, or what the device has. */
import { useState } from "react";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { readTheme, type Theme, themes, writeTheme } from "../preferences.ts";
import { useWords } from "../words.ts";

export function ThemeChoice() {
  const { say } = useWords();
  const [theme, setTheme] = useState(readTheme);
  const choose = (value: string) => {
    const chosen: Theme = themes.find((one) => one === value) ?? "system";
    writeTheme(chosen);
    setTheme(chosen);
  };
  return (
    <RadioGroup className="choice" value={theme} onChange={choose} orientation="horizontal">
      <Label>{say("shell.theme")}</Label>
      <div className="segments">
        {themes.map((one) => (
          <Radio key={one} value={one} className="segment">
            {say(`shell.theme.${one}`)}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
