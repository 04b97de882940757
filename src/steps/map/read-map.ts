/** The register as a map in one viewer's eyes: what is said of people by cell and rounded, what kills as it was surveyed. */
import { type PublishedCount, roundedCount } from "../../appeal/small-numbers.ts";
import type { Geometry } from "../../model/geometry.ts";
import type { HarmKind } from "../../model/harm.ts";
import type { HazardClass, Release } from "../../model/hazard.ts";
import type { PlaceMention, PlaceRole } from "../../model/mention.ts";
import type { Place } from "../../model/place.ts";
import type { StoredRecord } from "../../model/record.ts";
import type { Gazetteer } from "../../places/gazetteer.ts";
import { gridDegrees, type MapPosition, snapToGrid } from "../../places/map-grid.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { seesExactCounts } from "../count/count-for-viewer.ts";
import { isOwn } from "../people/own-sources.ts";
import { readGazetteer } from "../read-gazetteer.ts";
import type { GroupKey, RegisterView } from "../view.ts";

export type MapName = { readonly text: string; readonly language?: string };

export type MapPlace = {
  readonly at: MapPosition;
  readonly names: readonly MapName[]; // of every place of the cell that people are recorded at
  readonly people: readonly { readonly harm: HarmKind; readonly documented: PublishedCount }[];
};

export type MapFlow = {
  readonly from: MapPosition;
  readonly to: MapPosition;
  readonly fromNames: readonly MapName[];
  readonly toNames: readonly MapName[];
  readonly documented: PublishedCount; // people recorded as displaced
};

/** Never coarsened: whoever walks there needs it as it was surveyed. */
export type MapHazard = {
  readonly id: string;
  readonly names: readonly string[];
  readonly geometry: Geometry;
  readonly classification?: HazardClass; // absent where no source says
  readonly released?: Release["kind"]; // the last step of its release
};

export type MapSite = {
  readonly at: MapPosition;
  readonly names: readonly string[];
  readonly before?: string; // condition, as written
  readonly after?: string;
};

export type RegisterMap = {
  readonly size: number;
  readonly gridDegrees: number; // 0 for who sees every position
  readonly places: readonly MapPlace[];
  readonly flows: readonly MapFlow[];
  readonly hazards: readonly MapHazard[];
  readonly sites: readonly MapSite[];
};

/** Words of a site's type by which it is one that is robbed, or lived in: exact places are their holder's alone. */
const kept =
  /grave|burial|cemeter|tomb|necropol|shrine|mausole|pilgrim|house|home|dwelling|могил|кладбищ|захорон|святын|мавзол|дом\b|مقبرة|قبر|مزار|ضريح|منزل|بيت|qəbir|məzar|ziyarət|türbə|ev\b|գերեզման|սրբավայր|տուն|საფლავ|სასაფლაო|სამლოცველო|სახლ/iu;

type Seen = { readonly record: StoredRecord; readonly group: GroupKey | string; readonly isOwn: boolean };

/** The map. People stand at the middle of cells and in rounded numbers unless the viewer has every list. */
export async function readMap(register: OpenRegister, view: RegisterView): Promise<RegisterMap> {
  const { store } = register;
  const [size, gazetteer, seen] = await Promise.all([store.size(), readGazetteer(register), readSeen(view)]);
  const isExact = seesExactCounts(view.viewer);
  const degrees = isExact ? 0 : gridDegrees.coalition;
  const count = (groups: ReadonlySet<string>) => (isExact ? groups.size : roundedCount(groups.size));
  const people = seen.filter(({ record }) => record.kind === "person");
  return {
    size,
    gridDegrees: degrees,
    places: placesOf(people, { gazetteer, degrees, count }),
    flows: flowsOf(people, { gazetteer, degrees, count }),
    hazards: seen.flatMap(({ record }) => hazardOf(record, gazetteer)),
    sites: seen.flatMap((each) => siteOf(each, gazetteer, degrees)),
  };
}

async function readSeen(view: RegisterView): Promise<readonly Seen[]> {
  const holders = new Map((await view.sources()).map((source) => [source.id, source]));
  const seen: Seen[] = [];
  for await (const batch of view.records.all({ kinds: ["person", "hazard", "site"] })) {
    const groups = await view.groupsOf(batch.map(({ index }) => index));
    for (const record of batch) {
      const source = holders.get(record.source);
      const isTheirs = source !== undefined && isOwn(source, view.viewer);
      seen.push({ record, group: groups.get(record.index) ?? record.id, isOwn: isTheirs });
    }
  }
  return seen;
}

type Drawing = {
  readonly gazetteer: Gazetteer;
  readonly degrees: number;
  readonly count: (groups: ReadonlySet<string>) => PublishedCount;
};

