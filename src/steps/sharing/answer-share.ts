/** Matches with other organisations' records: what waits for this one's answer, and the answer. */
import { RecountError } from "../../base/errors.ts";
import { audienceOf } from "../../model/audience.ts";
import type { EntityId, OrganisationId, RecordId } from "../../model/ids.ts";
import { type Viewer, viewerName } from "../../model/person.ts";
import type { SharingAnswer } from "../../model/sharing.ts";
import { consentOf } from "../../model/source.ts";
import { type PendingShare, pendingShares } from "../../register/sharing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readSharings } from "./read-sharings.ts";

/**
 * A match as its holder is shown it: their own records, and who has others, whose own words are not in it. `share` names
 * it in an answer.
 */
export type ShownShare = {
  readonly share: RecordId; // the first of the holder's records
  readonly to: OrganisationId;
  readonly held: readonly RecordId[];
};

/** What waits for the answer of the viewer's organisation. */
export async function listShares(register: OpenRegister, viewer: Viewer): Promise<readonly ShownShare[]> {
  return (await readPending(register, viewer)).map(({ to, held }) => ({ share: shareId(held), to, held }));
}

export type ShareAnswer = {
  readonly share: string;
  readonly to: string;
  readonly answer: SharingAnswer;
  readonly why: string;
  readonly viewer: Viewer;
  readonly now: Date;
};

/** Answers for a match of the viewer's organisation. Throws `not-found` where none waits. */
export async function answerShare(
  register: OpenRegister,
  { share, to, answer, why, viewer, now }: ShareAnswer,
): Promise<number> {
  const { store } = register;
  return store.writingStep("share", async () => {
    const pending = (await readPending(register, viewer)).find(
      (each) => shareId(each.held) === share && each.to === to,
    );
    if (pending === undefined || viewer.as !== "person")
      throw new RecountError(
        "not-found",
        `got ${JSON.stringify(share)} and ${JSON.stringify(to)}, wanted a match of recount review --shares`,
      );
    const { held, sought } = pending;
    const sharing = {
      holder: viewer.organisation,
      to: pending.to,
      held,
      sought,
      answer,
      by: viewerName(viewer),
      why,
      at: now.toISOString(),
    };
    return (await store.append([{ entry: "sharing", sharing }], register.newKeys(1))).start;
  });
}

const shareId = (held: readonly RecordId[]): RecordId => held.toSorted()[0] as RecordId;

async function readPending(
  { store }: OpenRegister,
  viewer: Viewer,
): Promise<readonly (PendingShare & { readonly entity: EntityId })[]> {
  if (viewer.as !== "person") return [];
  const [sources, matched, sharings, restrictions] = await Promise.all([
    store.sources(),
    store.matchedRecords(),
    readSharings(store),
    store.entriesOf("restriction"),
  ]);
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const records = matched.flatMap((record) => {
    const source = sourceOf.get(record.source);
    if (source === undefined) return [];
    const own = restrictions.filter(({ entry }) => entry.record === record.id);
    const restricted = Object.fromEntries(own.map(({ entry }) => [entry.field, entry.audience]));
    const audience = audienceOf("person", consentOf(source), restricted)("matches");
    return [{ ...record, holder: source.organisation, asks: ["public", "coalition"].includes(audience) }];
  });
  return pendingShares(records, sharings, viewer.organisation);
}
