import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { parseAppeal } from "../appeal-text.ts";
import { draftAppeal } from "./draft-appeal.ts";
import { readAppeal } from "./read-appeal.ts";

const gazetteer = new Map([
  ["tesmar", [{ id: "T", names: ["Tesmar", "Тесмар", "تسمار"] }]],
  ["upper valley", [{ id: "U", names: ["Upper Valley", "Yuxarı Dərə"] }]],
]);
const places = { lookUp: (name: string) => gazetteer.get(name.toLowerCase()) ?? [] };
const read = (text: string) => readAppeal(text, places);

const statement = `The Union of Orvan Families and three others have written. "Approximately 80,000 Orvans were driven from
their homes between 1987 and 1991, and over 2,000 souls were killed. To this day the fate of 400 missing
individuals is not known. In tents, hundreds of thousands of refugees waited until the Autumn of 1994, when Sarmel's
occupation of the Upper Valley ended. Such a stance excuses Sarmel's war crimes, crimes against humanity,
and racial discrimination. They were driven from Tesmar, Karki, Old Mill, and Sindov, where Sarmel forces
carried out the 1992 massacre." The appeal was signed by: 1. Ana Rusak - Chair of the Union of Orvan Families
2. Karim Belqar – Head of the "Return to Orvan” Support Union 3. Saba Torv - River and Law Public Union 4. Otar Humz - Chairman of War,
Labour, and Armed Forces Veterans' Association`;

describe("reads quantities", () => {
  const cases = [
    {
      desc: "with a qualifier and a people's name",
      text: "Approximately 80,000 Orvans fled",
      value: 80_000,
      unit: "person",
      qualifier: "approximately",
      harm: "displaced",
    },
    {
      desc: "of lives",
      text: "It claimed the lives of over 2,000.",
      value: 2000,
      unit: "person",
      qualifier: "over",
      harm: "killed",
    },
    {
      desc: "of the missing",
      text: "some 400 missing",
      value: 400,
      unit: "person",
      qualifier: "some",
      harm: "missing",
    },
    {
      desc: "in words",
      text: "Two hundred and eighteen houses were razed",
      value: 218,
      unit: "house",
      harm: "destroyed",
    },
    {
      desc: "in millions of hectares",
      text: "about 1.2 million hectares are mined",
      value: 1_200_000,
      unit: "hectare",
      qualifier: "about",
      harm: "contaminated",
    },
    {
      desc: "that look like a year",
      text: "2000 people fled",
      value: 2000,
      unit: "person",
      harm: "displaced",
    },
    {
      desc: "with two ends",
      text: "1,500-2,000 were wounded",
      value: 1500,
      upper: 2000,
      unit: "person",
      harm: "injured",
    },
    {
      desc: "between two ends",
      text: "between 500 and 600 families",
      value: 500,
      upper: 600,
      unit: "family",
    },
    { desc: "in Arabic digits", text: "٨٠٠ families", value: 800, unit: "family" },
    { desc: "with spaces between groups", text: "12 000 households", value: 12_000, unit: "family" },
    { desc: "as a share", text: "3.5% of the land", value: 3.5, unit: "percent" },
    {
      desc: "that are vague, by the least they can mean",
      text: "hundreds of thousands of refugees",
      value: 100_000,
      unit: "person",
      qualifier: "hundreds of",
      harm: "displaced",
    },
  ];
  for (const { desc, text, ...wanted } of cases)
    test(desc, () => {
      const [figure, ...others] = read(text).figures;
      assert.ok(figure !== undefined && others.length === 0);
      const { text: written, start, end, support, ...found } = figure;
      assert.equal(text.slice(start, end), written);
      assert.equal(support, "unsupported");
      assert.deepEqual(found, wanted);
    });
});

test("what is no quantity is none: years, dates, notes, numbering, ordinals, one of speech", () => {
  const text =
    "1. In 1992, on 17 May 1993 and 03.05.1994 [12], one of them came to the 2nd house in the 20th century.";
  assert.deepEqual(read(text).figures, []);
});

