/** Why two records are or are not one entity, by the model of the latest run; nothing is trained for it. */
import { fromUtf8 } from "../../base/bytes.ts";
import { RecountError } from "../../base/errors.ts";
import { pairExplainer, type Waterfall } from "../../linkage/explain.ts";
import type { LinkModel } from "../../linkage/link-model.ts";
import { isOfThisVersion } from "../../linkage/model-version.ts";
import { linkTableOf } from "../../linkage/table-builder.ts";
import type { RecordId } from "../../model/ids.ts";
import type { RecordKind } from "../../model/record.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { cutWaterfall } from "../review/cut-waterfall.ts";
import { resolvePair } from "../review/resolve-pair.ts";
import type { RegisterView } from "../view.ts";
import { currentColumns } from "./record-columns.ts";

/** The waterfall of two records of one kind, in bits, as far as the viewer may see them. */
export async function explainRecords(
  register: OpenRegister,
  view: RegisterView,
  pair: readonly [RecordId, RecordId],
): Promise<Waterfall> {
  const [left, right] = await resolvePair(register, view, pair);
  if (left.record.kind !== right.record.kind)
    throw new RecountError(
      "input-kinds",
      `got a ${left.record.kind} and a ${right.record.kind}, wanted two records of one kind`,
    );
  const explain = await recordExplainer(register, left.record.kind);
  return cutWaterfall(explain(left.record.id, right.record.id), view.viewer, [left, right]);
}

/**
 * Waterfalls of any two current records of a kind, over one reading of them. Throws `not-found` before the first run,
 * and `refused` where an earlier version of the engine made the last one.
 */
export async function recordExplainer(
  register: OpenRegister,
  kind: RecordKind,
): Promise<(left: RecordId, right: RecordId) => Waterfall> {
  const { model, reason } = await readModel(register.store, kind);
  if (model === undefined) throw noModel(kind, reason);
  const columns = await currentColumns(register, kind);
  const rows = new Map(columns.ids.map((id, row) => [id, row]));
  const wanted = model.comparisons.flatMap(({ fields }) => fields);
  const explain = pairExplainer(model, linkTableOf(columns, wanted));
  return (left, right) => explain([rows.get(left) ?? -1, rows.get(right) ?? -1]);
}

function noModel(kind: RecordKind, reason: "none" | "earlier-version"): RecountError {
  return reason === "none"
    ? new RecountError("not-found", `no ${kind} records were linked yet, wanted recount link to be run first`)
    : new RecountError(
        "refused",
        `got a model of ${kind} records that an earlier version of Recount made, wanted one of this version: recount link makes it anew`,
      );
}

type KeptModel =
  | { readonly model: LinkModel; readonly reason?: never }
  | { readonly model?: never; readonly reason: "none" | "earlier-version" };

/** The model of a kind of record in the latest run, if it is there and of this version. */
export async function readModel(store: Store, kind: RecordKind): Promise<KeptModel> {
  const linkage = await store.latestLinkage();
  if (linkage === undefined) return { reason: "none" };
  const kept: { readonly [kind in RecordKind]?: { readonly version: number } } = JSON.parse(
    fromUtf8(linkage.model),
  );
  const model = kept[kind];
  if (model === undefined) return { reason: "none" };
  return isOfThisVersion(model) ? { model } : { reason: "earlier-version" };
}
