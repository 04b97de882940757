/** Words for what a profile says: its fields, its steps, the words of the model. */
import { harmKinds, harmStatuses } from "../model/harm.ts";
import { formatDateText, formatNumber } from "./format.ts";
import type { PlainKey } from "./legal-keys.ts";
import { english } from "./messages/en.ts";

/** Words by their key, in one language. */
export type Say = (key: PlainKey, values?: { readonly [name: string]: string | number }) => string;

/**
 * The words of a key that the catalogue may not have: a word of the model stands as it is then.
 *
 * @example
 * modelWord((key) => key, "dossier.word.burnt"); //=> "burnt"
 */
export function modelWord(say: Say, key: string): string {
  return isKey(key) ? say(key) : (key.split(".").at(-1) ?? key);
}

const isKey = (key: string): key is PlainKey => Object.hasOwn(english.messages, key);

/**
 * A kind of harm in words.
 *
 * @example
 * harmWord((key) => key, "missing"); //=> "harm.missing"
 */
export function harmWord(say: Say, kind: string): string {
  return harmKinds.some((known) => known === kind) ? modelWord(say, `harm.${kind}`) : kind;
}

/**
 * What a step comes to: a harm, a status, or another word of the model.
 *
 * @example
 * stepWord((key) => key, "cleared"); //=> "status.cleared"
 */
export function stepWord(say: Say, what: string): string {
  if (harmKinds.some((kind) => kind === what) && what !== "missing") return harmWord(say, what);
  if (harmStatuses.some((status) => status === what)) return modelWord(say, `status.${what}`);
  return modelWord(say, `dossier.word.${what}`);
}

/**
 * A step of a chronology in words.
 *
 * @example
 * stepText((key) => key, { kind: "birth", what: "birth" }); //=> "dossier.step.birth"
 */
export function stepText(
  say: Say,
  { kind, what, harm }: { readonly kind: string; readonly what: string; readonly harm?: string | undefined },
): string {
  const label = modelWord(say, `dossier.step.${kind}`);
  if (kind === what) return label;
  const subject = harm === undefined ? "" : `${harmWord(say, harm)} · `;
  return `${label}: ${subject}${whatWord(say, kind, what)}`;
}

/** A condition stays as its source wrote it; a harm is one, whatever else the word means. */
function whatWord(say: Say, kind: string, what: string): string {
  if (kind === "assessment") return what;
  if (kind === "harm") return harmWord(say, what);
  return kind === "return" ? modelWord(say, `returns.status.${what}`) : stepWord(say, what);
}

/**
 * A value of a profile's field: a date as what it is, a number in groups, all else as it was written.
 *
 * @example
 * [fieldText("en", "date.other", "1992-05"), fieldText("en", "persons", "1200")]; //=> ["May 1992", "1,200"]
 */
export function fieldText(language: string, field: string, text: string): string {
  if (/^date\b|\.(?:when|until)$/.test(field)) return formatDateText(language, text);
  return /^(?:area|persons|units)\b/.test(field) && /^\d{4,}$/.test(text)
    ? formatNumber(language, Number(text))
    : text;
}

/**
 * The label of a profile's field.
 *
 * @example
 * [fieldLabel((key) => key, "date.birth"), fieldLabel((key) => key, "note.Remarks")]; //=> ["dossier.label.date.birth", "dossier.label.note: Remarks"]
 */
export function fieldLabel(say: Say, field: string): string {
  const [head = "", second = "", ...rest] = field.split(".");
  if (head === "harm")
    return `${modelWord(say, `dossier.label.${rest.join(".")}`)}: ${harmWord(say, second)}`;
  if (field.startsWith("return.obstacle."))
    return `${say("dossier.label.return.obstacle")}: ${modelWord(say, `returns.obstacle.${rest.join(".")}`)}`;
  if (isKey(`dossier.label.${field}`)) return modelWord(say, `dossier.label.${field}`);
  const tail = field.slice(head.length + 1);
  if (isKey(`dossier.label.${head}.${second}`))
    return `${modelWord(say, `dossier.label.${head}.${second}`)}: ${rest.join(".")}`;
  const shown = harmKinds.some((kind) => kind === tail)
    ? harmWord(say, tail)
    : isKey(`dossier.label.${tail}`)
      ? modelWord(say, `dossier.label.${tail}`)
      : tail;
  return `${modelWord(say, `dossier.label.${head}`)}: ${shown}`;
}
