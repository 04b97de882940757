/** One message of one catalogue: the plural that its count wants, and its values put in. */
import { formatNumber, formatPercent } from "./format.ts";

export type MessageValues = { readonly [name: string]: string | number };

/** Words by key, in the language that they are written in. */
export type Written = {
  readonly language: string;
  readonly messages: { readonly [key: string]: string | undefined };
};

/** A place for a value: `{{name}}`, `{{n, number}}`, `{{n, percent}}`. */
export const slot = /\{\{(\w+)(?:, (number|percent))?\}\}/g;

/**
 * The message as it is written, in the plural form that `count` chooses; undefined when there is none.
 *
 * @example
 * findTemplate({ language: "en", messages: { days_one: "a day", days_other: "days" } }, "days", 1); //=> "a day"
 */
export function findTemplate(
  { language, messages }: Written,
  key: string,
  count: unknown,
): string | undefined {
  const category = typeof count === "number" ? new Intl.PluralRules(language).select(count) : undefined;
  const plural = category === undefined ? undefined : messages[`${key}_${category}`];
  return plural ?? messages[key] ?? messages[`${key}_other`];
}

/**
 * The message with its values. One that it names and nobody gives stays as `{{name}}`, so that the mistake is seen.
 *
 * @example
 * fillTemplate("en", "{{n, number}} of {{list}}", { n: 4012, list: "A" }); //=> "4,012 of A"
 */
export function fillTemplate(language: string, template: string, values: MessageValues): string {
  return template.replace(slot, (whole, name: string, form?: string) =>
    formatValue(language, { whole, value: values[name], form }),
  );
}

export type Slot = {
  readonly whole: string;
  readonly value: string | number | undefined;
  readonly form: string | undefined;
};

/**
 * A value as the language writes it in the form that the message asks for.
 *
 * @example
 * formatValue("ru", { whole: "{{n, percent}}", value: 0.5, form: "percent" }); //=> "50\u00a0%"
 */
export function formatValue(language: string, { whole, value, form }: Slot): string {
  if (value === undefined) return whole;
  if (typeof value === "string") return value;
  if (form === "number") return formatNumber(language, value);
  return form === "percent" ? formatPercent(language, value) : String(value);
}
