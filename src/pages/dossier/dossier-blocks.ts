/** A dossier as blocks of words in one language: the page and the PDF lay the same blocks out. */
import { formatNumber } from "../format.ts";
import type { Language } from "../language.ts";
import type { PlainKey } from "../legal-keys.ts";
import type { MessageValues } from "../message.ts";
import { fieldLabel, harmWord, modelWord, type Say, stepText, stepWord } from "../record-words.ts";
import { isReviewed, translate } from "../translate.ts";
import type { DossierData, DossierEvidence, DossierSaid, DossierValue } from "./dossier-data.ts";

export type Block =
  | { readonly kind: "title" | "heading" | "text" | "warning"; readonly text: string }
  /** `shares` are the columns' widths in parts of the whole. */
  | {
      readonly kind: "table";
      readonly shares: readonly number[];
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

const sayIn =
  (language: Language): Say =>
  (key, values = {}) =>
    translate(language, key, values);

/** The blocks of a dossier, from its title to its evidence; a section of which there is nothing is left out. */
export function dossierBlocks(data: DossierData, language: Language): readonly Block[] {
  const { name, date, register, size, reader } = data;
  const say = (key: PlainKey, values: MessageValues = {}) => translate(language, key, values);
  return [
    { kind: "title", text: say("dossier.title", { name: isolated(name) }) },
    { kind: "text", text: `${modelWord(sayIn(language), `dossier.kind.${data.kind}`)} ${data.entity}` },
    { kind: "text", text: say("dossier.made", { date: isolated(date), register: isolated(register), size }) },
    { kind: "text", text: say("dossier.reading") },
    ...(isReviewed(language) ? [] : [{ kind: "text", text: say("shell.unreviewed") } as const]),
    { kind: "warning", text: say("dossier.restricted", { reader: isolated(reader) }) },
    ...section(say("dossier.contested"), contestedBlocks(data, language)),
    ...section(say("dossier.chronology"), [chronologyTable(data, language)]),
    ...section(say("dossier.said"), [valueTable(data.values, language)]),
    ...section(say("dossier.derived"), [derivedTable(data, language)]),
    ...section(say("dossier.relations"), [relationTable(data, language)]),
    ...section(say("dossier.household"), [
      table(
        [1, 1],
        ["dossier.label.name", "dossier.value"],
        data.household.map((each) => [each.name, each.entity]),
        language,
      ),
    ]),
    ...section(say("dossier.victims"), [victimTable(data, language)]),
    ...section(say("dossier.numbers"), [
      table(
        [1, 2, 2],
        ["dossier.value", "dossier.what", "dossier.source"],
        data.numbers.map((each) => [
          formatNumber(language, each.number),
          harmWord(sayIn(language), each.harm),
          `[${each.source}]`,
        ]),
        language,
      ),
    ]),
    ...section(say("dossier.judgements"), [judgementTable(data, language)]),
    ...section(say("dossier.sources"), [
      table(
        [1, 5, 4],
        ["dossier.source", "dossier.label.name", "dossier.value"],
        data.sources.map((each) => [`[${each.number}]`, each.name, each.organisation]),
        language,
      ),
    ]),
    ...section(say("dossier.evidence"), [evidenceTable(data.evidence, language)]),
  ];
}

/** A value that moves nothing around it, whatever its direction (UAX 9, first strong isolate). */
const isolated = (text: string) => `\u2068${text}\u2069`;

/** A heading and what stands under it; nothing when that is empty tables only. */
function section(title: string, blocks: readonly Block[]): readonly Block[] {
  const filled = blocks.filter((block) => block.kind !== "table" || block.rows.length > 0);
  return filled.length === 0 ? [] : [{ kind: "heading", text: title }, ...filled];
}

function table(
  shares: readonly number[],
  head: readonly PlainKey[],
  rows: readonly (readonly string[])[],
  language: Language,
): Block {
  return { kind: "table", shares, head: head.map((key) => translate(language, key)), rows };
}

function contestedBlocks({ contested }: DossierData, language: Language): readonly Block[] {
  if (contested.length === 0) return [{ kind: "text", text: translate(language, "dossier.contestedNone") }];
  return [
    valueTable(
      contested.flatMap(({ values }) => values),
      language,
    ),
  ];
}

const valueTable = (values: readonly DossierValue[], language: Language) =>
  table(
    [3, 5, 4],
    ["dossier.field", "dossier.value", "dossier.source"],
    values.map(({ field, text, said }) => [
      fieldLabel(sayIn(language), field),
      text,
      saidText(said, language),
    ]),
    language,
  );

function saidText(said: readonly DossierSaid[], language: Language): string {
  return said
    .map(({ source, record, correctedBy }) => {
      const corrected =
        correctedBy === undefined
          ? ""
          : `, ${translate(language, "dossier.corrected", { record: shortId(correctedBy) })}`;
      return `[${source}] ${shortId(record)}${corrected}`;
    })
    .join("; ");
}

/** A record's key in its source, digests cut short: whole ids stand in the dossier's data. */
const shortId = (record: string) =>
  record.slice(record.indexOf("/") + 1).replace(/([0-9a-f]{12})[0-9a-f]{52}/g, "$1…");

const chronologyTable = ({ chronology }: DossierData, language: Language) =>
  table(
    [2, 4, 5, 3],
    ["dossier.date", "dossier.what", "dossier.details", "dossier.source"],
    chronology.map((step) => [
      [
        step.when?.slice(0, 10) ?? translate(language, "dossier.noDate"),
        ...(step.until === undefined ? [] : [step.until]),
      ].join(" – "),
      stepText(sayIn(language), step),
      [step.where, step.text].filter((text) => text !== undefined).join("; "),
      step.said === undefined
        ? translate(language, "dossier.judgedBy", { name: step.judgedBy ?? "" })
        : saidText([step.said], language),
    ]),
    language,
  );

const derivedTable = ({ derived }: DossierData, language: Language) =>
  table(
    [3, 3, 5, 3],
    ["dossier.what", "dossier.value", "dossier.rule", "dossier.source"],
    derived.map(({ of, values, rule, said }) => [
      of === "condition"
        ? translate(language, "dossier.label.assessment.undated")
        : harmWord(sayIn(language), of),
      values.map((value) => stepWord(sayIn(language), value)).join(" / "),
      modelWord(sayIn(language), `dossier.rule.${rule}`),
      saidText(said, language),
    ]),
    language,
  );

const relationTable = ({ relations }: DossierData, language: Language) =>
  table(
    [3, 5, 4],
    ["dossier.field", "dossier.value", "dossier.source"],
    relations.map(({ kind, target, entity, said }) => [
      kind,
      entity === undefined ? target : `${target} = ${entity}`,
      saidText([said], language),
    ]),
    language,
  );

const victimTable = ({ victims }: DossierData, language: Language) =>
  table(
    [4, 4, 3, 4],
    ["dossier.label.name", "dossier.value", "dossier.what", "dossier.rule"],
    victims.map(({ name, entity, harms, rule }) => [
      name,
      entity,
      harms.map((harm) => harmWord(sayIn(language), harm)).join(", "),
      modelWord(sayIn(language), `dossier.rule.${rule}`),
    ]),
    language,
  );

const judgementTable = ({ judgements }: DossierData, language: Language) =>
  table(
    [5, 2, 5],
    ["dossier.what", "dossier.value", "dossier.source"],
    judgements.map(({ left, right, answer, by, why, at }) => [
      `${shortId(left)} – ${shortId(right)}`,
      modelWord(sayIn(language), `dossier.word.${answer}`),
      `${translate(language, "dossier.judgedBy", { name: by })}, ${at.slice(0, 10)}: ${why}`,
    ]),
    language,
  );

const evidenceTable = (evidence: readonly DossierEvidence[], language: Language) =>
  table(
    [1, 5, 3, 4],
    ["dossier.source", "dossier.file", "dossier.state", "dossier.custody"],
    evidence.map(({ source, file, version, digest, state, custody }) => [
      `[${source}]`,
      `${file} (${version}), SHA-256 ${digest}`,
      translate(language, `dossier.${state}`),
      custody.length === 0
        ? translate(language, "dossier.noCustody")
        : custody
            .map(({ when, act, by, to, note }) =>
              [`${when.slice(0, 10)} ${modelWord(sayIn(language), `dossier.word.${act}`)}: ${by}`, to, note]
                .filter((part) => part !== undefined)
                .join(", "),
            )
            .join("; "),
    ]),
    language,
  );
