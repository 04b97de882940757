/** Judging what became of people whom the lists contradict each other about: an entry each, which can be taken back. */
import { RecountError } from "../../base/errors.ts";
import type { Fate } from "../../model/fate.ts";
import type { RecordId } from "../../model/ids.ts";
import type { FateConflict } from "../../register/fates.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readFates } from "../read-register.ts";
import type { RegisterView } from "../view.ts";
import { readCountState } from "./count-state.ts";

export type Judging = { readonly by: string; readonly why: string; readonly now: Date };

/** Every conflict, those that were settled too. */
export async function listConflicts(register: OpenRegister): Promise<readonly FateConflict[]> {
  return [...(await readCountState(register)).conflicts.values()];
}

/** The conflicts of which the viewer may see every record that speaks, with its match. */
export async function conflictsFor(
  register: OpenRegister,
  view: RegisterView,
): Promise<readonly FateConflict[]> {
  const conflicts = await listConflicts(register);
  if (view.viewer.as === "keeper") return conflicts;
  const placed = await register.store.placedByIds(conflicts.flatMap(recordsOf));
  const groups = await view.groupsOf(placed.map(({ index }) => index));
  const comparable = await view.comparable(placed.map(({ id }) => id));
  const groupOf = new Map(
    placed.map(({ id, index }) => [id, comparable.has(id) ? groups.get(index) : undefined]),
  );
  return conflicts.filter((conflict) => {
    const of = new Set(recordsOf(conflict).map((id) => groupOf.get(id)));
    return of.size === 1 && !of.has(undefined);
  });
}

const recordsOf = ({ claims, signs }: FateConflict): readonly RecordId[] =>
  [...claims, ...signs].map(({ record }) => record);

/** Settles the conflict of an entity and gives the entry's index. Throws `not-found` when it has none. */
export async function settleFate(
  register: OpenRegister,
  view: RegisterView,
  entity: string,
  { fate, by, why, now }: Judging & { readonly fate: Fate },
): Promise<number> {
  const { store } = register;
  return store.writingStep("fate", async () => {
    const conflict = (await conflictsFor(register, view)).find((each) => each.entity === entity);
    if (conflict === undefined)
      throw new RecountError(
        "not-found",
        `got ${JSON.stringify(entity)}, wanted an entity that recount count --conflicts lists`,
      );
    const judgement = {
      entity: conflict.entity,
      records: [...new Set(recordsOf(conflict))].sort(),
      fate,
      by,
      why,
      at: now.toISOString(),
    };
    return (await store.append([{ entry: "fate", judgement }], register.newKeys(1))).start;
  });
}

/** Takes back the fate of an entry and gives the withdrawal's index. Throws `not-found` when no fate in force has it. */
export async function withdrawFate(
  register: OpenRegister,
  view: RegisterView,
  fate: number,
  { by, why, now }: Judging,
): Promise<number> {
  const { store } = register;
  return store.writingStep("fate", async () => {
    const known = (await readFates(store)).find(({ index }) => index === fate);
    if (known === undefined || !(await seesAll(view, known.records)))
      throw new RecountError("not-found", `got entry ${fate}, wanted the entry of a fate that is in force`);
    const entry = { entry: "fate-withdrawal", fate, by, why, at: now.toISOString() } as const;
    return (await store.append([entry], register.newKeys(1))).start;
  });
}

/** Whether the viewer may compare all of these records that are current. */
async function seesAll(view: RegisterView, ids: readonly RecordId[]): Promise<boolean> {
  if (view.viewer.as === "keeper") return true;
  const comparable = await view.comparable(ids);
  return ids.every((id) => comparable.has(id));
}
