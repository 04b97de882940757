/** Invented family names: a stem as sounds and one of the endings of the wider region. Both communities use all. */
import type { Random } from "../../src/base/random.ts";
import { pick } from "./chance.ts";

export const endings = ["ov", "yan", "dze", "shvili", "li", "zade", "bare"] as const;
export type Ending = (typeof endings)[number];

/** `endlessRussian`: the registry offices of the old union gave the family an -ov that it did not use at home. */
export type Family = { readonly stem: string; readonly ending: Ending; readonly russified: boolean };

const STEMS = `torvan belqar səmruz dəlmur orxas qarvel mirten xoşab elvard nuraş taşmur gəldin ziraç vəndor kosmar arzin
hüsper lormak şavdir cəlut perqan rundez balğır qoruz tulfan zaqrel mədrin oşkar pirvat soltur varduz yelqan bəyrut çolqar
dumrav əskin fərxul gölmar humzar inqor jərmel kəldir lüsper marʦel nəsvar öprül pamxat rəqşin sumğur tərlon uzvard vərqel
xulban yarmud zolqar aşpur boʣril cumşan dörmen ezvar feldum girvan halmaz ilqur kürmez ləvşin mumbəl noqrat okzam pultur
qızber roʦman sərkov tovmal umrud vaşqın xander yustum zümrəl acmin`;

/** Enough families that most households have their own and some villages are full of one. */
export function makeFamilies(random: Random): readonly Family[] {
  const stems = STEMS.trim().split(/\s+/);
  return [...stems, ...stems.slice(0, 40)].map((stem) => {
    const ending = pick(random, endings);
    return {
      stem,
      ending,
      russified: (ending === "li" || ending === "zade" || ending === "bare") && random.next() < 0.5,
    };
  });
}
