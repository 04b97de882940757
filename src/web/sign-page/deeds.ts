/** What can be signed here, with what is still missing for it, and the file that comes of it. */
import { checkLetterBody, formatLetter, type LetterBody, signLetter } from "../../appeal/letter.ts";
import { digestOf } from "../../appeal/manifest.ts";
import { formatSignatureFile, signTexts } from "../../appeal/signature-file.ts";
import { principalOf } from "../../appeal/standing.ts";
import type { SigningKey } from "../../ledger/verifier-key.ts";
import type { LegalKey, PlainKey } from "../../pages/legal-keys.ts";
import type { Controls } from "./controls.ts";
import type { Sent } from "./sent.ts";

export type Deed = "sign" | "withdraw" | "dispute";

/** A control that has to be filled in, and what to say of it. */
export type Missing = { readonly id: string; readonly words: PlainKey | LegalKey };

export const deedsOf = (sent: Sent): readonly Deed[] =>
  sent.kind === "to-sign" ? ["sign"] : ["withdraw", "dispute"];

export const signatoriesOf = (sent: Sent) =>
  (sent.texts[0]?.text.signatories ?? []).map((each) => ({
    principal: principalOf(each),
    words: [each.organisation, each.name, each.role].filter(Boolean).join(", "),
  }));

export function missingFor(deed: Deed, controls: Controls, key: SigningKey | undefined): readonly Missing[] {
  const isEmpty = ({ value }: { readonly value: string }) => value.trim() === "";
  const all: readonly (readonly [boolean, Missing])[] = [
    [
      deed !== "dispute" && isEmpty(controls.organisation),
      { id: "organisation", words: "sign.organisation" },
    ],
    [deed === "withdraw" && isEmpty(controls.why), { id: "why", words: "sign.why" }],
    [deed === "dispute" && isEmpty(controls.by), { id: "by", words: "sign.by" }],
    [deed === "dispute" && isEmpty(controls.text), { id: "text", words: "sign.disputeText" }],
    [key === undefined, { id: "passphrase", words: "sign.key" }],
    [!controls.confirmed.checked, { id: "confirmed", words: "sign.confirm" }],
  ];
  return all.flatMap(([isMissing, missing]) => (isMissing ? [missing] : []));
}

export type Signed = { readonly name: string; readonly text: string };

/** The file to be sent back, with a name that says what it is. Requires that nothing is missing. */
export async function signDeed(
  { sent, deed, key }: { readonly sent: Sent; readonly deed: Deed; readonly key: SigningKey },
  controls: Controls,
  on: string,
): Promise<Signed | { readonly reason: string }> {
  const organisation = controls.organisation.value;
  if (sent.kind === "to-sign")
    return {
      name: `${organisation}.signature.json`,
      text: formatSignatureFile(signTexts(sent.toSign, organisation, key)),
    };
  const { about } = sent;
  const body: LetterBody =
    deed === "withdraw"
      ? { format: "recount/withdrawal/1", ...about, organisation, on, why: controls.why.value.trim() }
      : {
          format: "recount/dispute/1",
          ...about,
          statement: Number(controls.statement.value),
          by: controls.by.value.trim(),
          on,
          text: controls.text.value.trim(),
          evidence: await evidenceOf(controls.evidence),
        };
  const checked = checkLetterBody(body);
  if ("issues" in checked) return { reason: checked.issues.map(({ message }) => message).join("; ") };
  const name =
    deed === "withdraw"
      ? `${organisation}.withdrawal.json`
      : `${about.appeal}-${controls.statement.value}.dispute.json`;
  return { name, text: formatLetter(signLetter(checked.value, [key])) };
}

const evidenceOf = ({ files }: HTMLInputElement) =>
  Promise.all(
    [...(files ?? [])].map(async (file) => ({
      name: file.name,
      digest: digestOf(new Uint8Array(await file.arrayBuffer())),
    })),
  );