describe("reads dates and periods", () => {
  const cases = [
    { text: "between 1987 and\n1991", from: "1987", until: "1991" },
    { text: "1991-1994", from: "1991", until: "1994" },
    { text: "1991–94", from: "1991", until: "1994" },
    { text: "Autumn of 2020", from: "2020", until: "2020" },
    { text: "the early 1990s", from: "1990", until: "1999" },
    { text: "20th century", from: "1901", until: "2000" },
    { text: "17 May 1993", from: "1993-05-17", until: "1993-05-17" },
    { text: "May 17, 1993", from: "1993-05-17", until: "1993-05-17" },
    { text: "19 and 20 September 2003", from: "2003-09-19", until: "2003-09-20" },
    { text: "July and August 1993", from: "1993-07", until: "1993-08" },
    { text: "October 1993", from: "1993-10", until: "1993-10" },
    { text: "1993-05-17", from: "1993-05-17", until: "1993-05-17" },
    { text: "03.05.1993", from: "1993-05-03", until: "1993-05-03" },
    { text: "03/05/1993", from: "1993", until: "1993" }, // the third of May or the fifth of March
    { text: "25/05/1993", from: "1993-05-25", until: "1993-05-25" },
    { text: "1992", from: "1992", until: "1992" },
  ];
  for (const { text, from, until } of cases)
    test(JSON.stringify(text), () => {
      const whole = `It was done in ${text}, and they may return.`;
      const dates = read(whole).dates;
      assert.deepEqual(
        dates.map((date) => [date.text, date.from, date.until]),
        [[text, from, until]],
      );
      assert.equal(whole.slice(dates[0]!.start, dates[0]!.end), text);
    });
});

test("an appeal's signatories are read with role and organisation, across line breaks, dashes and quotation marks", () => {
  assert.deepEqual(read(statement).signatories, [
    { number: 1, name: "Ana Rusak", role: "Chair", organisation: "Union of Orvan Families" },
    { number: 2, name: "Karim Belqar", role: "Head", organisation: '"Return to Orvan” Support Union' },
    { number: 3, name: "Saba Torv", role: "", organisation: "River and Law Public Union" },
    {
      number: 4,
      name: "Otar Humz",
      role: "Chairman",
      organisation: "War, Labour, and Armed Forces Veterans' Association",
    },
  ]);
});

test("signatories may stand a line each, with the role last, or without a person", () => {
  const text =
    "We ask.\n\nSigned:\n- Ana Rusak, Chair, Union of Orvan Families\n- Karim Belqar, Lantern Centre, Director\n- Thread Archive\n";
  assert.deepEqual(read(text).signatories, [
    { name: "Ana Rusak", role: "Chair", organisation: "Union of Orvan Families" },
    { name: "Karim Belqar", role: "Director", organisation: "Lantern Centre" },
    { name: "", role: "", organisation: "Thread Archive" },
  ]);
});

