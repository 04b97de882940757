/** Clerks: how a list of one script and habit writes a person's names and a place. */
import type { Random } from "../../src/base/random.ts";
import { happens, pickFirst } from "./chance.ts";
import type { Ending, Family } from "./families.ts";
import type { GivenName, Sex } from "./given-names.ts";
import type { ExamplePlace } from "./places.ts";
import {
  arabicLetters,
  armenianLetters,
  englishLetters,
  georgianLetters,
  latinLetters,
  type Orthography,
  russianLetters,
  spell,
} from "./spelling.ts";

export type Script = "latin" | "english" | "russian" | "armenian" | "georgian" | "arabic";

export type Clerk = {
  given(name: GivenName): string;
  /** The father's name in the form that this list has for it. */
  father(name: GivenName, sex: Sex): string;
  family(family: Family, sex: Sex): string;
  /** The place; `old` chooses the name that it had before it was renamed. */
  place(place: ExamplePlace, old?: boolean): string;
  /** Any other invented word. */
  word(sounds: string): string;
};

const orthographies: Readonly<Record<Script, Orthography>> = {
  latin: latinLetters,
  english: englishLetters,
  russian: russianLetters,
  armenian: armenianLetters,
  georgian: georgianLetters,
  arabic: arabicLetters,
};

// Endings by script: for men, for women. `-` where the clerk joins nothing.
const ENDINGS: Readonly<Record<Script, Readonly<Record<Ending, readonly [male: string, female: string]>>>> = {
  latin: both("ov ova", "yan yan", "dze dze", "şvili şvili", "li li", "zadə zadə"),
  english: both("ov ova", "ian ian", "dze dze", "shvili shvili", "li li", "zade zade"),
  russian: both("ов ова", "ян ян", "дзе дзе", "швили швили", "лы лы", "заде заде"),
  armenian: both("ով ովա", "յան յան", "ձե ձե", "շվիլի շվիլի", "լի լի", "զադե զադե"),
  georgian: both("ოვი ოვა", "იანი იანი", "ძე ძე", "შვილი შვილი", "ლი ლი", "ზადე ზადე"),
  arabic: both("وف وفا", "يان يان", "دزه دزه", "شفيلي شفيلي", "لي لي", "زاده زاده"),
};

function both(...forms: readonly string[]): Readonly<Record<Ending, readonly [string, string]>> {
  const [ov, yan, dze, shvili, li, zade] = forms.map((pair): readonly [string, string] => {
    const [male = "", female = ""] = pair.split(" ");
    return [male, female];
  });
  return { ov: ov!, yan: yan!, dze: dze!, shvili: shvili!, li: li!, zade: zade!, bare: ["", ""] };
}

/** A clerk of a list. Cyrillic lists carry the families' Russified forms, the others mostly do not. */
export function makeClerk(script: Script, random: Random): Clerk {
  const orthography = orthographies[script];
  const write = habitualSpelling(orthography, random);
  const given = (name: GivenName) => pickFirst(random, name[script], 0.82);
  return {
    given,
    father: (name, sex) => fatherForm(given(name), { script, sex, random }),
    family: (family, sex) => {
      const russified = family.russified && happens(random, script === "russian" ? 0.9 : 0.15);
      const ending = ENDINGS[script][russified ? "ov" : family.ending];
      // Women's endings are lost where a clerk copied the husband's name, and where the language has none.
      const keepsGender = happens(random, script === "english" || script === "armenian" ? 0.8 : 0.95);
      return write(family.stem) + ending[sex === "female" && keepsGender ? 1 : 0];
    },
    word: write,
    place: (place, old = false) => write(old ? (place.former ?? place.sounds) : place.sounds),
  };
}

/** A clerk mostly spells a word as the last time. */
function habitualSpelling(orthography: Orthography, random: Random): (sounds: string) => string {
  const spelled = new Map<string, string>();
  return (sounds) => {
    const habit = spelled.get(sounds);
    if (habit !== undefined && happens(random, 0.93)) return habit;
    const now = spell(sounds, orthography, random);
    if (habit === undefined) spelled.set(sounds, now);
    return now;
  };
}

/** What the gazetteer writes: the commonest letters only. */
export function gazetteerName(sounds: string, script: Script): string {
  return spell(sounds, orthographies[script]);
}

type FatherContext = { readonly script: Script; readonly sex: Sex; readonly random: Random };

function fatherForm(name: string, { script, sex, random }: FatherContext): string {
  const female = sex === "female";
  switch (script) {
    case "latin":
      return happens(random, 0.55) ? `${name} ${female ? "qızı" : "oğlu"}` : name;
    case "russian":
      return happens(random, 0.8) ? patronymic(name, female) : `${name} ${female ? "кызы" : "оглы"}`;
    case "armenian":
      return happens(random, 0.6) ? `${name.replace(/ի$/u, "")}ի` : name;
    case "georgian": {
      const stem = name.replace(/[იაე]$/u, "");
      return happens(random, 0.5) ? `${stem}ის ${female ? "ასული" : "ძე"}` : name;
    }
    default:
      return name;
  }
}

/** The Russian patronymic of a father's name. */
function patronymic(name: string, female: boolean): string {
  if (name === "Илья") return female ? "Ильинична" : "Ильич";
  const [stem, tail] = patronymicStem(name);
  return `${stem}${tail}${female ? "вна" : "вич"}`;
}

function patronymicStem(name: string): readonly [stem: string, tail: string] {
  if (name.endsWith("й")) return [name.slice(0, -1), "е"];
  if (name.endsWith("ь")) return [name.slice(0, -1), "е"];
  if (name.endsWith("и")) return [name, "е"];
  if (/[ао]$/u.test(name)) return [name.slice(0, -1), "о"];
  return [name, "о"];
}
