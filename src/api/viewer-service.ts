/** Who asks, as the ledger has them. */
import { deeds, mayDo } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { RegisterView } from "../steps/view.ts";
import type { ViewerService } from "./viewer-answers.ts";

export function registerViewer({ store }: OpenRegister, { viewer }: RegisterView): ViewerService {
  return async () => {
    const may = { deeds: deeds.filter((deed) => mayDo(viewer, deed)) };
    if (viewer.as !== "person") return { as: viewer.as, ...may };
    const organisations = await store.organisations();
    const name = organisations.find(({ id }) => id === viewer.organisation)?.name ?? viewer.organisation;
    const { role, organisation: id } = viewer;
    return { as: "person", name: viewer.name, organisation: { id, name }, role, ...may };
  };
}