describe("reads who signs in the forms that lists have", () => {
  const cases: readonly (readonly [desc: string, list: string, wanted: readonly string[]])[] = [
    [
      "an organisation first, its person after a sign or in brackets",
      `Signed by
Union of Orvan Families, Ana Rusak, chairwoman
Council of Mothers — Karim Belqar, Secretary
"Return" NGO (Saba Torv, Director)
Movement of the Widows, Tesmar (president: Munira S.)
Union of Inmates, Jas M., predsjednik`,
      [
        "Ana Rusak; chairwoman; Union of Orvan Families",
        "Karim Belqar; Secretary; Council of Mothers",
        'Saba Torv; Director; "Return" NGO',
        "Munira S.; president; Movement of the Widows, Tesmar",
        "Jas M.; predsjednik; Union of Inmates",
      ],
    ],
    [
      "at the end without a heading",
      `We ask for the maps.

For the Documentation Centre: S. Torv
Thread – association of families, Dara D., President
Women's Network of the Plain — no representative named`,
      [
        "S. Torv; ; Documentation Centre",
        "Dara D.; President; Thread – association of families",
        "; ; Women's Network of the Plain — no representative named",
      ],
    ],
    [
      "under a letter's last words, a person over lines",
      `Yours sincerely,

Dr. Maria van der Torv
Executive Director
Centre for Peaceful Homes

Karim al-Belqar
Spokesman, Committee of the Families (CFD)

contact: office@example.org`,
      [
        "Dr. Maria van der Torv; Executive Director; Centre for Peaceful Homes",
        "Karim al-Belqar; Spokesman; Committee of the Families (CFD)",
      ],
    ],
    [
      "in one line, with ranks and degrees",
      `Signatory organisations: Helsin Assembly – Vanamor; Dr. Nigar Sab, Founder and Director of the Heritage Foundation; Ramin Tal, PhD, Chairperson of the Board of the Union of Mine Victims; Colonel (ret.) Elman Dar - Head of Veterans' Union.`,
      [
        "; ; Helsin Assembly – Vanamor",
        "Dr. Nigar Sab; Founder and Director; Heritage Foundation",
        "Ramin Tal; Chairperson of the Board; Union of Mine Victims",
        "Colonel ret. Elman Dar; Head; Veterans' Union",
      ],
    ],
    [
      "in other scripts, and until prose goes on",
      `Signatories
President Ana Rusak, Old Mill Society
ქალთა კავშირი — ნინო რუსაძე, თავმჯდომარე
Союз беженцев долины, председатель Иван Торв
جمعية الأمهات — سلمى البلقار، رئيسة

These organisations work together since 1999 and may be reached through the office of the union.`,
      [
        "Ana Rusak; President; Old Mill Society",
        "ნინო რუსაძე; თავმჯდომარე; ქალთა კავშირი",
        "Иван Торв; председатель; Союз беженцев долины",
        "سلمى البلقار; رئيسة; جمعية الأمهات",
      ],
    ],
  ];
  for (const [desc, list, wanted] of cases)
    test(desc, () => {
      const { signatories } = read(list);
      assert.deepEqual(
        signatories.map(({ name, role, organisation }) => [name, role, organisation].join("; ")),
        wanted,
      );
    });
});

test("demands, addressees and prose at the end of an appeal are no signatories", () => {
  for (const end of [
    "1. safe return of all;\n2. the Council must send a mission;\n3. release of all.",
    "To: the Regional Council\nCc: the Union of Lawyers",
    "The Union of Families wrote to the Council.\nThe Council has not answered.",
  ])
    assert.deepEqual(read(`We ask.\n\n${end}`).signatories, [], end);
});

test("a numbered list of demands is no list of signatories", () => {
  assert.deepEqual(
    read("What we ask: 1. That the maps be given. 2. That the graves be kept.").signatories,
    [],
  );
});

test("places are found under any of their names, and those that no gazetteer has are told apart", () => {
  const found = new Map(read(statement).places.map(({ text, known }) => [text, known.map(({ id }) => id)]));
  assert.deepEqual(found.get("Tesmar"), ["T"]);
  assert.deepEqual(found.get("Upper Valley"), ["U"]);
  for (const name of ["Karki", "Old Mill", "Sindov"]) assert.deepEqual(found.get(name), []);
  assert.ok(!found.has("The") && !found.has("Autumn"));
});

test("a label is laid on whom the sentence lays it on, and is its author's own unless somebody is named", () => {
  const said = (text: string) =>
    read(text).labels.map(({ label, attributedTo, saidBy }) => [label, attributedTo, saidBy]);
  assert.deepEqual(
    said("It excuses Sarmel's war crimes, crimes against humanity, and racial discrimination."),
    [
      ["war crime", "Sarmel", undefined],
      ["crime against humanity", "Sarmel", undefined],
      ["racial discrimination", "Sarmel", undefined],
    ],
  );
  assert.deepEqual(said("the 1991-1994 occupation of Orvan by Sarmel"), [
    ["occupation", "Sarmel", undefined],
  ]);
  assert.deepEqual(said("The Regional Court found that it was genocide."), [
    ["genocide", undefined, "The Regional Court"],
  ]);
  assert.deepEqual(said("We call it genocide."), [["genocide", undefined, undefined]]);
});

