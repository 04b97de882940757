/** An appeal of an invented country, as the published page takes it: in English, and in Arabic. */
import type { AppealPageData, PageFigure } from "../../src/pages/appeal-page-data.ts";

const [upper, lower, shrines] = ["upper", "lower", "shrines"] as const;

const made = {
  status: "recomputed",
  seed: 1,
  plan: { merged: [], leftOut: [], impossible: [] },
  runsBefore: 0,
} as const;

const missing: PageFigure = {
  id: "F1",
  query: { unit: "person", harm: "missing", place: "stone", from: "1992-02", until: "1994" },
  documented: 97,
  lists: [
    { source: upper, name: "Families of the Upper Valley, 1994", count: 61 },
    { source: lower, name: "Список нижней долины", count: 58 },
  ],
  histories: [
    { lists: [upper], count: 39 },
    { lists: [lower], count: 36 },
    { lists: [upper, lower], count: 22 },
  ],
  beside: { groups: 3, persons: 14 },
  unplaced: 2,
  undated: 5,
  rules: { kinds: ["missing"], statuses: ["open"], sources: [] },
  range: { low: 96, high: 99, quantile: 0.025, clusterings: 40, seed: 1 },
  years: [
    { value: "1992", count: 47 },
    { value: "1994", count: 50 },
  ],
  places: [],
  estimate: {
    ...made,
    report: {
      methods: [{ name: "chapman", total: 158, lower: 130, upper: 207 }],
      models: [],
      leaveOneOut: [],
    },
    conclusion: {
      verdict: "estimate",
      spokesman: "chapman",
      answer: {
        estimable: true,
        method: "chapman",
        observed: 97,
        total: 158,
        lower: 130,
        upper: 207,
        level: 0.95,
        interval: "confidence",
        assumption: "lists-independent",
      },
    },
  },
  placeNames: [
    { text: "Stone Minor", language: "en" },
    { text: "Малый Камень", language: "ru" },
    { text: "الحجر الصغير", language: "ar" },
  ],
  proof: { level: "open", path: "proofs/F1.json" },
};

const killed: PageFigure = {
  id: "F2",
  query: { unit: "person", harm: "killed" },
  documented: 212,
  lists: [{ source: upper, name: "Families of the Upper Valley, 1994", count: 212 }],
  histories: [{ lists: [upper], count: 212 }],
  beside: { groups: 0, persons: 0 },
  unplaced: 0,
  undated: 0,
  rules: { kinds: ["killed"], statuses: ["open"], sources: [] },
  years: [],
  places: [],
  estimate: {
    ...made,
    report: { methods: [], models: [], leaveOneOut: [] },
    conclusion: { verdict: "not estimable", reason: "got 1 list, wanted at least 2" },
  },
  placeNames: [],
  proof: { level: "open", path: "proofs/F2.json" },
};

const destroyed: PageFigure = {
  id: "F3",
  query: { unit: "site", harm: "destroyed", until: "1995-12-31" },
  documented: "fewer than 10",
  lists: [{ source: shrines, name: "سجل المزارات", count: "fewer than 10" }],
  histories: "suppressed",
  beside: { groups: 0, persons: 0 },
  unplaced: 1,
  undated: 0,
  rules: { kinds: ["destroyed"], statuses: ["open"], sources: [] },
  years: [],
  places: [],
  estimate: {
    ...made,
    report: { methods: [], models: [], leaveOneOut: [] },
    conclusion: { verdict: "not estimable", reason: "got 1 list, wanted at least 2" },
  },
  placeNames: [],
  proof: { level: "attested", reason: "for the test" },
};

const blocksOf = (text: string) => text.split("\n\n");

export const englishAppeal: AppealPageData = {
  title: "Appeal for the missing of the two valleys",
  language: "en",
  date: "2026-03-03",
  version: 1,
  register: "Register of the two valleys",
  size: 3_213,
  addressees: ["The Assembly of the Twelve Cities", "The Office for Missing Persons"],
  blocks: blocksOf(`# Appeal for the missing of the two valleys

We are families of both valleys. Between February 1992 and the end of 1994 at least {{F1}} people went missing around Stone Minor, and in the whole war at least {{F2}} were killed. We do not ask who was right. We ask where they are.

## What we ask

1. Open the archives of the **road posts** to a joint commission.
2. Let the families of *both* valleys visit the {{F3}} shrines and burial places that were destroyed.
3. Answer each family in writing, within a year.

> “He went out for bread.” (a mother, on the list of the Upper Valley)

The {{F1}} names are known to us. They are not printed here, because some of them may still be alive.`),
  figures: [missing, killed, destroyed],
  sources: [
    { id: "upper", name: "Families of the Upper Valley, 1994", organisation: "Upper Valley Association" },
    { id: "lower", name: "Список нижней долины", organisation: "Комитет нижней долины" },
    { id: "shrines", name: "سجل المزارات", organisation: "Guardians of the Shrines" },
  ],
  standing: {
    quorum: 2,
    signatories: [
      { name: "Upper Valley Association", signed: { on: "2026-03-05" } },
      {
        name: "Комитет нижней долины",
        signed: { on: "2026-03-06" },
        withdrawn: { on: "2026-04-01", why: "The shrines of our side were counted without our visit." },
      },
      { name: "Maro Sild", role: "chair", organisation: "Guardians of the Shrines" },
    ],
    disputes: [
      {
        id: "D1",
        statement: 2,
        path: "letters/2.json",
        by: "سمير الحجري",
        on: "2026-04-07",
        text: "Two of those who are called missing are buried in our village. Their families know it.",
        evidence: ["Photographs of two stones, 2 April 2026"],
        answer: {
          text: "We have written to both families. Until they answer, the count says what the lists say.",
          on: "2026-04-20",
        },
      },
      {
        id: "D2",
        statement: 6,
        path: "letters/3.json",
        by: "A reader",
        on: "2026-05-02",
        text: "One shrine was rebuilt in 2019.",
        evidence: [],
      },
    ],
    disputesRefused: 1,
    responses: [
      { addressee: "The Assembly of the Twelve Cities", state: "sent", on: "2026-03-10" },
      {
        addressee: "The Assembly of the Twelve Cities",
        state: "acknowledged",
        on: "2026-03",
        text: "Letter of the secretary",
      },
    ],
  },
};

export const arabicAppeal: AppealPageData = {
  ...englishAppeal,
  title: "نداء من أجل مفقودي الواديين",
  language: "ar",
  blocks:
    blocksOf(`نحن عائلات من الواديين. بين شباط 1992 ونهاية 1994 فُقد ما لا يقل عن {{F1}} شخصاً حول الحجر الصغير، وقُتل في الحرب كلها ما لا يقل عن {{F2}} شخصاً.

## ما نطلبه

1. فتح أرشيف نقاط الطريق أمام لجنة مشتركة.
2. السماح للعائلات بزيارة {{F3}} مزاراً دُمّرت.`),
};
