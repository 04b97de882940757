/** The register in one viewer's eyes: the one place that search, review, explanations, counts and the API read below. */
import { RecountError } from "../base/errors.ts";
import type { EntityId, OrganisationId, RecordId, SourceId } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import type { StoredRecord } from "../model/record.ts";
import type { Source } from "../model/source.ts";
import { openMatches } from "../register/sharing.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { PlacedRecord, RecordViews } from "../store/store.ts";
import { type PlacedRow, placedInColumns } from "./count/kept-columns.ts";
import { knownSources } from "./people/own-sources.ts";
import { readSharings } from "./sharing/read-sharings.ts";

/** Records that the viewer may take for one entity: all of it, or the part that an organisation holds. */
export type GroupKey = string & { readonly brand: "GroupKey" };

/** What the viewer sees of an entity. It is called by its own id only where all of it is seen. */
export type ViewedEntity = { readonly entity: EntityId; readonly records: readonly StoredRecord[] };

export type RegisterView = {
  readonly viewer: Viewer;
  /** Records as far as the viewer may see them. */
  readonly records: RecordViews;
  /** The sources that the viewer may know of. */
  sources(): Promise<readonly Source[]>;
  /** The group of each of these current records. */
  groupsOf(indexes: readonly number[]): Promise<ReadonlyMap<number, GroupKey>>;
  /** How many groups these current records are of. */
  countGroups(indexes: Uint32Array): Promise<number>;
  /** What the viewer sees of these groups. */
  entities(groups: readonly GroupKey[]): Promise<ReadonlyMap<GroupKey, ViewedEntity>>;
  /** What the viewer sees of the entity that each of these current records, which they see, is of, by its index. */
  entitiesOf(seen: readonly StoredRecord[]): Promise<ReadonlyMap<number, ViewedEntity>>;
  /** Of these records those whose pairs the viewer may judge: their own, and those whose names they may see. */
  comparable(ids: readonly RecordId[]): Promise<ReadonlySet<RecordId>>;
  /**
   * Writes down that a person is about to be shown these records, and which of their restricted fields: those among
   * `shown`, or all of them. Throws `limit` when the records are more in one day than one person may look at without a
   * second one.
   */
  look(way: LookWay, indexes: readonly number[], shown?: readonly string[]): Promise<void>;
};

type Grouping = {
  readonly holderOf: ReadonlyMap<SourceId, OrganisationId>;
  readonly open: ReadonlySet<string>;
};

/** By which way records are shown. */
export const lookWays = [
  "search",
  "list",
  "show",
  "review",
  "pair",
  "cluster",
  "returns",
  "audit",
  "export",
] as const;
export type LookWay = (typeof lookWays)[number];

/** A record's own id stands wherever it is shown, and tells where its row stands. */
const isAmong = (path: string, shown: readonly string[] | undefined): boolean =>
  shown === undefined ||
  path === "row" ||
  shown.some((named) => path === named || path.startsWith(`${named}.`));

/** Records with restricted fields that one person may look at in a day: a week's work, and far less than a register. */
const LOOKS_A_DAY = 500;

