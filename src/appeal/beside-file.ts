/** `beside.json`: what stands beside the text and was not signed with it: who signed when, letters, answers. */
import { canonicalBytes, type Json, parseCanonicalJson } from "../base/canonical-json.ts";
import { issueAt, type Parsed } from "../base/errors.ts";
import { parsePrefixDate } from "../base/prefix-date.ts";
import { type ResponseState, responseStates } from "../model/entry.ts";
import type { Enrolment } from "./key-windows.ts";
import { DISPUTE_LIMIT } from "./letter.ts";
import { array, isShape, literal, object, optional, type Shape, text, whole } from "./shape.ts";

export const BESIDE_FORMAT = "recount/beside/1";

/** What became of the appeal at one of its addressees. */
export type Response = {
  readonly addressee: string;
  readonly state: ResponseState;
  readonly on: string; // a prefix date
  readonly text?: string;
};

export type Beside = {
  readonly appeal: string; // its short name
  readonly version: number;
  readonly manifest: string; // of the text that all of it is about
  readonly enrolments: readonly Enrolment[];
  readonly signed: readonly { readonly principal: string; readonly received: string }[];
  readonly letters: readonly { readonly signatures: number; readonly received: string }[]; // letters/1.json and so on
  readonly answers: readonly { readonly letter: number; readonly text: string; readonly on: string }[]; // from 1
  readonly refused: readonly { readonly received: string; readonly reason: string }[]; // disputes
  readonly responses: readonly Response[];
};

const day: Shape = (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
const date: Shape = (value) => typeof value === "string" && parsePrefixDate(value) !== undefined;
const positive: Shape = (value) => whole(value) && value !== 0;

const shape = object({
  format: literal(BESIDE_FORMAT),
  appeal: text,
  version: whole,
  manifest: text,
  enrolments: array(object({ principal: text, key: text, from: day })),
  signed: array(object({ principal: text, received: day })),
  letters: array(object({ signatures: positive, received: day })),
  answers: array(
    object({
      letter: positive,
      text: (value) => typeof value === "string" && value.length <= DISPUTE_LIMIT,
      on: day,
    }),
  ),
  refused: array(object({ received: day, reason: text })),
  responses: array(
    object({ addressee: text, state: literal(...responseStates), on: date, text: optional(text) }),
  ),
});

/** Canonical bytes of the file. */
export function formatBeside(beside: Beside): Uint8Array<ArrayBuffer> {
  return canonicalBytes({ ...beside, format: BESIDE_FORMAT } as unknown as Json);
}

/**
 * What `formatBeside` wrote.
 *
 * @example
 * parseBeside(new Uint8Array()).issues[0].expected; //=> "canonical JSON of recount/beside/1"
 */
export function parseBeside(bytes: Uint8Array): Parsed<Beside> {
  const json = parseCanonicalJson(bytes);
  if (!isShape<Beside>(json, shape))
    return { issues: [issueAt("beside.json", `canonical JSON of ${BESIDE_FORMAT}`, "something else")] };
  const { appeal, version, manifest, enrolments, signed, letters, answers, refused, responses } = json;
  return {
    value: { appeal, version, manifest, enrolments, signed, letters, answers, refused, responses },
  };
}
