/** The latest linkage run: its model and its assignments are those that its entry stands for. */
import { digestOf } from "../../appeal/manifest.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { assignmentsDigest, chunkDigests, digestOfLines } from "../link/assignments-digest.ts";
import { linkedKinds } from "../link-register.ts";
import { broken, type Finding, sound, warning } from "./finding.ts";

export async function examineLinkage({ store }: OpenRegister): Promise<readonly Finding[]> {
  const run = await store.latestLinkage();
  if (run === undefined) return [sound("linkage", "there was none yet")];
  const entry = (await store.entry(run.index))?.entry;
  if (entry?.entry !== "linkage-run") return [broken("linkage", `entry ${run.index} is no linkage run`)];
  const model =
    digestOf(run.model) === entry.model
      ? sound("linkage", "the model is the one that its entry stands for")
      : broken("linkage", "the model is not the one that its entry stands for");
  if ((await store.recordsSize()) > run.size)
    return [model, warning("linkage", "records changed since: link again")];
  const placed = await store.placedAssignments();
  const found =
    entry.chunk === undefined
      ? digestOfLines(linkedKinds.flatMap((kind) => placed.filter((each) => each.kind === kind)))
      : assignmentsDigest(chunkDigests(placed, entry.chunk));
  return [
    model,
    found === entry.assignments
      ? sound("linkage", `${placed.length} assignments, those that their entry stands for`)
      : broken("linkage", "the assignments are not those that their entry stands for"),
  ];
}
