/** People whom the lists contradict each other about: dead or missing on one, alive later on another. */
import { dayInterval, type PrefixDate } from "../base/prefix-date.ts";
import type { Fate, FateJudgement } from "../model/fate.ts";
import type { Harm } from "../model/harm.ts";
import { type EntityId, entityId, type RecordId, type SourceId } from "../model/ids.ts";
import type { StoredRecord } from "../model/record.ts";
import type { CountInput } from "./count-table.ts";

export type FateClaim = "killed" | "missing";

/** What a record says that the dead and the missing do not do. */
export type LifeSign = "found-alive" | "returned" | "harmed-later" | "recorded-later";

/** A person whom a figure would count as dead or missing and another list gives as alive after that. */
export type FateConflict = {
  readonly entity: EntityId;
  readonly claims: readonly {
    readonly record: RecordId;
    readonly source: SourceId;
    readonly kind: FateClaim;
  }[];
  readonly signs: readonly {
    readonly record: RecordId;
    readonly source: SourceId;
    readonly sign: LifeSign;
  }[];
  readonly settled?: Fate;
};

/**
 * The conflicts among the input's people, by entity. A claim is a killing, or a disappearance that its record leaves
 * open; a sign of life is on another source: found alive or returned, unless before the claim; another harm that began
 * after it; or a date of collection after it on a record that makes no claim. Dates speak only where even the latest
 * day of the claim lies before the earliest day of the sign. That a missing person was found is no contradiction but a
 * status: they are not counted as missing any more.
 */
export function findFateConflicts(input: CountInput): readonly FateConflict[] {
  const people = new Map<string, StoredRecord[]>();
  const claimed = new Set<string>();
  for (const record of input.records) {
    if (record.kind !== "person") continue;
    const id = input.entities.get(record.id) ?? record.id;
    people.set(id, [...(people.get(id) ?? []), record]);
    if (claimsOf(record).length > 0) claimed.add(id);
  }
  return [...claimed].sort().flatMap((id) => {
    const conflict = conflictOf(people.get(id) ?? []);
    const settled = input.fates?.get(entityId(id));
    return conflict === undefined ? [] : [{ entity: entityId(id), ...conflict, ...(settled && { settled }) }];
  });
}

/**
 * The fates in force, by the entity that has all of the judged records now; of two, the later one. A fate whose records
 * were separated since holds for nobody, until somebody judges again.
 */
export function settledFates(
  judgements: readonly FateJudgement[],
  entities: ReadonlyMap<RecordId, EntityId>,
): ReadonlyMap<EntityId, Fate> {
  return new Map(
    judgements.flatMap(({ records, fate }) => {
      const owners = new Set(records.map((record) => entities.get(record)));
      const [owner] = owners;
      return owner === undefined || owners.size > 1 ? [] : [[owner, fate] as const];
    }),
  );
}

type Claim = { readonly record: StoredRecord; readonly kind: FateClaim; readonly when?: PrefixDate };

function conflictOf(records: readonly StoredRecord[]): Pick<FateConflict, "claims" | "signs"> | undefined {
  const claims = records.flatMap(claimsOf);
  const met = claims.map((claim) => ({
    claim,
    signs: records.flatMap((record) => {
      const sign = record.source === claim.record.source ? undefined : signAgainst(claim, record);
      return sign === undefined ? [] : [{ record: record.id, source: record.source, sign }];
    }),
  }));
  const broken = met.filter(({ signs }) => signs.length > 0);
  if (broken.length === 0) return undefined;
  const signs = new Map(broken.flatMap((each) => each.signs).map((sign) => [sign.record, sign]));
  const ofClaim = ({ record, kind }: Claim) => ({ record: record.id, source: record.source, kind });
  return { claims: broken.map(({ claim }) => ofClaim(claim)), signs: [...signs.values()] };
}

function claimsOf(record: StoredRecord): readonly Claim[] {
  return record.mentions.harms.flatMap((harm): readonly Claim[] => {
    const when = harm.when === undefined ? {} : { when: harm.when };
    if (harm.kind === "killed" && harm.status !== "found-alive") return [{ record, kind: "killed", ...when }];
    return harm.kind === "missing" && harm.status === "open" ? [{ record, kind: "missing", ...when }] : [];
  });
}

function signAgainst(claim: Claim, record: StoredRecord): LifeSign | undefined {
  const { harms, dates } = record.mentions;
  for (const { kind, status, statusWhen } of harms) {
    const isAlive = status === "found-alive" || (status === "returned" && kind !== "missing");
    // A missing person found alive is a status that ends the harm; only the dead cannot be found alive.
    if (!isAlive || (claim.kind === "missing" && kind === "missing")) continue;
    if (isBefore(statusWhen, claim.when) || (claim.kind === "missing" && !isAfter(statusWhen, claim.when)))
      continue;
    return status === "found-alive" ? "found-alive" : "returned";
  }
  if (harms.some((harm) => isLifeHarm(harm) && isAfter(harm.when, claim.when))) return "harmed-later";
  const isClaim = harms.some(({ kind }) => kind === "killed" || kind === "missing");
  const collected = dates.some(({ role, date }) => role === "collected" && isAfter(date, claim.when));
  return collected && !isClaim ? "recorded-later" : undefined;
}

const isLifeHarm = ({ kind }: Harm) => kind === "displaced" || kind === "injured" || kind === "detained";

function isAfter(date: PrefixDate | undefined, than: PrefixDate | undefined): boolean {
  return date !== undefined && than !== undefined && dayInterval(date).start >= dayInterval(than).end;
}

const isBefore = (date: PrefixDate | undefined, than: PrefixDate | undefined) => isAfter(than, date);
