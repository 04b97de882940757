/** Places from lines, for tests. */
import { placeId } from "../model/ids.ts";
import type { Place, PlacePrecision } from "../model/place.ts";
import { parseSpans } from "./year-span.ts";

/**
 * A place from a line: `id parents precision language:name language:name ...`; `-` for no parent, `+` between several,
 * `_` for a space, years in brackets behind a name or a parent: `en:Red_Field[1924-1961]`.
 */
export function samplePlace(line: string): Place {
  const [id = "", parents = "-", precision = "settlement", ...names] = line.split(" ");
  const spans = (cell: string) => parseSpans(cell.replaceAll("_", " "));
  return {
    id: placeId(id),
    precision: precision as PlacePrecision,
    names: names.flatMap((name) => {
      const [language = "", text = ""] = name.split(":");
      return spans(text).map((span) => ({ ...span, language }));
    }),
    parents:
      parents === "-"
        ? []
        : parents
            .split("+")
            .flatMap(spans)
            .map(({ text, ...span }) => ({ ...span, place: placeId(text) })),
  };
}
