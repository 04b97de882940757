/** Where an entity of each kind has its page. */
import type { RecordKind } from "../model/record.ts";
import type { RoutePath } from "./routes.ts";

export const entityPaths: { readonly [kind in RecordKind]: RoutePath } = {
  person: "/people/$id",
  group: "/groups/$id",
  site: "/sites/$id",
  hazard: "/hazards/$id",
  event: "/events/$id",
  place: "/places/$id",
};
