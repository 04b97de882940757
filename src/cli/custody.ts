/** `recount custody`: who held a file of evidence when, and whether its bytes are those that were received. */
import { custodyActs } from "../model/custody.ts";
import type { SourceId } from "../model/ids.ts";
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { type EvidenceFile, readEvidence, recordCustody } from "../steps/dossier/record-custody.ts";
import { isOwn } from "../steps/people/own-sources.ts";
import type { Command, CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { choiceOption, requiredText, textOption, usageError } from "./options.ts";
import { actorName, withRegister } from "./with-register.ts";

export const custodyCommand: Command = {
  name: "custody",
  operands: "[sha256]",
  summary:
    "records who held a file of evidence when; without one lists every file, its state and its custody",
  example:
    'recount custody 0f3a... --act handed-over --by "Ani Tesk" --to "Office of the notary" --when 2026-02-17',
  options: [
    { flags: "--act <act>", text: `what was done: ${custodyActs.join(", ")}` },
    { flags: "--by <name>", text: "who received, copied or handed it over" },
    { flags: "--to <name>", text: "into whose hands" },
    { flags: "--from <name>", text: "out of whose hands" },
    { flags: "--when <date>", text: "when: 1992, 1992-02 or 1992-02-17" },
    { flags: "--note <text>", text: "what else is to be known: seal numbers, how it was carried" },
  ],
  run: (context, [evidence, ...rest], options) =>
    withRegister(
      context,
      async (register, viewer) => {
        if (rest.length > 0) throw usageError("sha256", "one digest", rest.join(" "));
        const own = (await register.store.sources()).filter((source) => isOwn(source, viewer));
        const sources = new Set(own.map(({ id }) => id));
        if (evidence !== undefined) return record(context, register, { evidence, options, viewer, sources });
        const files = await readEvidence(register, sources);
        const isWhole = files.every(({ state }) => state === "intact");
        return { exit: isWhole ? 0 : 1, json: files, text: files.map(formatFile).join("\n") };
      },
      "change",
    ),
};

type Recording = {
  readonly evidence: string;
  readonly options: OptionValues;
  readonly viewer: Viewer;
  readonly sources: ReadonlySet<SourceId>; // whose files the viewer may speak of
};

async function record(
  context: CommandContext,
  register: OpenRegister,
  { evidence, options, viewer, sources }: Recording,
): Promise<CommandAnswer> {
  const act = choiceOption(options, "act", custodyActs);
  if (act === undefined) throw usageError("--act", `one of ${custodyActs.join(", ")}`, "nothing");
  const [to, from, note] = ["to", "from", "note"].map((name) => textOption(options, name));
  const custody = await recordCustody(register, sources, {
    evidence,
    act,
    by: requiredText(options, "by"),
    when: requiredText(options, "when"),
    ...(to === undefined ? {} : { to }),
    ...(from === undefined ? {} : { from }),
    ...(note === undefined ? {} : { note }),
    recordedBy: actorName(context, viewer),
    now: context.now(),
  });
  return { exit: 0, json: custody, text: `${custody.act} by ${custody.by} on ${custody.when}: recorded` };
}

function formatFile({ source, version, file, evidence, state, custody }: EvidenceFile): string {
  const held = custody.map(
    ({ when, act, by, to }) => `  ${when} ${act} by ${by}${to === undefined ? "" : ` to ${to}`}`,
  );
  return [`${evidence}  ${file}, ${source}, version ${version}: ${state}`, ...held].join("\n");
}
