/** `recount review --shares`, `--accept` and `--refuse`: whether another organisation is shown a match. */
import type { Viewer } from "../model/person.ts";
import type { OpenRegister } from "../shell/register-folder.ts";
import { answerShare, listShares } from "../steps/sharing/answer-share.ts";
import type { CommandAnswer, CommandContext, OptionValues } from "./command.ts";
import { requiredText, textOption } from "./options.ts";
import { formatTable } from "./table.ts";

/** The answer to what was asked of shares; undefined when nothing was. */
export async function answerShares(
  context: CommandContext,
  register: OpenRegister,
  { options, viewer }: { readonly options: OptionValues; readonly viewer: Viewer },
): Promise<CommandAnswer | undefined> {
  if (options["shares"] === true) {
    const shares = await listShares(register, viewer);
    const rows = shares.map(({ share, to, held }) => [share, to, held.length]);
    const text =
      rows.length === 0
        ? "no match of your records waits for an answer"
        : formatTable(["your record", "matched by a record of", "your records"], rows);
    return { exit: 0, json: shares, text };
  }
  for (const [name, answer] of [
    ["accept", "accepted"],
    ["refuse", "refused"],
  ] as const) {
    const share = textOption(options, name);
    if (share === undefined) continue;
    const [to, why] = [requiredText(options, "to"), requiredText(options, "why")];
    const entry = await answerShare(register, { share, to, answer, why, viewer, now: context.now() });
    return { exit: 0, json: { entry, share, to, answer }, text: `${share}, to ${to}: ${answer}` };
  }
  return undefined;
}
