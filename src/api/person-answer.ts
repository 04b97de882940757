/** What the records of a found person say, as an answer. */
import { formatPrefixDate } from "../base/prefix-date.ts";
import { romaniseName, scriptOf } from "../names/index.ts";
import type { FoundPerson } from "../steps/search/describe-person.ts";
import type { SearchAnswer } from "./answers.ts";

export function personAnswer(person: Omit<FoundPerson, "level">): SearchAnswer["people"][number] {
  return {
    entity: person.entity,
    names: namesAnswer(person.names),
    relatives: person.relatives.map(({ of, text }) => ({ of, ...nameAnswer(text) })),
    born: [...person.born],
    places: person.places.map(({ text }) => ({ text })),
    harms: person.harms.map(({ kind, when, status }) => ({
      kind,
      status,
      ...(when === undefined ? {} : { when: formatPrefixDate(when) }),
    })),
    sources: person.sources.map(({ source, records }) => ({ id: source.id, name: source.name, records })),
  };
}

const nameAnswer = (text: string) =>
  scriptOf(text) === "latin" ? { text } : { text, romanised: romaniseName(text) };

export const namesAnswer = (names: readonly string[]) => names.map(nameAnswer);
