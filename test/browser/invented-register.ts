/** A small register of invented people in an invented country, as the application sees it. */
import type { Overview, Publication, SearchAnswer, Service } from "../../src/api/answers.ts";

export const overview: Overview = {
  register: { name: "Register of the two valleys" },
  size: 3_214,
  sources: [
    {
      id: "upper",
      name: "Families of the Upper Valley, 1994",
      organisation: "Upper Valley Association",
      records: 812,
      issues: 13,
    },
    {
      id: "lower",
      name: "Список нижней долины",
      organisation: "Комитет нижней долины",
      records: 640,
      issues: 4,
    },
    {
      id: "shrines",
      name: "سجل المزارات",
      organisation: "Guardians of the Shrines",
      records: 58,
      issues: 0,
    },
    {
      id: "fields",
      name: "Fields not to be walked on",
      organisation: "Upper Valley Association",
      records: 31,
      issues: 2,
    },
  ],
  entities: [
    { kind: "person", count: 1_143 },
    { kind: "group", count: 14 },
    { kind: "site", count: 52 },
    { kind: "hazard", count: 31 },
    { kind: "event", count: 1 },
  ],
  harms: [
    { unit: "person", harm: "killed", documented: 212 },
    { unit: "person", harm: "missing", documented: 97 },
    { unit: "person", harm: "displaced", documented: 834 },
    { unit: "site", harm: "destroyed", documented: 21 },
    { unit: "site", harm: "damaged", documented: 17 },
    { unit: "hazard", harm: "contaminated", documented: 31 },
  ],
  pairsWaiting: 27,
  latest: [
    { index: 3_213, entry: "publication", title: "Appeal for the missing of the two valleys" },
    { index: 3_212, entry: "appeal", title: "Appeal for the missing of the two valleys" },
    { index: 3_211, entry: "linkage-run", title: "" },
    { index: 3_210, entry: "version", title: "Fields not to be walked on" },
  ],
};

const people: SearchAnswer["people"] = [
  {
    entity: "upper/118",
    names: [
      { text: "Тарен Орвик Садо", language: "ru", romanised: "Taren Orvik Sado" },
      { text: "Tharén Orvik", language: "und" },
      { text: "طارن أورفيك", language: "ar", romanised: "Taren Urfik" },
    ],
    born: ["1947", "1949-03"],
    places: [{ text: "Малый Камень", language: "ru" }, { text: "Stone Minor" }],
    harms: [{ kind: "missing", when: "1992-02", status: "open" }],
    sources: [
      { id: "upper", name: "Families of the Upper Valley, 1994", records: 1 },
      { id: "lower", name: "Список нижней долины", records: 2 },
    ],
  },
  {
    entity: "lower/9",
    names: [
      { text: "Թարեն Օրվիկ", language: "hy", romanised: "Taren Orvik" },
      { text: "თარენ ორვიკი", language: "ka", romanised: "Taren Orviki" },
    ],
    born: [],
    places: [],
    harms: [
      { kind: "displaced", when: "1993", status: "returned" },
      { kind: "detained", when: "1992-11-03", status: "found-alive" },
    ],
    sources: [{ id: "lower", name: "Список нижней долины", records: 1 }],
  },
];

export const publication: Publication = {
  slug: "missing",
  version: 1,
  title: "Appeal for the missing of the two valleys",
  language: "en",
  path: "missing",
  size: 3_213,
  figures: [
    { id: "F1", unit: "person", harm: "missing", documented: 97 },
    { id: "F2", unit: "person", harm: "killed", documented: 212 },
  ],
};

const arabic: Publication = {
  ...publication,
  slug: "missing-ar",
  path: "missing-ar",
  language: "ar",
  title: "نداء من أجل مفقودي الواديين",
};

// No screen asks for review yet: what does is a mistake of the test.
const unasked = () => Promise.reject(new Error("nobody asks for this"));
const noReview: Service["review"] = {
  report: unasked,
  next: unasked,
  pair: unasked,
  clusters: unasked,
  judge: unasked,
  undo: unasked,
  draw: unasked,
  shares: unasked,
  answerShare: unasked,
};

/** A register that answers as a full one does; a search finds people whose names share the text's first letter. */
export const fullService: Service = {
  overview: async () => overview,
  search: async (text) => {
    const first = text.slice(0, 1).toLowerCase();
    const found = people.filter(({ names }) =>
      names.some(({ text: name, romanised }) =>
        [name, romanised ?? ""].some((written) => written.toLowerCase().startsWith(first)),
      ),
    );
    return { people: found, places: [], total: found.length, size: overview.size };
  },
  publications: async () => [publication, arabic],
  review: noReview,
};

/** A register into which nothing has been brought yet. */
export const emptyService: Service = {
  overview: async () => ({
    register: { name: "An empty register" },
    size: 0,
    sources: [],
    entities: [],
    harms: [],
    pairsWaiting: 0,
    latest: [],
  }),
  search: async () => ({ people: [], places: [], total: 0, size: 0 }),
  publications: async () => [],
  review: noReview,
};
