/** Pairs as one reviewer is shown them: without weights and others' answers where these would lead the judgement. */
import { RecountError } from "../../base/errors.ts";
import type { RecordId } from "../../model/ids.ts";
import type { PlaceMention } from "../../model/mention.ts";
import type { Place, PlacePrecision } from "../../model/place.ts";
import type { StoredRecord } from "../../model/record.ts";
import { distanceKm } from "../../places/distance.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { pairKey, type StandingJudgement } from "../../register/standing.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import type { Store } from "../../store/store.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import type { RegisterView } from "../view.ts";
import { undecidedSample } from "./measure-sample.ts";
import { type PairToJudge, showEach } from "./next-pairs.ts";
import { readStanding } from "./read-standing.ts";
import { resolvePair, type SeenRecord } from "./resolve-pair.ts";
import { currentByPair, type QueuedPair, type ReviewQueue, readQueues } from "./review-queues.ts";
import { seenJudgements } from "./seen-judgements.ts";
import { judgedFields, type ShownRecord, showRecord } from "./show-record.ts";

/** A place that both records name in the same field, as far as the gazetteer tells each. */
export type PairPlace = {
  readonly field: string;
  readonly left?: ToldPlace;
  readonly right?: ToldPlace;
  readonly distanceKm?: number; // between the two, where both are known to lie somewhere
};

export type ToldPlace = { readonly names: readonly string[]; readonly precision: PlacePrecision };

export type GivenJudgement = Pick<StandingJudgement, "id" | "answer" | "by" | "why" | "at">;

export type ReviewerPair = Pick<PairToJudge, "left" | "right"> & {
  readonly isBlind: boolean; // what others answered and the weights are not told before the reviewer has judged
  readonly weighed?: Pick<PairToJudge, "weight" | "probability" | "teaches" | "waterfall">; // absent while blind
  readonly judgements: readonly GivenJudgement[]; // none while blind
  readonly places: readonly PairPlace[];
};

export type ReviewerPairs = {
  readonly waiting: { readonly [queue in ReviewQueue]: number };
  readonly pairs: readonly ReviewerPair[];
};

export type QueueAsked = {
  readonly queue: ReviewQueue;
  readonly by: string;
  readonly limit: number;
  readonly except: readonly (readonly [RecordId, RecordId])[]; // pairs that the reviewer has before them
};

/** The next pairs of a queue, and how many wait in each. */
export async function reviewerPairs(
  register: OpenRegister,
  view: RegisterView,
  { queue, by, limit, except }: QueueAsked,
): Promise<ReviewerPairs> {
  const queues = await readQueues(register.store, view, by);
  const here = await wholePairs(register, view, except);
  const chosen = queues[queue].filter((pair) => !here.has(pairKey(pair)));
  const { first, second, sample, contested } = queues;
  return {
    waiting: {
      first: first.length,
      second: second.length,
      sample: sample.length,
      contested: contested.length,
    },
    pairs: await showForReviewer(register, view, chosen.slice(0, limit), {
      by,
      isMeasured: queue === "sample",
    }),
  };
}

/** One pair, as it is told to a reviewer who may have judged it. */
export async function reviewerPair(
  register: OpenRegister,
  view: RegisterView,
  ids: readonly [RecordId, RecordId],
  by: string,
): Promise<ReviewerPair | undefined> {
  const [left, right] = await resolvePair(register, view, ids);
  const pair = { left: left.record.id, right: right.record.id, teaches: 0 };
  return (await showForReviewer(register, view, [pair], { by, isMeasured: false }))[0];
}

export type Members = { readonly total: number; readonly records: readonly ShownRecord[] };

/** The other records of the entities that the two stand in; of one list where it is one entity. */
export type PairClusters = {
  readonly together: boolean;
  readonly left: Members;
  readonly right: Members;
};

const MEMBERS = 12; // shown of one entity: each is a look at a person's record

/**
 * The other members of both entities, as far as the viewer sees them. Throws `refused` while the reviewer is to judge
 * without knowing: two records of one entity would tell what the linkage and the first reviewer found.
 */
export async function pairClusters(
  register: OpenRegister,
  view: RegisterView,
  ids: readonly [RecordId, RecordId],
  by: string,
): Promise<PairClusters> {
  const pair = await resolvePair(register, view, ids);
  await refuseBlind(register.store, pair, by);
  const own = pair.map(({ record }) => record.index);
  const groups = await view.groupsOf(own);
  const [left, right] = own.map((index) => groups.get(index));
  const entities = await view.entities([...groups.values()]);
  const sources = new Map((await view.sources()).map(({ id, name }) => [id, name]));
  const members = async (group: typeof left): Promise<Members> => {
    const records = group === undefined ? [] : (entities.get(group)?.records ?? []);
    const others = records.filter(({ index }) => !own.includes(index));
    const shown = others.slice(0, MEMBERS);
    await view.look(
      "cluster",
      shown.map(({ index }) => index),
      judgedFields,
    );
    return { total: others.length, records: shown.map((record) => showRecord(record, sources)) };
  };
  return { together: left === right, left: await members(left), right: await members(right) };
}

