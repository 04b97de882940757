/** A word's readings in sounds: the same alphabet of sounds whatever the script it was written in. */
import { asciiOf } from "./ascii.ts";
import { LONGEST_WORD, type Stretch, soundDistance } from "./distance.ts";
import { soundsOfArabic } from "./letters/arabic.ts";
import { soundsOfArmenian } from "./letters/armenian.ts";
import { easternCyrillic, soundsOfCyrillic } from "./letters/cyrillic.ts";
import { soundsOfGeorgian } from "./letters/georgian.ts";
import { soundsOfGreek } from "./letters/greek.ts";
import { closingHet, soundsOfHebrew, withoutUs } from "./letters/hebrew.ts";
import { soundsOfLatin } from "./letters/latin.ts";
import { pinyinOf, spokenLatin } from "./letters/spoken-latin.ts";
import { isAbjad, type Script } from "./script.ts";
import { codesOf, costsByMode } from "./sounds.ts";

/**
 * `isVariant`: not the word itself but another form of it (stem of a patronymic, other gender). `isAcross`: as some
 * language says it, which only a word of another script is written by.
 */
export type Reading = { readonly sounds: string; readonly isVariant: boolean; readonly isAcross: boolean };

/** More than these would cost time and find chance matches. */
const MOST_READINGS = 4;
const MOST_ACROSS = 3;

/** What a reading of one language must at least cost beside the others to say anything that they do not: a vowel's change, and a glide. */
const OTHERWISE = 9;

/**
 * The readings of a folded word, the usual first, those across scripts last, no two with the same sounds. Empty when
 * nothing can be sounded.
 *
 * @example
 * readingsOf("məmmədova", "latin").map(({ sounds }) => sounds); //=> ["m@m@dova", "m@m@dov"]
 * readingsOf("louis", "latin").map(({ sounds, isAcross }) => [sounds, isAcross]); //=> [["luis", false], ["lui", true]]
 */
export function readingsOf(fold: string, script: Script): readonly Reading[] {
  const written = writtenReadings(fold, script);
  return [...written, ...acrossReadings(fold, script, written)];
}

/** The readings of a folded word without those across scripts. */
export function writtenReadings(fold: string, script: Script): readonly Reading[] {
  const own = soundsIn(fold, script).flatMap((sounds) => smoothReadings(sounds, script));
  const other = own.flatMap((sounds) => otherForms(sounds, script));
  const bySounds = new Map<string, Reading>();
  const add = (sounds: string, isVariant: boolean) => {
    if (sounds !== "" && !bySounds.has(sounds)) bySounds.set(sounds, { sounds, isVariant, isAcross: false });
  };
  for (const sounds of own) add(sounds, false);
  for (const sounds of other) add(sounds, true);
  return [...bySounds.values()].slice(0, MOST_READINGS);
}

function acrossReadings(fold: string, script: Script, written: readonly Reading[]): readonly Reading[] {
  const known = written.map(({ sounds }) => sounds);
  for (const sounds of spokenIn(fold, script).map(smoothSounds))
    if (sounds.length > 1 && known.every((one) => soundOtherwise(one, sounds))) known.push(sounds);
  return known
    .slice(written.length, written.length + MOST_ACROSS)
    .map((sounds) => ({ sounds, isVariant: false, isAcross: true }));
}

function spokenIn(fold: string, script: Script): readonly string[] {
  if (script === "latin") return [...pinyinOf(fold), ...spokenLatin(fold)];
  if (script === "hebrew") return [...closingHet(fold), ...withoutUs(fold)];
  return script === "cyrillic" ? easternCyrillic(fold) : [];
}

function soundOtherwise(a: string, b: string): boolean {
  const options = { costs: costsByMode[1]!, limit: OTHERWISE };
  return soundDistance(stretchOf(a), stretchOf(b), options) >= OTHERWISE;
}

function stretchOf(sounds: string): Stretch {
  const numbers = Int32Array.from(codesOf(sounds.slice(0, LONGEST_WORD)));
  return { numbers, start: 0, length: numbers.length };
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
      return soundsOfHebrew(fold);
    case "arabic":
      return soundsOfArabic(fold);
    default:
      return soundsOfLatin(asciiOf(fold));
  }
}

/**
 * An abjad writes a doubled consonant once, so that of two there mostly is a vowel between (Vanhanen, فانهانن); yet some
 * spell foreign names letter for letter.
 */
function smoothReadings(sounds: string, script: Script): readonly string[] {
  const smooth = smoothSounds(sounds);
  return isAbjad(script) ? [smoothVowels(sounds.replace(/([yYwWAEhH])\1+/g, "$1")), smooth] : [smooth];
}

/** What spelling leaves to habit: doubled sounds, y between consonants, -iy and -ij (Dmitrij, not Eiji) for a closing i. */
function smoothSounds(sounds: string): string {
  return smoothVowels(sounds.replace(/(.)\1+/g, "$1"));
}

function smoothVowels(sounds: string): string {
  return sounds.replace(/[iy](?:[iy]+~?|~)$/, "i").replace(/(?<![aeiou@])y(?![aeiou@])/g, "i");
}

/**
 * Latvian and Lithuanian put -s, -is, -as, -us, -ys to every man's name, foreign ones too: Džons, Deivids. So does
 * Latin, whose -ius other languages end in -i: Tiberius, Тиберий.
 */
function balticStem(sounds: string, script: Script): readonly string[] {
  const ending =
    script === "latin" ? /(?:(?<=[^aeiou@])[aiu]?|(?<=[^aeiou@])[iy]~|(?<=i)u)[s]$/.exec(sounds) : null;
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
