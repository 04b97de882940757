/** How the map is drawn: the ground, and on it what is recorded. No name, no fill and no colour of any country. */
import type {
  ExpressionSpecification,
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from "maplibre-gl";
import type { Geometry } from "../../model/geometry.ts";
import type { MapPosition } from "../../places/map-grid.ts";
import type { OwnGround } from "./map-tiles.ts";

export type DrawnHazard = { readonly geometry: Geometry; readonly isConfirmed: boolean };

export type MapShapes = {
  readonly hazards: readonly DrawnHazard[]; // with a hard outline, at their true size
  readonly people: readonly MapPosition[];
  readonly sites: readonly MapPosition[];
  readonly flows: readonly (readonly [from: MapPosition, to: MapPosition])[];
};

export type MapColours = { readonly [token in "ink" | "paper" | "edge" | "accent" | "sunken"]: string };

export function mapStyle(
  shapes: MapShapes,
  colours: MapColours,
  ground: OwnGround | undefined,
): StyleSpecification {
  const { sources, layers } = ground ?? packageGround(colours);
  return {
    version: 8,
    sources: { ...sources, ...recordedSources(shapes) },
    layers: [
      { id: "background", type: "background", paint: { "background-color": colours.sunken } },
      ...layers,
      ...[true, false].flatMap((isConfirmed) => hazardLayers(isConfirmed, colours)),
      ...recordedLayers(colours),
    ],
  };
}

function packageGround({ paper, edge }: MapColours): OwnGround {
  return {
    sources: {
      land: { type: "geojson", data: "/map/land.json" },
      boundaries: { type: "geojson", data: "/map/boundaries.json" },
    },
    layers: [
      { id: "land", type: "fill", source: "land", paint: { "fill-color": paper } },
      {
        id: "boundaries",
        type: "line",
        source: "boundaries",
        paint: { "line-color": edge, "line-width": 0.75, "line-dasharray": [4, 3] },
      },
    ],
  };
}

type Feature = { readonly geometry: unknown; readonly isConfirmed?: boolean };

// Tolerance 0 and no clustering for what kills: at no distance is an outline made simpler or left out.
const source = (features: readonly Feature[], more: object = {}): SourceSpecification => ({
  type: "geojson",
  ...more,
  data: {
    type: "FeatureCollection",
    features: features.map(({ geometry, ...properties }) => ({
      type: "Feature",
      properties,
      geometry: geometry as never,
    })),
  },
});
const points = (all: readonly MapPosition[]) =>
  all.map((at) => ({ geometry: { type: "Point", coordinates: [...at] } }));

function recordedSources({ hazards, people, sites, flows }: MapShapes): StyleSpecification["sources"] {
  const marks = hazards.flatMap(({ geometry, isConfirmed }) =>
    cornersOf(geometry)
      .slice(0, 1)
      .map((at) => ({ isConfirmed, geometry: { type: "Point", coordinates: [...at] } })),
  );
  return {
    hazards: source(hazards, { tolerance: 0 }),
    hazardMarks: source(marks), // seen from however far
    people: source(points(people), { cluster: true, clusterRadius: 30 }),
    sites: source(points(sites)),
    flows: source(
      flows.map((line) => ({ geometry: { type: "LineString", coordinates: line.map((at) => [...at]) } })),
    ),
  };
}

export const hatches = { confirmed: "hatch-confirmed", suspected: "hatch-suspected" } as const;

function hazardLayers(isConfirmed: boolean, { ink, paper }: MapColours): readonly LayerSpecification[] {
  const name = isConfirmed ? "confirmed" : "suspected";
  const own: ExpressionSpecification = ["==", ["get", "isConfirmed"], isConfirmed];
  return [
    {
      id: `hazard-ground-${name}`,
      type: "fill",
      source: "hazards",
      filter: ["all", own, ["!=", ["geometry-type"], "Point"]],
      paint: { "fill-pattern": hatches[name] },
    },
    {
      id: `hazard-edge-${name}`,
      type: "line",
      source: "hazards",
      filter: own,
      paint: { "line-color": ink, "line-width": 2.5, ...(!isConfirmed && { "line-dasharray": [3, 1.5] }) },
    },
    {
      id: `hazard-point-${name}`,
      type: "circle",
      source: "hazardMarks",
      filter: own,
      paint: {
        "circle-radius": 7,
        "circle-color": isConfirmed ? ink : paper,
        "circle-stroke-color": ink,
        "circle-stroke-width": 2.5,
      },
    },
  ];
}

function recordedLayers({ paper, accent }: MapColours): readonly LayerSpecification[] {
  return [
    { id: "flows", type: "line", source: "flows", paint: { "line-color": accent, "line-width": 1.5 } },
    {
      id: "flow-directions",
      type: "symbol",
      source: "flows",
      layout: {
        "symbol-placement": "line-center",
        "icon-image": ARROW,
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
    {
      id: "people",
      type: "circle",
      source: "people",
      paint: {
        "circle-radius": ["case", ["has", "point_count"], 10, 6],
        "circle-color": accent,
        "circle-stroke-color": paper,
        "circle-stroke-width": 1,
      },
    },
    {
      id: "sites",
      type: "circle",
      source: "sites",
      paint: {
        "circle-radius": 5,
        "circle-color": paper,
        "circle-stroke-color": accent,
        "circle-stroke-width": 2,
      },
    },
  ];
}

export const ARROW = "arrow";

/** The way from the place of origin, in the middle of a line. */
export function arrowPicture(accent: string): ImageData {
  const context = contextOf(20);
  context.strokeStyle = accent;
  context.lineWidth = 2.5;
  context.moveTo(6, 3);
  context.lineTo(15, 10);
  context.lineTo(6, 17);
  context.stroke();
  return context.getImageData(0, 0, 20, 20);
}

function contextOf(side: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("got a browser that draws nothing, wanted one with a canvas");
  return context;
}

/** Lines of ink over the ground: in one direction, or crossed for what is confirmed. */
export function hatchPicture(isCrossed: boolean, ink: string): ImageData {
  const context = contextOf(16);
  context.strokeStyle = ink;
  context.lineWidth = 1.5;
  const lines = [
    [-4, 4, 4, -4],
    [-4, 20, 20, -4],
    [12, 20, 20, 12],
    ...(isCrossed
      ? [
          [-4, 12, 4, 20],
          [-4, -4, 20, 20],
          [12, -4, 20, 4],
        ]
      : []),
  ];
  for (const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] of lines) {
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
  }
  context.stroke();
  return context.getImageData(0, 0, 16, 16);
}

/** The corner that lies farthest south: names under it lie over no part of the area. */
export const southernCorner = (geometry: Geometry): MapPosition | undefined =>
  cornersOf(geometry).toSorted(([, a], [, b]) => a - b)[0];

export function cornersOf(geometry: Geometry): readonly MapPosition[] {
  if (geometry.type === "Point") return [geometry.coordinates];
  return geometry.type === "Polygon" ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}
