/** Whether rings of one polygon cross: segments sorted by longitude, each compared with those that it overlaps. */

type Point = readonly [number, number];
type Segment = {
  readonly from: Point;
  readonly to: Point;
  readonly ring: number;
  readonly at: number;
  readonly of: number; // segments of its ring
  readonly west: number;
  readonly east: number;
};

/**
 * Where two segments of these closed rings meet other than at the end that neighbours share; undefined when none do.
 * A ring may touch another in a vertex, as holes of surveyed land do, but not pass twice through one of its own.
 *
 * @example
 * crossingRings([[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]); //=> [1, 1]
 */
export function crossingRings(rings: readonly (readonly Point[])[]): Point | undefined {
  const twice = rings.map(repeatedVertex).find((point) => point !== undefined);
  if (twice !== undefined) return twice;
  const segments = rings.flatMap(segmentsOf).sort((a, b) => a.west - b.west);
  const open: Segment[] = [];
  for (const segment of segments) {
    for (let i = open.length - 1; i >= 0; i--) {
      const other = open[i];
      if (other === undefined) continue;
      if (other.east < segment.west) open.splice(i, 1);
      else {
        const point = meeting(segment, other);
        if (point !== undefined) return point;
      }
    }
    open.push(segment);
  }
  return undefined;
}

/** Without positions that repeat the one before: they make no segment. */
const distinctPoints = (points: readonly Point[]) =>
  points.filter(([x, y], i) => i === 0 || x !== points[i - 1]?.[0] || y !== points[i - 1]?.[1]);

function repeatedVertex(points: readonly Point[]): Point | undefined {
  const seen = new Set<string>();
  return distinctPoints(points)
    .slice(1)
    .find((point) => seen.size === seen.add(point.join(" ")).size);
}

function segmentsOf(points: readonly Point[], ring: number): readonly Segment[] {
  const distinct = distinctPoints(points);
  return distinct.slice(1).map((to, at) => {
    const from = distinct[at] ?? to;
    const [west, east] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
    return { from, to, ring, at, of: distinct.length - 1, west, east };
  });
}

function meeting(a: Segment, b: Segment): Point | undefined {
  const apart = Math.abs(a.at - b.at);
  const isBeside = a.ring === b.ring && (apart === 1 || apart === a.of - 1);
  const [d1, d2] = [side(b.from, b.to, a.from), side(b.from, b.to, a.to)];
  const [d3, d4] = [side(a.from, a.to, b.from), side(a.from, a.to, b.to)];
  if (d1 * d2 < 0 && d3 * d4 < 0) {
    const share = d1 / (d1 - d2);
    return [a.from[0] + share * (a.to[0] - a.from[0]), a.from[1] + share * (a.to[1] - a.from[1])];
  }
  // An end inside the other segment: neighbours fold back on each other, others touch from the side.
  const isCollinear = d1 === 0 && d2 === 0;
  for (const [d, point, segment] of [
    [d1, a.from, b],
    [d2, a.to, b],
    [d3, b.from, a],
    [d4, b.to, a],
  ] as const)
    if (d === 0 && isWithin(segment, point) && (isCollinear || !isBeside)) return point;
  return isCollinear && !isBeside && same(a.from, b.to) && same(a.to, b.from) ? a.from : undefined;
}

const side = (a: Point, b: Point, p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
const same = (a: Point, b: Point) => a[0] === b[0] && a[1] === b[1];

/** Whether a point that lies on the segment's line lies strictly between its ends. */
function isWithin({ from, to }: Segment, point: Point): boolean {
  if (same(point, from) || same(point, to)) return false;
  const along = (at: 0 | 1) =>
    point[at] >= Math.min(from[at], to[at]) && point[at] <= Math.max(from[at], to[at]);
  return along(0) && along(1);
}
