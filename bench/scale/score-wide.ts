/**
 * Scores a table of invented people under wide rules: `node bench/scale/score-wide.ts TABLE.csv`. The model is trained
 * under the rules that are chosen; of the run with the wide ones a line of JSON says how long scoring took.
 */
import { argv, resourceUsage } from "node:process";
import { type DedupeFilesOptions, dedupeFiles } from "../../src/steps/dedupe-files.ts";

const first = "first_name: whole";
const [surname, born, year] = ["surname: whole", "dob: whole", "dob: year"];
const [place, work, postcode] = ["birth_place: whole", "occupation: whole", "postcode_fake: start"];
// As bench/peers/splink_people.py has them, but for the postcode's start, which is of five letters here.
const wide = [
  [first, postcode],
  [surname, postcode],
  [first, year],
  [surname, year],
  [first, surname],
  [surname, born],
  [first, born],
  ["postcode_fake: whole"],
  [born, place],
  [born, work],
  [first, place],
  [surname, work],
];

const [path = ""] = argv.slice(2);
const options: DedupeFilesOptions = {
  truth: "cluster",
  threads: 2,
  signal: new AbortController().signal,
  progress: () => {},
};
const { result: usual } = await dedupeFiles([path], options);
const model = { ...usual.result.model, rules: wide.map((keys) => ({ keys, pairs: 0 })) };
const begun = new Map<string, number>();
const started = performance.now();
const { result } = await dedupeFiles([path], {
  ...options,
  model,
  progress: (stage) => begun.set(stage, begun.get(stage) ?? performance.now()),
});
const scoring = (begun.get("cluster") ?? 0) - (begun.get("score") ?? 0);
console.log(
  JSON.stringify({
    pairs: result.pairs,
    seconds: (performance.now() - started) / 1000,
    scoreSeconds: scoring / 1000,
    peakMemoryMb: Math.round(resourceUsage().maxRSS / 1024),
    f1: result.truth?.().f1 ?? 0,
  }),
);
