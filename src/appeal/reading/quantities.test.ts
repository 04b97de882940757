/** Quantities in appeals of many voices: sides of wars, floods, seas, mines; each number with its own noun and verb. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readAppeal } from "./read-appeal.ts";

/** Each figure as `value[..upper] unit harm "qualifier"`. */
const figures = (text: string) =>
  readAppeal(text, { lookUp: () => [] }).figures.map(({ value, upper, unit, harm, qualifier }) =>
    [
      upper === undefined ? value : `${value}..${upper}`,
      unit,
      ...(harm === undefined ? [] : [harm]),
      ...(qualifier === undefined ? [] : [`"${qualifier}"`]),
    ].join(" "),
  );

const cases: readonly { readonly desc: string; readonly text: string; readonly wanted: readonly string[] }[] =
  [
    {
      desc: "each verb governs its own number",
      text: "On 12 September 1996 shelling destroyed two mosques and damaged 40 houses. They shelled 6 villages, burning 230 houses, killing 12 villagers and taking 8 prisoner.",
      wanted: [
        "2 site destroyed",
        "40 house damaged",
        "6 settlement",
        "230 house destroyed",
        "12 person killed",
        "8 person detained",
      ],
    },
    {
      desc: "captivity is a kind of its own, whoever holds whom",
      text: "Thirty-one villagers were killed, twelve were taken hostage, and the rest, some 640 persons, fled. Our side captured 26 soldiers. 9 prisoners of war were tortured; 19 prisoners of war were executed; a hundred and six women were abducted.",
      wanted: [
        "31 person killed",
        "12 person detained",
        '640 person displaced "some"',
        "26 person detained",
        "9 person detained",
        "19 person killed",
        "106 person detained",
      ],
    },
    {
      desc: "of a flood: who drowned, who is missed, what the water took and what it only stood in",
      text: "The flood took the lives of 143 people and 61 are still unaccounted for; nearly 9,400 residents had to leave their homes. Water stood in 37 villages for eleven days. It swept away 1 212 houses, two schools and the only clinic, and damaged another 3 050 dwellings. Just over half of the displaced, about five thousand, live in tents.",
      wanted: [
        "143 person killed",
        "61 person missing",
        '9400 person displaced "nearly"',
        "37 settlement",
        "11 day",
        "1212 house destroyed",
        "2 site destroyed",
        "3050 house damaged",
        '50 percent displaced "just over"',
        '5000 person displaced "about"',
      ],
    },
    {
      desc: "one predicate may be of several numbers, and a part of a whole has its own",
      text: "2,150 homes, 14 schools and 3 hospitals were damaged or destroyed. Nine peacekeepers, 20 policemen and 130 civilians lost their lives. The district counts 11 churches, 6 of which were destroyed. While 40,000 fled to the north, 3,000 stayed.",
      wanted: [
        "2150 house damaged",
        "14 site damaged",
        "3 site damaged",
        "9 person killed",
        "20 person killed",
        "130 person killed",
        "11 site",
        "6 site destroyed",
        "40000 person displaced",
        "3000 person",
      ],
    },
    {
      desc: "who is a part of those who were counted before",
      text: "Of 4,312 dead, 1,204 were women and 987 children. They killed 17 civilians, among them 6 children, wounded 43 and destroyed 9 buildings. 45 (of whom 12 children) were injured. There are 36 mass graves with 1,890 bodies, of which 402 have been identified.",
      wanted: [
        "4312 person killed",
        "1204 person killed",
        "987 person killed",
        "17 person killed",
        "6 person killed",
        "43 person injured",
        "9 house destroyed",
        "45 person injured",
        "12 person injured",
        "36 site",
        "1890 body",
        "402 body",
      ],
    },
    {
      desc: "a part with what the whole suffered, not with what comes after it",
      text: "At least 223 people were killed, among them 25 civilians, 244 were wounded and 68 are unaccounted for. Nine thousand are being sought out of the 34,700 reported missing. We list 3,112 wounded, 17 mass graves and 59 survivors of Tesmar, where hundreds were massacred.",
      wanted: [
        '223 person killed "at least"',
        "25 person killed",
        "244 person injured",
        "68 person missing",
        "9000 person missing",
        "34700 person missing",
        "3112 person injured",
        "17 site",
        "59 person",
        '100 person killed "hundreds of"',
      ],
    },
    {
      desc: "what only people do, a people's name without a plural, and things named once for two numbers",
      text: "An estimated 740,000 Orva fled, joining 200,000–300,000 who had come before; one million returned. Some 614 mosques were destroyed and 307 damaged. 69% were shot dead and 9% burnt to death in their homes. 3/4 of the villages lie empty.",
      wanted: [
        '740000 person displaced "an estimated"',
        "200000..300000 person",
        "1000000 person",
        '614 site destroyed "some"',
        "307 site damaged",
        "69 percent killed",
        "9 percent killed",
        "75 percent",
      ],
    },
    {
      desc: "a whole apart from what was done to a part of it, ages, ordinals and sizes",
      text: "Of the 71 mosques, 23 baths and 14 mills listed, 58 mosques were levelled. Some 1,619 persons disappeared, including 26 children under 16. Between a quarter and half of them live in tents. Three deminers died; a fourth lost an arm, 113 lost their sight. We cleared 9.7 million square metres; the allowance is 45 GEL a month. Under emergency rule 905 villages and 2,523 hamlets were emptied.",
      wanted: [
        "71 site",
        "23 baths",
        "14 mills",
        "58 site destroyed",
        '1619 person missing "some"',
        "26 person missing",
        "25..50 person",
        "3 person killed",
        "113 person",
        "9700000 m2",
        "45 money",
        "905 settlement",
        "2523 settlement",
      ],
    },
    {
      desc: "a predicate after the parts of its subject, and parts that stand beside another subject",
      text: "They were expelled from 261 settlements, in which 216 people including 57 women, 5 infants and 18 children perished. Of these, 49 froze and 41 died. Of the hostages, 150, including 68 women and 26 children, are missing. Two thousand took part, including 20 elderly; 40 were arrested. Eight former leaders are held; the Court ordered it by 13 votes to 2. Since December 1995, 2000 tons of flour waited.",
      wanted: [
        "261 settlement",
        "216 person killed",
        "57 person killed",
        "5 person killed",
        "18 person killed",
        "49 person",
        "41 person killed",
        "150 person missing",
        "68 person missing",
        "26 person missing",
        "2000 person",
        "20 person",
        "40 person detained",
        "8 person",
        "2000 ton",
      ],
    },
    {
      desc: "what was named once before several predicates, bare participles, brackets that end",
      text: "More than 251 people were abducted; 105 were released in November, 8 rescued alive. We know 11 nationals (8 Orvani, 1 Sarmeli). 83 mass graves found, 68 shrines blown up. Some 1.9 million out of a population of 2.1 million fled; 10,000 lie under the rubble (956 boys) and 2,855 are missing. The school hid 40 females.",
      wanted: [
        '251 person detained "more than"',
        "105 person",
        "8 person",
        "11 person",
        "8 person",
        "1 person",
        "83 site",
        "68 site destroyed",
        '1900000 person displaced "some"',
        "2100000 person",
        "10000 person",
        "956 person",
        "2855 person missing",
        "40 person",
      ],
    },
    {
      desc: "labels and tolls before the number, and lines of a list each for itself",
      text: "Since the ceasefire:\n * 14 deminers were killed and 29 maimed;\n * 1,100 km² remain contaminated;\n * 56 children live here;\n * livestock: 4,200 head.\n\nDeaths: 45. Wounded: 120. The number of missing is 612. The death toll reached 8,000.",
      wanted: [
        "14 person killed",
        "29 person injured",
        "1100 km2 contaminated",
        "56 person",
        "4200 animal",
        "45 person killed",
        "120 person injured",
        "612 person missing",
        "8000 person killed",
      ],
    },
    {
      desc: "thousands parted by each sign that is used for it, other digits, and scales",
      text: "12.345 refugees; 1’204 wounded; 7 830 orphans; 102\u202f400 evacuees; 1,23,456 persons; 4.5 million people; 1.5m refugees; 800k displaced; ٣٬٢٠٠ families; 3,200.5 hectares; 0.725 km2; €3.2 bn in damage",
      wanted: [
        "12345 person displaced",
        "1204 person injured",
        "7830 person",
        "102400 person displaced",
        "123456 person",
        "4500000 person",
        "1500000 person displaced",
        "800000 person displaced",
        "3200 family",
        "3200.5 hectare",
        "0.725 km2",
        "3200000000 money",
      ],
    },
    {
      desc: "numbers in words, parts and vague ones",
      text: "Half a million of us were driven out. One and a half million hectares were burned. Scores of khachkars were smashed, and several hundred graves levelled. Three quarters of our villages lie empty. Two out of three families live abroad. One hundred and one were hanged.",
      wanted: [
        "500000 person displaced",
        "1500000 hectare destroyed",
        '20 site destroyed "scores of"',
        '200 site destroyed "several"',
        "75 percent",
        "66.7 percent",
        "101 person killed",
      ],
    },
    {
      desc: "ranges, whose scale is of both ends, and growth, which is no range",
      text: "Between two and three hundred civilians died. 300 to 400 people were detained. 5-7 thousand houses were destroyed. More than 1.2 to 1.4 million people fled. The number of refugees grew from 1,200 to 3,400 people.",
      wanted: [
        "200..300 person killed",
        "300..400 person detained",
        "5000..7000 house destroyed",
        '1200000..1400000 person displaced "more than"',
        "1200 person displaced",
        "3400 person",
      ],
    },
    {
      desc: "qualifiers before and after, and verbs that look like one",
      text: "We have handed over 9 lists. No more than 80 people; upwards of 900 people; ~300 graves; 2,000+ people; well over 7000 inhabitants; hardly twenty elders.",
      wanted: [
        "9 lists",
        '80 person "no more than"',
        '900 person "upwards of"',
        '300 site "~"',
        '2000 person "+"',
        '7000 person "well over"',
        '20 person "hardly"',
      ],
    },
    {
      desc: "what joins two kinds says neither, but for damage",
      text: "300 people were killed or wounded. 85% of the buildings were destroyed or damaged. 40 men were captured and killed.",
      wanted: ["300 person", "85 percent damaged", "40 person killed"],
    },
    {
      desc: "a table says by its head what its numbers count",
      text: "What we know:\n\n| Place | Killed | Missing | Houses burned |\n|---|---|---|---|\n| Tesmar | 412 | 37 | 1,020 |\n| Karki | 98 | 0 | 240 |\n",
      wanted: [
        "412 person killed",
        "37 person missing",
        "1020 house destroyed",
        "98 person killed",
        "0 person missing",
        "240 house destroyed",
      ],
    },
    {
      desc: "numbers of laws, houses, telephones, ages, hours, weapons and items count nothing",
      text: "Pursuant to Article 2, Resolutions 822, 853, 874 and 884 and Annex 4, we write from Camp 13 and Hill 401 and 12 Harbour Street, 0010 Karsa; telephone +374 10 555 123. At 4:30 in the morning on 5 May 1998 a 7-year-old girl, aged 7, children below the age of five, and her grandfather, 81, hid in house number 14 from T-72 tanks and 122 mm guns of the 5th Brigade. Our demands are: 1. Open the road. 2. Give back 500 boats.",
      wanted: ["500 boats"],
    },
  ];

describe("reads each number with its own noun and verb", () => {
  for (const { desc, text, wanted } of cases)
    test(desc, () => {
      assert.deepEqual(figures(text), wanted);
    });
});

test("a day is read where an hour stands before it, and a length of time is no date", () => {
  const dates = (text: string) => readAppeal(text, { lookUp: () => [] }).dates.map(({ from }) => from);
  assert.deepEqual(dates("At 4:30 in the morning on 5 May 1998 they came."), ["1998-05-05"]);
  assert.deepEqual(dates("Water stood there for eleven days, and 44 days of war followed."), []);
});
