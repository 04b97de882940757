/** `recount estimate --harm`: an estimate from the register, its run put on record first. */

import { publishedReport } from "../appeal/published-estimate.ts";
import { roundedCount } from "../appeal/small-numbers.ts";
import { harmKinds } from "../model/harm.ts";
import type { PictureFigure } from "../pages/chart/figure-pictures.ts";
import { seesExactCounts } from "../steps/count/count-for-viewer.ts";
import type { EstimateChoices } from "../steps/count/estimate-figure.ts";
import {
  estimateRegister,
  type RegisterEstimate,
  strataGroupings,
} from "../steps/count/estimate-register.ts";
import { estimateJson } from "../steps/estimate-json.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { countRequest } from "./count.ts";
import { formatEstimate } from "./estimate-words.ts";
import { textOption, usageError } from "./options.ts";
import { formatTable } from "./table.ts";
import { withRegister } from "./with-register.ts";
import { countPictures, writePictures } from "./write-pictures.ts";

export const registerOptions: Command["options"] = [
  { flags: "--harm <kind>", text: `from the register: one of ${harmKinds.join(", ")}` },
  { flags: "--place <name>", text: "of the register: only this place and all below it" },
  { flags: "--period <period>", text: "of the register: only harms wholly inside" },
  { flags: "--from <date>", text: "of the register: only harms from this date on" },
  { flags: "--until <date>", text: "of the register: only harms until this date" },
  { flags: "--by <strata>", text: `of the register: strata, some of ${strataGroupings.join(", ")}` },
  {
    flags: "--svg <path>",
    text: "of the register: its pictures into this folder, or the first into this .svg",
  },
];

/** What the flags that a table takes too say of a run. */
type TableOptions = EstimateChoices & {
  readonly seed?: number;
  readonly merge: readonly (readonly string[])[];
  readonly impossible: readonly (readonly string[])[];
};

/** The estimate, its strata and what the linkage adds; exit 1 when there is none. */
export async function estimateFromRegister(
  context: CommandContext,
  options: OptionValues,
  asked: TableOptions,
): Promise<CommandAnswer> {
  const request = countRequest(options);
  if (request.harm === undefined)
    throw usageError("--harm", "a kind of harm, or --histories with a table", "nothing");
  const strange = request.by.find((grouping) => !strataGroupings.some((known) => known === grouping));
  if (strange !== undefined) throw usageError("--by", `some of ${strataGroupings.join(", ")}`, strange);
  const { seed = 1, merge, impossible, ...choices } = asked;
  if (merge.length > 0)
    throw usageError("--merge", "nothing beside --harm: recount source --copied-from", "lists");
  if (impossible.length > 0)
    throw usageError("--impossible", "nothing beside --harm: the scopes of recount source", "lists");
  return withRegister(
    context,
    async (register, viewer) => {
      const answer = await estimateRegister(register, { ...request, seed, options: choices });
      if (!seesExactCounts(viewer)) return memberAnswer(answer);
      const target = textOption(options, "svg");
      const pictures = target === undefined ? [] : await writePictures(target, pictureFigure(answer));
      const { figure, estimate, strata, total } = answer;
      const lists = figure.lists.map(({ source }) => source);
      const report = estimate.made
        ? estimateJson(estimate.report, lists)
        : {
            observed: figure.documented,
            lists,
            methods: [],
            verdict: "not estimable",
            reason: estimate.reason,
          };
      const made = estimate.made
        ? {
            conclusion: estimate.conclusion,
            plan: estimate.plan,
            linkage: estimate.linkage,
            runsBefore: estimate.runsBefore,
          }
        : {};
      const isNo = !estimate.made || estimate.conclusion.verdict === "not estimable";
      return {
        exit: isNo ? 1 : 0,
        json: JSON.parse(
          JSON.stringify({ ...Object(report), documented: figure, ...made, strata, total, pictures }),
        ),
        text: formatAnswer(answer),
      };
    },
    "publish",
  );
}

/** As it would be published: what the lists say one by one, and where they overlap, is for who has them all. */
function memberAnswer({ figure, estimate }: RegisterEstimate): CommandAnswer {
  const documented = roundedCount(figure.documented);
  const conclusion = estimate.made
    ? estimate.conclusion
    : ({ verdict: "not estimable", reason: estimate.reason } as const);
  const said =
    conclusion.verdict === "estimate"
      ? { verdict: conclusion.verdict, ...intervalOf(conclusion.answer) }
      : conclusion.verdict === "range"
        ? { verdict: conclusion.verdict, ...intervalOf(conclusion) }
        : { verdict: conclusion.verdict };
  const text = [`documented: ${documented} ${figure.query.unit}s`, JSON.stringify(said)].join("\n");
  return { exit: conclusion.verdict === "not estimable" ? 1 : 0, json: { documented, ...said }, text };
}

const intervalOf = ({ lower, upper }: { readonly lower: number; readonly upper: number }) => ({
  lower: roundedCount(Math.round(lower)),
  upper: roundedCount(Math.round(upper)),
});

function formatAnswer({ figure, estimate, strata, total }: RegisterEstimate): string {
  const atLeast = (figure.range?.low ?? figure.documented).toLocaleString("en");
  const lines = [
    `documented: at least ${atLeast} ${figure.query.unit}s ${figure.query.harm ?? ""}`.trimEnd(),
  ];
  if (!estimate.made) return [...lines, `no estimate: ${estimate.reason}`].join("\n");
  lines.push(
    `estimates of this kind of harm that were run before: ${estimate.runsBefore}`,
    formatEstimate(estimate.report),
  );
  const { conclusion, linkage } = estimate;
  if (linkage !== undefined && conclusion.verdict === "estimate")
    lines.push(
      `over ${linkage.clusterings} sampled clusterings the total goes from ${Math.round(linkage.lower)} to ${Math.round(linkage.upper)}; with that, ${Math.round(conclusion.answer.lower)} to ${Math.round(conclusion.answer.upper)}`,
    );
  if (strata.length > 0) lines.push(formatStrata(strata, total));
  return lines.join("\n");
}

function formatStrata(strata: RegisterEstimate["strata"], total: RegisterEstimate["total"]): string {
  const all = total === undefined ? strata : [...strata, { name: "together", answer: total }];
  const rows = all.map(({ name, answer }) => [
    name,
    answer.observed,
    answer.estimable
      ? `${Math.round(answer.total)} (${Math.round(answer.lower)} to ${Math.round(answer.upper)})`
      : `not estimable: ${answer.reason}`,
  ]);
  return formatTable(["stratum", "documented", "estimate"], rows);
}

/** The figure with its estimate as pictures take it. */
function pictureFigure({ figure, estimate, placeNames }: RegisterEstimate): PictureFigure {
  const shown = estimate.made
    ? { ...estimate, status: "recomputed" as const, report: publishedReport(estimate.report, true) }
    : { status: "refused" as const, reason: estimate.reason };
  return { ...countPictures(figure, placeNames), estimate: shown };
}
