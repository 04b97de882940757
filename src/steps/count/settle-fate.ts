/** Judging what became of people whom the lists contradict each other about: an entry each, which can be taken back. */
import { RecountError } from "../../base/errors.ts";
import type { Fate } from "../../model/fate.ts";
import { type FateConflict, findFateConflicts } from "../../register/fates.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { readCountInput, readFates } from "../read-register.ts";

export type Judging = { readonly by: string; readonly why: string; readonly now: Date };

/** Every conflict, those that were settled too. */
export async function listConflicts(store: Store): Promise<readonly FateConflict[]> {
  return findFateConflicts(await readCountInput(store));
}

/** Settles the conflict of an entity and gives the entry's index. Throws `not-found` when it has none. */
export async function settleFate(
  register: OpenRegister,
  entity: string,
  { fate, by, why, now }: Judging & { readonly fate: Fate },
): Promise<number> {
  const { store } = register;
  return store.writingStep("fate", async () => {
    const conflict = (await listConflicts(store)).find((each) => each.entity === entity);
    if (conflict === undefined)
      throw new RecountError(
        "not-found",
        `got ${JSON.stringify(entity)}, wanted an entity that recount count --conflicts lists`,
      );
    const records = [...conflict.claims, ...conflict.signs].map(({ record }) => record);
    const judgement = {
      entity: conflict.entity,
      records: [...new Set(records)].sort(),
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
  fate: number,
  { by, why, now }: Judging,
): Promise<number> {
  const { store } = register;
  return store.writingStep("fate", async () => {
    if (!(await readFates(store)).some(({ index }) => index === fate))
      throw new RecountError("not-found", `got entry ${fate}, wanted the entry of a fate that is in force`);
    const entry = { entry: "fate-withdrawal", fate, by, why, at: now.toISOString() } as const;
    return (await store.append([entry], register.newKeys(1))).start;
  });
}
