/** Reading `statements.json` from outside: its exact shape, in canonical JSON. */
import { type Json, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { estimateMethods } from "../model/estimate.ts";
import { units } from "../model/figure.ts";
import { harmKinds, harmStatuses } from "../model/harm.ts";
import { array, isShape, literal, object, oneOf, optional, real, text, whole } from "./shape.ts";
import { STATEMENTS_FORMAT, type Statements } from "./statements.ts";

const count = oneOf(whole, literal("fewer than 10"), (value) => /^about \d*[05]$/.test(textOf(value)));

const query = object({
  unit: literal(...units),
  harm: optional(literal(...harmKinds)),
  statuses: optional(array(literal(...harmStatuses))),
  place: optional(nonEmpty),
  from: optional(text),
  until: optional(text),
});

const answer = object({
  estimable: literal(true),
  method: text,
  observed: whole,
  total: real,
  lower: real,
  upper: real,
  level: real,
  interval: literal("confidence", "credible"),
  assumption: text,
});

const conclusion = oneOf(
  object({ verdict: literal("estimate"), spokesman: literal(...estimateMethods), answer }),
  object({ verdict: literal("range"), lower: real, upper: real, reason: text }),
  object({ verdict: literal("not estimable"), reason: text }),
);

const totals = array(
  object({
    name: text,
    total: optional(real),
    lower: optional(real),
    upper: optional(real),
    reason: optional(text),
  }),
);

const estimate = oneOf(
  object({
    status: literal("recomputed", "attested"),
    seed: whole,
    plan: object({
      merged: array(object({ list: nonEmpty, into: nonEmpty })),
      leftOut: array(nonEmpty),
      impossible: array(array(nonEmpty)),
    }),
    report: object({ conclusion, methods: totals, models: totals, leaveOneOut: totals }),
    conclusion,
    linkage: optional(object({ method: text, clusterings: whole, failed: whole, lower: real, upper: real })),
    runsBefore: whole,
  }),
  object({ status: literal("refused", "withheld"), reason: text }),
);

const names = array(object({ text, language: optional(text), from: optional(real), until: optional(real) }));

const share = object({ value: real, lower: real, upper: real });

const accuracy = object({
  run: whole,
  drawn: whole,
  judged: whole,
  unsure: whole,
  level: real,
  interval: literal("confidence"),
  precision: share,
  recallOfCompared: share,
  recall: share,
});

const figure = object({
  id: (value) => /^F[1-9]\d*$/.test(textOf(value)),
  directive: text,
  query,
  rules: object({
    kinds: array(literal(...harmKinds)),
    statuses: array(literal(...harmStatuses)),
    sources: array(nonEmpty),
  }),
  placeNames: names,
  documented: count,
  consented: optional(whole),
  range: optional(object({ low: count, high: count, quantile: real, clusterings: whole, seed: whole })),
  thresholds: optional(array(object({ threshold: real, documented: count }))),
  accuracy: optional(accuracy),
  lists: array(object({ source: nonEmpty, name: text, count })),
  histories: oneOf(literal("suppressed"), array(object({ lists: array(nonEmpty), count: whole }))),
  years: array(object({ value: text, count })),
  places: array(object({ value: text, count, names })),
  area: optional(object({ km2: real, measured: whole })),
  beside: object({ groups: count, persons: count }),
  unplaced: count,
  undated: count,
  estimate,
  proof: oneOf(
    object({ level: literal("open", "tokens"), path: text }),
    object({ level: literal("attested"), reason: text }),
  ),
});

const statements = object({
  format: literal(STATEMENTS_FORMAT),
  title: text,
  language: text,
  direction: literal("ltr", "rtl"),
  date: text,
  version: whole,
  note: optional(text),
  quorum: optional(whole),
  translates: optional(text),
  addressees: array(text),
  signatories: array(object({ name: text, role: optional(text), organisation: optional(text) })),
  blocks: array(object({ text, figures: array(text) })),
  figures: array(figure),
  size: whole,
});

/** The statements of their bytes; an issue when they are not canonical JSON of exactly this shape. */
export function parseStatements(bytes: Uint8Array, path: string): Parsed<Statements> {
  const json = parseCanonicalJson(bytes);
  return isShape<Statements>(json, statements)
    ? { value: json }
    : { issues: [issueAt(path, `canonical JSON of ${STATEMENTS_FORMAT}`, "something else")] };
}

function nonEmpty(value: Json | undefined): boolean {
  return textOf(value) !== "";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
