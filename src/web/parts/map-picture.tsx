/** A map drawn by MapLibre from the package's own base map or one's own tiles: nothing comes from elsewhere. Loaded with the screens that draw one. */
import { type LngLatBoundsLike, MapLibreMap, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../words.ts";
import { labelMap, type MapLabel } from "./map-labels.ts";
import {
  ARROW,
  arrowPicture,
  cornersOf,
  hatches,
  hatchPicture,
  type MapColours,
  type MapShapes,
  mapStyle,
} from "./map-style.ts";
import type { OwnGround } from "./map-tiles.ts";
import { PushButton } from "./push-button.tsx";

export type MapPictureProps = {
  readonly shapes: MapShapes;
  readonly labels?: readonly MapLabel[];
  readonly label: string; // of the whole
  readonly tiles?: string | undefined; // address of one's own, where there are any
  readonly legend?: boolean;
};

const none: readonly MapLabel[] = [];

setWorkerUrl(workerUrl);

export function MapPicture({ shapes, labels = none, label, tiles, legend = false }: MapPictureProps) {
  const { say, language } = useWords();
  const place = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<MapLibreMap>();
  const [isLoading, setLoading] = useState(true);
  const [broken, setBroken] = useState<"picture" | "tiles">();
  useEffect(() => {
    const drawn: { map?: MapLibreMap; isGone: boolean } = { isGone: false };
    const draw = (ground?: OwnGround) => {
      if (drawn.isGone || place.current === null) return;
      try {
        drawn.map = drawMap(place.current, shapes, ground);
        drawn.map.once("idle", () => setLoading(false));
        const short = (names: number) => say("map.names", { count: names });
        labelMap(drawn.map, { labels, language, short });
        setMap(drawn.map);
      } catch {
        setBroken("picture"); // no WebGL: the tables beside it say the same
      }
    };
    if (tiles === undefined) draw();
    else
      void import("./map-tiles.ts")
        .then(({ readGround }) => readGround(tiles, readColours()))
        .then(draw, () => {
          setBroken("tiles");
          draw();
        });
    return () => {
      drawn.isGone = true;
      drawn.map?.remove();
    };
  }, [shapes, labels, language, say, tiles]);
  const isBroken = broken === "picture";
  return (
    <figure className="map" aria-label={label}>
      {broken !== undefined && <p className="attention">{say(isBroken ? "map.noPicture" : "map.noTiles")}</p>}
      <div
        ref={place}
        className="map-ground"
        dir="ltr"
        hidden={isBroken}
        data-loading={(isLoading && !isBroken) || undefined}
      />
      {!isBroken && (
        <p className="actions">
          <PushButton onPress={() => map?.zoomIn()}>{say("map.zoomIn")}</PushButton>
          <PushButton onPress={() => map?.zoomOut()}>{say("map.zoomOut")}</PushButton>
        </p>
      )}
      <figcaption>
        <strong>{say("map.unmarked")}</strong> <span className="soft">{say("map.boundaries")}</span>
        {legend && <Legend />}
      </figcaption>
    </figure>
  );
}

/** Each mark with its words. */
function Legend() {
  const { say } = useWords();
  return (
    <ul className="map-legend">
      {(["confirmed", "suspected", "people", "flows", "sites"] as const).map((mark) => (
        <li key={mark}>
          <svg viewBox="0 0 32 20" width="32" height="20" aria-hidden="true" className="map-mark">
            {mark === "confirmed" && <path d="M3 3h26v14H3z M3 17L17 3 M15 17L29 3 M3 3l14 14 M15 3l14 14" />}
            {mark === "suspected" && (
              <>
                <path d="M3 3h26v14H3z" strokeDasharray="5 3" />
                <path d="M3 17L17 3 M15 17L29 3" />
              </>
            )}
            {mark === "people" && <circle cx="16" cy="10" r="6" className="map-people" />}
            {mark === "flows" && <path d="M2 10h28 M12 5l7 5-7 5" className="map-flow" />}
            {mark === "sites" && <circle cx="16" cy="10" r="5" className="map-flow" />}
          </svg>{" "}
          {say(`map.mark.${mark}`)}
        </li>
      ))}
    </ul>
  );
}

const colour = (token: string) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim();

const readColours = (): MapColours => ({
  ink: colour("ink"),
  paper: colour("paper"),
  edge: colour("edge"),
  accent: colour("accent"),
  sunken: colour("sunken"),
});

function drawMap(container: HTMLElement, shapes: MapShapes, ground: OwnGround | undefined): MapLibreMap {
  const colours = readColours();
  const map = new MapLibreMap({
    container,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    fadeDuration: 0,
    ...boundsOf(shapes),
    style: mapStyle(shapes, colours, ground),
  });
  map.setMissingStyleImageResolver(async (id) => {
    if (id === ARROW) map.addImage(id, arrowPicture(colours.accent));
    if (id === hatches.confirmed || id === hatches.suspected)
      map.addImage(id, hatchPicture(id === hatches.confirmed, colours.ink));
  });
  return map;
}

/** Where the map begins: all that is drawn on it. */
function boundsOf({ hazards, people, sites, flows }: MapShapes): {
  readonly bounds?: LngLatBoundsLike;
  readonly fitBoundsOptions?: { readonly padding: number; readonly maxZoom: number };
} {
  const positions = [
    ...people,
    ...sites,
    ...flows.flat(),
    ...hazards.flatMap(({ geometry }) => cornersOf(geometry)),
  ];
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
