/** The words of a verification for the person who asked for it. */
import type { VerifyResult } from "./verify-folder.ts";

const verdicts: { readonly [Verdict in VerifyResult["verdict"]]: string } = {
  verified: "Verified: everything in the folder fits together, under keys that you know from elsewhere.",
  consistent:
    "Consistent: everything in the folder fits together. Whoever remade the whole folder with other keys would get this far too.",
  refused: "Refused: something in the folder is not as it was published.",
  unreadable: "Unreadable: this is not a published folder.",
};

/** What is said of the whole. What was given beside the folder may be at fault, and not the folder. */
function verdictOf({ verdict, keysConfirmed: { confirmed, of }, refusals }: VerifyResult): string {
  if (verdict === "consistent" && confirmed > 0)
    return `Consistent: everything in the folder fits together. ${confirmed} of its keys you know from elsewhere; whoever has the other ${of - confirmed} may be anybody.`;
  if (verdict === "refused" && refusals.every(({ path }) => path.startsWith("--")))
    return "Refused: what was given beside the folder cannot be used, so that nothing is said of the folder.";
  return verdicts[verdict];
}

/**
 * The report, its first line always the keys. It names nobody as having signed and calls nothing true.
 *
 * @example
 * const nothing = { checked: [], notChecked: [], refusals: [] };
 * formatReport({ verdict: "consistent", keysConfirmed: { confirmed: 0, of: 1 }, figures: [], ...nothing }).split("\n")[0]; //=> "0 of 1 keys confirmed from outside"
 */
export function formatReport(result: VerifyResult): string {
  const { keysConfirmed, figures, ...found } = result;
  const { confirmed, of } = keysConfirmed;
  const sections = [
    `${confirmed} of ${of} keys confirmed from outside`,
    verdictOf(result),
    section(
      "Refused",
      found.refusals.map(({ path, reason }) => (path === "" ? reason : `${path}: ${reason}`)),
    ),
    section(
      "Figures",
      figures.map(({ id, level, audit }) => `${id}: ${level}; ${audit}`),
    ),
    section("Checked", found.checked),
    section("Not checked", found.notChecked),
  ];
  return `${sections.filter((each) => each !== "").join("\n\n")}\n`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [title, ...lines.map((line) => `  - ${line}`)].join("\n");
}
