/** A map drawn by MapLibre from the package's own base map: nothing comes from elsewhere. Loaded with the screens that draw one. */
import { type LngLatBoundsLike, MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import type { Geometry } from "../../model/geometry.ts";
import type { MapPosition } from "../../places/map-grid.ts";
import { useWords } from "../words.ts";
import { PushButton } from "./push-button.tsx";

export type MapShapes = {
  readonly hazards: readonly Geometry[]; // with a hard outline, at their true size
  readonly people: readonly MapPosition[];
  readonly sites: readonly MapPosition[];
  readonly flows: readonly (readonly [from: MapPosition, to: MapPosition])[];
};

setWorkerUrl(workerUrl);

export function MapPicture({ shapes, label }: { readonly shapes: MapShapes; readonly label: string }) {
  const { say } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap>();
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    if (place.current === null) return;
    try {
      const drawn = drawMap(place.current, shapes);
      setMap(drawn);
      return () => drawn.remove();
    } catch {
      setBroken(true); // no WebGL: the tables beside it say the same
      return undefined;
    }
  }, [shapes]);
  return (
    <figure className="map" aria-label={label}>
      {isBroken && <p className="attention">{say("map.noPicture")}</p>}
      <div ref={place} className="map-ground" dir="ltr" hidden={isBroken} />
      {!isBroken && (
        <p className="actions">
          <PushButton onPress={() => map?.zoomIn()}>{say("map.zoomIn")}</PushButton>
          <PushButton onPress={() => map?.zoomOut()}>{say("map.zoomOut")}</PushButton>
        </p>
      )}
      <figcaption>
        <strong>{say("map.unmarked")}</strong> <span className="soft">{say("map.boundaries")}</span>
      </figcaption>
    </figure>
  );
}

const colour = (token: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim();

function drawMap(container: HTMLElement, shapes: MapShapes): MapLibreMap {
  const [ink, paper, edge, accent, water] = ["ink", "paper", "edge", "accent", "sunken"].map(colour) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const points = (all: readonly MapPosition[]) =>
    all.map((at) => ({ type: "Point" as const, coordinates: [...at] }));
  const source = (geometries: readonly unknown[]) => ({
    type: "geojson" as const,
    data: {
      type: "FeatureCollection" as const,
      features: geometries.map((geometry) => ({
        type: "Feature" as const,
        properties: {},
        geometry: geometry as never,
      })),
    },
  });
  const hazards = source(shapes.hazards);
  const marks = shapes.hazards.flatMap((each) => cornersOf(each).slice(0, 1)); // seen from however far
  return new MapLibreMap({
    container,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    ...boundsOf(shapes),
    style: {
      version: 8,
      sources: {
        land: { type: "geojson", data: "/map/land.json" },
        boundaries: { type: "geojson", data: "/map/boundaries.json" },
        hazards,
        hazardMarks: source(points(marks)),
        people: { ...source(points(shapes.people)), cluster: true, clusterRadius: 30 },
        sites: source(points(shapes.sites)),
        flows: source(
          shapes.flows.map((line) => ({ type: "LineString", coordinates: line.map((at) => [...at]) })),
        ),
      },
      layers: [
        { id: "water", type: "background", paint: { "background-color": water } },
        { id: "land", type: "fill", source: "land", paint: { "fill-color": paper } },
        {
          id: "boundaries",
          type: "line",
          source: "boundaries",
          paint: { "line-color": edge, "line-width": 0.75, "line-dasharray": [4, 3] },
        },
        {
          id: "hazard-ground",
          type: "fill",
          source: "hazards",
          filter: ["!=", ["geometry-type"], "Point"],
          paint: { "fill-color": ink, "fill-opacity": 0.2 },
        },
        { id: "hazard-edge", type: "line", source: "hazards", paint: { "line-color": ink, "line-width": 2 } },
        {
          id: "hazard-points",
          type: "circle",
          source: "hazardMarks",
          paint: {
            "circle-radius": 7,
            "circle-color": ink,
            "circle-opacity": 0.2,
            "circle-stroke-color": ink,
            "circle-stroke-width": 2,
          },
        },
        { id: "flows", type: "line", source: "flows", paint: { "line-color": accent, "line-width": 1.5 } },
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
            "circle-stroke-color": ink,
            "circle-stroke-width": 2,
          },
        },
      ],
    },
  });
}

/** Where the map begins: all that is drawn on it. */
function boundsOf({ hazards, people, sites, flows }: MapShapes): {
  readonly bounds?: LngLatBoundsLike;
  readonly fitBoundsOptions?: { readonly padding: number; readonly maxZoom: number };
} {
  const positions = [...people, ...sites, ...flows.flat(), ...hazards.flatMap(cornersOf)];
  if (positions.length === 0) return {};
  const [longitudes, latitudes] = [positions.map(([at]) => at), positions.map(([, at]) => at)];
  return {
    bounds: [
      Math.min(...longitudes),
      Math.min(...latitudes),
      Math.max(...longitudes),
      Math.max(...latitudes),
    ],
    fitBoundsOptions: { padding: 40, maxZoom: 11 },
  };
}

function cornersOf(geometry: Geometry): readonly MapPosition[] {
  if (geometry.type === "Point") return [geometry.coordinates];
  return geometry.type === "Polygon" ? geometry.coordinates.flat() : geometry.coordinates.flat(2);
}
