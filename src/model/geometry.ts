/** GeoJSON geometry (RFC 7946) of sites and hazard areas: checked before it is believed, its area on the ellipsoid. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import { crossingRings } from "./ring-crossings.ts";

/** Degrees, WGS 84: longitude first. */
export type Position = readonly [longitude: number, latitude: number];
export type Ring = readonly Position[];
export type Rings = readonly Ring[]; // the outer ring, then its holes

export type Geometry =
  | { readonly type: "Point"; readonly coordinates: Position }
  | { readonly type: "Polygon"; readonly coordinates: Rings }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly Rings[] };

/**
 * The geometry of a JSON value, heights left out, or all that is wrong with it: an unclosed ring, one that crosses
 * itself or another of its polygon, a coordinate that is none, nothing at all.
 *
 * @example
 * parseGeometry({ type: "Point", coordinates: [190, 4] }).issues.map(({ message }) => message); //=> ['got "190", wanted a longitude from -180 to 180']
 */
export function parseGeometry(value: unknown, path = "geometry"): Parsed<Geometry> {
  const issues: Issue[] = [];
  const geometry = readGeometry(value, path, issues);
  if (geometry !== undefined && issues.length === 0)
    for (const [i, rings] of polygonsOf(geometry).entries())
      checkRings(rings, `${path}, polygon ${i + 1}`, issues);
  return geometry === undefined || issues.length > 0 ? { issues } : { value: geometry };
}

function readGeometry(value: unknown, path: string, issues: Issue[]): Geometry | undefined {
  const { type, coordinates } = isObject(value) ? value : {};
  if (type === "Point") {
    const position = readPosition(coordinates, path, issues);
    return position && { type, coordinates: position };
  }
  if (type === "Polygon") return { type, coordinates: readRings(coordinates, path, issues) };
  if (type === "MultiPolygon") {
    const polygons = readList(coordinates, path, issues);
    return { type, coordinates: polygons.map((rings) => readRings(rings, path, issues)) };
  }
  const received = typeof type === "string" ? type : "nothing of that kind";
  issues.push(issueAt(path, "a Point, Polygon or MultiPolygon", received));
  return undefined;
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function readList(value: unknown, path: string, issues: Issue[]): readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) return value;
  issues.push(issueAt(path, "coordinates", Array.isArray(value) ? "an empty list" : "none"));
  return [];
}

const readRings = (value: unknown, path: string, issues: Issue[]): Rings =>
  readList(value, path, issues).map((ring) =>
    readList(ring, path, issues).flatMap((position) => {
      const read = readPosition(position, path, issues);
      return read === undefined ? [] : [read];
    }),
  );

function readPosition(value: unknown, path: string, issues: Issue[]): Position | undefined {
  const [longitude, latitude] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  const isLongitude = isDegrees(longitude, 180);
  const isLatitude = isDegrees(latitude, 90);
  if (!isLongitude) issues.push(issueAt(path, "a longitude from -180 to 180", String(longitude)));
  if (!isLatitude) issues.push(issueAt(path, "a latitude from -90 to 90", String(latitude)));
  return isLongitude && isLatitude ? [longitude + 0, latitude + 0] : undefined; // -0 has no text of its own
}

const isDegrees = (value: unknown, limit: number): value is number =>
  typeof value === "number" && Math.abs(value) <= limit;

function checkRings(rings: Rings, path: string, issues: Issue[]): void {
  for (const [i, ring] of rings.entries()) {
    const [first, last] = [ring[0], ring.at(-1)];
    const isClosed = first !== undefined && first[0] === last?.[0] && first[1] === last[1];
    if (ring.length < 4) issues.push(issueAt(path, "a ring of four positions or more", `${ring.length}`));
    else if (!isClosed) issues.push(issueAt(path, "a closed ring", `ring ${i + 1}, whose ends differ`));
  }
  if (issues.length > 0) return;
  const crossing = crossingRings(rings);
  if (crossing !== undefined)
    issues.push(
      issueAt(
        path,
        "rings that cross neither themselves nor each other",
        `a crossing at ${crossing.join(" ")}`,
      ),
    );
}

