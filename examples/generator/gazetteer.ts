/** The gazetteer of Kelmara: every place with its names in six languages, and those it had before it was renamed. */
import { gazetteerName, type Script } from "./clerks.ts";
import type { Country, ExamplePlace } from "./places.ts";
import { formatCsv } from "./writers.ts";

// BCP 47 tags of the languages whose clerks write the lists; none comes first by right.
const LANGUAGES: readonly (readonly [tag: string, script: Script])[] = [
  ["ar", "arabic"],
  ["az", "latin"],
  ["en", "english"],
  ["hy", "armenian"],
  ["ka", "georgian"],
  ["ru", "russian"],
];

export function formatGazetteer({ all }: Country): string {
  const header = [
    "id",
    "parent",
    "level",
    ...LANGUAGES.map(([tag]) => `name:${tag}`),
    ...LANGUAGES.map(([tag]) => `former:${tag}`),
    "latitude",
    "longitude",
    "pcode",
  ];
  return formatCsv([header, ...all.map(rowOf)]);
}

function rowOf(place: ExamplePlace): readonly string[] {
  const namesOf = (sounds: string | undefined) =>
    LANGUAGES.map(([, script]) => (sounds === undefined ? "" : gazetteerName(sounds, script)));
  return [
    place.id,
    place.parent?.id ?? "",
    place.level,
    ...namesOf(place.sounds),
    ...namesOf(place.former),
    String(place.latitude),
    String(place.longitude),
    place.id.replaceAll("-", ""),
  ];
}
