/** `recount show`: all that is known of one entity, with who says what. */
import type { ChronologyStep, Profile, Provenance } from "../register/profile/profile.ts";
import { readEntity, type ShownEntity } from "../steps/show/read-profile.ts";
import { viewOf } from "../steps/view.ts";
import type { Command } from "./command.ts";
import { usageError } from "./options.ts";
import { withRegister } from "./with-register.ts";

export const showCommand: Command = {
  name: "show",
  operands: "[id]",
  summary:
    "all that is known of a person, site, hazard or event: each value with who says it, what is contested, by which records",
  example: "recount show enquiries/40",
  options: [],
  run: (context, [id, ...rest]) =>
    withRegister(
      context,
      async (register, viewer) => {
        if (id === undefined || rest.length > 0)
          throw usageError(
            "id",
            "the id of one entity or record: recount search gives them",
            [id, ...rest].join(" "),
          );
        const shown = await readEntity(register.store, viewOf(register, viewer), id);
        return { exit: 0, json: shown, text: formatEntity(shown) };
      },
      "look",
    ),
};

function formatEntity(shown: ShownEntity): string {
  const { profile, sources, household, victims, judgements, conflicts } = shown;
  const nameOf = (source: string) => sources.find(({ id }) => id === source)?.name ?? source;
  // Records by number: their ids are long, and stand once at the end.
  const number = (record: string) => profile.records.findIndex(({ id }) => id === record) + 1;
  const by = (said: readonly Provenance[]) =>
    said
      .map(
        ({ record, correctedBy }) =>
          `[${number(record)}]${correctedBy === undefined ? "" : ` corrected by ${correctedBy}`}`,
      )
      .join(" ");
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ["what is said", fieldLines(profile, by)],
    ["chronology", profile.chronology.map((step) => stepLine(step, by))],
    [
      "derived",
      profile.derived.map(
        ({ of, values, rule, from }) =>
          `${of}: ${values.length > 1 ? "contested: " : ""}${values.join(" or ")} (${rule}) ${by(from)}`,
      ),
    ],
    [
      "relations",
      profile.relations.map(
        ({ kind, target, entity, said }) =>
          `${kind} ${target}${entity === undefined ? "" : ` = ${entity}`} ${by([said])}`,
      ),
    ],
    ["household", household.map(({ name, entity, household: of }) => `${name} (${entity}), household ${of}`)],
    [
      "named victims",
      (victims?.named ?? []).map(
        ({ name, entity, harms, rule }) => `${name} (${entity}): ${harms.join(", ")}; ${rule}`,
      ),
    ],
    [
      "numbers that sources give, never added to the named",
      (victims?.numbers ?? []).map(
        ({ source, harm, number: count }) => `${count} ${harm}: ${nameOf(source)}`,
      ),
    ],
    [
      "judgements",
      judgements.map(
        (each) =>
          `${each.left} and ${each.right}: ${each.answer}, ${each.by}: ${each.why} (${each.standing})`,
      ),
    ],
    [
      "contradictory fates",
      conflicts.map(
        ({ claims, signs }) =>
          `${claims.map(({ kind, record }) => `${kind}: ${record}`).join("; ")} against ${signs.map(({ sign, record }) => `${sign}: ${record}`).join("; ")}`,
      ),
    ],
    [
      "records",
      profile.records.map(({ id: record, source }, i) => {
        const of = sources.find(({ id }) => id === source);
        return `[${i + 1}] ${record}: ${of?.name ?? source}${of === undefined ? "" : `, ${of.organisation} (consent: ${of.consent})`}`;
      }),
    ],
  ];
  const head = `${profile.kind} ${profile.entity}, ${profile.records.length} record${profile.records.length === 1 ? "" : "s"}`;
  return [
    head,
    ...parts
      .filter(([, lines]) => lines.length > 0)
      .map(([title, lines]) => [`${title}:`, ...lines.map((line) => `  ${line}`)].join("\n")),
  ].join("\n");
}

type By = (said: readonly Provenance[]) => string;

function fieldLines({ fields }: Profile, by: By): readonly string[] {
  return fields.flatMap(({ field, values, contested }) =>
    values.map(({ text, said }) => `${field}${contested ? " (contested)" : ""}: ${text} ${by(said)}`),
  );
}

function stepLine(
  { when, until, kind, what, harm, where, text, said, judgedBy }: ChronologyStep,
  by: By,
): string {
  const period = [when ?? "no date", until].filter((part) => part !== undefined).join(" to ");
  const subject = harm === undefined ? what : `${harm}: ${what}`;
  const details = [where, text].filter((part) => part !== undefined).join("; ");
  const who = said === undefined ? `judged by ${judgedBy ?? ""}` : by([said]);
  return `${period}  ${kind} ${subject}${details === "" ? "" : `, ${details}`} ${who}`;
}