test("contested words of either side are labels alike", () => {
  for (const [words, label] of [
    ["the liberation of the valley", "liberation"],
    ["the occupation of the valley", "occupation"],
    ["the expulsion of the Orvans", "expulsion"],
    ["the forced expulsion of the Orvans", "forcible transfer"],
    ["a mass killing of civilians", "massacre"],
    ["They desecrated our graves", "desecration of sites"],
    ["attacking the very essence of the international humanitarian law", "violation of international law"],
    ["a policy of Orvanophobia", "hatred of a people"],
    ["a campaign to eradicate them", "extermination"],
  ] as const)
    assert.deepEqual(
      read(words).labels.map((each) => each.label),
      [label],
      words,
    );
});

test("a pronoun means the one name of the sentence before it, and nobody where there are two or none", () => {
  const laid = (text: string) => read(text).labels.map(({ attributedTo }) => attributedTo);
  assert.deepEqual(laid("The brutality of Sarmel knew no end. It carried out massacres."), ["Sarmel"]);
  assert.deepEqual(laid("There Sarmel met Orvan. It carried out massacres."), [undefined]);
  assert.deepEqual(laid("The night was long. It brought massacres."), [undefined]);
});

test("who suffered is no doer, and who did it stands before what was done to whom by others", () => {
  const laid = (text: string) => read(text).labels.map(({ label, attributedTo }) => [label, attributedTo]);
  assert.deepEqual(laid("The fact is that Orvans were brutally expelled."), [["expulsion", undefined]]);
  assert.deepEqual(laid("Cemeteries of ours were burned, desecrating our legacy."), [
    ["desecration of sites", undefined],
  ]);
  assert.deepEqual(laid("In 1994, when Orvan liberated its land while countering an attack by Sarmel."), [
    ["liberation", "Orvan"],
  ]);
});

test("words that begin sentences, headings in capitals and halves of longer names are no places", () => {
  const gazette = {
    lookUp: (name: string) =>
      /^(?:more|human|tula|eastern)$/iu.test(name) ? [{ id: name, names: [name] }] : [],
  };
  const { places: found } = readAppeal(
    "LETTER OF THE EASTERN VALLEYS\n\nMore than 40 died. The Human Rights Defender came from Tula Toli. At Petrova they fled.",
    gazette,
  );
  assert.deepEqual(
    found.map(({ text, known }) => [text, known.length]),
    [
      ["Tula Toli", 0],
      ["Petrova", 0],
    ],
  );
});

test("an organisation's name ends with its line's heading and at another's article, and a sayer begins with none", () => {
  const { organisations, figures } = read(
    "LETTER OF THE UNION OF FAMILIES\nTo the Secretary of the Nations and the Council of the Valley.\n\nThe Lantern Centre said no, and the Regional Court ruled that 16 persons were guilty.",
  );
  assert.deepEqual(
    organisations.map(({ text }) => text),
    ["LETTER OF THE UNION OF FAMILIES", "Council of the Valley", "Lantern Centre"],
  );
  assert.equal(figures[0]?.source, "the Regional Court");
});

test("an adjective of a people is no place, although a gazetteer has the word for its country", () => {
  const gazette = new Map([
    ["sarmel", [{ id: "S", names: ["Sarmel"] }]],
    ["sarmeli", [{ id: "S", names: ["Sarmeli"] }]],
    ["vali", [{ id: "V", names: ["Vali"] }]],
  ]);
  const { places: found } = readAppeal("Sarmeli soldiers came from Sarmel to Vali.", {
    lookUp: (name) => gazette.get(name.toLowerCase()) ?? [],
  });
  assert.deepEqual(
    found.map(({ text }) => text),
    ["Sarmel", "Vali"],
  );
});

