/** The model file: a trained model as readable JSON that can be kept, edited, compared and given again. */
import { type Issue, issueAt, type Parsed } from "../base/errors.ts";
import type { BlockingRule } from "./blocking-rules.ts";
import type { LinkModel, ModelComparison, ModelLevel } from "./link-model.ts";
import { type FieldKind, fieldKinds } from "./link-table.ts";
import type { Together } from "./together.ts";

/**
 * The model as JSON of two spaces, each level and each rule on a line of its own; see docs/spec/linkage-model.md.
 *
 * @example
 * const model = { model: "recount-linkage", version: 2, seed: 1, prior: 0.1, related: 0, namesakes: 0, neighbours: 0, comparisons: [], together: [], rules: [] };
 * parseModel(formatModel(model)).value; //=> model
 */
export function formatModel(model: LinkModel): string {
  const { comparisons, together, rules, ...head } = model;
  const lines = (items: readonly unknown[], indent: string) =>
    items.length === 0
      ? "[]"
      : `[\n${items.map((item) => `${indent}  ${JSON.stringify(item)}`).join(",\n")}\n${indent}]`;
  const parts = comparisons.map(
    ({ levels, ...plan }) =>
      `    {\n${inner(plan, "      ")},\n      "levels": ${lines(levels, "      ")}\n    }`,
  );
  const body = parts.length === 0 ? "[]" : `[\n${parts.join(",\n")}\n  ]`;
  return `{\n${inner(head, "  ")},\n  "comparisons": ${body},\n  "together": ${lines(together, "  ")},\n  "rules": ${lines(rules, "  ")}\n}\n`;
}

const inner = (object: object, indent: string) =>
  Object.entries(object)
    .map(([key, value]) => `${indent}${JSON.stringify(key)}: ${JSON.stringify(value)}`)
    .join(",\n");

/**
 * The model that a file holds, or all that is wrong with it. Chances must be in (0, 1], `usual` in [0, 1], lifts at
 * least 1; level 0 of each comparison is null. Keys that are not known are refused, since they would say nothing.
 *
 * @example
 * parseModel("[]").issues[0].path; //=> ""
 */
export function parseModel(text: string): Parsed<LinkModel> {
  const issues: Issue[] = [];
  const reader = modelReader(issues);
  const value = reader.model(readJson(text));
  return issues.length > 0 || value === undefined ? { issues } : { value };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

function modelReader(issues: Issue[]) {
  const refuse = (path: string, received: unknown, expected: string) => {
    issues.push(issueAt(path, expected, received === undefined ? "nothing" : JSON.stringify(received)));
    return undefined;
  };
  const object = (value: unknown, path: string, keys: readonly string[]): Fields => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      refuse(path, value, "an object");
      return {};
    }
    for (const key of Object.keys(value))
      if (!keys.includes(key)) refuse(`${path}.${key}`, key, `one of ${keys.join(", ")}`);
    return value as Fields;
  };
  const list = <T>(value: unknown, path: string, read: (item: unknown, path: string) => T): readonly T[] => {
    if (Array.isArray(value)) return value.map((item, i) => read(item, `${path}[${i}]`));
    refuse(path, value, "a list");
    return [];
  };
  const text = (value: unknown, path: string): string =>
    typeof value === "string" ? value : (refuse(path, value, "a text") ?? "");
  const number = (value: unknown, path: string, [low, high]: readonly [number, number]): number =>
    typeof value === "number" && value >= low && value <= high
      ? value
      : (refuse(path, value, `a number from ${low} to ${high}`) ?? 0);
  const chance = (value: unknown, path: string) => number(value, path, [Number.MIN_VALUE, 1]);
  const level = (value: unknown, path: string): ModelLevel => {
    const own = object(value, path, ["label", "m", "u", "r", "n", "p", "usual"]);
    return {
      label: text(own["label"], `${path}.label`),
      m: chance(own["m"], `${path}.m`),
      u: chance(own["u"], `${path}.u`),
      r: chance(own["r"], `${path}.r`),
      n: chance(own["n"], `${path}.n`),
      p: chance(own["p"], `${path}.p`),
      usual: number(own["usual"], `${path}.usual`, [0, 1]),
    };
  };
  const kind = (value: unknown, path: string): FieldKind =>
    fieldKinds.find((known) => known === value) ??
    refuse(path, value, `one of ${fieldKinds.join(", ")}`) ??
    "text";
  const comparison = (value: unknown, path: string): ModelComparison => {
    const own = object(value, path, ["name", "kind", "fields", "levels"]);
    const levels = list(own["levels"], `${path}.levels`, level);
    if (levels.length < 2) refuse(`${path}.levels`, own["levels"], "two levels or more");
    return {
      name: text(own["name"], `${path}.name`),
      kind: kind(own["kind"], `${path}.kind`),
      fields: list(own["fields"], `${path}.fields`, text),
      levels,
    };
  };
  const two = (value: unknown, path: string): readonly [string, string] => {
    const texts = list(value, path, text);
    if (texts.length !== 2) refuse(path, value, "two texts");
    return [texts[0] ?? "", texts[1] ?? ""];
  };
  const together = (value: unknown, path: string): Together => {
    const own = object(value, path, ["comparisons", "levels", "lift"]);
    return {
      comparisons: two(own["comparisons"], `${path}.comparisons`),
      levels: two(own["levels"], `${path}.levels`),
      lift: number(own["lift"], `${path}.lift`, [1, 1e9]),
    };
  };
  const rule = (value: unknown, path: string): BlockingRule & { readonly pairs: number } => {
    const own = object(value, path, ["keys", "pairs"]);
    return {
      keys: list(own["keys"], `${path}.keys`, text),
      pairs: number(own["pairs"], `${path}.pairs`, [0, Number.MAX_SAFE_INTEGER]),
    };
  };
  const model = (value: unknown): LinkModel | undefined => {
    const keys = "model version seed prior related namesakes neighbours comparisons together rules".split(
      " ",
    );
    const own = object(value, "", keys);
    if (issues.length > 0 && Object.keys(own).length === 0) return undefined;
    if (own["model"] !== "recount-linkage") refuse("model", own["model"], '"recount-linkage"');
    if (own["version"] !== 2) refuse("version", own["version"], "2");
    return {
      model: "recount-linkage",
      version: 2,
      seed: number(own["seed"], "seed", [0, 2 ** 32 - 1]),
      prior: chance(own["prior"], "prior"),
      related: number(own["related"], "related", [0, 1]),
      namesakes: number(own["namesakes"], "namesakes", [0, 1]),
      neighbours: number(own["neighbours"], "neighbours", [0, 1]),
      comparisons: list(own["comparisons"], "comparisons", comparison),
      together: list(own["together"], "together", together),
      rules: list(own["rules"], "rules", rule),
    };
  };
  return { model };
}
