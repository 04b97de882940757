/** The people of the register and the invitations that are open: a fold over their entries. */
import type { Entry } from "../model/entry.ts";
import type { Invitation, Person } from "../model/person.ts";

export type People = {
  readonly people: readonly Person[]; // by name
  readonly invitations: readonly Invitation[]; // that nobody has accepted, expired ones too
};

/**
 * The people after these entries, which are in the ledger's order; entries of other kinds say nothing of people.
 */
export function foldPeople(entries: readonly Entry[]): People {
  const people = new Map<string, Person>();
  const invitations = new Map<string, Invitation>();
  for (const entry of entries) {
    if (entry.entry === "invitation") invitations.set(entry.invitation.code, entry.invitation);
    else if (entry.entry === "person-removal") people.delete(entry.person);
    else if (entry.entry === "person") {
      people.set(entry.person.name, entry.person);
      if (entry.invitation !== undefined) invitations.delete(entry.invitation);
    }
  }
  return {
    people: [...people.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    invitations: [...invitations.values()],
  };
}
