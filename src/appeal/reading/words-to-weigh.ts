/** Words that make a reader who does not know the writers stop: advice alone, the same list for every side. */

/** Each with what a reader may ask. Honest hedges ("about", "at least", "suggests") are never among them. */
export const wordsToWeigh: readonly { readonly words: RegExp; readonly advice: string }[] = [
  {
    words:
      /\b(?:brutal(?:ly)?|savage(?:ly)?|barbar(?:ic|ous|ian|ians)|vicious(?:ly)?|heinous|merciless(?:ly)?|monstrous|bestial|bloodthirsty|inhuman|evil|cruel(?:ly|ty)?)\b/giu,
    advice: "a judging word: what was done may say it better than how it is called",
  },
  {
    words:
      /\b(?:unspeakable|unimaginable|unprecedented|appalling|horrific|horrifying|shocking|staggering|catastrophic|countless|innumerable)\b/giu,
    advice: "an intensifier: a number or a fact tells more",
  },
  {
    words:
      /\b(?:so-called|alleged(?:ly)?|claims? to be|propaganda|lies|hoax(?:es)?|fabricated|fake|myth)\b/giu,
    advice: "it doubts others' words: say which claim is meant, who made it and what speaks against it",
  },
  {
    words:
      /\b(?:clearly|obviously|undoubtedly|of course|needless to say|as everyone knows|it is well known|the fact is)\b/giu,
    advice: "a reader who does not know it is lost here: give the source instead",
  },
  {
    words:
      /\b(?:many (?:people )?(?:say|believe|think)|experts (?:say|agree|believe)|it is (?:said|believed|reported)|some say|observers note)\b/giu,
    advice: "who says so? name one who can be asked",
  },
  {
    words: /\b(?:always|never|everyone|no one|nobody|all of them|every single|none of)\b/giu,
    advice: "one exception makes it untrue: is it so without any?",
  },
  {
    words:
      /\b(?:hordes?|swarms?|vermin|cockroach(?:es)?|animals|subhumans?|parasites?|infest(?:ed|ing|ation)?)\b/giu,
    advice: "it speaks of people as if they were none: leave it out",
  },
];
