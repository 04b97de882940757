/** Who looks at the register now, and whether they may do what they ask for. */
import { RecountError } from "../../base/errors.ts";
import { type Deed, mayDo, type Viewer, viewerName } from "../../model/person.ts";
import { foldPeople, type People } from "../../register/people.ts";
import type { Store } from "../../store/store.ts";

/** The people and the open invitations as the ledger has them. */
export async function readPeople(store: Store): Promise<People> {
  const kinds = await Promise.all([
    store.entriesOf("invitation"),
    store.entriesOf("person"),
    store.entriesOf("person-removal"),
  ]);
  const entries = kinds.flat().sort((a, b) => a.index - b.index);
  return foldPeople(entries.map(({ entry }) => entry));
}

/**
 * Who looks: the person of that name. In a register without people it is its keeper, whatever the name. Throws
 * `refused` for everybody else, in the same words whether or not anybody has the name.
 */
export async function viewerFor(store: Store, name: string | undefined): Promise<Viewer> {
  const { people } = await readPeople(store);
  if (people.length === 0) return { as: "keeper" };
  const person = people.find((known) => known.name === name);
  if (person !== undefined) return { as: "person", ...person };
  throw new RecountError("refused", "this register knows its people: say which of them you are with --as");
}

/** Throws `refused` unless the viewer may do it. */
export function requireDeed(viewer: Viewer, deed: Deed): void {
  if (mayDo(viewer, deed)) return;
  const who = viewer.as === "person" ? `${viewerName(viewer)}, ${viewer.role}` : viewer.as;
  throw new RecountError("refused", `got ${who}, wanted somebody who may ${words[deed]}`);
}

/** Throws `refused` when somebody is about to take everything away without another person's word of today. */
export async function requireSecondPerson(store: Store, viewer: Viewer): Promise<void> {
  if (viewer.as !== "person" || (await store.wasApprovedToday(viewer.name))) return;
  throw new RecountError(
    "refused",
    `got ${viewer.name} alone, wanted another person's word of today: recount access approve ${JSON.stringify(viewer.name)}`,
  );
}

const words: { readonly [deed in Deed]: string } = {
  look: "look at the register",
  judge: "judge",
  change: "change lists",
  publish: "publish",
  govern: "say who may do what",
  audit: "read who looked at what",
};
