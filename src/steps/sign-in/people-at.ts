/** Who is in the register, with the entry by which each came: read again only when an entry of people was added. */
import type { Person } from "../../model/person.ts";
import type { Store } from "../../store/store.ts";

/** A person, and the entry by which they came. Who comes back after a removal is somebody else. */
export type EnteredPerson = Person & { readonly entered: number };
export type EnteredPeople = ReadonlyMap<string, EnteredPerson>;

/** The people by name as of the entry that last changed anything about them. */
export type PeopleAt = (peopleAt: number) => Promise<EnteredPeople>;

/** A reader that keeps the last answer, and the asking of it, so that a crowd of requests asks once. */
export function peopleReader(store: Store): PeopleAt {
  const kept: { at?: number; people?: Promise<EnteredPeople> } = {};
  return (peopleAt) => {
    if (kept.at === peopleAt && kept.people !== undefined) return kept.people;
    kept.at = peopleAt;
    kept.people = readEntered(store);
    kept.people.catch(() => delete kept.at);
    return kept.people;
  };
}

async function readEntered(store: Store): Promise<EnteredPeople> {
  const kinds = await Promise.all([store.entriesOf("person"), store.entriesOf("person-removal")]);
  const people = new Map<string, EnteredPerson>();
  for (const { index, entry } of kinds.flat().sort((a, b) => a.index - b.index)) {
    if (entry.entry === "person-removal") people.delete(entry.person);
    else {
      const { name } = entry.person;
      people.set(name, { ...entry.person, entered: people.get(name)?.entered ?? index });
    }
  }
  return people;
}
