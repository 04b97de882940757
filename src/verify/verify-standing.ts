/** Checks of what stands beside the text: signatures, withdrawals, disputes, answers. */
import type { AppealText } from "../appeal/appeal-text.ts";
import type { FolderFiles } from "../appeal/bag.ts";
import {
  besidePaths,
  readStanding,
  type SignatoryStanding,
  type Standing,
  standingSignatures,
} from "../appeal/standing.ts";
import { parseSshKey, sshFingerprint } from "../ledger/ssh-key.ts";
import { checked, type Findings, joinFindings, notChecked, refused } from "./findings.ts";
import type { ConfirmedKeys, FolderKey } from "./verify-keys.ts";

/** The standing, or each file of it that is refused. */
export function verifyBeside(
  files: FolderFiles,
  text: AppealText,
): { readonly standing: Standing } | { readonly findings: Findings } {
  const standing = readStanding(files, text);
  if ("value" in standing) return { standing: standing.value };
  return { findings: joinFindings(standing.issues.map(({ path, message }) => refused(path, message))) };
}

/** The keys that signed this version, each to be confirmed from outside. */
export function signingKeys({ signatories }: Standing): readonly FolderKey[] {
  return signatories.flatMap(({ principal, signed }) => {
    const parsed = parseSshKey(signed?.key ?? "");
    return "issues" in parsed
      ? []
      : [
          {
            name: principal,
            path: besidePaths.signature(principal),
            key: sshFingerprint(parsed.value),
          },
        ];
  });
}

/** What can be said of the signatures: an organisation is named only when its key was confirmed from outside. */
export function verifySignatures(
  standing: Standing,
  { quorum }: AppealText,
  { confirmed }: ConfirmedKeys,
): Findings {
  const { signatories, disputes, responses, refused: refusedDisputes } = standing;
  const signed = signatories.filter((each) => each.signed !== undefined);
  const [known, unknown] = [
    signed.filter(({ principal }) => confirmed.has(principal)),
    signed.filter(({ principal }) => !confirmed.has(principal)),
  ];
  const standingNow = standingSignatures(standing).length;
  const takenBack = signed.length - standingNow;
  return joinFindings([
    signed.length === 0
      ? notChecked("that the signatories signed: the folder carries no signatures of theirs")
      : checked(
          `${signed.length} of ${signatories.length} signatories' signatures are over this version, by the keys in this folder`,
        ),
    ...known.map((each) => checked(`${nameOf(each)} signed this version, by the key confirmed from outside`)),
    ...known.flatMap((each) => sayWithdrawn(each)),
    takenBack === 0
      ? checked()
      : checked(
          `${takenBack} of them ${takenBack === 1 ? "was" : "were"} taken back since, by a signed letter`,
        ),
    unknown.length > 0 ? notChecked(`whose keys made ${unknown.length} of the signatures`) : checked(),
    quorum === undefined
      ? checked()
      : checked(
          `the text asks for a quorum of ${quorum}; ${standingNow} ${standingNow === 1 ? "signature stands" : "signatures stand"}${standingNow < quorum ? ", which is fewer" : ""}`,
        ),
    signed.length > 0 ? notChecked("on which day a signature was made: the publishers say") : checked(),
    disputes.length === 0
      ? checked()
      : checked(
          disputes.length === 1
            ? "1 dispute is signed, by a key that nobody here confirms"
            : `${disputes.length} disputes are signed, by keys that nobody here confirms`,
        ),
    refusedDisputes.length === 0
      ? checked()
      : notChecked(
          `disputes that the publishers refused, with their reasons: ${refusedDisputes.length}, as they say`,
        ),
    responses.length === 0 ? checked() : notChecked("who was asked and what was answered"),
  ]);
}

function sayWithdrawn(standing: SignatoryStanding): readonly Findings[] {
  const { withdrawn } = standing;
  return withdrawn === undefined
    ? []
    : [checked(`${nameOf(standing)} took its signature back on ${withdrawn.on}`)];
}

const nameOf = ({ signatory }: SignatoryStanding) => signatory.organisation ?? signatory.name;
