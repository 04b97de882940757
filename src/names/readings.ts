/** A word's readings in sounds: the same alphabet of sounds whatever the script it was written in. */
import { asciiOf } from "./ascii.ts";
import { soundsOfArabic } from "./letters/arabic.ts";
import { soundsOfArmenian } from "./letters/armenian.ts";
import { soundsOfCyrillic } from "./letters/cyrillic.ts";
import { soundsOfGeorgian } from "./letters/georgian.ts";
import { soundsOfGreek } from "./letters/greek.ts";
import { soundsOfHebrew } from "./letters/hebrew.ts";
import { soundsOfLatin } from "./letters/latin.ts";
import type { Script } from "./script.ts";

/** `isVariant`: not the word itself but another form of it (stem of a patronymic, other gender). */
export type Reading = { readonly sounds: string; readonly isVariant: boolean };

/** More than these would cost time and find chance matches. */
const MOST_READINGS = 4;

/**
 * The readings of a folded word, the usual first, no two with the same sounds. Empty when nothing can be sounded.
 *
 * @example
 * readingsOf("məmmədova", "latin"); //=> [{ sounds: "m@m@dova", isVariant: false }, { sounds: "m@m@dov", isVariant: true }]
 */
export function readingsOf(fold: string, script: Script): readonly Reading[] {
  const own = soundsIn(fold, script).map(smoothSounds);
  const other = own.flatMap((sounds) => otherForms(sounds, script));
  const bySounds = new Map<string, Reading>();
  for (const sounds of own) bySounds.set(sounds, { sounds, isVariant: false });
  for (const sounds of other) if (!bySounds.has(sounds)) bySounds.set(sounds, { sounds, isVariant: true });
  return [...bySounds.values()].filter(({ sounds }) => sounds !== "").slice(0, MOST_READINGS);
}

function soundsIn(fold: string, script: Script): readonly string[] {
  switch (script) {
    case "latin":
      return soundsOfLatin(fold);
    case "cyrillic":
      return [soundsOfCyrillic(fold)];
    case "greek":
      return soundsOfGreek(fold);
    case "armenian":
      return soundsOfArmenian(fold);
    case "georgian":
      return soundsOfGeorgian(fold);
    case "hebrew":
      return [soundsOfHebrew(fold)];
    case "arabic":
      return [soundsOfArabic(fold)];
    default:
      return soundsOfLatin(asciiOf(fold));
  }
}

/** What spelling leaves to habit: doubled sounds, y between consonants, -iy and -ij for a closing i. */
function smoothSounds(sounds: string): string {
  return sounds
    .replace(/(.)\1+/g, "$1")
    .replace(/[iy][iy~]+$/, "i")
    .replace(/(?<![aeiou@])y(?![aeiou@])/g, "i");
}

/** Latvian and Lithuanian put -s, -is, -as, -us, -ys to every man's name, foreign ones too: Džons, Deivids. */
function balticStem(sounds: string, script: Script): readonly string[] {
  const ending = script === "latin" ? /(?:(?<=[^aeiou@])[aiu]?|(?<=[^aeiou@])[iy]~)[s]$/.exec(sounds) : null;
  return ending === null || ending.index < 2 ? [] : [sounds.slice(0, ending.index)];
}

/** Father's names stand in the genitive before "son" or "daughter": Georgian -is for a closing consonant or i. */
function georgianStem(sounds: string, script: Script): readonly string[] {
  const isGenitive = script === "georgian" && /^.{2,}is$/.test(sounds);
  return isGenitive ? [sounds.slice(0, -2), sounds.slice(0, -1)] : [];
}

/** Endings that change with gender, and patronymics by their stem; on sounds, so that every script has them. */
function otherForms(sounds: string, script: Script): readonly string[] {
  const stems = [...georgianStem(sounds, script), ...balticStem(sounds, script)];
  if (sounds.length < 6) return stems;
  const gender = /(?:[oe]v|in)a$/.test(sounds) ? [sounds.slice(0, -1)] : [];
  const skaya = /[sc]ka(?:ya)?$/.test(sounds) ? [sounds.replace(/a(?:ya)?$/, "i")] : [];
  const stem = /(?:[oe]v(?:i[C&+]|na)|i[C&]na)$/.exec(sounds);
  const patronymic = stem !== null && stem.index > 1 ? [sounds.slice(0, stem.index)] : [];
  // Armenian father's names stand in the genitive, -i.
  const genitive = script === "armenian" && /[^aeiou@]i$/.test(sounds) ? [sounds.slice(0, -1)] : [];
  return [...gender, ...skaya, ...patronymic, ...genitive, ...stems];
}
