/** `recount names`: two names compared, or a file of pairs. */
import { weighNames } from "../linkage/name-weights/weigh-names.ts";
import { explainView, nameLevels, namePartsOf, prepareName, romaniseName } from "../names/index.ts";
import { weighNamePairs } from "../steps/weigh-name-pairs.ts";
import type { Command } from "./command.ts";
import { requiredText } from "./options.ts";
import { formatTable } from "./table.ts";

export const namesCompareCommand: Command = {
  name: "names compare",
  operands: "<first> <second>",
  summary: "how two names in any scripts agree, in words and in bits",
  example: 'recount names compare "Гасанов Али" "Həsənov Əli"',
  options: [],
  async run(_context, [first = "", second = ""]) {
    const [a, b] = [prepareName(first), prepareName(second)];
    const { weightBits, probability, evidence } = weighNames(a, b);
    const level = nameLevels[evidence.level];
    const view = explainView(evidence.view);
    const names = [a, b].map((name) => ({
      text: name.text,
      script: name.script,
      romanised: romaniseName(name.text),
      parts: namePartsOf(name.text).map(({ role, text }) => ({ role, text })),
    }));
    const weight = Math.round(weightBits * 10_000) / 10_000;
    const json = {
      level: evidence.level,
      levelName: level,
      view: evidence.view,
      explanation: view.text,
      likeness: evidence.likeness,
      weight,
      probability,
      names,
    };
    const rows = names.map(({ text, script, romanised, parts }) => [
      text,
      script,
      romanised,
      parts.map((part) => `${part.role} ${part.text}`).join(", "),
    ]);
    const text = [
      `${level}: ${view.text}`,
      `weight ${weightBits.toFixed(2)} bits; at even odds before, probability ${probability.toFixed(3)}`,
      "",
      formatTable(["name", "script", "romanised", "parts"], rows),
    ].join("\n");
    return { exit: 0, json, text };
  },
};

export const namesPairsCommand: Command = {
  name: "names pairs",
  operands: "<file>",
  summary: "adds weight (bits) and probability to a .tsv or .csv of pairs of names",
  example: "recount names pairs pairs.tsv --out weighed.tsv",
  options: [
    { flags: "--out <file>", text: "where the rows go, with weight and probability", required: true },
  ],
  async run(context, [file = ""], options) {
    const out = requiredText(options, "out");
    const { pairs, columns } = await weighNamePairs(file, out, context.progress.report);
    return {
      exit: 0,
      json: { pairs, columns: [...columns], out },
      text: `${pairs.toLocaleString("en")} pairs of ${columns.join(" and ")} weighed\nwritten: ${out}`,
    };
  },
};