/** The polygons of a geometry; a point has none. */
export function polygonsOf(geometry: Geometry): readonly Rings[] {
  if (geometry.type === "Point") return [];
  return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
}

/**
 * Square kilometres of a geometry on the WGS 84 ellipsoid, holes taken out; 0 for a point. Exact for edges that are
 * straight in the equal-area cylinder: a degree of latitude and longitude, say.
 *
 * @example
 * areaKm2({ type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]] }).toFixed(1); //=> "12308.5"
 */
export function areaKm2(geometry: Geometry): number {
  const areas = polygonsOf(geometry).map(([outer = [], ...holes]) => {
    const taken = holes.reduce((sum, hole) => sum + ringArea(hole), 0);
    return ringArea(outer) - taken;
  });
  return areas.reduce((sum, area) => sum + area, 0) / 1e6;
}

// WGS 84 (NIMA TR8350.2): semi-major axis, squared eccentricity.
const [A, E2] = [6_378_137, 0.00669437999014];
const E = Math.sqrt(E2);

/** Square metres: the ring in the ellipsoid's equal-area cylinder (Snyder 1987, eq. 10-1 and 3-12), by the shoelace. */
function ringArea(ring: Ring): number {
  const points = ring.map(
    ([longitude, latitude]) => [radians(longitude) * A, (A * q(radians(latitude))) / 2] as const,
  );
  const sum = points.reduce((total, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length] ?? [x, y];
    return total + x * nextY - nextX * y;
  }, 0);
  return Math.abs(sum) / 2;
}

function q(latitude: number): number {
  const sine = Math.sin(latitude);
  const log = Math.log((1 - E * sine) / (1 + E * sine)) / (2 * E);
  return (1 - E2) * (sine / (1 - E2 * sine * sine) - log);
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/**
 * The geometry of well-known text (OGC 06-103r4), or all that is wrong with it; heights are left out.
 *
 * @example
 * parseWellKnownText("POINT (-18.9 -30.4)").value; //=> { type: "Point", coordinates: [-18.9, -30.4] }
 */
export function parseWellKnownText(text: string, path = "geometry"): Parsed<Geometry> {
  const match = /^\s*(?:SRID=\d+;)?\s*(POINT|POLYGON|MULTIPOLYGON)\s*Z?\s*(\(.*\))\s*$/is.exec(text);
  if (match === null)
    return { issues: [issueAt(path, "POINT, POLYGON or MULTIPOLYGON text", text.slice(0, 40))] };
  const numbers = (match[2] ?? "").replace(/[-+\d.eE]+(?:\s+[-+\d.eE]+)+/g, (position) =>
    JSON.stringify(position.trim().split(/\s+/).map(Number)),
  );
  const nested = numbers.replace(/\(/g, "[").replace(/\)/g, "]");
  const kinds = { POINT: "Point", POLYGON: "Polygon", MULTIPOLYGON: "MultiPolygon" } as const;
  const type = kinds[(match[1] ?? "").toUpperCase() as keyof typeof kinds];
  try {
    const coordinates: unknown = JSON.parse(nested);
    const only = type === "Point" && Array.isArray(coordinates) ? (coordinates[0] as unknown) : coordinates;
    return parseGeometry({ type, coordinates: only }, path);
  } catch {
    return { issues: [issueAt(path, "well-known text", text.slice(0, 40))] };
  }
}

/**
 * Well-known text of a geometry; `parseWellKnownText` reads it back.
 *
 * @example
 * formatWellKnownText({ type: "Point", coordinates: [-18.9, -30.4] }); //=> "POINT (-18.9 -30.4)"
 */
export function formatWellKnownText(geometry: Geometry): string {
  const position = ([longitude, latitude]: Position) => `${longitude} ${latitude}`;
  const rings = (all: Rings) => `(${all.map((ring) => `(${ring.map(position).join(", ")})`).join(", ")})`;
  if (geometry.type === "Point") return `POINT (${position(geometry.coordinates)})`;
  if (geometry.type === "Polygon") return `POLYGON ${rings(geometry.coordinates)}`;
  return `MULTIPOLYGON (${geometry.coordinates.map(rings).join(", ")})`;
}