function placesOf(people: readonly Seen[], { gazetteer, degrees, count }: Drawing): readonly MapPlace[] {
  const cells = new Map<string, { at: MapPosition; places: Set<Place>; by: Map<HarmKind, Set<string>> }>();
  for (const { record, group } of people)
    for (const { kind, where } of record.mentions.harms) {
      const place = placed(gazetteer, where ?? mentionOf(record, ["harm", "origin"]));
      if (place === undefined) continue;
      const at = snapToGrid(place.at, degrees);
      const cell = cells.get(at.join()) ?? { at, places: new Set(), by: new Map() };
      cell.places.add(place.place);
      cell.by.set(kind, (cell.by.get(kind) ?? new Set()).add(group));
      cells.set(at.join(), cell);
    }
  return [...cells.values()].map(({ at, places, by }) => ({
    at,
    names: namesOf(places),
    people: [...by].map(([harm, groups]) => ({ harm, documented: count(groups) })),
  }));
}

function flowsOf(people: readonly Seen[], { gazetteer, degrees, count }: Drawing): readonly MapFlow[] {
  type Flow = {
    from: MapPosition;
    to: MapPosition;
    left: Set<Place>;
    reached: Set<Place>;
    groups: Set<string>;
  };
  const flows = new Map<string, Flow>();
  for (const { record, group } of people) {
    if (!record.mentions.harms.some(({ kind }) => kind === "displaced")) continue;
    const origin = placed(gazetteer, mentionOf(record, ["origin"]));
    const now = placed(gazetteer, mentionOf(record, ["residence", "location"]));
    if (origin === undefined || now === undefined) continue;
    const [from, to] = [snapToGrid(origin.at, degrees), snapToGrid(now.at, degrees)];
    const key = `${from.join()} ${to.join()}`;
    if (from.join() === to.join()) continue;
    const flow = flows.get(key) ?? { from, to, left: new Set(), reached: new Set(), groups: new Set() };
    flow.left.add(origin.place);
    flow.reached.add(now.place);
    flow.groups.add(group);
    flows.set(key, flow);
  }
  return [...flows.values()].map(({ from, to, left, reached, groups }) => ({
    from,
    to,
    fromNames: namesOf(left),
    toNames: namesOf(reached),
    documented: count(groups),
  }));
}

function hazardOf(record: StoredRecord, gazetteer: Gazetteer): readonly MapHazard[] {
  if (record.kind !== "hazard") return [];
  const { geometry, hazard, names } = record.mentions;
  const place = placed(gazetteer, mentionOf(record, ["location", "harm"]));
  const point = place && ({ type: "Point", coordinates: place.at } as const);
  const drawn = geometry ?? point;
  if (drawn === undefined) return [];
  const released = hazard?.releases.at(-1)?.kind;
  const classification = hazard?.classification;
  return [
    {
      id: record.id,
      names: names.map(({ text }) => text),
      geometry: drawn,
      ...(classification !== undefined && { classification }),
      ...(released !== undefined && { released }),
    },
  ];
}

function siteOf(
  { record, isOwn: isTheirs }: Seen,
  gazetteer: Gazetteer,
  degrees: number,
): readonly MapSite[] {
  if (record.kind !== "site") return [];
  const { geometry, names, attributes, assessments = [] } = record.mentions;
  const said = [...names.map(({ text }) => text), ...Object.values(attributes)].join(" ");
  if (!isTheirs && kept.test(said)) return [];
  const at =
    geometry === undefined
      ? placed(gazetteer, mentionOf(record, ["location", "harm"]))?.at
      : firstOf(geometry);
  if (at === undefined) return [];
  const condition = (time: "before" | "after") =>
    assessments.findLast((each) => each.time === time)?.condition;
  const [before, after] = [condition("before"), condition("after")];
  return [
    {
      at: isTheirs ? at : snapToGrid(at, degrees),
      names: names.map(({ text }) => text),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    },
  ];
}

function firstOf(geometry: Geometry): MapPosition | undefined {
  if (geometry.type === "Point") return geometry.coordinates;
  return geometry.type === "Polygon" ? geometry.coordinates[0]?.[0] : geometry.coordinates[0]?.[0]?.[0];
}

function mentionOf({ mentions }: StoredRecord, roles: readonly PlaceRole[]): PlaceMention | undefined {
  return roles
    .map((role) => mentions.places.find((place) => place.role === role))
    .find((found) => found !== undefined);
}

/** A place that the gazetteer knows the position of. */
function placed(
  gazetteer: Gazetteer,
  mention: PlaceMention | undefined,
): { readonly at: MapPosition; readonly place: Place } | undefined {
  const place = mention?.place === undefined ? undefined : gazetteer.byId.get(mention.place);
  if (place?.longitude === undefined || place.latitude === undefined) return undefined;
  return { at: [place.longitude, place.latitude], place };
}

/** All names of the places, by language and text: none before another by choice. */
function namesOf(places: ReadonlySet<Place>): readonly MapName[] {
  const names = [...places].flatMap((place) =>
    place.names.map(({ text, language }): MapName => ({ text, ...(language !== undefined && { language }) })),
  );
  const key = ({ language = "", text }: MapName) => `${language} ${text}`;
  const sorted = names.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return sorted.filter(({ text }, i) => sorted.findIndex((name) => name.text === text) === i);
}
