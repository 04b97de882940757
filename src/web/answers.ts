/** The shapes of the API's answers, as its OpenAPI document has them; a test holds them equal to the server's. */
import type { Unit } from "../model/figure.ts";
import type { HarmKind, HarmStatus } from "../model/harm.ts";
import type { Deed, Role } from "../model/person.ts";
import type { PlacePrecision } from "../model/place.ts";
import type { RecordKind } from "../model/record.ts";
import type { PageCount } from "../pages/appeal-page-data.ts";

export type Overview = {
  register: { name: string };
  size: number;
  sources: { id: string; name: string; organisation: string; records: number; issues: number }[];
  entities: { kind: RecordKind; count: number }[];
  harms: { unit: Unit; harm: HarmKind; documented: PageCount }[];
  pairsWaiting: number;
  latest: { index: number; entry: string; title: string }[];
};

export type Person = {
  entity: string;
  names: { text: string; language?: string | undefined; romanised?: string | undefined }[];
  born: string[];
  places: { text: string; language?: string | undefined }[];
  harms: { kind: HarmKind; when?: string | undefined; status: HarmStatus }[];
  sources: { id: string; name: string; records: number }[];
};

export type FoundPlace = {
  place: string;
  names: { text: string; language?: string | undefined; romanised?: string | undefined }[];
  precision: PlacePrecision;
  within: { place: string; names: FoundPlace["names"] }[];
};

export type SearchAnswer = { people: Person[]; places: FoundPlace[]; total: number; size: number };

export type Publication = {
  slug: string;
  version: number;
  title: string;
  language: string;
  path: string;
  size: number;
  figures: { id: string; unit: Unit; harm?: HarmKind | undefined; documented: PageCount }[];
};

export type ViewerAnswer = {
  as: "person" | "keeper" | "public";
  name?: string | undefined;
  organisation?: { id: string; name: string } | undefined;
  role?: Role | undefined;
  deeds: Deed[];
};

export type Problem = { status: number; code: string };
