/** Figures that people keep by a name: each organisation its own. */
import { RecountError } from "../../base/errors.ts";
import { type Viewer, viewerName } from "../../model/person.ts";
import type { FigureAsked, SavedFigure } from "../../model/saved-figure.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { organisationOf } from "../view.ts";

export type KeptFigure = SavedFigure & { readonly id: number }; // of its entry

/** The figures of the viewer's organisation, of each name the one saved last, in the order of their names. */
export async function savedFigures({ store }: OpenRegister, viewer: Viewer): Promise<readonly KeptFigure[]> {
  const [saved, removed] = await Promise.all([
    store.entriesOf("saved-figure"),
    store.entriesOf("saved-figure-removal"),
  ]);
  const gone = new Set(removed.map(({ entry }) => entry.figure));
  const own = saved
    .filter(({ index }) => !gone.has(index))
    .map(({ index, entry }) => ({ ...entry.figure, id: index }))
    .filter(({ organisation }) => organisation === organisationOf(viewer));
  const byName = new Map(own.map((figure) => [figure.name, figure]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

export type Saving = {
  readonly name: string;
  readonly asked: FigureAsked;
  readonly viewer: Viewer;
  readonly now: Date;
};

/** Keeps what is asked by a name, in place of what the organisation had by it before. */
export async function saveFigure(
  register: OpenRegister,
  { name, asked, viewer, now }: Saving,
): Promise<number> {
  const organisation = organisationOf(viewer);
  const figure: SavedFigure = {
    name,
    asked,
    ...(organisation !== undefined && { organisation }),
    by: viewerName(viewer),
    at: now.toISOString(),
  };
  return (await register.store.append([{ entry: "saved-figure", figure }], register.newKeys(1))).start;
}

/** Takes a figure off the list. Throws `not-found` for one that is not the viewer's organisation's. */
export async function removeFigure(
  register: OpenRegister,
  { id, viewer, now }: { readonly id: number; readonly viewer: Viewer; readonly now: Date },
): Promise<void> {
  const known = (await savedFigures(register, viewer)).some((figure) => figure.id === id);
  if (!known) throw new RecountError("not-found", `got ${id}, wanted the id of a saved figure`);
  const entry = {
    entry: "saved-figure-removal",
    figure: id,
    by: viewerName(viewer),
    at: now.toISOString(),
  } as const;
  await register.store.append([entry], register.newKeys(1));
}
