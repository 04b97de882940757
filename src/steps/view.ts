/** The register in one viewer's eyes: the one place that search, review, explanations, counts and the API read below. */
import { RecountError } from "../base/errors.ts";
import type { EntityId, OrganisationId, RecordId } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import type { StoredRecord } from "../model/record.ts";
import type { Source } from "../model/source.ts";
import { openMatches } from "../register/sharing.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import type { PlacedRecord, RecordViews } from "../store/store.ts";
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
  /** What the viewer sees of these groups. */
  entities(groups: readonly GroupKey[]): Promise<ReadonlyMap<GroupKey, ViewedEntity>>;
  /** Of these records those whose pairs the viewer may judge: their own, and those whose names they may see. */
  comparable(ids: readonly RecordId[]): Promise<ReadonlySet<RecordId>>;
  /**
   * Writes down that a person is about to be shown these records. Throws `limit` when they are more in one day than one
   * person may look at without a second one.
   */
  look(way: string, indexes: readonly number[]): Promise<void>;
};

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
  const grouping = async () => {
    if (viewer.as !== "person") return { holderOf: await holders(), open: new Set<string>() };
    const [holderOf, sharings] = await Promise.all([holders(), readSharings(store)]);
    const shared = sharings.flatMap(({ held, sought }) => [...held, ...sought]);
    const entities = new Map((await store.placedByIds(shared)).map(({ id, entity }) => [id, entity]));
    return { holderOf, open: openMatches(sharings, viewer.organisation, (id) => entities.get(id)) };
  };
  type Grouping = Awaited<ReturnType<typeof grouping>>;
  const keyOf = ({ holderOf, open }: Grouping, { entity, source }: PlacedRecord): GroupKey => {
    if (viewer.as === "keeper") return entity as string as GroupKey;
    const holder = holderOf.get(source) ?? "";
    const isOpen = viewer.as === "person" && open.has(`${holder} ${entity}`);
    return `${isOpen ? viewer.organisation : holder} ${entity}` as GroupKey;
  };
  return {
    viewer,
    records,
    sources: () => knownSources(store, viewer),
    async groupsOf(indexes) {
      const [placed, group] = await Promise.all([store.placedRecords(indexes), grouping()]);
      return new Map(placed.map((record) => [record.index, keyOf(group, record)]));
    },
    async entities(groups) {
      const [group, wanted] = [await grouping(), new Set(groups)];
      const placed = await store.recordsOfEntities([...new Set(groups.map(entityOfKey(viewer)))]);
      const own = placed.filter((record) => wanted.has(keyOf(group, record)));
      const seen = new Map(
        (await records.at(own.map(({ index }) => index))).map((each) => [each.index, each]),
      );
      const byGroup = Map.groupBy(own, (record) => keyOf(group, record));
      return new Map(
        [...byGroup].flatMap(([key, of]): readonly (readonly [GroupKey, ViewedEntity])[] => {
          const visible = of.flatMap(({ index }) => seen.get(index) ?? []);
          const [first] = visible.map(({ id }) => id).sort();
          if (first === undefined) return [];
          const entity = viewer.as === "keeper" ? (of[0]?.entity ?? first) : first;
          return [[key, { entity: entity as string as EntityId, records: visible }]];
        }),
      );
    },
    async look(way, indexes) {
      if (viewer.as !== "person") return;
      const restricted = await records.restrictedAmong(indexes);
      if (restricted.length === 0) return;
      const limit = { records: looksADay };
      if (await store.logLook(viewer, { way, records: restricted, limit })) return;
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
