/** What is counted: nouns of people, of families, of places and things, each under the unit it belongs to. */

/** Units of one kind are never added to those of another: twenty families are not twenty people. */
const nounsByUnit: { readonly [unit: string]: string } = {
  person:
    "person people individual soul life human being man woman child boy girl infant baby elder civilian inhabitant resident citizen native " +
    "refugee idp deportee expellee returnee evacuee migrant displaced killed dead missing wounded injured maimed " +
    "detained disappeared victim casualty fatality martyr survivor hostage prisoner captive detainee pow soldier " +
    "serviceman servicemen fighter combatant officer volunteer veteran student pupil teacher doctor nurse worker " +
    "national female male raped tortured elderly homeless leader politician activist commander journalist lawyer judge applicant plaintiff troop engineer cadet monk nun priest imam cleric pilgrim orphan widow widower mother father parent brother sister son " +
    "daughter patient pensioner farmer villager townspeople member relative believer compatriot countryman " +
    "islander deminer exile abductee internee parishioner nomad herder shepherd fisherman fisherfolk miner driver passenger " +
    "peacekeeper policeman official employee adult teenager gunman militant conscript hunter worshipper mourner fighter " +
    "grandparent grandmother grandfather youth newborn toddler peasant labourer laborer trader neighbour neighbor expellee " +
    "death fatality toll sailor pilot medic rescuer voter signatory athlete artist writer scholar inmate",
  family: "family household",
  settlement: "settlement village town city hamlet community neighbourhood neighborhood municipality",
  district: "district region province county raion rayon",
  house: "house home dwelling apartment flat building property",
  site: "monument site church mosque monastery synagogue temple shrine chapel cemetery graveyard grave tomb khachkar tombstone museum library school hospital clinic kindergarten centre center",
  mine: "mine landmine bomb shell rocket missile munition device ordnance uxo explosive",
  event:
    "massacre attack incident bombardment shelling raid offensive battle explosion accident violation case crime",
  country: "country nation",
  organisation: "organisation organization union association ngo",
  hectare: "hectare ha",
  km2: "km2 sq.km sqkm",
  m2: "sqm",
  ton: "ton tonne",
  km: "kilometre kilometer km mile",
  year: "year",
  month: "month",
  week: "week",
  day: "day",
  hour: "hour minute",
  animal: "animal head sheep goat cow cattle horse livestock",
  body: "body remains skeleton corpse",
  money: "dollar euro pound ruble rouble lira dram manat lari dinar usd eur",
  percent: "percent",
};

const unitByNoun: ReadonlyMap<string, string> = new Map(
  Object.entries(nounsByUnit).flatMap(([unit, nouns]) =>
    nouns.split(" ").map((noun) => [noun, unit] as const),
  ),
);

/**
 * The unit that a word counts, or undefined. Plurals count as their singular.
 *
 * @example
 * unitOfNoun("Families"); //=> "family"
 * unitOfNoun("brutally"); //=> undefined
 */
export function unitOfNoun(word: string): string | undefined {
  const lower = word.toLowerCase().replace(/['’]s$|s['’]$/u, "");
  return singulars(lower)
    .map((singular) => unitByNoun.get(singular))
    .find((unit) => unit !== undefined);
}

/** Whether a counted noun stands in the plural, or is a word that counts people by what was done to them. */
export function isPlural(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    unitOfNoun(word) !== undefined &&
    (/(?:s|men|people|children)$/.test(lower) ||
      /^(?:displaced|killed|dead|missing|wounded|injured|disappeared)$/.test(lower))
  );
}

function singulars(word: string): readonly string[] {
  const forms = [word];
  if (word.endsWith("ies")) forms.push(`${word.slice(0, -3)}y`);
  if (word.endsWith("es")) forms.push(word.slice(0, -2));
  if (word.endsWith("s")) forms.push(word.slice(0, -1));
  if (word.endsWith("men")) forms.push(`${word.slice(0, -3)}man`);
  if (word.endsWith("ves")) forms.push(`${word.slice(0, -3)}fe`);
  if (word === "children") forms.push("child");
  if (word.endsWith("folk")) forms.push("person");
  return forms;
}
