/** People whom the lists contradict each other about: dead or missing on one, alive later on another. */
import { textAt } from "../base/packed-texts.ts";
import type { Fate, FateJudgement } from "../model/fate.ts";
import { harmKinds, harmStatuses } from "../model/harm.ts";
import { type EntityId, entityId, type RecordId, recordId, type SourceId } from "../model/ids.ts";
import { recordKinds } from "../model/record.ts";
import type { CountColumns } from "./count-columns.ts";
import type { CountTable } from "./count-table.ts";

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
 * The conflicts among the table's people, by entity. A claim is a killing, or a disappearance that its record leaves
 * open; a sign of life is on another source: found alive or returned, unless before the claim; another harm that began
 * after it; or a date of collection after it on a record that makes no claim. Dates speak only where even the latest
 * day of the claim lies before the earliest day of the sign. That a missing person was found is no contradiction but a
 * status: they are not counted as missing any more.
 */
export function findFateConflicts(table: CountTable): readonly FateConflict[] {
  return [...fateConflicts(table).values()];
}

/** The same by the number of each entity, in the order of their ids. */
export function fateConflicts(table: CountTable): ReadonlyMap<number, FateConflict> {
  const conflicts: (readonly [number, FateConflict])[] = [];
  for (const [entity, rows] of doubtedRows(table)) {
    const conflict = conflictOf(table, rows);
    if (conflict === undefined) continue;
    const settled = table.fates.get(entity);
    const id = entityId(textAt(table.entityIds, entity));
    conflicts.push([entity, { entity: id, ...conflict, ...(settled && { settled }) }]);
  }
  return new Map(conflicts.sort(([, a], [, b]) => (a.entity < b.entity ? -1 : 1)));
}

const CLAIMED = 1;
const ALIVE = 2;

/** The rows of each person of whom one row makes a claim and one may be a sign of life: of a million these are few. */
function doubtedRows({ columns, entity, entityIds }: CountTable): ReadonlyMap<number, readonly number[]> {
  const person = recordKinds.indexOf("person");
  const seen = new Uint8Array(entityIds.ends.length);
  for (let row = 0; row < entity.length; row++)
    if (columns.kind[row] === person) seen[entity[row] as number]! |= bearing(columns, row);
  const rows = new Map<number, number[]>();
  for (let row = 0; row < entity.length; row++) {
    const label = entity[row] as number;
    if (columns.kind[row] !== person || seen[label] !== (CLAIMED | ALIVE)) continue;
    const own = rows.get(label) ?? [];
    rows.set(label, own);
    own.push(row);
  }
  return rows;
}

function bearing(columns: CountColumns, row: number): number {
  const { harmStart, harmKind, harmStatus, collected } = columns;
  let seen = collected[row] === 0 ? 0 : ALIVE;
  for (let harm = harmStart[row] as number; harm < (harmStart[row + 1] as number); harm++) {
    if (claimOf(columns, harm) !== undefined) seen |= CLAIMED;
    const isOver = SIGNS.has(harmStatus[harm] as number);
    if (isOver || LIFE_HARMS.has(harmKind[harm] as number)) seen |= ALIVE;
  }
  return seen;
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

const KILLED = harmKinds.indexOf("killed");
const MISSING = harmKinds.indexOf("missing");
const LIFE_HARMS = new Set(
  (["displaced", "injured", "detained"] as const).map((kind) => harmKinds.indexOf(kind)),
);
const OPEN = harmStatuses.indexOf("open");
const FOUND_ALIVE = harmStatuses.indexOf("found-alive");
const RETURNED = harmStatuses.indexOf("returned");
const SIGNS = new Set([FOUND_ALIVE, RETURNED]);

/** Its days are 0 where it has no date: then no date speaks for or against it. */
type Claim = {
  readonly row: number;
  readonly kind: FateClaim;
  readonly first: number;
  readonly last: number;
};

function conflictOf(
  table: CountTable,
  rows: readonly number[],
): Pick<FateConflict, "claims" | "signs"> | undefined {
  const { columns, source, sources } = table;
  const told = (row: number) => ({
    record: recordId(textAt(columns.ids, row)),
    source: sources[source[row] as number] as SourceId,
  });
  const met = rows
    .flatMap((row) => claimsOf(columns, row))
    .map((claim) => ({
      claim,
      signs: rows.flatMap((row) => {
        const sign = source[row] === source[claim.row] ? undefined : signAgainst(columns, claim, row);
        return sign === undefined ? [] : [{ ...told(row), sign }];
      }),
    }));
  const broken = met.filter(({ signs }) => signs.length > 0);
  if (broken.length === 0) return undefined;
  const signs = new Map(broken.flatMap((each) => each.signs).map((sign) => [sign.record, sign]));
  const ofClaim = ({ row, kind }: Claim) => ({ ...told(row), kind });
  return { claims: broken.map(({ claim }) => ofClaim(claim)), signs: [...signs.values()] };
}

function claimsOf(columns: CountColumns, row: number): readonly Claim[] {
  const claims: Claim[] = [];
  for (const harm of harmsOf(columns, row)) {
    const kind = claimOf(columns, harm);
    const [first, last] = [columns.harmFirst[harm] as number, columns.harmLast[harm] as number];
    if (kind !== undefined) claims.push({ row, kind, first, last });
  }
  return claims;
}

function harmsOf({ harmStart }: CountColumns, row: number): readonly number[] {
  const first = harmStart[row] as number;
  return Array.from({ length: (harmStart[row + 1] as number) - first }, (_, at) => first + at);
}

function claimOf({ harmKind, harmStatus }: CountColumns, harm: number): FateClaim | undefined {
  if (harmKind[harm] === KILLED && harmStatus[harm] !== FOUND_ALIVE) return "killed";
  return harmKind[harm] === MISSING && harmStatus[harm] === OPEN ? "missing" : undefined;
}

function signAgainst(columns: CountColumns, claim: Claim, row: number): LifeSign | undefined {
  const { harmKind, harmStatus, harmFirst, endFirst, endLast } = columns;
  const harms = harmsOf(columns, row);
  const isAfterClaim = (firstDay: number) => firstDay !== 0 && claim.last !== 0 && firstDay > claim.last;
  for (const harm of harms) {
    const [kind, status] = [harmKind[harm] as number, harmStatus[harm] as number];
    const isAlive = status === FOUND_ALIVE || (status === RETURNED && kind !== MISSING);
    // A missing person found alive is a status that ends the harm; only the dead cannot be found alive.
    if (!isAlive || (claim.kind === "missing" && kind === MISSING)) continue;
    if (endLast[harm] !== 0 && claim.first > (endLast[harm] as number)) continue;
    if (claim.kind === "missing" && !isAfterClaim(endFirst[harm] as number)) continue;
    return status === FOUND_ALIVE ? "found-alive" : "returned";
  }
  if (harms.some((at) => LIFE_HARMS.has(harmKind[at] as number) && isAfterClaim(harmFirst[at] as number)))
    return "harmed-later";
  const isClaim = harms.some((harm) => harmKind[harm] === KILLED || harmKind[harm] === MISSING);
  return isAfterClaim(columns.collected[row] as number) && !isClaim ? "recorded-later" : undefined;
}