/** The register as the viewer may see it. */
export function viewOf(
  { store }: OpenRegister,
  viewer: Viewer,
  { looksADay = LOOKS_A_DAY }: { readonly looksADay?: number } = {},
): RegisterView {
  const records = store.views(viewer);
  const holders = async () =>
    new Map((await store.sources()).map((source) => [source.id, source.organisation]));
  // Which records are current decides what a shared match still is.
  const open = store.keptBetween(["sharing", "linkage-run", "version", "undo-version"], async () => {
    if (viewer.as !== "person") return new Set<string>();
    const sharings = await readSharings(store);
    const shared = sharings.flatMap(({ held, sought }) => [...held, ...sought]);
    const entities = new Map((await store.placedByIds(shared)).map(({ id, entity }) => [id, entity]));
    return openMatches(sharings, viewer.organisation, (id) => entities.get(id));
  });
  const grouping = async (): Promise<Grouping> => {
    const [holderOf, opened] = await Promise.all([holders(), open()]);
    return { holderOf, open: opened };
  };
  const placedNow = async (indexes: readonly number[]): Promise<readonly PlacedRow[]> =>
    placedInColumns(store, await store.marks(), indexes) ?? store.placedRecords(indexes);
  const keyOf = ({ holderOf, open }: Grouping, { entity, source }: PlacedRow): GroupKey => {
    if (viewer.as === "keeper") return entity as string as GroupKey;
    const holder = holderOf.get(source) ?? "";
    const isOpen = viewer.as === "person" && open.has(`${holder} ${entity}`);
    return `${isOpen ? viewer.organisation : holder} ${entity}` as GroupKey;
  };
  const keyed = (group: Grouping, placed: readonly PlacedRecord[]) =>
    placed.map((record) => [keyOf(group, record), record] as const);
  const viewed = async (
    own: readonly (readonly [GroupKey, PlacedRecord])[],
    known: readonly StoredRecord[] = [],
  ) => {
    const seen = new Map(known.map((each) => [each.index, each]));
    const others = own.flatMap(([, { index }]) => (seen.has(index) ? [] : [index]));
    for (const each of await records.at(others)) seen.set(each.index, each);
    const byGroup = Map.groupBy(own, ([key]) => key);
    return new Map(
      [...byGroup].flatMap(([key, of]): readonly (readonly [GroupKey, ViewedEntity])[] => {
        const visible = of.flatMap(([, { index }]) => seen.get(index) ?? []);
        const [first] = visible.map(({ id }) => id).sort();
        if (first === undefined) return [];
        const entity = viewer.as === "keeper" ? (of[0]?.[1].entity ?? first) : first;
        return [[key, { entity: entity as string as EntityId, records: visible }]];
      }),
    );
  };
  return {
    viewer,
    records,
    sources: () => knownSources(store, viewer),
    async groupsOf(indexes) {
      const [placed, group] = await Promise.all([placedNow(indexes), grouping()]);
      return new Map(placed.map((record) => [record.index, keyOf(group, record)]));
    },
    async countGroups(indexes) {
      const { holderOf, open: opened } = await grouping();
      if (viewer.as === "keeper") {
        const holders = new Map([...holderOf.keys()].map((source) => [source, ""]));
        return store.countGroups(indexes, { holders, open: [], own: "" });
      }
      const pairs = [...opened].map((key) => ({
        holder: key.slice(0, key.indexOf(" ")),
        entity: entityOfKey(viewer)(key as GroupKey),
      }));
      return store.countGroups(indexes, {
        holders: holderOf,
        open: pairs,
        own: organisationOf(viewer) ?? "",
      });
    },
    async entities(groups) {
      const wanted = new Set(groups);
      const [group, placed] = await Promise.all([
        grouping(),
        store.recordsOfEntities([...new Set(groups.map(entityOfKey(viewer)))]),
      ]);
      return viewed(keyed(group, placed).filter(([key]) => wanted.has(key)));
    },
    async entitiesOf(known) {
      const indexes = known.map(({ index }) => index);
      const [group, placed] = await Promise.all([grouping(), store.matesOf(indexes)]);
      const keys = new Map(placed.map((record) => [record.index, keyOf(group, record)]));
      const wanted = new Set(indexes.map((index) => keys.get(index)));
      const own = keyed(group, placed).filter(([key]) => wanted.has(key));
      const seen = await viewed(own, known);
      return new Map(
        indexes.flatMap((index) => {
          const entity = seen.get(keys.get(index) ?? ("" as GroupKey));
          return entity === undefined ? [] : [[index, entity] as const];
        }),
      );
    },
    async look(way, indexes, shown) {
      if (viewer.as !== "person") return;
      const restricted = await records.restrictedAmong(indexes);
      if (restricted.size === 0) return;
      const looked = [...restricted].map(([record, fields]) => ({
        record,
        fields: fields.filter((path) => isAmong(path, shown)),
      }));
      const limit = { records: looksADay };
      if (await store.logLook(viewer, { way, records: looked, limit })) return;
      throw new RecountError(
        "limit",
        `got more than ${looksADay} records in one day, wanted another person's word: recount access approve ${JSON.stringify(viewer.name)}`,
      );
    },
    async comparable(ids) {
      const placed = await store.placedByIds(ids);
      const named = await records.namedAmong(placed.map(({ index }) => index));
      return new Set(placed.filter(({ index }) => named.has(index)).map(({ id }) => id));
    },
  };
}

const entityOfKey =
  (viewer: Viewer) =>
  (key: GroupKey): EntityId =>
    (viewer.as === "keeper" ? key : key.slice(key.indexOf(" ") + 1)) as string as EntityId;

/** An organisation that a viewer speaks for; none for the keeper and the public. */
export const organisationOf = (viewer: Viewer): OrganisationId | undefined =>
  viewer.as === "person" ? viewer.organisation : undefined;
