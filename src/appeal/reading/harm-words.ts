/** The words by which an appeal says what was done to people, buildings and land, and what can suffer it. */

const person = ["killed", "missing", "displaced", "injured", "detained"];
const built = ["destroyed", "damaged", "desecrated", "occupied"];

/** Words of each kind. Nouns that name people by what was done to them yield to the verb that says what came after. */
const words: { readonly [harm: string]: RegExp } = {
  missing:
    /\b(?:missing|disappeared|unaccounted|(?:being |still )(?:sought|searched)|(?:presumed|feared|believed) dead|(?:fate|whereabouts)\s+(?:of|is|are|unknown)|whose fate)\b/giu,
  killed:
    /\b(?:killed|kills?|killing|dead|died|dies|deaths?|massacred?|massacring|murder(?:ed|ing|s)|slain|executed|executing|perished|no longer alive|not alive|hanged|beheaded|drowned|(?:shot|beaten|stabbed|stoned|burn(?:t|ed)|hacked|tortured|starved|froze[n]?) (?:dead|to death|alive)|shot dead|lives|fatalities|martyred|martyrs?|(?:lost|lose|losing) their li(?:fe|ves)|fell in (?:battle|combat|action))\b/giu,
  displaced:
    /\b(?:displaced|displacing|displacement|uproot(?:ed|ing)|expell(?:ed|ing)|expulsion|deport(?:ed|ing|ation)|fled|flee|fleeing|refugees?|idps?|driven (?:out|from)|driving (?:out|from)|drove (?:out|from)|forced (?:out|to (?:leave|flee))|evicted|exiled|exiles?|relocated|evacuated|evacuees?|homeless|(?:had to |left|leave|leaving|lost) (?:leave )?their homes)\b/giu,
  detained:
    /\b(?:detained|detaining|detention|imprisoned|jailed|interned|captured|capturing|captivity|captives?|abduct(?:ed|ing|ees?)|kidnapp(?:ed|ing)|hostages?|prisoners?|prisoner|arrest(?:ed|ing)|detainees?)\b/giu,
  injured:
    /\b(?:injur(?:ed|ing|es|ies)|wound(?:ed|ing|s)|maim(?:ed|ing|s)|disabled|lost a limb|crippled)\b/giu,
  destroyed:
    /\b(?:destroy(?:ed|ing|s)|demolish(?:ed|ing)|raz(?:ed|ing)|burn(?:t|ed|ing)(?! to death| alive)(?: down)?|torch(?:ed|ing)|set (?:fire to|on fire|ablaze)|levell(?:ed|ing)|flatten(?:ed|ing)|ruined|bl(?:ew|own|owing) up|swe(?:pt|eping) away|wip(?:ed|ing) out|smash(?:ed|ing))\b/giu,
  damaged: /\bdamag(?:ed|ing)\b/giu,
  desecrated: /\b(?:desecrat(?:ed|ing)|vandali[sz](?:ed|ing)|defac(?:ed|ing))\b/giu,
  occupied: /\b(?:(?<!\b(?:the|our|its|their|these|those)\s)occupied|occupying|under occupation|seized)\b/giu,
  contaminated: /\b(?:contaminat(?:ed|ing)|mined|landmines?)\b/giu,
};
const NOUNS =
  /^(?:prisoners?|hostages?|captives?|detainees?|refugees?|idps?|exiles?|evacuees?|martyrs?|dead|missing)$/iu;

export type Met = {
  readonly harm: string;
  readonly start: number;
  readonly end: number;
  readonly isNoun: boolean;
};

/** The kind of harm that a heading's words name, if what is counted can suffer it. */
export function harmOfWords(heading: string, unit: string): string | undefined {
  const named = harmsIn(heading).at(-1)?.harm;
  return named !== undefined && suffers(unit, named) ? named : undefined;
}

/** Whether what a unit counts can suffer that kind of harm. */
export function suffers(unit: string, harm: string): boolean {
  if (unit === "person" || unit === "family") return person.includes(harm);
  if (unit === "percent" || unit === "not said") return true;
  if (["money", "event", "mine", "year", "month", "week", "day", "hour", "country"].includes(unit))
    return false;
  if (harm === "contaminated")
    return ["km2", "m2", "hectare", "settlement", "district", "site", "km"].includes(unit);
  return built.includes(harm);
}

/** Every word of harm in order of the text; what is only presumed or feared is none. */
export function harmsIn(text: string): readonly Met[] {
  return Object.entries(words)
    .flatMap(([harm, pattern]) =>
      [...text.matchAll(pattern)].map((match) => ({
        harm,
        start: match.index,
        end: match.index + match[0].length,
        isNoun: NOUNS.test(match[0]),
      })),
    )
    .filter(({ start }) => !/\b(?:presumed|feared|believed)\s+$/iu.test(text.slice(0, start)))
    .sort((a, b) => a.start - b.start);
}
