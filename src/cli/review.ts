/** `recount review`: people's judgements of pairs, those first that teach most; and a random sample that measures. */
import { recordId } from "../model/ids.ts";
import { type JudgementAnswer, judgementAnswers } from "../model/judgement.ts";
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { drawPairs } from "../steps/review/draw-pairs.ts";
import { judgePair, undoJudgement } from "../steps/review/judge-pair.ts";
import { readAccuracy, undecidedSample } from "../steps/review/measure-sample.ts";
import { nextPairs, showPairs } from "../steps/review/next-pairs.ts";
import { reviewReport } from "../steps/review/review-report.ts";
import { seenJudgements } from "../steps/review/seen-judgements.ts";
import { type RegisterView, viewOf } from "../steps/view.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { numberOption, requiredText, textOption, usageError } from "./options.ts";
import { answerShares } from "./review-shares.ts";
import { formatAccuracy, formatPair, formatReview } from "./review-words.ts";
import { actorName, withRegister } from "./with-register.ts";

const SHOWN = 3; // pairs at once, unless told
const MOST = 2 ** 31;

export const reviewCommand: Command = {
  name: "review",
  operands: "[records...]",
  summary: "pairs that wait for a person's judgement, and what was judged",
  example: 'recount review --same families-1993/118 enquiries/40 --why "same father and village" --as Ani',
  options: [
    { flags: "--next", text: "the pairs whose answer would teach most, side by side (the default)" },
    {
      flags: "--shares",
      text: "matches of your records with another organisation's, which sees none of them yet",
    },
    { flags: "--accept <record>", text: "lets a match of that record be shown: give --to and --why" },
    { flags: "--refuse <record>", text: "lets it stay hidden: give --to and --why" },
    { flags: "--to <organisation>", text: "to whom the match is or is not shown" },
    { flags: "--limit <n>", text: `how many pairs (default ${SHOWN})` },
    { flags: "--same", text: "two records are of one person: give their ids, and --why" },
    { flags: "--different", text: "two records are of two persons: give their ids, and --why" },
    { flags: "--unsure", text: "it cannot be told: give the ids of two records, and --why" },
    { flags: "--why <text>", text: "the reason of a judgement" },
    { flags: "--undo <id>", text: "takes a judgement back, which stays in the history" },
    { flags: "--list", text: "every judgement, how it stands, and how far reviewers agree" },
    { flags: "--sample <n>", text: "draws about n pairs at random, to measure precision and recall" },
    { flags: "--seed <n>", text: "seed of the sample (default 1)" },
    {
      flags: "--sampled",
      text: "pairs of the last sample that nobody has judged yet, and what it says so far",
    },
  ],
  run: (context, operands, options) =>
    withRegister(
      context,
      (register, viewer) => {
        const answers = judgementAnswers.filter((answer) => options[answer] === true);
        const asked = ["next", "undo", "list", "sample", "sampled", "shares", "accept", "refuse"].filter(
          (name) => options[name] !== undefined,
        );
        if (answers.length + asked.length > 1)
          throw usageError("review", "one thing at a time", [...answers, ...asked].join(" and "));
        const [answer] = answers;
        if (answer !== undefined) return judge(context, register, { answer, operands, options, viewer });
        if (operands.length > 0)
          throw usageError("records", "--same, --different or --unsure beside them", operands.join(" "));
        return answerOther(context, register, { options, viewer });
      },
      "judge",
    ),
};

async function answerOther(
  context: CommandContext,
  register: OpenRegister,
  { options, viewer }: Asking,
): Promise<CommandAnswer> {
  const undone = numberOption(options, "undo", { min: 0, max: Number.MAX_SAFE_INTEGER });
  if (undone !== undefined) return undo(context, register, { id: undone, options, viewer });
  const count = numberOption(options, "sample", { min: 2, max: 100_000 });
  if (count !== undefined) return draw(register, count, { options, viewer });
  const shares = await answerShares(context, register, { options, viewer });
  if (shares !== undefined) return shares;
  if (options["list"] === true) {
    const report = await reviewReport(register.store, viewOf(register, viewer));
    return { exit: 0, json: report, text: formatReview(report) };
  }
  const limit = numberOption(options, "limit", { min: 1, max: 1000 }) ?? SHOWN;
  if (options["sampled"] === true) return showSampled(register, viewOf(register, viewer), limit);
  const next = await nextPairs(register, viewOf(register, viewer), { limit, by: actorName(context, viewer) });
  const text = [`${next.waiting.toLocaleString("en")} pairs wait`, ...next.pairs.map(formatPair)];
  return { exit: 0, json: next, text: text.join("\n\n") };
}

type Asking = { readonly options: OptionValues; readonly viewer: Viewer };

type Judging = Asking & { readonly answer: JudgementAnswer; readonly operands: readonly string[] };

async function judge(
  context: CommandContext,
  register: OpenRegister,
  { answer, operands, options, viewer }: Judging,
): Promise<CommandAnswer> {
  const [left, right, ...rest] = operands;
  if (left === undefined || right === undefined || rest.length > 0)
    throw usageError(`--${answer}`, "the ids of two records", operands.join(" "));
  const judgement = await judgePair(register, viewOf(register, viewer), {
    records: [recordId(left), recordId(right)],
    answer,
    by: actorName(context, viewer),
    why: requiredText(options, "why"),
    now: context.now(),
  });
  const text = `judgement ${judgement.id}: ${answer}, by ${judgement.by}; recount link takes it in`;
  return { exit: 0, json: judgement, text };
}

async function undo(
  context: CommandContext,
  register: OpenRegister,
  { id, options, viewer }: Asking & { readonly id: number },
): Promise<CommandAnswer> {
  const request = {
    id,
    by: actorName(context, viewer),
    why: textOption(options, "why") ?? "",
    now: context.now(),
  };
  const judgement = await undoJudgement(register, viewOf(register, viewer), request);
  return { exit: 0, json: judgement, text: `judgement ${id} is taken back; recount link takes that in` };
}

async function draw(
  register: OpenRegister,
  count: number,
  { options, viewer }: Asking,
): Promise<CommandAnswer> {
  const seed = numberOption(options, "seed", { min: 0, max: MOST }) ?? 1;
  const sample = await drawPairs(register, { count, seed });
  const pairs = await seenJudgements(register.store, viewOf(register, viewer), sample.pairs);
  const text = `${sample.pairs.length} pairs drawn; judge those of recount review --sampled`;
  return { exit: 0, json: { ...sample, pairs }, text };
}

async function showSampled(
  register: OpenRegister,
  view: RegisterView,
  limit: number,
): Promise<CommandAnswer> {
  const { store } = register;
  const [undecided, accuracy] = await Promise.all([undecidedSample(store), readAccuracy(store)]);
  const comparable = await view.comparable(undecided.flatMap(({ left, right }) => [left, right]));
  const left = undecided.filter((pair) => comparable.has(pair.left) && comparable.has(pair.right));
  const pairs = await showPairs(
    register,
    view,
    left.slice(0, limit).map(({ left: a, right: b }) => ({ left: a, right: b, teaches: 0 })),
  );
  const json = { waiting: left.length, pairs, ...(accuracy !== undefined && { accuracy }) };
  const text = [
    `${left.length.toLocaleString("en")} drawn pairs wait`,
    ...pairs.map(formatPair),
    ...(accuracy === undefined ? [] : [formatAccuracy(accuracy)]),
  ];
  return { exit: 0, json, text: text.join("\n\n") };
}
