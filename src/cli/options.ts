/** Reading flags: a wrong one is a usage error that says what was got and what was wanted. */
import { RecountError } from "../base/errors.ts";
import type { OptionValues } from "./command.ts";

/** The flag's text, or undefined when it was not given. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The flag's text. Throws a usage error when it was not given. */
export function requiredText(options: OptionValues, name: string): string {
  const value = textOption(options, name);
  if (value === undefined) throw usageError(`--${name}`, "a value", "nothing");
  return value;
}

/** The flag's whole number within the range, both ends included, or undefined. */
export function numberOption(
  options: OptionValues,
  name: string,
  range: { readonly min: number; readonly max: number },
): number | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  const isInRange = /^\d+$/.test(text) && value >= range.min && value <= range.max;
  if (!isInRange) throw usageError(`--${name}`, `a whole number from ${range.min} to ${range.max}`, text);
  return value;
}

/** One of `choices`, or undefined when the flag was not given. */
export function choiceOption<Choice extends string>(
  options: OptionValues,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = textOption(options, name);
  if (text === undefined) return undefined;
  const choice = choices.find((known) => known === text);
  if (choice === undefined) throw usageError(`--${name}`, `one of ${choices.join(", ")}`, text);
  return choice;
}

/** The parts of a comma-separated flag; none when it was not given. */
export function listOption(options: OptionValues, name: string): readonly string[] {
  return (textOption(options, name) ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export function usageError(where: string, expected: string, received: string): RecountError {
  return new RecountError("input-usage", `${where}: got ${JSON.stringify(received)}, wanted ${expected}`);
}
