/** The ground of an organisation's own archive of tiles (PMTiles), from our server: water, ways, land, and no names. */
import { addProtocol, type LayerSpecification, type StyleSpecification } from "maplibre-gl";
import { PMTiles, Protocol, TileType } from "pmtiles";
import type { MapColours } from "./map-style.ts";

export type OwnGround = {
  readonly sources: StyleSpecification["sources"];
  readonly layers: readonly LayerSpecification[];
};

const protocol = new Protocol();
addProtocol("pmtiles", protocol.tile);

/** Reads what the archive has. Throws what the link or the archive is wrong with. */
export async function readGround(address: string, colours: MapColours): Promise<OwnGround> {
  const archive = new PMTiles(new URL(address, location.href).href);
  protocol.add(archive);
  const { tileType } = await archive.getHeader();
  const url = `pmtiles://${archive.source.getKey()}`;
  if (tileType !== TileType.Mvt)
    return {
      sources: { ground: { type: "raster", url, tileSize: 256 } },
      layers: [{ id: "ground", type: "raster", source: "ground" }],
    };
  const metadata: { readonly vector_layers?: readonly { readonly id: string }[] } = Object(
    await archive.getMetadata(),
  );
  const names = new Set(metadata.vector_layers?.map(({ id }) => id));
  return {
    sources: { ground: { type: "vector", url } },
    layers: layersOf(colours).filter((layer) => names.has(String(layer["source-layer"]))),
  };
}

type GroundLayer = Extract<LayerSpecification, { readonly type: "fill" | "line" }>;

/** By the names that layers have in the schemas of Protomaps and of OpenMapTiles; boundaries only as everywhere: thin, broken, unnamed. */
function layersOf({ paper, sunken, edge }: MapColours): readonly GroundLayer[] {
  const fill = (layer: string, colour: string): GroundLayer => ({
    id: `ground-${layer}`,
    type: "fill",
    source: "ground",
    "source-layer": layer,
    filter: ["==", ["geometry-type"], "Polygon"],
    paint: { "fill-color": colour },
  });
  const line = (layer: string, paint: object): GroundLayer => ({
    id: `ground-${layer}-line`,
    type: "line",
    source: "ground",
    "source-layer": layer,
    paint: { "line-color": edge, "line-width": 0.75, ...paint },
  });
  return [
    fill("earth", paper),
    fill("land", paper),
    fill("water", sunken),
    line("waterway", { "line-opacity": 0.6 }),
    line("roads", {}),
    line("transportation", {}),
    line("boundaries", { "line-dasharray": [4, 3] }),
    line("boundary", { "line-dasharray": [4, 3] }),
  ];
}
