/** `--svg`: the pictures of a figure as files. */
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { formatQuery } from "../appeal/statements.ts";
import { utf8 } from "../base/bytes.ts";
import type { FigureCount } from "../model/figure.ts";
import type { PlaceName } from "../model/place.ts";
import { figurePictures, type PictureFigure } from "../pages/chart/figure-pictures.ts";
import { standaloneSvg } from "../pages/chart/picture.ts";
import { writeFileDurably } from "../shell/files.ts";
import { chartDocument } from "../steps/chart-document.ts";

/** A count as pictures take it: for the one who asks, with every number. */
export function countPictures(
  { query, documented, lists, histories, years, places }: FigureCount,
  names: PlaceNames,
): PictureFigure {
  return {
    query: formatQuery(query),
    documented,
    lists,
    histories,
    years,
    places: places.map((place) => ({ ...place, names: names.get(place.value) ?? [] })),
    estimate: { status: "refused", reason: "none was asked for" },
  };
}

type PlaceNames = ReadonlyMap<string, readonly PlaceName[]>; // by place id

/** Writes every picture of the figure into the folder `target`, or into `target` itself when it names an .svg: then the first. */
export async function writePictures(target: string, figure: PictureFigure): Promise<readonly string[]> {
  const pictures = figurePictures({ document: chartDocument() }, "en", figure);
  const isFile = target.endsWith(".svg");
  const chosen = isFile ? pictures.slice(0, 1) : pictures;
  if (chosen.length > 0) await mkdir(isFile ? dirname(target) : target, { recursive: true });
  const paths: string[] = [];
  for (const { name, picture } of chosen) {
    const path = isFile ? target : join(target, `${name}.svg`);
    await writeFileDurably(path, utf8(standaloneSvg(picture)));
    paths.push(path);
  }
  return paths;
}
