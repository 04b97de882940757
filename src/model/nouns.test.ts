import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import {
  areaKm2,
  formatWellKnownText,
  type Geometry,
  parseGeometry,
  parseWellKnownText,
} from "./geometry.ts";
import { formatMentions, parseMentions } from "./noun-codecs.ts";

const page = readFileSync(new URL("../../docs/spec/record.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((match): unknown =>
  JSON.parse(match[1] ?? ""),
);

test("each example of the page on records reads without an issue, and is written as it stands there", () => {
  assert.equal(examples.length, 7);
  for (const example of examples) {
    const parsed = parseMentions(example);
    assert.ok("value" in parsed, JSON.stringify(parsed));
    assert.deepEqual(formatMentions(parsed.value), example);
  }
});

test("all that is wrong with a record is said at once, each with where it is", () => {
  const parsed = parseMentions({
    names: [{ text: "", part: "full", of: "self" }],
    harms: [{ kind: "missing", status: "open", when: "1992-13", qualifications: [{ label: "war crime" }] }],
    hazard: { devices: [], releases: [{ kind: "sold" }] },
    assessments: [{ time: "after", condition: "bad", scale: "eamena", grade: "awful" }],
    colour: "red",
  });
  assert.ok("issues" in parsed);
  assert.deepEqual(parsed.issues.map(({ path }) => path).sort(), [
    "assessments[0].grade",
    "colour",
    "harms[0].qualifications[0]",
    "harms[0].qualifications[0]",
    "harms[0].when",
    "hazard.releases[0].kind",
    "names[0].text",
  ]);
});

const square = (west: number, south: number, size: number): Geometry => ({
  type: "Polygon",
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});

test("a geometry that cannot be is refused, and says why", () => {
  const ring = (...positions: readonly (readonly number[])[]) => ({
    type: "Polygon",
    coordinates: [positions],
  });
  const cases: readonly { readonly desc: string; readonly geometry: unknown; readonly wanted: string }[] = [
    {
      desc: "a bow tie",
      geometry: ring([0, 0], [2, 2], [2, 0], [0, 2], [0, 0]),
      wanted: "rings that cross neither themselves nor each other",
    },
    {
      desc: "a ring through its own corner",
      geometry: ring([0, 0], [2, 2], [4, 0], [4, 4], [2, 2], [0, 4], [0, 0]),
      wanted: "rings that cross neither themselves nor each other",
    },
    {
      desc: "an edge folded back",
      geometry: ring([0, 0], [4, 0], [2, 0], [2, 2], [0, 0]),
      wanted: "rings that cross neither themselves nor each other",
    },
    { desc: "an open ring", geometry: ring([0, 0], [1, 0], [1, 1], [0, 1]), wanted: "a closed ring" },
    {
      desc: "latitude before longitude",
      geometry: { type: "Point", coordinates: [40, 145] },
      wanted: "a latitude from -90 to 90",
    },
    { desc: "nothing in it", geometry: { type: "MultiPolygon", coordinates: [] }, wanted: "coordinates" },
    {
      desc: "a line",
      geometry: { type: "LineString", coordinates: [] },
      wanted: "a Point, Polygon or MultiPolygon",
    },
    {
      desc: "a hole across the edge",
      geometry: {
        type: "Polygon",
        coordinates: [
          ...(square(0, 0, 4).coordinates as never[]),
          ...(square(3, 3, 4).coordinates as never[]),
        ],
      },
      wanted: "rings that cross neither themselves nor each other",
    },
  ];
  for (const { desc, geometry, wanted } of cases) {
    const parsed = parseGeometry(geometry);
    assert.ok("issues" in parsed, desc);
    assert.deepEqual([...new Set(parsed.issues.map(({ expected }) => expected))], [wanted], desc);
  }
});

test("areas are those of the ellipsoid: the whole of it, a cell of one degree, one less its hole", () => {
  const world: Geometry = {
    type: "Polygon",
    coordinates: [
      [
        [-180, -90],
        [180, -90],
        [180, 90],
        [-180, 90],
        [-180, -90],
      ],
    ],
  };
  // 510,065,622 km2: NIMA TR8350.2 gives the WGS 84 ellipsoid's surface so.
  assert.equal(Math.round(areaKm2(world)), 510_065_622);
  const hole = square(0.25, 0.25, 0.5).coordinates as readonly (readonly (readonly [number, number])[])[];
  const whole = square(0, 0, 1);
  const holed = { type: "Polygon", coordinates: [...(whole.coordinates as typeof hole), ...hole] } as const;
  assert.ok("value" in parseGeometry(holed));
  assert.ok(Math.abs(areaKm2(holed) / areaKm2(whole) - 0.75) < 1e-4);
  assert.equal(areaKm2({ type: "Point", coordinates: [1, 2] }), 0);
});

test("a square anywhere reads back from its well-known text, with the same area whichever way round its ring runs", () => {
  const degree = fc.double({ min: -80, max: 80, noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(degree, degree, fc.double({ min: 0.001, max: 5, noNaN: true }), (west, south, size) => {
      const geometry = square(west + 0, south + 0, size); // no -0, which JSON does not tell from 0
      assert.deepEqual(parseWellKnownText(formatWellKnownText(geometry)), { value: geometry });
      const [ring = []] = geometry.coordinates as readonly (readonly (readonly [number, number])[])[];
      const turned = { type: "Polygon", coordinates: [[...ring].reverse()] } as const;
      assert.ok(Math.abs(areaKm2(turned) - areaKm2(geometry)) < 1e-6 * areaKm2(geometry));
    }),
    { numRuns: 50 },
  );
});
