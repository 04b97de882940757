/** What came of an appeal, entered: that it was sent, what an addressee did, what the coalition answers to a dispute. */
import { parseAppeal } from "../../appeal/appeal-text.ts";
import { DISPUTE_LIMIT } from "../../appeal/letter.ts";
import { InputRefused, issueAt, RecountError } from "../../base/errors.ts";
import { parsePrefixDate } from "../../base/prefix-date.ts";
import type { ResponseState } from "../../model/entry.ts";
import type { OpenRegister } from "../../shell/register-folder.ts";
import { readCorrespondence } from "../appeal-beside.ts";
import { namedPeople } from "../text-privacy.ts";
import { requireTakenIn } from "./taken-in.ts";

export type ResponseGiven = {
  readonly appeal: string;
  readonly addressee: string;
  readonly state: ResponseState;
  readonly on: string;
  readonly text?: string;
};

/**
 * Enters it; gives the version that it is about. Throws `refused` where the appeal is only being written, `InputRefused` for a date, an addressee of no text, and words that
 * name somebody who is on a list.
 */
export async function enterResponse({ store, newKeys }: OpenRegister, given: ResponseGiven): Promise<number> {
  const stored = await requireTakenIn(store, given.appeal);
  const parsed = parseAppeal(stored.text);
  const addressees = "value" in parsed ? parsed.value.addressees : [];
  const { version } = stored;
  const issues = [
    ...(addressees.includes(given.addressee)
      ? []
      : [issueAt("addressee", `one of ${addressees.join("; ")}`, given.addressee)]),
    ...(parsePrefixDate(given.on) === undefined ? [issueAt("on", "a date as 1995-03-17", given.on)] : []),
    ...(await namesIn(store, given.text ?? "")),
  ];
  if (issues.length > 0) throw new InputRefused(issues, "input-addressee");
  await store.append([{ entry: "response", version, ...given }], newKeys(1));
  return version;
}

/** As of a text and of a dispute: what is published beside it names nobody who may not be shown. */
const namesIn = async (store: OpenRegister["store"], text: string) =>
  (await namedPeople(store, text)).map((name) => issueAt("text", "nobody named who is on a list", name));

/**
 * Enters the coalition's answer to a dispute. Throws `not-found` for an entry that is none, `InputRefused` for a text
 * that is too long or names somebody who is on a list.
 */
export async function answerDispute(
  { store, newKeys }: OpenRegister,
  { dispute, text, on }: { readonly dispute: number; readonly text: string; readonly on: string },
): Promise<void> {
  const { letters } = await readCorrespondence(store);
  const isDispute = letters.some(
    ({ index, letter: { body } }) => index === dispute && body.format === "recount/dispute/1",
  );
  if (!isDispute) throw new RecountError("not-found", `entry ${dispute} is no dispute that was taken in`);
  if (text.trim() === "" || text.length > DISPUTE_LIMIT)
    throw new InputRefused([issueAt("text", `1 to ${DISPUTE_LIMIT} characters`, `${text.length}`)]);
  const named = await namesIn(store, text);
  if (named.length > 0) throw new InputRefused(named);
  await store.append([{ entry: "counter-answer", letter: dispute, text, on }], newKeys(1));
}
