/** What the doctor found of one part of a register. */

export type Finding = {
  readonly part: string; // "entries", "evidence" ...
  readonly state: "sound" | "warning" | "broken";
  readonly detail: string;
};

export const sound = (part: string, detail: string): Finding => ({ part, state: "sound", detail });
export const warning = (part: string, detail: string): Finding => ({ part, state: "warning", detail });
export const broken = (part: string, detail: string): Finding => ({ part, state: "broken", detail });

const SHOWN = 5;

/** The first few of many, and how many more there are. */
export function someOf(items: readonly string[]): string {
  const more = items.length - SHOWN;
  return items.slice(0, SHOWN).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
