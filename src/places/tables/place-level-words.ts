/** Words for levels of places in the lists of gazetteers. */
import { type PlacePrecision, placePrecisions } from "../../model/place.ts";

/** Words of gazetteers, P-codes and the feature classes of GeoNames, in lower case. */
const LEVELS: ReadonlyMap<string, PlacePrecision> = new Map([
  ...placePrecisions.map((precision) => [precision, precision] as const),
  ...wordsFor("exact", "building site point address street house"),
  ...wordsFor("settlement", "village town city hamlet adm4 adm5 admin4 ppl camp 4"),
  ...wordsFor("district", "municipality county rayon adm2 adm3 admin2 admin3 2 3"),
  ...wordsFor("region", "province governorate oblast state adm1 admin1 1"),
  ...wordsFor("country", "adm0 admin0 nation territory 0"),
]);

/** The precision that a word for a level means, or undefined. */
export function levelOf(text: string): PlacePrecision | undefined {
  return LEVELS.get(text.toLowerCase());
}

function wordsFor(precision: PlacePrecision, words: string): readonly (readonly [string, PlacePrecision])[] {
  return words.split(" ").map((word) => [word, precision]);
}
