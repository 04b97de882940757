/** `recount estimate`: how many there were in all, with an interval, or why that cannot be said. */
import { type EstimateMethod, estimateMethods } from "../model/estimate.ts";
import { openSourceFile } from "../shell/files.ts";
import { estimateJson } from "../steps/estimate-json.ts";
import { estimateTable } from "../steps/estimate-table.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { estimateFromRegister, registerOptions } from "./estimate-harm.ts";
import { formatEstimate } from "./estimate-words.ts";
import { listOption, numberOption, textOption, usageError } from "./options.ts";

const WHOLE = 2 ** 32 - 1;

export const estimateCommand: Command = {
  name: "estimate",
  operands: "",
  summary: "how many there were in all, seen or not, with an interval; or the reason why it cannot be said",
  example: "recount estimate --harm killed --seed 1",
  options: [
    {
      flags: "--histories <file>",
      text: "a table of capture patterns: a 0/1 column per list, then the count; needs no register",
    },
    { flags: "--method <names>", text: `some of ${estimateMethods.join(", ")}, or all (default all)` },
    { flags: "--seed <n>", text: "seed of bootstrap and chains (default 1)" },
    {
      flags: "--replicates <n>",
      text: "bootstrap replicates (default 1000, 200 beyond five lists); 0: the best model's own interval",
    },
    { flags: "--chains <n>", text: "chains of the latent classes, at least 4 (default 4)" },
    { flags: "--iterations <n>", text: "iterations of each chain at most (default 30000)" },
    {
      flags: "--merge <lists>",
      text: "lists that copied from one another, as a+b,c+d: each group counts once",
    },
    { flags: "--impossible <lists>", text: "lists that nobody can be on together by design, as a+b,c+d" },
    ...registerOptions,
  ],
  run: async (context, _operands, options) => {
    const histories = textOption(options, "histories");
    if (histories === undefined) return estimateFromRegister(context, options, estimateOptions(options));
    return estimateFromTable(context, histories, options);
  },
};

async function estimateFromTable(
  context: CommandContext,
  path: string,
  options: OptionValues,
): Promise<CommandAnswer> {
  const { lists, report, onePerRow } = await estimateTable(await openSourceFile(path, path), {
    ...estimateOptions(options),
    progress: context.progress.report,
  });
  if (onePerRow) context.say("no column of counts: each row was taken as one person");
  return {
    exit: report.conclusion.verdict === "not estimable" ? 1 : 0,
    json: estimateJson(report, lists),
    text: formatEstimate(report),
  };
}

/** What the flags say of a run, the same for a table and for a register. */
function estimateOptions(options: OptionValues) {
  const number = (name: string, min: number) => numberOption(options, name, { min, max: WHOLE });
  const [seed, replicates] = [number("seed", 0), number("replicates", 0)];
  const [chains, iterations] = [number("chains", 4), number("iterations", 1000)];
  return {
    ...methodsOf(options),
    ...(seed !== undefined && { seed }),
    ...(replicates !== undefined && { replicates }),
    ...(chains !== undefined && { chains }),
    ...(iterations !== undefined && { iterations }),
    merge: groupsOf(options, "merge"),
    impossible: groupsOf(options, "impossible"),
  };
}

function methodsOf(options: OptionValues): { readonly methods?: readonly EstimateMethod[] } {
  const named = listOption(options, "method");
  if (named.length === 0 || named.includes("all")) return {};
  return {
    methods: named.map((name) => {
      const method = estimateMethods.find((known) => known === name);
      if (method === undefined)
        throw usageError("--method", `all or some of ${estimateMethods.join(", ")}`, name);
      return method;
    }),
  };
}

function groupsOf(options: OptionValues, name: string): readonly (readonly string[])[] {
  return listOption(options, name).map((group) => {
    const lists = group.split("+").map((list) => list.trim());
    if (lists.length < 2 || lists.includes(""))
      throw usageError(`--${name}`, "groups of lists as a+b,c+d", group);
    return lists;
  });
}