/** The pairs of these ids or handles, by the records' own ids. */
async function wholePairs(
  { store }: OpenRegister,
  view: RegisterView,
  pairs: QueueAsked["except"],
): Promise<ReadonlySet<string>> {
  const seen = new Map((await view.records.byIds(pairs.flat())).map(({ id, index }) => [id, index]));
  const whole = new Map((await store.recordsAt([...seen.values()])).map(({ id, index }) => [index, id]));
  const idOf = (id: RecordId) => whole.get(seen.get(id) ?? -1) ?? id;
  return new Set(pairs.map(([left, right]) => pairKey({ left: idOf(left), right: idOf(right) })));
}

async function refuseBlind(store: Store, pair: readonly SeenRecord[], by: string): Promise<void> {
  const [left, right] = pair.map(({ record }) => record.id);
  const key = pairKey({ left: left as RecordId, right: right as RecordId });
  const [standing, sample] = await Promise.all([readStanding(store), undecidedSample(store)]);
  const said = currentByPair(standing).get(key) ?? [];
  if (isBlindFor(said, by) || sample.some((each) => pairKey(each) === key))
    throw new RecountError("refused", "got a pair to be judged without knowing, wanted it judged first");
}

/** Whether somebody else has judged the pair, and the reviewer not yet. */
const isBlindFor = (said: readonly StandingJudgement[], by: string): boolean =>
  said.length > 0 && !said.some((each) => each.by === by);

type ForReviewer = { readonly by: string; readonly isMeasured: boolean };

async function showForReviewer(
  register: OpenRegister,
  view: RegisterView,
  pairs: readonly QueuedPair[],
  { by, isMeasured }: ForReviewer,
): Promise<readonly ReviewerPair[]> {
  const { store } = register;
  const [standing, gazetteer] = await Promise.all([readStanding(store), readGazetteer(register)]);
  const current = currentByPair(standing);
  const shown: ReviewerPair[] = [];
  for (const { pair, shown: judged, seen } of await showEach(register, view, pairs)) {
    const said = current.get(pairKey(pair)) ?? [];
    const isBlind = isMeasured || isBlindFor(said, by);
    const { left, right, ...weighed } = judged;
    shown.push({
      left,
      right,
      isBlind,
      ...(!isBlind && { weighed }),
      judgements: isBlind ? [] : (await seenJudgements(store, view, said)).map(givenJudgement),
      places: pairPlaces(gazetteer, seen),
    });
  }
  return shown;
}

const givenJudgement = ({ id, answer, by, why, at }: StandingJudgement): GivenJudgement => ({
  id,
  answer,
  by,
  why,
  at,
});

function pairPlaces(
  gazetteer: Gazetteer,
  [left, right]: readonly [StoredRecord, StoredRecord],
): readonly PairPlace[] {
  const [own, others] = [placesByField(gazetteer, left), placesByField(gazetteer, right)];
  return [...own].flatMap(([field, place]) => {
    const other = others.get(field);
    return other === undefined ? [] : [pairPlace(field, place, other)];
  });
}

function pairPlace(field: string, left: Place, right: Place): PairPlace {
  const [a, b] = [positionOf(left), positionOf(right)];
  return {
    field,
    left: told(left),
    right: told(right),
    ...(a !== undefined && b !== undefined && { distanceKm: Math.round(10 * distanceKm(a, b)) / 10 }),
  };
}

const told = ({ names, precision }: Place): ToldPlace => ({
  names: [...new Set(names.map(({ text }) => text))],
  precision,
});

const positionOf = ({ latitude, longitude }: Place) =>
  latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };

/** The first place of each field that the gazetteer tells: of the record's own places, then of its harms. */
function placesByField(gazetteer: Gazetteer, { mentions }: StoredRecord): ReadonlyMap<string, Place> {
  const mentioned: readonly (readonly [string, PlaceMention | undefined])[] = [
    ...mentions.places.map((place) => [place.role, place] as const),
    ...mentions.harms.map(({ kind, where }) => [kind, where] as const),
  ];
  const places = new Map<string, Place>();
  for (const [field, mention] of mentioned) {
    const place = mention?.place === undefined ? undefined : gazetteer.byId.get(mention.place);
    if (place !== undefined && !places.has(field)) places.set(field, place);
  }
  return places;
}
