/** The map over HTTP: what it draws, already as coarse as its viewer may have it. */
import { z } from "@hono/zod-openapi";
import { harmKinds } from "../model/harm.ts";
import { hazardClasses, releaseKinds } from "../model/hazard.ts";

export const TILES = "/map/tiles.pmtiles";

const position = z.tuple([z.number(), z.number()]).readonly().describe("longitude, latitude; WGS 84");
const names = z
  .array(z.object({ text: z.string(), language: z.string().optional() }))
  .readonly()
  .describe("all names, in one fixed order");
const documented = z
  .union([z.int().min(0), z.literal("fewer than 10"), z.templateLiteral(["about ", z.number()])])
  .describe("rounded for all but the keeper of a register without people");
const ring = z.array(position).readonly();
const rings = z.array(ring).readonly();
const geometry = z.union([
  z.object({ type: z.literal("Point"), coordinates: position }),
  z.object({ type: z.literal("Polygon"), coordinates: rings }),
  z.object({ type: z.literal("MultiPolygon"), coordinates: z.array(rings).readonly() }),
]);

export const mapSchema = z
  .object({
    size: z.int().min(0),
    gridDegrees: z
      .number()
      .describe("side of the cells that people and others' sites are placed in; 0 for none"),
    places: z.array(
      z.object({
        at: position,
        names,
        people: z.array(z.object({ harm: z.enum(harmKinds), documented })).readonly(),
      }),
    ),
    flows: z
      .array(z.object({ from: position, to: position, fromNames: names, toNames: names, documented }))
      .describe("people recorded as displaced, from their place of origin to where they live"),
    hazards: z
      .array(
        z.object({
          id: z.string(),
          names: z.array(z.string()).readonly(),
          geometry,
          classification: z.enum(hazardClasses).optional().describe("absent where no source says"),
          released: z.enum(releaseKinds).optional(),
        }),
      )
      .describe("as surveyed, whoever looks; land without a mark has not been shown to be safe"),
    sites: z.array(
      z.object({
        at: position,
        names: z.array(z.string()).readonly(),
        before: z.string().optional(),
        after: z.string().optional(),
      }),
    ),
  })
  .openapi("Map");
export type MapAnswer = z.infer<typeof mapSchema>;

/** With what the server itself has: a base map of its own. */
export const servedMapSchema = mapSchema
  .extend({ tiles: z.literal(TILES).optional().describe("address of a PMTiles archive, read by ranges") })
  .openapi("ServedMap");

export type MapService = () => Promise<MapAnswer>;
