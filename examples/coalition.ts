/** The example coalition as data: who belongs to it, which lists it gives in which order, what it appeals. */
import type { ExampleLetters } from "../src/cli/example-signatures.ts";
import type { Audience } from "../src/model/audience.ts";
import type { RecordKind } from "../src/model/record.ts";

export type CoalitionSource = {
  readonly file: string; // below the folder of this file
  readonly name: string;
  readonly organisation: string;
  readonly records: RecordKind;
  readonly consent: Audience;
};

export type Coalition = {
  readonly name: string;
  readonly organisations: readonly string[];
  readonly sources: readonly CoalitionSource[];
  readonly appeals: readonly string[]; // the first is published by the main job
  readonly letters: ExampleLetters; // by which one text is signed by all
  readonly truth: string; // never shown to the register
};

// Two organisations of the Teruni, two of the Asvali.
const RETURN = "Return to Sarmel";
const LANTERN = "Lantern Documentation Centre";
const UNION = "Union of Orvan Families";
const THREAD = "Thread Archive of Names and Graves";

export const coalition: Coalition = {
  name: "Kelmara Coalition for the Missing and the Displaced",
  organisations: [RETURN, LANTERN, UNION, THREAD],
  sources: [
    {
      file: "lists/places.csv",
      name: "Gazetteer of Kelmara",
      organisation: THREAD,
      records: "place",
      consent: "public",
    },
    {
      file: "lists/teruni-displaced-return.csv",
      name: "Displaced from Sarmel, register of families",
      organisation: RETURN,
      records: "person",
      consent: "coalition",
    },
    {
      file: "lists/teruni-displaced-lantern.xlsx",
      name: "Displaced from Sarmel, lists of 2005",
      organisation: LANTERN,
      records: "person",
      consent: "coalition",
    },
    {
      file: "lists/asvali-displaced-union.csv",
      name: "Displaced from Orvan, register of families",
      organisation: UNION,
      records: "person",
      consent: "coalition",
    },
    {
      file: "lists/asvali-displaced-thread.tsv",
      name: "Displaced from Orvan, archive of names",
      organisation: THREAD,
      records: "person",
      consent: "coalition",
    },
    {
      file: "lists/teruni-households-kobo.xlsx",
      name: "Households from Sarmel, survey of 2021",
      organisation: RETURN,
      records: "person",
      consent: "organisation",
    },
    {
      file: "lists/asvali-households-kobo.xlsx",
      name: "Households from Orvan, survey of 2021",
      organisation: UNION,
      records: "person",
      consent: "organisation",
    },
    {
      file: "lists/missing-lantern.csv",
      name: "Missing people, families' enquiries",
      organisation: LANTERN,
      records: "person",
      consent: "public",
    },
    {
      file: "lists/missing-thread.xls",
      name: "Missing people, summary list of 2015",
      organisation: THREAD,
      records: "person",
      consent: "public",
    },
    {
      file: "lists/missing-mission.csv",
      name: "Missing people, list of the observer mission",
      organisation: UNION,
      records: "person",
      consent: "public",
    },
    {
      file: "lists/killed-return.ods",
      name: "Book of the dead",
      organisation: RETURN,
      records: "person",
      consent: "public",
    },
    {
      file: "lists/killed-thread.csv",
      name: "Names of the dead",
      organisation: THREAD,
      records: "person",
      consent: "public",
    },
    {
      file: "lists/market-victims.jsonl",
      name: "Victims of the market of Sindov",
      organisation: THREAD,
      records: "person",
      consent: "coalition",
    },
    {
      file: "lists/market-event.json",
      name: "The market of Sindov, record of the event",
      organisation: LANTERN,
      records: "event",
      consent: "public",
    },
    {
      file: "lists/sites-return.csv",
      name: "Cemeteries and shrines, visits of Return",
      organisation: RETURN,
      records: "site",
      consent: "public",
    },
    {
      file: "lists/sites-thread.xlsx",
      name: "Cemeteries and shrines, visits of Thread",
      organisation: THREAD,
      records: "site",
      consent: "public",
    },
    {
      file: "lists/homes-return.csv",
      name: "Homes in Sarmel",
      organisation: RETURN,
      records: "site",
      consent: "coalition",
    },
    {
      file: "lists/homes-union.xlsx",
      name: "Homes in Orvan",
      organisation: UNION,
      records: "site",
      consent: "coalition",
    },
    {
      file: "lists/hazards-lantern.csv",
      name: "Mined land, survey of Lantern",
      organisation: LANTERN,
      records: "hazard",
      consent: "public",
    },
    {
      file: "lists/hazards-union.csv",
      name: "Mined land, survey of the Union",
      organisation: UNION,
      records: "hazard",
      consent: "public",
    },
  ],
  letters: {
    appeal: "appeal",
    dispute: {
      statement: 8,
      by: "Guram Sindeli, for the market committee of Sindov",
      text: "The appeal counts who died on the market day itself. Others died of their wounds in the weeks after it, and stand on no list of that day. Whoever reads the number must not take it for all whom those shells killed.",
      answer:
        "That is so. The figure counts those whose record gives the day itself. Whoever died later is in the figure for all of Kelmara, if a list has them. We have asked the hospital of Tesmar for its register.",
    },
    responses: [
      { appeal: "appeal", addressee: "The Parliament of Kelmara", state: "sent", on: "2022-03-25" },
      {
        appeal: "appeal",
        addressee: "The Parliament of Kelmara",
        state: "acknowledged",
        on: "2022-04-11",
        text: "Letter of the secretary: passed on to the committee for human rights.",
      },
      {
        appeal: "appeal",
        addressee: "The Regional Conference on Missing and Displaced People",
        state: "sent",
        on: "2022-03-25",
      },
    ],
  },
  appeals: ["appeal.md", "appeal.ar.md"],
  truth: "truth.csv",
};
