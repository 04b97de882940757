/** The words of a verification for the person who asked for it. */
import type { VerifyResult } from "./verify-folder.ts";

const verdicts: { readonly [Verdict in VerifyResult["verdict"]]: string } = {
  verified: "Verified: everything in the folder fits together, under keys that you know from elsewhere.",
  consistent:
    "Consistent: everything in the folder fits together. Whoever remade the whole folder with other keys would get this far too.",
  refused: "Refused: something in the folder is not as it was published.",
  unreadable: "Unreadable: this is not a published folder.",
};

/**
 * The report, its first line always the keys. It names nobody as having signed and calls nothing true.
 *
 * @example
 * const nothing = { checked: [], notChecked: [], refusals: [] };
 * formatReport({ verdict: "consistent", keysConfirmed: { confirmed: 0, of: 1 }, figures: [], ...nothing }).split("\n")[0]; //=> "0 of 1 keys confirmed from outside"
 */
export function formatReport({ verdict, keysConfirmed, figures, ...found }: VerifyResult): string {
  const { confirmed, of } = keysConfirmed;
  const sections = [
    `${confirmed} of ${of} keys confirmed from outside`,
    verdicts[verdict],
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