/** Two other appeals, each written against the other's authors, in forms of their own. */
const ofTheHills = `APPEAL of the hill communities of Orvan to the international community

In the night of 3 to 4 August 1995 Sarmel's army attacked 14 villages of the Upper Valley. At least 312 civilians were
killed, between 90 and 110 of them children; no fewer than 2,450 families were expelled, and 37 people are still
missing. According to the Lantern Centre, 61 churches were destroyed by Sarmel forces. Roughly 18 km² remain mined.
We call it ethnic cleansing. The Regional Court found that it was a crime against humanity.

Signatories:
- Nune Ardal, Chair, Union of Hill Families
- Petros Galen, Archive of the Upper Valley, Director
`;
const ofThePlain = `STATEMENT

Since the winter of 1994 the separatists of Orvan have occupied seven villages near Tesmar. More than 120 soldiers and
some 45 civilians died; an estimated 3,600 households fled, and 9 people were taken hostage by Orvan militants. On
12 September 1996 shelling destroyed two mosques and damaged 40 houses. Almost 5% of the fields are mined. In October
1996 our army liberated Tesmar. These are war crimes of Orvan [3].

The statement was signed by:
1. Idris Malkan - Head of the Council of the Displaced of Tesmar
2. Leyla Osran - Chairwoman of the Mothers' Association of the Plain
3. Timur Bask - Lawyer
`;

test("appeals of two sides are read alike: every quantity with unit and qualifier, dates, places, labels, who signs", () => {
  const figures = (text: string) =>
    read(text).figures.map(({ value, upper, unit, qualifier, support }) => [
      value,
      ...(upper === undefined ? [] : [upper]),
      unit,
      qualifier ?? "",
      support,
    ]);
  assert.deepEqual(figures(ofTheHills), [
    [14, "settlement", "", "unsupported"],
    [312, "person", "at least", "unsupported"],
    [90, 110, "person", "", "unsupported"],
    [2450, "family", "no fewer than", "unsupported"],
    [37, "person", "", "unsupported"],
    [61, "site", "", "attributed"],
    [18, "km2", "roughly", "unsupported"],
  ]);
  assert.deepEqual(figures(ofThePlain), [
    [7, "settlement", "", "unsupported"],
    [120, "person", "more than", "unsupported"],
    [45, "person", "some", "unsupported"],
    [3600, "family", "an estimated", "unsupported"],
    [9, "person", "", "unsupported"],
    [2, "site", "", "unsupported"],
    [40, "house", "", "unsupported"],
    [5, "percent", "almost", "unsupported"],
  ]);
  const rest = (text: string) => {
    const { dates, places: found, labels, signatories } = read(text);
    return {
      dates: dates.map(({ from, until }) => `${from}..${until}`),
      places: found.map(({ text: name }) => name),
      labels: labels.map(({ label, attributedTo, saidBy }) => [label, attributedTo, saidBy]),
      signatories: signatories.map(({ name, role, organisation }) => [name, role, organisation].join("; ")),
    };
  };
  assert.deepEqual(rest(ofTheHills), {
    dates: ["1995-08-03..1995-08-04"],
    places: ["Upper Valley"],
    labels: [
      ["expulsion", undefined, undefined],
      ["ethnic cleansing", undefined, undefined],
      ["crime against humanity", undefined, "The Regional Court"],
    ],
    signatories: [
      "Nune Ardal; Chair; Union of Hill Families",
      "Petros Galen; Director; Archive of the Upper Valley",
    ],
  });
  assert.deepEqual(rest(ofThePlain), {
    dates: ["1994..1994", "1996-09-12..1996-09-12", "1996-10..1996-10"],
    places: ["Tesmar"],
    labels: [
      ["separatism", "Orvan", undefined],
      ["occupation", "Orvan", undefined],
      ["hostage-taking", "Orvan militants", undefined],
      ["liberation", undefined, undefined],
      ["war crime", "Orvan", "[3]"],
    ],
    signatories: [
      "Idris Malkan; Head; Council of the Displaced of Tesmar",
      "Leyla Osran; Chairwoman; Mothers' Association of the Plain",
      "Timur Bask; Lawyer; ",
    ],
  });
});

test("a label inside an organisation's name is a part of the name", () => {
  const text =
    "Signed by: 1. Ana Rusak - Head of the Tesmar Genocide Awareness Union 2. Karim Belqar - Director of the Lantern Centre";
  assert.deepEqual(
    read(text).labels.map(({ label, within }) => [label, within]),
    [["genocide", "Tesmar Genocide Awareness Union"]],
  );
});

test("a figure with a source in its sentence is attributed to it, every other one is unsupported", () => {
  const { figures } = read(
    "According to the Lantern Centre, 218 people died. Some 40 families fled. Since then 12 houses burned [4].",
  );
  assert.deepEqual(
    figures.map(({ value, support, source }) => [value, support, source]),
    [
      [218, "attributed", "Lantern Centre"],
      [40, "unsupported", undefined],
      [12, "attributed", "[4]"],
    ],
  );
});

test("a finding is of what comes after it, and of nobody where a pronoun found it", () => {
  const sources = (text: string) => read(text).figures.map(({ value, source }) => [value, source]);
  assert.deepEqual(
    sources("In all 412 died, and the Lantern Centre documented the burning of 17 villages."),
    [
      [412, undefined],
      [17, "the Lantern Centre"],
    ],
  );
  assert.deepEqual(sources("In all 412 died, the Lantern Centre reported."), [[412, "the Lantern Centre"]]);
  assert.deepEqual(sources("We counted 12 graves."), [[12, undefined]]);
  assert.deepEqual(sources("Here 1,100 fell (229 according to the Commission) on 9 May 1995."), [
    [1100, undefined],
    [229, "Commission"],
  ]);
  assert.deepEqual(sources("Courts in three countries (30 November 1995) spoke."), [[3, undefined]]);
  assert.equal(
    read("The Valley Parliament in its resolution of 5 October 1995 stated that it amounts to genocide.")
      .labels[0]?.saidBy,
    "The Valley Parliament",
  );
  const [label] = read(
    "Orvan summits in Tesmar (1994) recognised the ethnic cleansing of the valley.",
  ).labels;
  assert.deepEqual([label?.saidBy, label?.attributedTo], ["Orvan", undefined]);
});

test("one side's appeal is read as the other's: names changed over give the same with the names changed over", () => {
  const swapped = statement.replace(/Orvan|Sarmel/g, (name) => (name === "Orvan" ? "Sarmel" : "Orvan"));
  const shape = (text: string) => {
    const { figures, dates, labels, signatories, places: found } = read(text);
    return {
      figures: figures.map(({ value, unit, harm, qualifier }) => [value, unit, harm, qualifier]),
      dates: dates.map(({ text: written }) => written),
      labels: labels.map(({ label, attributedTo }) => [label, attributedTo?.replace(/Orvan|Sarmel/g, "X")]),
      signatories: signatories.length,
      places: found.length,
    };
  };
  assert.deepEqual(shape(swapped), shape(statement));
});

test("in a draft each figure waits to be bound, and nothing else is wrong with it", () => {
  const draft = draftAppeal(statement, read(statement), "1995-03-17");
  const parsed = parseAppeal(draft);
  assert.ok("issues" in parsed);
  assert.equal(parsed.issues.length, read(statement).figures.length);
  for (const { expected } of parsed.issues)
    assert.equal(expected, "a figure that it is bound to, or the mark of none");
  const bound = parseAppeal(draft.replace(/\{\{to bind: [^}]*\}\}/g, "{{figure: missing}}"));
  assert.ok("value" in bound);
  assert.deepEqual(bound.value.signatories[0], {
    name: "Ana Rusak",
    role: "Chair",
    organisation: "Union of Orvan Families",
  });
});

test("no text throws, and every span is where it says", () => {
  const words = fc.constantFrom(
    "over ",
    "20,000 ",
    "people ",
    "1992 ",
    "1. ",
    "Ana - ",
    "Head of ",
    "by ",
    "May ",
    "(",
    "\n\n",
    "٨٠٠ ",
    "\ud800",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(words).map((each) => each.join("")),
      ),
      (text) => {
        const { figures, dates, labels } = read(text);
        for (const span of [...figures, ...dates, ...labels])
          assert.equal(text.slice(span.start, span.end), span.text);
      },
    ),
  );
});
